"""What is planned for a day, and was neither held nor called off.

Computed from the entries of the kinds that book a day and of those that end a booking, so that a plan told anew is
booked once, on its new day. A day that has passed is nobody's lateness: nothing is recorded of it yet, and the list
says only that. What was booked before the work ended is booked no more, unless it was said then that it goes on; a
visit planned in the follow-up is.
"""

from collections.abc import Sequence
from datetime import date
from typing import Any
from uuid import UUID

from django.db.models import Exists, Func, JSONField, OuterRef, Q, QuerySet, TextField
from django.db.models.functions import Cast

from alongside.timeline.clocks import CLOSED, DECLINED, FOLLOW_UP_ENDED
from alongside.timeline.kinds import all_kinds
from alongside.timeline.models import Entry, FirstStrand
from alongside.timeline.queries.promises import OpenPromise
from alongside.timeline.rules import GOES_ON, Books, still_booked

type Ends = Sequence[tuple[str, date, dict[str, Any], UUID]]
"""Kind, day, facts and first strand of what may end a booking."""


def open_bookings(family_id: int, owner_id: UUID | None) -> list[OpenPromise]:
    """Everything a family has planned for a day, for `owner_id` to see to. One query, two when anything was planned."""
    booked = {key: kind.books for key, kind in all_kinds().items() if kind.books}
    standing = Entry.objects.live().filter(~Exists(_ended_since()), family_id=family_id, kind__in=booked)
    rows = list(standing.annotate(first_strand=FirstStrand("strand_id")).order_by("recorded_at", "id"))
    ends = _ends(family_id, list(booked.values()), min(map(_day, rows))) if rows else ()
    left = {
        pk for kind, books in booked.items() for pk in _left([row for row in rows if row.kind == kind], books, ends)
    }
    return [_booking(row, owner_id) for row in rows if row.pk in left]


def _ended_since() -> QuerySet[Entry]:
    """What ended the work since it was booked, unless it was said then that this goes on."""
    strand = Func(Cast(OuterRef("strand_id"), TextField()), function="to_jsonb", output_field=JSONField())
    return Entry.objects.live().filter(
        kind__in=(CLOSED, DECLINED, FOLLOW_UP_ENDED), family_id=OuterRef("family_id"),
        involvement_id=OuterRef("involvement_id"), recorded_at__gte=OuterRef("recorded_at"),
    ).filter(~Q(kind=CLOSED, facts__has_key=GOES_ON) | ~Q(facts__goes_on__contains=strand))  # fmt: skip


def _ends(family_id: int, booked: Sequence[Books], first: date) -> Ends:
    by_name = {kind for books in booked if books.shares for kind in books.ended_by}
    by_day = {kind for books in booked if not books.shares for kind in books.ended_by}
    any_of = Q(kind__in=by_name) | Q(kind__in=by_day, happened_on__gte=first)
    found = Entry.objects.live().filter(any_of, family_id=family_id)
    return list(found.values_list("kind", "happened_on", "facts", FirstStrand("strand_id")))


def _left(rows: Sequence[Any], books: Books, ends: Ends) -> set[UUID]:
    """Which of these bookings of one kind were not held and not called off."""
    theirs = [(day, facts, strand) for kind, day, facts, strand in ends if kind in books.ended_by]
    if books.shares:
        named = {facts.get(books.shares) for _, facts, _ in theirs}
        return {row.pk for row in rows if row.facts[books.shares] not in named}
    left = still_booked([(row.first_strand, _day(row)) for row in rows], [(strand, day) for day, _, strand in theirs])
    return {row.pk for row in rows if row.first_strand in left}


def _booking(row: Entry, owner_id: UUID | None) -> OpenPromise:
    return OpenPromise(
        entry_id=row.pk,
        involvement_id=row.involvement_id,
        source_id=f"{row.kind}/{row.strand_id}",
        title=all_kinds()[row.kind].title,
        started_on=min(row.happened_on, _day(row)),
        due_on=_day(row),
        owner_id=owner_id,
    )


def _day(row: Entry) -> date:
    return date.fromisoformat(row.facts["day"])
