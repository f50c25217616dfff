"""A bulb's page as its picture shows it: the first of each side, and all of it beside the picture."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from alongside.aids.queries.lines import BarrierLine, DeedsLine, StepLine
from alongside.aids.rules import STATE_WORDS, Missing, State, Verdict
from alongside.kit.dates import count_words, day_short
from alongside.kit.drawing.bulb import Bead, BulbDrawing, Clip
from alongside.kit.words import capital

MOST_ROWS = 6
"""How many steps and pieces of help the picture has room for."""
MOST_BARRIERS = 4

BELOW = {
    State.CANNOT_TELL: ("the work is", "too young to tell"),
    State.DARK: ("no help has", "reached {child}"),
    State.LIT: ("a difference", "is recorded"),
}
GLOWING = {
    Missing.DIFFERENCE: ("help is flowing,", "no difference yet"),
    Missing.BARRIER: ("help is flowing,", "with a barrier"),
    Missing.LATE: ("help is flowing,", "something is late"),
    Missing.BALANCE: ("help is flowing,", "too little of it"),
}


@dataclass(frozen=True, slots=True)
class Shown:
    """What a picture is made of. `child`: their name."""

    child: str
    verdict: Verdict
    steps: Sequence[StepLine]
    help: Sequence[DeedsLine]
    barriers: Sequence[BarrierLine]
    today: date


def drawn(of: Shown) -> BulbDrawing:
    """What the picture of one bulb says."""
    below = GLOWING[of.verdict.missing[0]] if of.verdict.missing else BELOW[of.verdict.state]
    return BulbDrawing(
        state=of.verdict.state.value, child=of.child, process=tuple(_clip(step) for step in of.steps[:MOST_ROWS]),
        energy=tuple(_bead(line, of.today) for line in of.help[:MOST_ROWS]),
        barriers=tuple(capital(line.words) for line in of.barriers[:MOST_BARRIERS]),
        word=STATE_WORDS[of.verdict.state], below=tuple(words.format(child=of.child) for words in below),
    )  # fmt: skip


def _clip(step: StepLine) -> Clip:
    return Clip(step.name, step.said, step.state)


def _bead(line: DeedsLine, today: date) -> Bead:
    times, last = len(line.days), day_short(line.days[0][0], today)
    when = last if times == 1 else f"{count_words(times)} times, last {last}"
    return Bead(line.words, f"with {line.whom}, {when}" if line.whom else when)
