"""One pass over the entries of an involvement, shared by all its clocks."""

from collections.abc import Iterable, Sequence
from datetime import date, datetime
from typing import NamedTuple
from uuid import UUID

from alongside.kit.calendar import add_months
from alongside.practice.rules import Matcher
from alongside.timeline.clocks.scales import Item, When, day_number, end_of, in_order, micros
from alongside.timeline.clocks.values import Fact, LiveEntry

CLOSED = "pathway.closed"
DECLINED = "pathway.declined"
FOLLOW_UP_ENDED = "pathway.follow_up_ended"
PAUSED = "pathway.clock_paused"
RESUMED = "pathway.clock_resumed"
ENDS = (DECLINED, FOLLOW_UP_ENDED)
"""Deeds that end the involvement."""
FOLLOW_UP_MONTHS = 12
"""Contact goes on for up to twelve months after closing (002:1195)."""


class Boundary(NamedTuple):
    """Where runs end undone: when, why, and the entry that says so."""

    when: When
    fact: Fact
    entry: UUID | None


class Index:
    """The entries that had happened by `as_of` and were recorded by `known_at`, by kind and in their total order.

    A vague entry is here once its last possible day has come. `ended`: the London day the involvement ended for a
    reason that no entry tells; declining, the end of follow-up and twelve months after closing are read from the
    entries. Raises ValueError for moments without a time zone.
    """

    def __init__(
        self,
        entries: Iterable[LiveEntry],
        *,
        as_of: datetime,
        known_at: datetime | None = None,
        ended: date | None = None,
    ) -> None:
        if as_of.tzinfo is None or (known_at is not None and known_at.tzinfo is None):
            raise ValueError("give as_of and known_at with their time zone")
        self.now: When = (day_number(as_of), micros(as_of))
        items = in_order(e for e in entries if known_at is None or e.recorded_at <= known_at)
        items = [item for item in items if self._happened(item)]
        self._by_name: dict[tuple[str, str | None], list[Item]] = {}
        for item in items:
            kind, subtype = item.entry.kind, item.entry.subtype
            self._by_name.setdefault((kind, None), []).append(item)
            if subtype is not None:
                self._by_name.setdefault((kind, subtype), []).append(item)
        self.closing = next(iter(self.matching((Matcher(CLOSED),))), None)
        self.ending = self._find_ending(ended)

    def _happened(self, item: Item) -> bool:
        return item.when <= self.now if item.entry.happened_at else item.when[0] <= self.now[0]

    def matching(self, matchers: Sequence[Matcher]) -> list[Item]:
        """The entries that any of the matchers means, in order."""
        lists = [found for matcher in matchers if (found := self._of(matcher))]
        if len(lists) < 2:
            return lists[0] if lists else []
        by_place = {item.place: item for found in lists for item in found}
        return [by_place[place] for place in sorted(by_place)]

    def _of(self, matcher: Matcher) -> list[Item]:
        found = self._by_name.get((matcher.kind, matcher.subtype), [])
        return [item for item in found if item.entry.about] if matcher.met else found

    def _find_ending(self, ended: date | None) -> Boundary | None:
        ends = [
            Boundary(item.when, "involvement ended", item.entry.id)
            for kind in ENDS
            for item in self.matching((Matcher(kind),))[:1]
        ]
        if ended is not None and ended.toordinal() <= self.now[0]:
            ends.append(_end_of_day(ended.toordinal(), None))
        if self.closing is not None:
            closed_on = self.closing.entry.happened_to
            last = add_months(closed_on, FOLLOW_UP_MONTHS).toordinal()
            if last < self.now[0]:
                ends.append(_end_of_day(last, self.closing.entry.id))
        return min(ends, default=None, key=lambda end: end.when)


def _end_of_day(day: int, entry: UUID | None) -> Boundary:
    return Boundary((day, end_of(day)), "involvement ended", entry)
