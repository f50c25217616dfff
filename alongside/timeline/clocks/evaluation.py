"""Clocks over entries: the one definition that pages, lists, the nightly check and kept aids share."""

from collections.abc import Iterable, Sequence
from datetime import date, datetime
from uuid import UUID

from alongside.kit.calendar import WorkingDays
from alongside.practice.rules import Clock
from alongside.timeline.clocks.index import Index
from alongside.timeline.clocks.pauses import pauses_of
from alongside.timeline.clocks.runs import Deeds, Walk
from alongside.timeline.clocks.scales import Days, Hours, Item, Scale
from alongside.timeline.clocks.values import ClockVerdict, LiveEntry, Run


def evaluate(
    clock: Clock,
    entries: Iterable[LiveEntry],
    *,
    as_of: datetime,
    known_at: datetime | None = None,
    calendar: WorkingDays,
    ended: date | None = None,
    children: frozenset[UUID] | None = None,
) -> ClockVerdict:
    """One clock over the entries of one involvement. Arguments and errors as for `evaluate_all`."""
    return evaluate_all(
        (clock,), entries, as_of=as_of, known_at=known_at, calendar=calendar, ended=ended, children=children
    )[0]


def evaluate_all(
    clocks: Iterable[Clock],
    entries: Iterable[LiveEntry],
    *,
    as_of: datetime,
    known_at: datetime | None = None,
    calendar: WorkingDays,
    ended: date | None = None,
    children: frozenset[UUID] | None = None,
) -> tuple[ClockVerdict, ...]:
    """Every clock over the live entries of one involvement, in one pass over them; verdicts in the order of the
    clocks.

    as_of: the moment judged from; what happened later has no effect. known_at: leave out entries recorded later;
    to make an old picture again, corrections included, resolve the versions with `live(versions, known_at)`
    first. ended: the London day the involvement ended, for a reason that no entry tells. children: who counts as
    a child for clocks of that scope; without it everybody a start is about does. Raises ValueError for a moment
    without a time zone.
    """
    index = Index(entries, as_of=as_of, known_at=known_at, ended=ended)
    return _judge(clocks, index, calendar, children)


def evaluate_versions(
    versions: Sequence[tuple[date, Iterable[Clock]]],
    entries: Iterable[LiveEntry],
    *,
    as_of: datetime,
    known_at: datetime | None = None,
    calendar: WorkingDays,
    ended: date | None = None,
    children: frozenset[UUID] | None = None,
) -> tuple[ClockVerdict, ...]:
    """As `evaluate_all`, for an involvement whose practice model moved on: each run keeps the version it began
    under.

    versions: the London day each version of one model came into force for the involvement, and its clocks, in
    order; the first also covers what began before its day. A clock that a version drops begins nothing more,
    while its open runs go on. One verdict for each clock id, in the order in which the ids first appear.
    """
    index = Index(entries, as_of=as_of, known_at=known_at, ended=ended)
    kept: dict[str, list[Run]] = {}
    for number, (since, clocks) in enumerate(versions):
        until = versions[number + 1][0] if number + 1 < len(versions) else date.max
        for verdict in _judge(clocks, index, calendar, children):
            runs = kept.setdefault(verdict.clock_id, [])
            runs += [run for run in verdict.runs if (not number or run.started_on >= since) and run.started_on < until]
    return tuple(ClockVerdict(clock_id, tuple(runs)) for clock_id, runs in kept.items())


def _judge(
    clocks: Iterable[Clock], index: Index, calendar: WorkingDays, children: frozenset[UUID] | None
) -> tuple[ClockVerdict, ...]:
    days, hours = Days(calendar), Hours(calendar)
    return tuple(
        ClockVerdict(clock.id, _runs(clock, index, hours if clock.within.hours is not None else days, children))
        for clock in clocks
    )


def _runs(clock: Clock, index: Index, scale: Scale, children: frozenset[UUID] | None) -> tuple[Run, ...]:
    starts = index.matching(clock.start)
    if not starts:
        return ()
    satisfying, stops = index.matching(clock.satisfy), index.matching(clock.stop)
    if clock.scope == "involvement":
        deeds = Deeds(starts, satisfying, stops, pauses_of(clock, index, scale, None))
        return tuple(Walk(clock, index, scale, None, deeds).runs())
    runs: list[Run] = []
    for subject in _subjects(clock, starts, children):
        deeds = Deeds(
            _about(starts, subject),
            _about(satisfying, subject),
            [stop for stop in stops if not stop.entry.about or subject in stop.entry.about],
            pauses_of(clock, index, scale, subject),
        )
        runs += Walk(clock, index, scale, subject, deeds).runs()
    return tuple(runs)


def _subjects(clock: Clock, starts: list[Item], children: frozenset[UUID] | None) -> list[UUID]:
    """The persons that any start is about, in the order of their ids."""
    persons = {person for start in starts for person in start.entry.about}
    if clock.scope == "child" and children is not None:
        persons &= children
    return sorted(persons)


def _about(items: list[Item], subject: UUID) -> list[Item]:
    return [item for item in items if subject in item.entry.about]
