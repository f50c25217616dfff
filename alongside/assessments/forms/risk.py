"""The form of a risk assessment: all its sections on one page, what stands filled in."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from alongside.assessments.forms.asking import About, Before, QuestionsForm, Together, rows_of
from alongside.assessments.queries import RiskPage
from alongside.assessments.rules import THEIR_WORDS, Filled
from alongside.kit.dates import day_long
from alongside.pathway.queries import RisksTold
from alongside.practice.rules import Section

ANEW = frozenset({("origin", ""), ("watch", "review_on")})
"""What every assessment says anew: where it comes from, and when it is looked at again."""


def risk_forms(data: Any, page: RiskPage) -> tuple[QuestionsForm, Together]:
    """The sections asked once as a form, the repeated ones as rows."""
    about = About(page.held.ref.set_id, page.held.people)
    sections = page.held.questions.sections
    once = [section for section in sections if section.repeat == "none"]
    before = {section.id: next(iter(_before(page, section).get(None, ())), Before()) for section in once}
    form = QuestionsForm(data, sections=once, about=about, before=before)
    repeated = [section for section in sections if section.repeat != "none"]
    return form, Together([(section, rows_of(section, data, about, _before(page, section))) for section in repeated])


def told_by(form: QuestionsForm, rows: Together, page: RiskPage) -> list[Filled]:
    """What valid forms tell of the risks."""
    once = [
        Filled(section.id, form.answers(section))
        for section in page.held.questions.sections
        if section.repeat == "none"
    ]
    return [*once, *rows.filled()]


def _before(page: RiskPage, section: Section) -> Mapping[UUID | None, list[Before]]:
    if section.is_about_somebody:
        return _from_record(page, section)
    stands = page.newest.of(section.id) if page.newest and section.id != "origin" else []
    if section.id == "origin" and page.newest is None:
        return {None: [Before(taken_over=_from_the_referral(page.referrer))]}
    answers = [{key: answer for key, answer in one.answers.items() if (section.id, key) not in ANEW} for one in stands]
    return {None: [Before(each) for each in answers]} if answers else {}


def _from_the_referral(told: RisksTold | None) -> Mapping[str, tuple[str, str]]:
    """What the referrer said of risks, until we have assessed them for the first time."""
    if told is None or not told.words:
        return {}
    return {THEIR_WORDS: (told.words, f"the referral: {told.whose}, {day_long(told.on)}")}


def _from_record(page: RiskPage, section: Section) -> Mapping[UUID | None, list[Before]]:
    found: dict[UUID | None, dict[str, tuple[str, str]]] = {}
    for question in section.questions:
        for fact in page.facts:
            if f"person.{fact.kind}" == question.fact:
                known = found.setdefault(fact.person_id, {})
                known.setdefault(question.id, (fact.value, f"since {day_long(fact.since)}"))
    return {person: [Before(from_record=known)] for person, known in found.items()}
