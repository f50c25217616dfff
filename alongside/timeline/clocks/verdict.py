"""One run, judged: when it was due, where it stands, and every plain fact that belongs beside that."""

from collections.abc import Sequence
from datetime import date, timedelta
from typing import NamedTuple
from uuid import UUID

from alongside.practice.rules import Clock
from alongside.timeline.clocks.index import Boundary, Index
from alongside.timeline.clocks.pauses import Effect, Pause, effect_of
from alongside.timeline.clocks.scales import ON_TIME, Item, Scale
from alongside.timeline.clocks.values import Note, Run, State


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
    is_open = deed is None and limit is None
    now = scale.of(index.now)
    until = _until(scale, deed, limit, now)
    due = scale.add(stretch.base, span)
    effect = Effect(due, False, (), ())
    if pauses:
        effect = effect_of(
            pauses, clock=clock, scale=scale, span=span, start=stretch.base, due=due, until=until, is_open=is_open
        )
    late_by = scale.lateness(effect.due, until)
    soon_from = scale.back(effect.due, clock.soon) if is_open else None
    early_by = _too_soon_by(clock, scale, stretch, deed)
    start = stretch.by.entry
    notes = _notes_on_start(stretch)
    notes += effect.notes
    if deed is not None:
        notes += _notes_on_deed(stretch, scale, deed, early_by)
    elif limit is not None:
        notes.append(Note(limit.fact, limit.entry, date.fromordinal(limit.when[0])))
    # Given in the order of the fields: an involvement has hundreds of runs, and names would cost a quarter of the time.
    return Run(
        clock.id,
        subject,
        start.id,
        start.happened_to if scale.of(stretch.by.when) == stretch.base else scale.day(stretch.base),
        scale.day(effect.due),
        scale.late_from(effect.due),
        None if soon_from is None else scale.day(soon_from),
        _state(deed, limit, effect.on_hold, late_by, soon=soon_from is not None and now >= soon_from),
        late_by.days,
        late_by,
        deed.entry.id if deed else None,
        deed.entry.happened_to if deed else None,
        date.fromordinal(limit.when[0]) if limit else None,
        early_by is not None,
        _because(stretch, deed, limit, effect),
        tuple(notes),
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
    late = late_by > ON_TIME
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
    """The entries a run rests on, each once: the end of a year of follow-up rests on the closing that began the
    run.
    """
    start, last = stretch.by.entry.id, deed.entry.id if deed else limit.entry if limit else None
    if last is None or last == start:
        return (start, *effect.because)
    return (start, *effect.because, last)


def _notes_on_start(stretch: Stretch) -> list[Note]:
    start, notes = stretch.by.entry, []
    if stretch.again:
        notes.append(Note("started again", start.id, start.happened_to))
    if start.corrected_from is not None:
        notes.append(Note("start corrected", start.id, start.corrected_from, at=start.corrected_from_at))
    if stretch.by.recorded_after:
        notes.append(Note("start recorded late", start.id, start.happened_to, stretch.by.recorded_after))
    if start.happened_on != start.happened_to:
        notes.append(Note("start day not exact", start.id, start.happened_on))
    return notes


def _notes_on_deed(stretch: Stretch, scale: Scale, deed: Item, early_by: int | None) -> list[Note]:
    entry, notes = deed.entry, []
    if scale.of(deed.when) < stretch.base:
        before = (scale.day(stretch.base) - entry.happened_to).days
        notes.append(Note("done before the start", entry.id, entry.happened_to, before))
    if early_by is not None:
        notes.append(Note("sooner than the model asks", entry.id, entry.happened_to, early_by))
    if entry.corrected_from is not None:
        notes.append(Note("done corrected", entry.id, entry.corrected_from, at=entry.corrected_from_at))
    if entry.happened_on != entry.happened_to:
        notes.append(Note("done day not exact", entry.id, entry.happened_on))
    if deed.recorded_after:
        notes.append(Note("recorded late", entry.id, entry.happened_to, deed.recorded_after))
    return notes
