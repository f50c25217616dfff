"""How long the clocks of one involvement take: `python -m alongside.timeline.clocks.bench`."""

import sys
from datetime import date, datetime, time, timedelta
from itertools import cycle, islice
from statistics import median, quantiles
from time import perf_counter
from typing import NamedTuple
from uuid import UUID

from alongside.kit.calendar import ENGLAND
from alongside.kit.clock import LONDON
from alongside.practice.rules import Clock, ClockScope, Matcher, Span, Starts
from alongside.timeline.clocks.evaluation import evaluate_all
from alongside.timeline.clocks.values import LiveEntry, next_due

FIRST_DAY = date(2025, 1, 6)
SPANS = (Span(days=14), Span(working_days=10), Span(working_days=45), Span(months=3), Span(hours=72))
STARTS: tuple[Starts, ...] = ("first", "restart", "each")
SCOPES: tuple[ClockScope, ...] = ("involvement", "involvement", "child")
PERSONS = tuple(UUID(int=number) for number in range(1, 5))


class Timing(NamedTuple):
    """Milliseconds for all clocks over all entries, and how many runs came of it."""

    median_ms: float
    p95_ms: float
    clocks: int
    entries: int
    runs: int


def bench(clocks: int = 25, entries: int = 200, repeat: int = 300, repeating: int = 3) -> Timing:
    """Evaluate all clocks over all entries, verdicts and due rows, `repeat` times; every `repeating`-th clock repeats.
    Nothing is kept between rounds but the calendar's years, as in a running service.
    """
    made, record = _clocks(clocks, repeating), _record(entries)
    as_of = datetime.combine(FIRST_DAY + timedelta(days=400), time(12), LONDON)
    took: list[float] = []
    runs = 0
    for _ in range(repeat + 1):
        began = perf_counter()
        verdicts = evaluate_all(made, record, as_of=as_of, calendar=ENGLAND)
        next_due(verdicts)
        took.append((perf_counter() - began) * 1000)
        runs = sum(len(verdict.runs) for verdict in verdicts)
    warm = took[1:]
    return Timing(median(warm), quantiles(warm, n=20)[-1], clocks, entries, runs)


def _clocks(count: int, repeating: int) -> tuple[Clock, ...]:
    kinds = zip(cycle(SPANS), cycle(STARTS), cycle(SCOPES), range(count), strict=False)
    return tuple(
        Clock(
            id=f"clock_{number}",
            name=f"Clock {number}",
            scope=scope,
            start=(Matcher("bench.began", str(number % 12)),),
            satisfy=(Matcher("bench.done", str(number % 8)), Matcher("bench.seen")),
            stop=(Matcher("bench.stopped"),),
            within=within,
            repeat=number % repeating == 0,
            starts=starts,
        )
        for within, starts, scope, number in kinds
    )


def _record(count: int) -> tuple[LiveEntry, ...]:
    kinds = cycle(("bench.began", "bench.done", "bench.seen", "bench.done", "bench.other", "bench.other"))
    return tuple(_entry(number, kind) for number, kind in enumerate(islice(kinds, count)))


def _entry(number: int, kind: str) -> LiveEntry:
    day = FIRST_DAY + timedelta(days=2 * number)
    return LiveEntry(
        id=UUID(int=number),
        deed_id=UUID(int=number),
        strand_id=UUID(int=number),
        kind=kind,
        subtype=str(number // 6 % 12 if kind == "bench.began" else number // 2 % 8),
        happened_on=day,
        happened_to=day,
        happened_at=datetime.combine(day, time(10), LONDON) if number % 3 else None,
        recorded_at=datetime.combine(day, time(17), LONDON),
        about=frozenset(PERSONS[: 1 + number % 4]),
    )


if __name__ == "__main__":
    for each in (3, 2):
        timing = bench(repeating=each)
        sys.stdout.write(
            f"{timing.clocks} clocks over {timing.entries} entries, {timing.runs} runs:"
            f" median {timing.median_ms:.2f} ms, p95 {timing.p95_ms:.2f} ms\n"
        )
