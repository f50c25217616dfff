"""Pauses by agreement.

A pause is a pair of entries, `pathway.clock_paused` and `pathway.clock_resumed`, whose subtype is the clock's id.
It works like a stopwatch: the days from the pause up to the day it is lifted do not count, so it moves the due
day by those days, also when the due day lies inside the pause; what was late before the pause stays late, and
grows again after it. A limit in working days that had not run out moves by the working days of the pause. A pause
lasts until it is lifted, through further runs.
"""

from collections.abc import Sequence
from typing import NamedTuple
from uuid import UUID

from alongside.practice.rules import Clock, Matcher, Span
from alongside.timeline.clocks.index import PAUSED, RESUMED, Index
from alongside.timeline.clocks.scales import Item, Scale
from alongside.timeline.clocks.values import Note


class Pause(NamedTuple):
    """One pause: the entry that began it, the one that lifted it (None while open), and their positions."""

    begun: Item
    lifted: Item | None
    at: int
    until: int | None


class Effect(NamedTuple):
    """What the pauses do to one run."""

    due: int
    on_hold: bool
    because: tuple[UUID, ...]
    notes: tuple[Note, ...]


def pauses_of(clock: Clock, index: Index, scale: Scale, subject: UUID | None) -> tuple[Pause, ...]:
    """The clock's pauses for one subject, in order. One that names no person holds for everybody."""
    matched = index.matching((Matcher(PAUSED, clock.id), Matcher(RESUMED, clock.id)))
    if not matched:
        return ()
    # Agreed and lifted at one moment: lifted last, so that a clock is never held silently.
    events = sorted(matched, key=lambda item: (item.when, item.entry.kind == RESUMED))
    pauses: list[Pause] = []
    begun: Item | None = None
    for item in events:
        if subject is not None and item.entry.about and subject not in item.entry.about:
            continue
        if item.entry.kind == PAUSED:
            begun = begun or item
        elif begun is not None:
            pauses.append(Pause(begun, item, scale.of(begun.when), scale.of(item.when)))
            begun = None
    if begun is not None:
        pauses.append(Pause(begun, None, scale.of(begun.when), None))
    return tuple(pauses)


def refuses_pauses(clock: Clock) -> bool:
    """Whether a pause has no effect: the law's clocks run on, and so do those whose model says so."""
    return clock.statutory or not clock.pausable


def effect_of(
    pauses: Sequence[Pause], *, clock: Clock, scale: Scale, span: Span, start: int, due: int, until: int, is_open: bool
) -> Effect:
    """What the pauses within a run, from `start` to `until`, do to its due position.

    A pause that is not lifted by `until` puts an open run on hold.
    """
    on_hold = False
    because: list[UUID] = []
    notes: list[Note] = []
    for pause in pauses:
        begins = max(pause.at, start)
        ends = until if pause.until is None else min(pause.until, until)
        holds = is_open and begins <= until and (pause.until is None or pause.until > until)
        if ends <= begins and not holds:
            continue
        entry = pause.begun.entry
        because += [entry.id, *([pause.lifted.entry.id] if pause.lifted else [])]
        if refuses_pauses(clock):
            notes.append(Note("pause refused", entry.id, entry.happened_to, people=entry.agreed_by))
            continue
        days = None if pause.lifted is None else (pause.lifted.entry.happened_to - entry.happened_to).days
        notes.append(Note("paused", entry.id, entry.happened_to, days, entry.agreed_by))
        if ends > begins:
            due = scale.moved(due, span, begins, ends)
        on_hold = on_hold or holds
    return Effect(due, on_hold, tuple(because), tuple(notes))
