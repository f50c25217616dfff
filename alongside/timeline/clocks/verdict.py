"""One run, judged: when it was due, where it stands, and every plain fact that belongs beside that."""

from collections.abc import Iterator, Sequence
from datetime import date, datetime, timedelta
from typing import NamedTuple
from uuid import UUID

from alongside.kit.clock import LONDON
from alongside.practice.rules import Clock
from alongside.timeline.clocks.index import Boundary, Index
from alongside.timeline.clocks.pauses import Effect, Pause, effect_of
from alongside.timeline.clocks.scales import Item, Scale
from alongside.timeline.clocks.values import LiveEntry, Note, Run, State

_ONE_DAY = timedelta(days=1)


class Stretch(NamedTuple):
    """What a run begins with: the entry, the position it counts from, whether it is the first of its chain, or
    begun again.
    """

    by: Item
    base: int
    first: bool
    again: bool


def run_of(
    clock: Clock,
    scale: Scale,
    index: Index,
    *,
    subject: UUID | None,
    stretch: Stretch,
    deed: Item | None,
    limit: Boundary | None,
    pauses: Sequence[Pause],
) -> Run:
    """The run that begins with `stretch` and was satisfied by `deed`, ended undone at `limit`, or is open
    (neither).
    """
    span = clock.within if stretch.first else clock.repeat_within or clock.within
    now = scale.of(index.now)
    until = _until(scale, deed, limit, now)
    effect = effect_of(
        pauses,
        clock=clock,
        scale=scale,
        span=span,
        start=stretch.base,
        due=scale.add(stretch.base, span),
        until=until,
        is_open=deed is None and limit is None,
    )
    late_by = scale.lateness(effect.due, until)
    soon_from = scale.back(effect.due, clock.soon)
    early_by = _too_soon_by(clock, scale, stretch, deed)
    return Run(
        clock_id=clock.id,
        subject=subject,
        start=stretch.by.entry.id,
        started_on=stretch.by.entry.happened_to
        if scale.of(stretch.by.when) == stretch.base
        else scale.day(stretch.base),
        due=scale.day(effect.due),
        due_at=scale.late_from(effect.due),
        soon_from=scale.day(soon_from),
        state=_state(deed, limit, effect.on_hold, late_by, soon=now >= soon_from),
        days_late=late_by // _ONE_DAY,
        late_by=late_by,
        satisfied_by=deed.entry.id if deed else None,
        done_on=deed.entry.happened_to if deed else None,
        ended_on=date.fromordinal(limit.when[0]) if limit else None,
        sooner_than_asked=early_by is not None,
        because=_because(stretch, deed, limit, effect),
        notes=(
            *_notes_on_start(stretch),
            *effect.notes,
            *_notes_on_deed(stretch, scale, deed, early_by),
            *([Note(limit.fact, limit.entry, date.fromordinal(limit.when[0]))] if limit else []),
        ),
    )


def _until(scale: Scale, deed: Item | None, limit: Boundary | None, now: int) -> int:
    """Where lateness stops counting. A deed of today without an instant lies at the end of the day, which is
    still to come.
    """
    if deed is not None:
        return min(scale.of(deed.when), now)
    if limit is not None:
        return min(scale.of(limit.when), now)
    return now


def _state(deed: Item | None, limit: Boundary | None, on_hold: bool, late_by: timedelta, *, soon: bool) -> State:
    late = late_by > timedelta()
    if deed is not None:
        return "done late" if late else "done"
    if limit is not None:
        return "ended late" if late else "ended"
    if on_hold:
        return "on hold"
    if late:
        return "late"
    return "soon" if soon else "due"


def _too_soon_by(clock: Clock, scale: Scale, stretch: Stretch, deed: Item | None) -> int | None:
    """How many days before `not_before` the deed came; None when it did not."""
    if deed is None or clock.not_before is None:
        return None
    asked = scale.add(stretch.base, clock.not_before)
    return (scale.day(asked) - deed.entry.happened_to).days if scale.of(deed.when) < asked else None


def _because(stretch: Stretch, deed: Item | None, limit: Boundary | None, effect: Effect) -> tuple[UUID, ...]:
    ids = [stretch.by.entry.id, *effect.because]
    if deed is not None:
        ids.append(deed.entry.id)
    if limit is not None and limit.entry is not None:
        ids.append(limit.entry)
    return tuple(dict.fromkeys(ids))


def _notes_on_start(stretch: Stretch) -> Iterator[Note]:
    start = stretch.by.entry
    if stretch.again:
        yield Note("started again", start.id, start.happened_to)
    if start.corrected_from is not None:
        yield Note("start corrected", start.id, start.corrected_from, at=start.corrected_from_at)
    if days := _recorded_after(start):
        yield Note("start recorded late", start.id, start.happened_to, days)
    if start.happened_on != start.happened_to:
        yield Note("start day not exact", start.id, start.happened_on)


def _notes_on_deed(stretch: Stretch, scale: Scale, deed: Item | None, early_by: int | None) -> Iterator[Note]:
    if deed is None:
        return
    entry = deed.entry
    if scale.of(deed.when) < stretch.base:
        yield Note(
            "done before the start", entry.id, entry.happened_to, (scale.day(stretch.base) - entry.happened_to).days
        )
    if early_by is not None:
        yield Note("sooner than the model asks", entry.id, entry.happened_to, early_by)
    if entry.corrected_from is not None:
        yield Note("done corrected", entry.id, entry.corrected_from, at=entry.corrected_from_at)
    if entry.happened_on != entry.happened_to:
        yield Note("done day not exact", entry.id, entry.happened_on)
    if days := _recorded_after(entry):
        yield Note("recorded late", entry.id, _recorded_on(entry), days)


def _recorded_on(entry: LiveEntry) -> date:
    recorded: datetime = entry.first_recorded_at or entry.recorded_at
    return recorded.astimezone(LONDON).date()


def _recorded_after(entry: LiveEntry) -> int:
    """How many days after it happened a deed was first recorded."""
    return max(0, (_recorded_on(entry) - entry.happened_to).days)
