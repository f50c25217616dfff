"""The first risk assessment, made or taken over, and the facts about people that follow from it."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db import transaction

from alongside.access.models import User
from alongside.assessments import permissions, queries, rules
from alongside.assessments.actions._facts import keep_known, keep_restrictions
from alongside.assessments.actions._record import record, to_read
from alongside.assessments.queries import RiskPage
from alongside.assessments.rules import Filled, Restriction, people_in
from alongside.kit.clock import london_day
from alongside.kit.ids import uuid7
from alongside.kit.refusals import AlreadyCorrected, NotAllowed, Unacceptable
from alongside.people.queries import wait_for_family
from alongside.practice.rules import QuestionSet
from alongside.timeline.models import Entry
from alongside.timeline.rules import Nature, NewEntry, NewText, Part

REVIEW = "watch__review_on"
RESTRICTION_REVIEW = "restrictions__review_on"


@transaction.atomic
def assess_risk(
    *, by: User, deed_id: UUID, family_id: int, filled: Sequence[Filled], stood: UUID | None, at: datetime
) -> list[Entry]:
    """Make a risk assessment, or take one over with its words as they are (S10).

    How to reach somebody safely and who may not visit alone become facts about people; a restriction that is left out
    now has ended. `stood`: the assessment the form was shown with. Raises NotAllowed; Unacceptable("section__question")
    for what is missing or a review in the past; AlreadyCorrected with the assessment that was made meanwhile.
    """
    permissions.require(by, family_id)
    wait_for_family(family_id)
    page = queries.risk_page(by, family_id, london_day(at))
    questions = page.held.questions
    _nothing_lost(page, filled)
    filled = rules.without_what_others_wrote(filled)
    _complete(questions, filled)
    if not people_in(questions, filled) <= page.held.names.keys():
        raise NotAllowed
    newest = page.newest.said.entry_id if page.newest else None
    if newest != stood:
        raise AlreadyCorrected(newest)
    now = rules.restrictions_of(filled, questions)
    _reviewed_in_time(filled, now, london_day(at))
    rows = record(by, deed_id, page.held, at, _entries(page, filled, now))
    keep_known(by, deed_id, page.held, filled, at)
    before = (
        rules.restrictions_of(page.newest.filled, page.held.sets[page.newest.ref.version_id]) if page.newest else []
    )
    keep_restrictions(by, page.held, before, now, at)
    return rows


def _complete(questions: QuestionSet, filled: Sequence[Filled]) -> None:
    for section in questions.sections:
        given = [one.answers for one in filled if one.section == section.id]
        for answers in given or ([{}] if section.repeat == "none" else []):
            for question in rules.missing_in(section, answers):
                raise Unacceptable(f"{section.id}__{question.id}", f"Answer “{question.ask}”")


def _nothing_lost(page: RiskPage, filled: Sequence[Filled]) -> None:
    """An assessment of our own keeps nothing of what others wrote; what was typed of it is not dropped unsaid."""
    words = str(_answer(filled, "origin", rules.THEIR_WORDS) or "").strip()
    told = page.referrer.words.strip() if page.referrer else ""
    if words and words != told and _answer(filled, "origin", "origin") == rules.MADE:
        raise Unacceptable("origin__their_words", "We make it now: clear what they wrote, or say that we take it over")


def _reviewed_in_time(filled: Sequence[Filled], restrictions: Sequence[Restriction], today: date) -> None:
    if _answer(filled, "watch", "review_on") <= today:
        raise Unacceptable(REVIEW, "Give a day that is still to come")
    if any(one.review_on <= today for one in restrictions):
        raise Unacceptable(RESTRICTION_REVIEW, "Give a day that is still to come, on which it is looked at again")


def _entries(page: RiskPage, filled: Sequence[Filled], restrictions: Sequence[Restriction]) -> list[NewEntry]:
    """The assessment; what is to be looked at again, and that what was open before has been."""
    of = uuid7()
    open_ones = [(str(line.facts["promise_id"]), str(line.facts["what"]), tuple(line.persons())) for line in page.again]
    return [
        _entry(page, filled, of),
        *rules.to_look_again(_answer(filled, "watch", "review_on"), restrictions, of=of, ids=uuid7),
        *rules.looked_again(open_ones, of=of),
    ]


def _entry(page: RiskPage, filled: Sequence[Filled], of: UUID) -> NewEntry:
    where, questions = page.held, page.held.questions
    origin = str(_answer(filled, "origin", "origin"))
    words = str(_answer(filled, "origin", rules.THEIR_WORDS) or "").strip()
    theirs = page.referrer
    facts = {
        "whose": theirs.whose if theirs and words and words == theirs.words.strip() else "",
        "origin": origin, "agency": _answer(filled, "origin", "agency") or "" if origin == rules.IMPORTED else "",
        "done_by": list(_answer(filled, "origin", "done_by") or ()),
        "hazards": sum(one.section == "hazards" for one in filled),
        "restrictions": sum(one.section == "restrictions" for one in filled),
        "measures": list(_answer(filled, "working_safely", "measures") or ()),
        "review_on": _answer(filled, "watch", "review_on").isoformat(), "set": where.ref.set_id,
        "set_version": where.ref.version, "of": str(of),
    }  # fmt: skip
    told = [one.to_content() for one in filled if not one.is_empty and one.section != rules.SAFE_CONTACT]
    content = {"set": where.ref.to_content(), "filled": told}
    return NewEntry(
        rules.RISK, Nature.PROCESS, facts,
        [(person, Part.MENTIONED) for person in sorted(people_in(questions, filled))],
        _texts(page, filled), subtype=origin, content=content,
    )  # fmt: skip


def _texts(page: RiskPage, filled: Sequence[Filled]) -> list[NewText]:
    """What the timeline reads: the words that were taken over, the worries, and how we work. Not how somebody is
    reached safely, nor who may not visit alone: those are facts about people, for our own staff.
    """
    bodies: dict[str, list[str]] = {}
    for one in filled:
        if one.section in ("origin", rules.SAFE_CONTACT, "restrictions"):
            continue
        section = page.held.questions.section(one.section)
        if one.section == "hazards":
            bodies.setdefault("worries", []).append(rules.hazard_of(section, one).sentence)
            continue
        factors = rules.factors_of(one)
        if factors:
            bodies.setdefault("worries", []).append(f"To watch: {'; '.join(factors)}")
        rest = replace(one, answers={key: answer for key, answer in one.answers.items() if key != "factors"})
        for text in to_read(page.held, section, rest):
            if text.body:
                bodies.setdefault(text.part, []).append(text.body)
    words = str(_answer(filled, "origin", rules.THEIR_WORDS) or "")
    return [NewText("words", words), *(NewText(part, "\n\n".join(body).strip()) for part, body in bodies.items())]


def _answer(filled: Sequence[Filled], section: str, question: str) -> Any:
    return next((one.answers.get(question) for one in filled if one.section == section), None)
