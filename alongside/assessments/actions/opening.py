"""Saying who reads a complete version, section by section."""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from django.db import transaction

from alongside.access.models import User
from alongside.assessments import permissions, queries, rules
from alongside.assessments.actions._record import record
from alongside.assessments.queries import OpenPage
from alongside.assessments.rules import Chosen, Offered
from alongside.kit.clock import london_day
from alongside.kit.ids import uuid7
from alongside.kit.refusals import NotAllowed, Unacceptable
from alongside.kit.words import says_something
from alongside.people.queries import wait_for_family
from alongside.timeline import actions as timeline
from alongside.timeline.models import Entry
from alongside.timeline.rules import Audience, Nature, NewEntry, Part

OPEN_ANEW, FELL = "Who reads it was said anew", "What it was made of did not happen"


@transaction.atomic
def open_to(
    *, by: User, deed_id: UUID, family_id: int, version: int, choices: Sequence[Chosen], at: datetime
) -> list[Entry]:
    """Who reads what of a complete version. What is opened is a copy of its own, made of the section or the view: what
    is kept of that from somebody, now or later, is kept of the copy too. Saying it anew takes the copies back.

    Raises NotAllowed; Unacceptable without a reason where one is needed, or where somebody would read through a child
    what is to be kept from them and the writer may not keep things from one person.
    """
    permissions.require(by, family_id)
    wait_for_family(family_id)
    page = queries.open_page(by, family_id, version, london_day(at))
    chosen = {each.source: each for each in choices}
    if not choices or chosen.keys() != {row.source for row in page.rows}:
        raise NotAllowed
    for row in page.rows:
        _refuse(page, row, chosen[row.source])
    if page.opened:
        old = [line.id for line in page.opened.values()]
        timeline.retract(by=by, family_id=family_id, entry_ids=old, why=OPEN_ANEW, at=at, deed_id=uuid7())
    opened = [
        _copy(page, row, chosen[row.source], place)
        for place, row in enumerate(page.rows)
        if chosen[row.source].readers != rules.TEAM
    ]
    rows = record(by, deed_id, page.held, at, [_decision(page, chosen, len(opened)), *opened])
    _keep(by, page, chosen, at)
    return rows


@transaction.atomic
def close_what_fell(*, by: User, family_id: int, at: datetime) -> None:
    """What was opened of a section or a view that did not happen is read no more. Raises NotAllowed."""
    permissions.require(by, family_id)
    found = queries.fallen(by, family_id)
    if found:
        timeline.retract(by=by, family_id=family_id, entry_ids=found, why=FELL, at=at, deed_id=uuid7())


def _refuse(page: OpenPage, row: Offered, one: Chosen) -> None:
    if one.readers not in rules.READERS or not set(one.kept_from) <= page.held.names.keys():
        raise NotAllowed
    if one.needs_why and not says_something(one.why):
        raise Unacceptable("", f"Say why “{row.heading}” is kept back")
    for person in _reads_all_the_same(page, row, one):
        if not page.may_withhold:
            raise Unacceptable(
                "",
                f"{page.held.name(person)} would read “{row.heading}” all the same, for a child. Leave it to our own "
                "staff; a manager can open it without them",
            )


def _reads_all_the_same(page: OpenPage, row: Offered, one: Chosen) -> list[UUID]:
    """From whom it is to be kept, and who would read it through somebody else it is about."""
    if one.readers == rules.TEAM:
        return []
    about = rules.about_of(row, one, page.everybody)
    already = page.kept.get(page.strands[row.source], ())
    return [person for person in one.kept_from if person not in already and page.reads_through(person, about)]


def _copy(page: OpenPage, row: Offered, one: Chosen, place: int) -> NewEntry:
    content = {
        "source": str(row.source), "place": place, "section": row.section.name, "about": str(row.about or ""),
        "name": row.name, "whose": row.whose, "speaker": str(row.speaker or ""),
        "voice": bool(row.whose) or row.section.own_words, "lines": [list(line) for line in row.lines],
    }  # fmt: skip
    readers = rules.about_of(row, one, page.everybody)
    # Whoever is named in it hides it where everything about them is kept from a reader.
    named = [person for person in page.named[row.source] if person not in readers]
    return NewEntry(
        rules.OPENED, Nature.PROCESS, {"version": page.version.number, "heading": row.heading},
        [*((person, Part.FOR) for person in readers), *((person, Part.MENTIONED) for person in named)],
        audience=Audience.AROUND if one.readers == rules.AROUND else Audience.FAMILY, content=content,
        kept_as=(row.source,),
    )  # fmt: skip


def _decision(page: OpenPage, chosen: dict[UUID, Chosen], opened: int) -> NewEntry:
    told = [chosen[row.source].to_content() | {"heading": row.heading} for row in page.rows]
    facts = {"version": page.version.number, "open": opened, "of": len(told)}
    return NewEntry(rules.READERS_SAID, Nature.PROCESS, facts, content={"choices": told}, supersedes_id=page.said_in)


def _keep(by: User, page: OpenPage, chosen: dict[UUID, Chosen], at: datetime) -> None:
    """What somebody would read through a child is kept from them as such: of what it was made of, and so of all."""
    for row in page.rows:
        one = chosen[row.source]
        for person in _reads_all_the_same(page, row, one):
            timeline.withhold_strand(
                by=by, family_id=page.held.family.pk, strand_id=page.strands[row.source], from_person_id=person,
                why=one.why, at=at,
            )  # fmt: skip
