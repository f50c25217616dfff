"""Beginning an assessment, answering its sections, and keeping views that differ."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import transaction

from alongside.access.models import User
from alongside.assessments import permissions, queries, rules
from alongside.assessments.actions._facts import keep_known
from alongside.assessments.actions._record import record, to_read
from alongside.assessments.queries import SectionPage
from alongside.assessments.rules import Filled, people_in, tagged
from alongside.kit.clock import london_day
from alongside.kit.refusals import AlreadyCorrected, NotAllowed, Unacceptable
from alongside.kit.words import says_something
from alongside.people.queries import wait_for_family
from alongside.timeline.models import Entry
from alongside.timeline.rules import Nature, NewEntry, NewText, Part


@transaction.atomic
def start(*, by: User, deed_id: UUID, family_id: int, at: datetime, reason: str = "") -> list[Entry]:
    """Begin the whole-family assessment. Without the family's agreement it needs a reason, which is kept (S9).

    Raises NotAllowed; Unacceptable("reason") without either; Unacceptable when it has begun already.
    """
    permissions.require(by, family_id)
    wait_for_family(family_id)
    page = queries.overview(by, family_id, london_day(at))
    if page.assessment.started is not None:
        raise Unacceptable("", "The assessment began already")
    if not page.agreed and not says_something(reason):
        raise Unacceptable("reason", "Say why the assessment begins before the family has agreed to it")
    about = [(person.person_id, Part.MENTIONED) for person in page.held.people]
    entry = NewEntry(
        rules.STARTED, Nature.PROCESS, {"agreed": page.agreed}, about,
        [] if page.agreed else [NewText("reason", reason)], content={"set": page.held.ref.to_content()},
    )  # fmt: skip
    return record(by, deed_id, page.held, at, [entry])


@transaction.atomic
def answer_section(
    *,
    by: User,
    deed_id: UUID,
    family_id: int,
    section_id: str,
    person_id: UUID | None,
    answers: Mapping[str, Any],
    stood: UUID | None,
    at: datetime,
) -> list[Entry]:
    """Answer one section, of a person or of the family. In the version being written it puts right what stands there;
    after a complete version it begins anew beside it. What the record knows of a person is brought up to date.

    `stood`: the entry the form was shown with, None when there was none. Raises NotAllowed; Unacceptable when nothing
    was answered; AlreadyCorrected with the entry that stands there now when it is another.
    """
    permissions.require(by, family_id)
    wait_for_family(family_id)
    page = queries.section_page(by, family_id, section_id, person_id, london_day(at))
    filled = Filled(section_id, dict(answers), person_id)
    if filled.is_empty:
        raise Unacceptable("", "Nothing is answered yet. Write what you know; the rest can wait")
    if not people_in(page.held.questions, [filled]) <= page.held.names.keys():
        raise NotAllowed
    stands = page.stands.said.entry_id if page.stands else None
    if stands != stood:
        raise AlreadyCorrected(stands)
    rows = record(by, deed_id, page.held, at, [_answered(page, filled)])
    keep_known(by, deed_id, page.held, [filled], at)
    return rows


@transaction.atomic
def give_view(
    *,
    by: User,
    deed_id: UUID,
    family_id: int,
    section_id: str,
    about: UUID | None,
    words: str,
    at: datetime,
    person_id: UUID | None = None,
    agency: str = "",
) -> list[Entry]:
    """Keep how somebody sees a section differently, beside what stands there: a person of the family, or an agency.

    It is an entry of its own, so that it can be kept from another person. Raises NotAllowed, Unacceptable.
    """
    permissions.require(by, family_id)
    page = queries.section_page(by, family_id, section_id, about, london_day(at))
    entry = _view(page, _Told(words, person_id, agency), page.version)
    return record(by, deed_id, page.held, at, [entry])


@transaction.atomic
def correct_view(
    *,
    by: User,
    deed_id: UUID,
    family_id: int,
    stood: UUID,
    words: str,
    at: datetime,
    person_id: UUID | None = None,
    agency: str = "",
) -> list[Entry]:
    """Put right how somebody sees a section; it stays a view of the day and the version it was given in.

    `stood`: the entry the form was shown with. Raises NotAllowed, Unacceptable; AlreadyCorrected with the entry that
    stands there now, None when it was said meanwhile that this did not happen.
    """
    permissions.require(by, family_id)
    wait_for_family(family_id)
    found = queries.view_page(by, family_id, stood, london_day(at))
    page, view = found.page, found.view
    if view is None or view.said.entry_id != stood:
        raise AlreadyCorrected(view.said.entry_id if view else None)
    entry = replace(_view(page, _Told(words, person_id, agency), view.version), supersedes_id=stood)
    return record(by, deed_id, page.held, at, [entry], on=view.said.on)


@dataclass(frozen=True, slots=True)
class _Told:
    """How somebody sees it: a person of the family, or an agency by name."""

    words: str
    person_id: UUID | None
    agency: str


def _view(page: SectionPage, told: _Told, version: int) -> NewEntry:
    about, person_id = page.person.person_id if page.person else None, told.person_id
    if bool(person_id) == bool(told.agency.strip()):
        raise Unacceptable("whose", "Say whose view it is: somebody of the family, or an agency")
    if not told.words.strip():
        raise Unacceptable("words", "Write down how they see it")
    whose = page.held.person(person_id).name if person_id else told.agency.strip()
    facts = {
        "version": version, "section_id": page.section.id, "section": page.section.name, "whose": whose,
        "name": page.held.name(about), "agency": not person_id,
    }  # fmt: skip
    people = [(person_id, Part.SAID)] if person_id else []
    people += [(about, Part.MENTIONED)] if about and about != person_id else []
    return NewEntry(
        rules.VIEW, Nature.VOICE if person_id else Nature.PROCESS, facts, people,
        [NewText("words", told.words, person_id)],
        content={
            "whose": str(person_id) if person_id else "", "about": str(about) if about else "", "words": told.words,
        },
    )  # fmt: skip


def _answered(page: SectionPage, filled: Filled) -> NewEntry:
    where, section, person_id = page.held, page.section, filled.person_id
    facts = {
        "set": where.ref.set_id, "set_version": where.ref.version, "version": page.version, "section_id": section.id,
        "section": section.name, "name": where.name(person_id),
        "strengths": len(tagged(section, filled.answers, "strength")),
        "worries": len(tagged(section, filled.answers, "worry")),
        "needs": len(tagged(section, filled.answers, "need")),
        "counted": _counted(page, filled),
    }  # fmt: skip
    named = people_in(where.questions, [filled]) - {person_id}
    part = Part.SAID if section.own_words else Part.FOR
    about = [(person_id, part)] if person_id else []
    return NewEntry(
        rules.SECTION, Nature.VOICE if section.own_words else Nature.PROCESS, facts,
        [*about, *((person, Part.MENTIONED) for person in sorted(named))], to_read(where, section, filled),
        content={"set": where.ref.to_content(), "filled": filled.to_content()},
        supersedes_id=_put_right(page),
    )  # fmt: skip


def _put_right(page: SectionPage) -> UUID | None:
    """The entry that is put right. What somebody said of themselves on another day stays beside what they say now."""
    stands = page.stands
    if stands is None or page.is_new or (page.section.own_words and stands.said.on != page.held.today):
        return None
    return stands.said.entry_id


def _counted(page: SectionPage, filled: Filled) -> dict[str, list[str]]:
    """The yes answers by prompt, so that what is noticed can be counted from entries alone."""
    questions = page.held.questions
    return {
        prompt.id: rules.counted(questions, prompt.id, filled.section, filled.answers)
        for prompt in questions.prompts
        if questions.counting(prompt.id)[0].id == filled.section
    }
