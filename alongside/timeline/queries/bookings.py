"""What is planned for a day, and was neither held nor called off.

Computed from the entries of the kinds that book a day and of those that end a booking, so that a plan told anew is
booked once, on its new day. A day that has passed is nobody's lateness: nothing is recorded of it yet, and the list
says only that. What was booked before the work ended is booked no more, unless it was said then that it goes on; a
visit planned in the follow-up is.
"""

from collections.abc import Collection, Mapping, Sequence
from datetime import date, datetime
from typing import Any, NamedTuple
from uuid import UUID

from django.db.models import Q

from alongside.timeline.clocks import CLOSED, DECLINED, FOLLOW_UP_ENDED
from alongside.timeline.kinds import all_kinds
from alongside.timeline.models import Entry, FirstStrand, Strand
from alongside.timeline.queries.promises import OpenPromise, still_waited_for
from alongside.timeline.rules import GOES_ON, Books, still_booked

ENDED = frozenset({CLOSED, DECLINED, FOLLOW_UP_ENDED})


class _Row(NamedTuple):
    """As much of an entry as says whether something is booked: every page that says so, and every save, reads it."""

    id: UUID
    strand_id: UUID
    strand__continues_id: UUID | None
    involvement_id: UUID | None
    kind: str
    happened_on: date
    recorded_at: datetime
    facts: dict[str, Any]


def open_bookings(family_id: int, owner_id: UUID | None, today: date) -> list[OpenPromise]:
    """Everything a family has planned for a day, for `owner_id` to see to. One query, two when anything was planned,
    three when something of that is shown to others since; two more where it matters who is a child still.
    """
    booked = {key: kind.books for key, kind in all_kinds().items() if kind.books}
    planned = _rows(Q(family_id=family_id, kind__in=booked))
    if not planned:
        return []
    ends = _ends(family_id, list(booked.values()), min(map(_day, planned)))
    ended = [end for end in ends if end.kind in ENDED]
    rows = [row for row in planned if not any(_ends_it(end, row) for end in ended)]
    first = _first_strands((*rows, *ends))
    left = {
        pk
        for kind, books in booked.items()
        for pk in _left([row for row in rows if row.kind == kind], books, ends, first)
    }
    stand = still_waited_for(family_id, [row for row in rows if row.id in left], today)
    return [_booking(row, owner_id) for row in stand]


def _rows(wanted: Q) -> list[_Row]:
    found = Entry.objects.live().filter(wanted).order_by("recorded_at", "id")
    return [_Row(*row) for row in found.values_list(*_Row._fields)]


def _ends_it(end: _Row, booked: _Row) -> bool:
    """Whether that ended the work since it was booked, unless it was said then that this goes on."""
    if end.involvement_id is None or end.involvement_id != booked.involvement_id:
        return False
    goes_on = end.kind == CLOSED and str(booked.strand_id) in end.facts.get(GOES_ON, ())
    return end.recorded_at >= booked.recorded_at and not goes_on


def _ends(family_id: int, booked: Sequence[Books], first: date) -> list[_Row]:
    """What may end a booking: its own being held or called off, and the end of the work."""
    by_name = {kind for books in booked if books.shares for kind in books.ended_by}
    by_day = {kind for books in booked if not books.shares for kind in books.ended_by}
    any_of = Q(kind__in=by_name | ENDED) | Q(kind__in=by_day, happened_on__gte=first)
    return _rows(Q(any_of, family_id=family_id))


def _first_strands(rows: Collection[_Row]) -> dict[UUID, UUID]:
    """The strand in which each of these that continues another was first recorded. One query, or none."""
    continued = {row.strand_id for row in rows if row.strand__continues_id}
    if not continued:
        return {}
    strands = Strand.objects.filter(pk__in=continued)
    return dict(strands.annotate(first=FirstStrand("id")).values_list("id", "first"))


def _left(rows: Sequence[_Row], books: Books, ends: Sequence[_Row], first: Mapping[UUID, UUID]) -> set[UUID]:
    """Which of these bookings of one kind were not held and not called off."""
    theirs = [end for end in ends if end.kind in books.ended_by]
    if books.shares:
        named = {end.facts.get(books.shares) for end in theirs}
        return {row.id for row in rows if row.facts[books.shares] not in named}

    def strand(row: _Row) -> UUID:
        return first.get(row.strand_id, row.strand_id)

    if books.each:
        after = {row.id: [end for end in theirs if strand(end) > strand(row)] for row in rows}
        return {row.id for row in rows if not _named_since(row, books.each, after[row.id])}
    left = still_booked([(strand(row), _day(row)) for row in rows], [(strand(end), end.happened_on) for end in theirs])
    return {row.id for row in rows if strand(row) in left}


def _named_since(row: _Row, each: Sequence[str], after: Sequence[_Row]) -> bool:
    """Whether everybody it is for was named by one of these, on its day or later."""
    then = [end.facts for end in after if end.happened_on >= _day(row)]
    return set(row.facts[each[0]]) <= {one for facts in then for name in each for one in facts.get(name, ())}


def _booking(row: _Row, owner_id: UUID | None) -> OpenPromise:
    return OpenPromise(
        entry_id=row.id,
        involvement_id=row.involvement_id,
        source_id=f"{row.kind}/{row.strand_id}",
        title=all_kinds()[row.kind].title,
        started_on=min(row.happened_on, _day(row)),
        due_on=_day(row),
        owner_id=owner_id,
    )


def _day(row: _Row) -> date:
    return date.fromisoformat(row.facts["day"])
