"""What became of a consent, as the partner it was for is told: about whom they may read since and until when, and what
ended. Pure.

Basis: S9 (002:2954-2960): whoever was told something knows how long it may be used. Who agreed, who did not and why is
not theirs to know.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from uuid import UUID

from alongside.kit.clock import london_day


@dataclass(frozen=True, slots=True)
class Span:
    """One basis on which somebody reads what is about one person, up to and without an instant."""

    family_id: int
    reference: str
    person_id: UUID
    since: datetime
    until: datetime | None = None


@dataclass(frozen=True, slots=True)
class Reads:
    """About whom somebody reads, from which day, until which, that day too; None while nothing ends it."""

    persons: tuple[UUID, ...]
    since: date
    until: date | None


@dataclass(frozen=True, slots=True)
class Cover:
    """What one family is to a partner now. `ended`: on which day it ended for how many people of whom nothing is read
    any more, the last day first.
    """

    family_id: int
    reference: str
    reads: tuple[Reads, ...]
    ended: tuple[tuple[date, int], ...]


def covers(spans: Iterable[Span], at: datetime, ended_after: datetime) -> list[Cover]:
    """For each family, what may be read at that moment, and what ended after the other."""
    families: dict[int, list[Span]] = {}
    for span in _joined(spans):
        families.setdefault(span.family_id, []).append(span)
    return [_cover(each, at, ended_after) for each in families.values()]


def _cover(spans: Sequence[Span], at: datetime, ended_after: datetime) -> Cover:
    reads: dict[tuple[date, date | None], list[UUID]] = {}
    live = [span for span in spans if span.until is None or at < span.until]
    for span in live:
        reads.setdefault((london_day(span.since), _last_day(span.until)), []).append(span.person_id)
    open_now = {span.person_id for span in live}
    over = {
        span.person_id: london_day(span.until)
        for span in spans
        if span.until is not None and ended_after < span.until <= at and span.person_id not in open_now
    }
    days = sorted(set(over.values()), reverse=True)
    return Cover(
        spans[0].family_id, spans[0].reference,
        tuple(Reads(tuple(persons), since, until) for (since, until), persons in reads.items()),
        tuple((day, list(over.values()).count(day)) for day in days),
    )  # fmt: skip


def _joined(spans: Iterable[Span]) -> list[Span]:
    """Where one basis takes the place of another without a gap, it was open all the time."""
    joined: list[Span] = []
    for span in sorted(spans, key=lambda each: (each.family_id, each.person_id, each.since)):
        last = joined[-1] if joined else None
        same = last is not None and (last.family_id, last.person_id) == (span.family_id, span.person_id)
        if last is not None and same and (last.until is None or span.since <= last.until):
            until = None if None in (last.until, span.until) else max(filter(None, (last.until, span.until)))
            joined[-1] = replace(last, until=until)
        else:
            joined.append(span)
    return joined


def _last_day(until: datetime | None) -> date | None:
    return london_day(until - timedelta(microseconds=1)) if until is not None else None
