"""What a review decides about the plan in force, and what the next version begins with because of it.

Pure. Basis: every six to eight weeks (002:1187-1189, 3418) rewards and consequences are kept, set again or ended (S13,
S14), and a goal that was too much for now is made smaller (S12; 002:3345-3362). What was decided stands as an entry of
its own for whoever may read the plan; the next version opens with it until somebody has written that part.
"""

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from datetime import date
from typing import Any
from uuid import UUID

from alongside.kit.dates import day_long
from alongside.plans.rules.plan import Consequence, Content
from alongside.timeline.rules import Audience, Nature, NewEntry, Part, ReadLine, Sight

REVIEWED = "plans.reviewed"
KEEP, AGAIN, END = "keep", "again", "end"
ABOUT_A_LINE = {KEEP: "Keep it", AGAIN: "Set it again", END: "End it"}
LINE_DECIDED = {KEEP: "Kept", AGAIN: "Set again", END: "Ended"}
SMALLER = "smaller"
ABOUT_A_GOAL = {KEEP: "Keep it as it is", SMALLER: "Make it smaller"}
GOAL_DECIDED = {KEEP: "Kept as it is", SMALLER: "To be made smaller"}


@dataclass(frozen=True, slots=True)
class LineReviewed:
    """One reward or consequence. `line`: as it stood; `decided`: of ABOUT_A_LINE; `what` and `until`: when it was set
    again, in which words and until which day ("" for no day).
    """

    line: Consequence
    decided: str
    what: str = ""
    until: str = ""

    @property
    def decided_words(self) -> str:
        """ "Set again: No phone after nine, until 3 March 2026"."""
        words = LINE_DECIDED[self.decided]
        if self.decided != AGAIN:
            return words
        told = [self.what if self.what != self.line.what else "", _until(self.until)]
        return f"{words}: {', '.join(each for each in told if each)}" if any(told) else words

    @property
    def next(self) -> Consequence | None:
        """The line as the next version begins with it; None when it was ended."""
        if self.decided == END:
            return None
        return replace(self.line, what=self.what, until=self.until) if self.decided == AGAIN else self.line

    @classmethod
    def from_content(cls, content: Content) -> "LineReviewed":
        return cls(Consequence.from_content(content["line"]), content["decided"], content["what"], content["until"])


@dataclass(frozen=True, slots=True)
class GoalReviewed:
    """One goal that may be too much for now. `whose`: ids of persons; `decided`: of ABOUT_A_GOAL; `because`: why it is
    made smaller. What showed it is not told: where somebody put it on a scale is their own.
    """

    goal_id: str
    words: str
    whose: tuple[str, ...]
    decided: str
    because: str = ""

    @property
    def decided_words(self) -> str:
        return GOAL_DECIDED[self.decided]

    @classmethod
    def from_content(cls, content: Content) -> "GoalReviewed":
        return cls(**{**content, "whose": tuple(content["whose"])})


@dataclass(frozen=True, slots=True)
class Reviewed:
    """What a review decided. `start`: the version the next one is written from; `audience`: who may read the plan in
    force; `in_force_id`: its entry; `waiting_id`: that of a version put together since, whose lines were asked about;
    `concerned`: whom it is about. Whoever only says what was decided leaves these.
    """

    lines: tuple[LineReviewed, ...] = ()
    goals: tuple[GoalReviewed, ...] = ()
    start: str = ""
    audience: str = Audience.TEAM.value
    in_force_id: UUID | None = None
    waiting_id: UUID | None = None
    concerned: tuple[UUID, ...] = ()

    @property
    def counted(self) -> str:
        """ "2 kept, 1 ended", of rewards and consequences."""
        counts = [(sum(line.decided == how for line in self.lines), words) for how, words in LINE_DECIDED.items()]
        return ", ".join(f"{count} {words.lower()}" for count, words in counts if count)

    @property
    def ended(self) -> tuple[LineReviewed, ...]:
        return tuple(line for line in self.lines if line.decided == END)

    @property
    def smaller(self) -> tuple[GoalReviewed, ...]:
        return tuple(goal for goal in self.goals if goal.decided == SMALLER)

    def line(self, line_id: str) -> LineReviewed | None:
        """What was decided about that line; None when nothing was."""
        return next((each for each in self.lines if each.line.id == line_id), None)

    def goal(self, goal_id: str) -> GoalReviewed | None:
        """What was decided about that goal; None when nothing was."""
        return next((each for each in self.goals if each.goal_id == goal_id), None)

    def carried(self, lines: Sequence[Consequence]) -> tuple[Consequence, ...]:
        """These lines as the next version begins with them."""
        known = {each.line.id: each.next for each in self.lines}
        found = (known.get(line.id, line) for line in lines)
        return tuple(line for line in found if line is not None)

    @classmethod
    def from_content(cls, content: Content) -> "Reviewed":
        """What was decided, of an entry's content; who may read it and whom it is about stand on the entry."""
        return cls(
            tuple(LineReviewed.from_content(each) for each in content["lines"]),
            tuple(GoalReviewed.from_content(each) for each in content["goals"]),
            content["start"],
        )


def reviewed_entry(reviewed: Reviewed, meeting: UUID, on: date) -> NewEntry:
    """What a review decided, for whoever may read the plan it is about."""
    facts = {
        "meeting": str(meeting),
        "day": on.isoformat(),
        "start": reviewed.start,
        "counted": reviewed.counted,
        "smaller": len(reviewed.smaller),
    }
    content = {
        "start": reviewed.start,
        "lines": [asdict(each) for each in reviewed.lines],
        "goals": [asdict(each) for each in reviewed.goals],
    }
    return NewEntry(
        REVIEWED, Nature.PROCESS, facts, [(person, Part.FOR) for person in reviewed.concerned], content=content,
        audience=Audience(reviewed.audience),
        kept_as=tuple(each for each in (reviewed.in_force_id, reviewed.waiting_id) if each),
    )  # fmt: skip


def reviewed_sentence(facts: Mapping[str, Any]) -> str:
    """ "The review of 3 March 2026 on the plan: rewards and consequences: 1 kept, 1 ended. 1 goal made smaller." """
    counted, smaller = facts["counted"], facts["smaller"]
    parts = [f"Rewards and consequences: {counted}." if counted else ""]
    parts.append(f"{smaller} {'goal' if smaller == 1 else 'goals'} to be made smaller." if smaller else "")
    told = " ".join(part for part in parts if part) or "Nothing changes."
    return f"The review of {day_long(date.fromisoformat(facts['day']))} on the plan. {told}"


def reviewed_reads(content: Content, _: Sight) -> list[ReadLine]:
    """What was decided, line by line."""
    reviewed = Reviewed.from_content(content)
    lines = [
        ReadLine(
            each.line.kind_words,
            ". ".join(part for part in (each.line.what, each.line.stands(), each.decided_words) if part),
            "Rewards and consequences",
        )
        for each in reviewed.lines
    ]
    for goal in reviewed.goals:
        told = [goal.decided_words, f"Because: {goal.because}" if goal.because else ""]
        lines.append(ReadLine("Goal", ". ".join([goal.words, *(each for each in told if each)]), "Goals"))
    return lines


def _until(day: str) -> str:
    return f"until {day_long(date.fromisoformat(day))}" if day else ""
