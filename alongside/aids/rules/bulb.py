"""When a child's light bulb is dark, glowing or lit (S1; 000:17-54).

Pure. The cable is what we have to do, the energy is help that reached this child; the bulb is lit when a difference in
the child's life is evidenced. It tells of our help alone, and nothing of the child or the parents.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from uuid import UUID

from alongside.kit.dates import count_words, day_long
from alongside.kit.words import capital, listed
from alongside.practice.rules import LightBulb


class State(StrEnum):
    """The only four states. Lit with a step that is late never occurs."""

    CANNOT_TELL = "cannot_tell"
    DARK = "dark"
    GLOWING = "glowing"
    LIT = "lit"


STATE_WORDS = {
    State.CANNOT_TELL: "Cannot tell yet",
    State.DARK: "Dark",
    State.GLOWING: "Glowing",
    State.LIT: "Lit",
}


class Missing(StrEnum):
    """What keeps a bulb from being lit though help reaches the child."""

    LATE = "late"
    BALANCE = "balance"
    DIFFERENCE = "difference"
    BARRIER = "barrier"


MISSING_WORDS = {
    Missing.LATE: "something we have to do is late",
    Missing.BALANCE: "less help than what we have to do",
    Missing.DIFFERENCE: "no difference is recorded",
    Missing.BARRIER: "something stands in the way",
}


@dataclass(frozen=True, slots=True)
class Window:
    """The days a bulb looks at, both inclusive. Empty when the last lies before the first."""

    first: date
    last: date

    def holds(self, day: date) -> bool:
        return self.first <= day <= self.last

    @property
    def is_empty(self) -> bool:
        return self.last < self.first

    @property
    def words(self) -> str:
        return f"{day_long(self.first)} to {day_long(self.last)}"


def window(bulb: LightBulb, opened_on: date, as_of: date, first: date | None = None) -> Window:
    """The days that count: as many as the model says, to `as_of` and with it, or from a chosen day; never from before
    the work began.
    """
    usual = as_of - timedelta(days=bulb.window_days - 1)
    return Window(max(opened_on, first or usual), as_of)


@dataclass(frozen=True, slots=True)
class Deed:
    """A deed of process or of intervention about one child: its day is the last on which it may have happened."""

    deed_id: UUID
    day: date


@dataclass(frozen=True, slots=True)
class Counted:
    """What a bulb is judged by. deeds: distinct ones within the window. late: how many steps are late on the day;
    differences: evidences of one within the window; barriers: those open on the day.
    """

    process: int
    help: int
    late: int
    differences: int
    barriers: int


@dataclass(frozen=True, slots=True)
class Verdict:
    """How a bulb is, and what is missing for it to be lit. Nothing is missing where it is not glowing."""

    state: State
    missing: tuple[Missing, ...] = ()


def cable_words(name: str, deeds: int, *, kept: bool) -> str:
    """How often something that counts as cable was done for a child. A step may be kept without: by what was done for
    a brother or sister, or by what does not count.
    """
    if deeds:
        return "Once in this time." if deeds == 1 else f"{capital(count_words(deeds))} times in this time."
    if kept:
        return f"The steps above were kept. Nothing else that counts as cable is recorded for {name} in this time."
    return f"Nothing that counts as cable is recorded for {name} in this time."


def number_of_deeds(deeds: Sequence[Deed], within: Window) -> int:
    """Distinct deeds whose day lies in the window."""
    return len({deed.deed_id for deed in deeds if within.holds(deed.day)})


def judge(bulb: LightBulb, opened_on: date, as_of: date, counted: Counted) -> Verdict:
    """The state, in this order: the work is too young; nothing reached the child; all is there; or what is missing."""
    if (as_of - opened_on).days < bulb.tells_after_days:
        return Verdict(State.CANNOT_TELL)
    if counted.help == 0:
        return Verdict(State.DARK)
    lacks = {
        Missing.LATE: counted.late > 0,
        Missing.BALANCE: counted.help < bulb.balance * counted.process,
        Missing.DIFFERENCE: counted.differences == 0,
        Missing.BARRIER: counted.barriers > 0,
    }
    missing = tuple(each for each, lacking in lacks.items() if lacking)
    return Verdict(State.GLOWING, missing) if missing else Verdict(State.LIT)


def sentence(verdict: Verdict, child: str, bulb: LightBulb, opened_on: date) -> str:
    """One plain sentence under the picture."""
    match verdict.state:
        case State.CANNOT_TELL:
            tells_on = opened_on + timedelta(days=bulb.tells_after_days)
            days = count_words(bulb.tells_after_days)
            return f"The work is not {days} days old. What help does for {child} can be told from {day_long(tells_on)}."
        case State.DARK:
            return f"No help has reached {child} in this time."
        case State.LIT:
            return f"Help reaches {child}, and a difference is recorded."
        case State.GLOWING:
            lacking = listed([MISSING_WORDS[each] for each in verdict.missing])
            return f"Help reaches {child}. For it to be lit: {lacking}."
