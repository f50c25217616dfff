"""A run in plain sentences: what was due, what was done, and the facts beside it. Lateness is ours and is said in
days.
"""

from collections.abc import Iterable
from datetime import timedelta

from alongside.kit.clock import LONDON
from alongside.kit.dates import day_long, time_words
from alongside.practice.rules import Clock, PracticeModel
from alongside.timeline.clocks.values import Fact, Note, Run

_HOUR = timedelta(hours=1)


def clock_name(clock: Clock, model: PracticeModel, models: Iterable[PracticeModel]) -> str:
    """What is to be done; and which model asks for it, where another of `models` asks for something of that name."""
    others = (each for other in models if other.id != model.id for each in other.clocks)
    return f"{clock.name} ({model.name})" if any(each.name == clock.name for each in others) else clock.name


def sentences(run: Run) -> tuple[str, ...]:
    """The verdict first, then its facts, each a sentence of its own.

    Who agreed to a pause is left to the caller, who knows names: the note carries the ids.
    """
    return (_verdict(run), *(_fact(note) for note in run.notes))


def late_words(run: Run) -> str:
    """ "2 days late", "5 hours late" when it is less than a day, "on time" when it is not late."""
    if not run.late_by:
        return "on time"
    if run.days_late:
        return f"{_counted(run.days_late, 'day')} late"
    return f"{_counted(-(-run.late_by // _HOUR), 'hour')} late"


def _verdict(run: Run) -> str:
    if run.done_on is not None:
        return f"Done on {day_long(run.done_on)}, {late_words(run)}."
    if run.ended_on is not None:
        return f"Ended on {day_long(run.ended_on)}, {late_words(run) if run.late_by else 'before it was due'}."
    if run.state == "on hold":
        return "On hold." if not run.late_by else f"On hold; it was {late_words(run)} before."
    if run.state == "late":
        return f"Was due on {day_long(run.due)}: {late_words(run)}."
    return f"Due on {day_long(run.due)}."


_FACTS: dict[Fact, str] = {
    "start corrected": "The start was corrected; it stood on {on} before.",
    "start recorded late": "The start was recorded {days} after it happened, on {on}.",
    "start day not exact": "The day of the start is not known exactly, from {on} on; counted on the last possible day.",
    "done corrected": "The day it was done was corrected; it stood on {on} before.",
    "recorded late": "Recorded {days} after it was done.",
    "done day not exact": "The day is not known exactly, from {on} on; counted on the last possible day.",
    "done before the start": "Already done {days} before the start.",
    "sooner than the model asks": "Sooner than the model asks, by {days}; it counts all the same.",
    "started again": "Started again on {on}.",
    "replaced by a new start": "It started again on {on}.",
    "stopped": "Stopped on {on}.",
    "closed": "Ended by closing on {on}.",
    "involvement ended": "The involvement ended on {on}.",
    "paused": "Paused by agreement on {on}, for {days}.",
    "pause refused": "The pause of {on} has no effect: this clock may not be paused.",
}


def _fact(note: Note) -> str:
    if note.fact == "paused" and note.days is None and note.on is not None:
        return f"Paused by agreement on {day_long(note.on)}, not lifted yet."
    on = "a day not recorded" if note.on is None else day_long(note.on)
    if note.at is not None:
        on = f"{on} at {time_words(note.at.astimezone(LONDON))}"
    return _FACTS[note.fact].format(on=on, days=_counted(note.days or 0, "day"))


def _counted(number: int, thing: str) -> str:
    return f"{number} {thing}{'' if number == 1 else 's'}"
