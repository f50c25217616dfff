"""From the deeds of one clock and one subject to its runs.

How the rules fit together (each is shown by a dated example in the tests):

* A start opens a run. `first`: further starts are ignored, also when the run is done (a change of key worker asks
  for no second referral meeting), until a `stop` lets the clock begin again. `each`: every deed of starting opens
  a run of its own, and one satisfying deed satisfies every run it falls into. `restart`: a start ends the open
  run, which keeps its lateness, and opens a new one, also after a run that was done; `early` is how a model says
  that what was done for the old one still counts.
* A deed satisfies a run when it falls on or after its start, up to and including the day it was ended or
  replaced: within one London day the order of deeds is not known well enough to count against anybody. Before the
  start only inside `early`.
* A deed that is both start and satisfaction never satisfies a run that began on the same day, so that two visits
  on one day do not finish each other.
* A repeat is counted from the satisfying deed; from the start, where that deed came early, or else an early deed
  would bring the next limit forward and make things later. Several satisfying deeds on one day count as one.
* Nothing else moves a run: so one more satisfying deed can only divide a stretch of time into shorter ones, and
  never adds to total or worst lateness, as long as limits of a repeat do not shrink (a practice model is refused
  otherwise) and no month limit is paused (half a year has 181 to 184 days).
* Closing ends every run but those it starts, and afterwards only clocks that survive closing begin runs. The end
  of the involvement ends all, and a run cannot begin with the deed that ends it. A start on the day of either
  still shows its run, so that a referral received and declined on one day is seen to be decided in time.
* Where two deeds count at one moment and their order matters, it is settled by what they are and never by when
  they were recorded, so that the clock stays visible: a stop comes before a start, a pause before its lifting.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from typing import NamedTuple
from uuid import UUID

from alongside.practice.rules import Clock
from alongside.timeline.clocks.index import CLOSED, ENDS, Boundary, Index
from alongside.timeline.clocks.pauses import Pause
from alongside.timeline.clocks.scales import Item, Scale, When
from alongside.timeline.clocks.values import Run
from alongside.timeline.clocks.verdict import Stretch, run_of


class Deeds(NamedTuple):
    """The deeds of one clock that concern one subject, in order."""

    starts: Sequence[Item]
    satisfying: Sequence[Item]
    stops: Sequence[Item]
    pauses: Sequence[Pause]


class Walk:
    """Makes the runs of one clock for one subject."""

    def __init__(self, clock: Clock, index: Index, scale: Scale, subject: UUID | None, deeds: Deeds) -> None:
        self.clock = clock
        self.index = index
        self.scale = scale
        self.subject = subject
        self.deeds = deeds
        self.starting = frozenset(item.entry.id for item in deeds.starts)
        self.satisfied_at = [scale.of(deed.when) for deed in deeds.satisfying]

    def runs(self) -> list[Run]:
        """All runs, in the order they began."""
        starts = [item for item in self.deeds.starts if self._may_begin(item)]
        if self.clock.starts == "restart":
            return self._restarting(starts)
        if self.clock.starts == "each":
            return self._side_by_side(starts)
        return self._first_since_stop(starts)

    def _may_begin(self, start: Item) -> bool:
        index, at = self.index, self._at(start)
        if start.entry.kind in ENDS or (index.ending is not None and at > self._at(index.ending)):
            return False
        if index.closing is None or self._outlives_closing(start):
            return True
        return at <= self._at(index.closing)

    def _outlives_closing(self, start: Item) -> bool:
        return self.clock.survives_closing or start.entry.kind == CLOSED

    def _first_since_stop(self, starts: Sequence[Item]) -> list[Run]:
        runs: list[Run] = []
        deaf_until: When | None = (0, 0)
        for start in starts:
            if deaf_until is None:
                break
            if start.when >= deaf_until:
                runs += self._chain(start)
                stop = self._stop_after(start)
                deaf_until = stop.when if stop else None
        return runs

    def _side_by_side(self, starts: Sequence[Item]) -> list[Run]:
        """One run for each deed and day; repeats that were satisfied by the same deed go on as one."""
        first_of_deed: dict[tuple[UUID, int], Item] = {}
        for start in starts:
            first_of_deed.setdefault((start.entry.deed_id, start.when[0]), start)
        repeated: set[tuple[UUID, int]] = set()
        runs = [run for start in first_of_deed.values() for run in self._chain(start, repeated=repeated)]
        return sorted(runs, key=lambda run: run.started_on)

    def _restarting(self, starts: Sequence[Item]) -> list[Run]:
        last_of_each = list({self._at(start): start for start in starts}.values())
        following = [*last_of_each[1:], None]
        runs: list[Run] = []
        for number, start in enumerate(last_of_each):
            runs += self._chain(start, replaced_by=following[number], again=number > 0)
        return runs

    def _chain(
        self,
        start: Item,
        *,
        replaced_by: Item | None = None,
        again: bool = False,
        repeated: set[tuple[UUID, int]] | None = None,
    ) -> list[Run]:
        limit = self._limit_after(start, replaced_by)
        runs: list[Run] = []
        base = self._at(start)
        by, first = start, True
        while True:
            deed = self._satisfying(start, limit) if first else self._next_deed(base, limit)
            runs.append(self._run(Stretch(by, base, first, again and first), deed, limit))
            if deed is None or not self.clock.repeat:
                return runs
            base, by, first = max(base, self._at(deed)), deed, False
            if limit is not None and base >= self._at(limit):
                return runs
            if repeated is not None:
                if (deed.entry.id, base) in repeated:
                    return runs
                repeated.add((deed.entry.id, base))

    def _run(self, stretch: Stretch, deed: Item | None, limit: Boundary | None) -> Run:
        return run_of(
            self.clock,
            self.scale,
            self.index,
            subject=self.subject,
            stretch=stretch,
            deed=deed,
            limit=None if deed else limit,
            pauses=self.deeds.pauses,
        )

    def _limit_after(self, start: Item, replaced_by: Item | None) -> Boundary | None:
        return min(self._limits(start, replaced_by), default=None, key=lambda boundary: boundary.when)

    def _limits(self, start: Item, replaced_by: Item | None) -> Iterator[Boundary]:
        stop, index = self._stop_after(start), self.index
        if stop is not None:
            yield Boundary(stop.when, "stopped", stop.entry.id)
        if index.closing is not None and not self._outlives_closing(start):
            yield Boundary(index.closing.when, "closed", index.closing.entry.id)
        if index.ending is not None:
            yield index.ending
        if replaced_by is not None:
            yield Boundary(replaced_by.when, "replaced by a new start", replaced_by.entry.id)

    def _stop_after(self, start: Item) -> Item | None:
        return next((stop for stop in self.deeds.stops if stop.when > start.when), None)

    def _at(self, place: Item | Boundary) -> int:
        return self.scale.of(place.when)

    def _satisfying(self, start: Item, limit: Boundary | None) -> Item | None:
        """The latest deed inside `early`, else the first on or after the start."""
        base = self._at(start)
        place = bisect_left(self.satisfied_at, base)
        if place and self.clock.early and self.satisfied_at[place - 1] >= self.scale.back(base, self.clock.early):
            return self.deeds.satisfying[place - 1]
        for deed in self.deeds.satisfying[place:]:
            both = deed.entry.id in self.starting and self._at(deed) == base
            if not both:
                return self._unless_beyond(deed, limit)
        return None

    def _next_deed(self, base: int, limit: Boundary | None) -> Item | None:
        place = bisect_right(self.satisfied_at, base)
        return self._unless_beyond(self.deeds.satisfying[place], limit) if place < len(self.satisfied_at) else None

    def _unless_beyond(self, deed: Item, limit: Boundary | None) -> Item | None:
        return deed if limit is None or self._at(deed) <= self._at(limit) else None
