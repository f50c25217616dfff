"""Visits that are on the record: as they stand, and what became of them."""

from collections.abc import Iterator
from datetime import date
from uuid import UUID

from django.db.models import QuerySet

from alongside.access.models import User
from alongside.timeline import queries as timeline
from alongside.timeline.models import Entry
from alongside.timeline.queries import DeedLine, EntryLine
from alongside.timeline.rules import Part
from alongside.visits.rules import (
    ADULT_SAID,
    ADULT_WORK,
    CHILD_SAID,
    DIRECT_WORK,
    NO_CHILDREN,
    SEEN,
    VISIT,
    AdultThere,
    Afterwards,
    ChildSeen,
    HardTogether,
    VisitTold,
)


def told(user: User, family_id: int, deed_id: UUID) -> VisitTold | None:
    """A visit as it stands, to fill in the form that corrects it; None when there is none to correct."""
    deed = timeline.deed(user, family_id, deed_id)
    visit = of_kind(deed, VISIT)
    if deed is None or visit is None:
        return None
    facts, content = visit.entry.facts, timeline.content_of(user, visit.id)
    seen = {part.value: how for how, part in SEEN.items()}
    return VisitTold(
        day=visit.entry.happened_on,
        minutes=visit.entry.minutes or 0,
        purposes=tuple(facts["purpose_ids"]),
        place=facts["place_id"],
        children=tuple(_child(deed, visit, person, seen[part]) for person, _, part in visit.about if part in seen),
        present=tuple(person for person, _, part in visit.about if part == "present"),
        others=visit.text("note"),
        why_no_children=content.get(NO_CHILDREN, ""),
        response=visit.text("response"),
        engagement=facts["engagement_id"],
        after=Afterwards.from_content(content),
        hard=HardTogether.from_content(content),
        adults=tuple(_adults(deed, visit)),
    )


def alike(user: User, family_id: int, told: VisitTold) -> UUID | None:
    """The deed of a visit that this worker recorded for the same day with the same children: most likely the same."""
    seen = {child.person_id for child in told.children if child.seen != "no"}
    if not seen:
        return None
    for entry in _of_the_day(user, family_id, told.day).filter(recorded_by=user).prefetch_related("about"):
        there = {row.person_id for row in entry.about.all() if row.part in (Part.SEEN.value, Part.SEEN_ALONE.value)}
        if there == seen:
            return UUID(str(entry.deed_id))
    return None


def same_day(user: User, family_id: int, visit: Entry) -> list[Entry]:
    """Other visits to the family on the day of that one. One query."""
    of_the_day = _of_the_day(user, family_id, visit.happened_on)
    return list(of_the_day.exclude(strand_id=visit.strand_id).order_by("id"))


def _of_the_day(user: User, family_id: int, day: date) -> QuerySet[Entry]:
    return Entry.objects.visible_to(user).live().filter(family_id=family_id, kind=VISIT, happened_on=day)


def entry_ids(deed: DeedLine | None) -> set[UUID]:
    """The entries of a deed that count: what a form that puts it right was shown for."""
    return {line.id for line in deed.entries} if deed else set()


def _adults(deed: DeedLine, visit: EntryLine) -> Iterator[AdultThere]:
    """Those who were there of whom more is told."""
    for person_id in (person for person, _, part in visit.about if part == "present"):
        work, said = of_kind(deed, ADULT_WORK, person_id), of_kind(deed, ADULT_SAID, person_id)
        reading = visit.text("reading", person_id)
        if work or said or reading:
            yield AdultThere(
                person_id=person_id,
                tool=(work.entry.subtype or "") if work else "",
                minutes=work.entry.minutes if work else None,
                adapted=work.text("adapted") if work else "",
                words=said.text("words") if said else "",
                reading=reading,
                helps=tuple(person for person, _, part in work.about if part == "for") if work else (),
            )


def _child(deed: DeedLine, visit: EntryLine, person_id: UUID, seen: str) -> ChildSeen:
    work, said = of_kind(deed, DIRECT_WORK, person_id), of_kind(deed, CHILD_SAID, person_id)
    return ChildSeen(
        person_id=person_id,
        seen=seen,
        tool=(work.entry.subtype or "") if work else "",
        minutes=work.entry.minutes if work else None,
        adapted=work.text("adapted") if work else "",
        words=said.text("words") if said else "",
        reading=visit.text("reading", person_id),
    )


def of_kind(deed: DeedLine | None, kind: str, person_id: UUID | None = None) -> EntryLine | None:
    for line in deed.entries if deed else ():
        if line.entry.kind == kind and (person_id is None or any(person == person_id for person, _, _ in line.about)):
            return line
    return None
