"""Positions in time as whole numbers, so that day limits and hour limits are compared by one piece of code.

A day scale counts London days (proleptic ordinals); an hour scale counts microseconds of UTC, so that the two
Sundays on which clocks change are right. On both, a limit is met up to and including the due position.
"""

from collections.abc import Iterable
from datetime import UTC, date, datetime, timedelta
from functools import lru_cache
from typing import NamedTuple, Protocol

from alongside.kit.calendar import WorkingDays, add_months
from alongside.kit.clock import end_of_day, london_day
from alongside.practice.rules import Span
from alongside.timeline.clocks.values import LiveEntry

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_MICROSECOND = timedelta(microseconds=1)
ON_TIME = timedelta()
_HOUR = 3_600_000_000
_DAY = 24 * _HOUR

When = tuple[int, int]
"""A counting day (ordinal) and an instant (microseconds); without an instant, the end of the day."""


class Item(NamedTuple):
    """An entry, when it counts, how many days after that it was first recorded, and its place in the order of all.

    The order is when they count, then their ids, which only decide which of two equal deeds is named.
    """

    entry: LiveEntry
    when: When
    recorded_after: int
    place: int


def micros(moment: datetime) -> int:
    """Microseconds of UTC since 1970."""
    return (moment - _EPOCH) // _MICROSECOND


@lru_cache(maxsize=8192)
def end_of(ordinal: int) -> int:
    """The first microsecond after that London day."""
    return micros(end_of_day(date.fromordinal(ordinal)))


@lru_cache(maxsize=8192)
def _late_after(ordinal: int) -> datetime:
    return _EPOCH + end_of(ordinal) * _MICROSECOND


def day_number(moment: datetime) -> int:
    """The ordinal of the London day on which that moment lies."""
    return london_day(moment).toordinal()


def when_of(entry: LiveEntry) -> When:
    """An entry counts on its last possible day, at its instant or, without one, at the end of that day."""
    day = entry.happened_to.toordinal()
    return day, end_of(day) if entry.happened_at is None else micros(entry.happened_at)


def in_order(entries: Iterable[LiveEntry]) -> list[Item]:
    """The entries placed in the order in which they count."""
    whens = sorted(((when_of(entry), entry.id.int, entry) for entry in entries), key=lambda placed: placed[:2])
    return [
        Item(entry, when, max(0, day_number(entry.first_recorded_at or entry.recorded_at) - when[0]), place)
        for place, (when, _, entry) in enumerate(whens)
    ]


class Scale(Protocol):
    """How one clock counts."""

    def of(self, when: When) -> int:
        """Where something of that day and instant lies."""

    def add(self, position: int, span: Span) -> int:
        """The last position still within the span."""

    def back(self, position: int, span: Span) -> int:
        """The position that long before."""

    def moved(self, due: int, span: Span, paused: int, resumed: int) -> int:
        """The due position after a pause from `paused` until `resumed`."""

    def day(self, position: int) -> date:
        """The London day of a position."""

    def late_from(self, due: int) -> datetime:
        """The instant (UTC) after which a due position has passed."""

    def lateness(self, due: int, until: int) -> timedelta:
        """How far `until` lies beyond due; nothing when it does not."""


class Days:
    """Days, working days and months: day 0 is the start, due means the end of the London day. Hours are rounded
    up to days.
    """

    def __init__(self, calendar: WorkingDays) -> None:
        self._calendar = calendar

    def of(self, when: When) -> int:
        return when[0]

    def add(self, position: int, span: Span) -> int:
        return self._step(position, span, 1)

    def back(self, position: int, span: Span) -> int:
        return self._step(position, span, -1)

    def _step(self, position: int, span: Span, sign: int) -> int:
        if span.days is not None:
            return position + sign * span.days
        if span.hours is not None:
            return position + sign * -(-span.hours // 24)
        day = date.fromordinal(position)
        if span.working_days is not None:
            return self._calendar.add(day, sign * span.working_days).toordinal()
        return add_months(day, sign * (span.months or 0)).toordinal()

    def moved(self, due: int, span: Span, paused: int, resumed: int) -> int:
        """Working-day limits move by the working days of the pause, as long as they had not run out before it."""
        if span.working_days is None or paused > due:
            return due + resumed - paused
        worked = self._calendar.count(date.fromordinal(paused), date.fromordinal(resumed))
        return self._calendar.add(date.fromordinal(due), worked).toordinal()

    def day(self, position: int) -> date:
        return date.fromordinal(position)

    def late_from(self, due: int) -> datetime:
        return _late_after(due)

    def lateness(self, due: int, until: int) -> timedelta:
        return timedelta(days=until - due) if until > due else ON_TIME


class Hours:
    """Hours: instants are compared. A span in another unit (a repeat in days) runs to the end of its London day."""

    def __init__(self, calendar: WorkingDays) -> None:
        self._days = Days(calendar)

    def of(self, when: When) -> int:
        return when[1]

    def add(self, position: int, span: Span) -> int:
        if span.hours is not None:
            return position + span.hours * _HOUR
        return end_of(self._days.add(self.day(position).toordinal(), span))

    def back(self, position: int, span: Span) -> int:
        if span.hours is not None:
            return position - span.hours * _HOUR
        day = self.day(position).toordinal()
        return position - (day - self._days.back(day, span)) * _DAY

    def moved(self, due: int, span: Span, paused: int, resumed: int) -> int:  # noqa: ARG002
        return due + resumed - paused

    def day(self, position: int) -> date:
        # The end of a day is the first instant of the next one; it belongs to the day it ends.
        return london_day(_EPOCH + (position - 1) * _MICROSECOND)

    def late_from(self, due: int) -> datetime:
        return _EPOCH + due * _MICROSECOND

    def lateness(self, due: int, until: int) -> timedelta:
        return (until - due) * _MICROSECOND if until > due else ON_TIME
