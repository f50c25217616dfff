"""What waits for somebody: for the manager to look at, and copies of what is written that were asked for."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from alongside.agreements.rules import copies, telling
from alongside.timeline.queries import ToldLine
from alongside.timeline.rules import Part

KINDS = (copies.ASKED, copies.GIVEN)


@dataclass(frozen=True, slots=True)
class CopyLine:
    """A copy that somebody asked for. `answer`: the entry that says what became of it, `became` in its sentence;
    None and "" while it is open.
    """

    entry_id: UUID
    by: UUID
    about: tuple[UUID, ...]
    sentence: str
    day: date
    due_on: date
    how: str
    line: ToldLine
    answer: UUID | None = None
    became: str = ""

    @property
    def is_open(self) -> bool:
        return self.answer is None


def copies_told(told: Sequence[ToldLine]) -> list[CopyLine]:
    """Each request among these lines, with its answer, last asked first."""
    answers = {line.facts["promise_id"]: line for line in told if line.entry.kind == copies.GIVEN}
    return [_line(line, answers.get(line.facts["promise_id"])) for line in told if line.entry.kind == copies.ASKED]


def _line(line: ToldLine, answer: ToldLine | None) -> CopyLine:
    by, others = line.persons(Part.SAID.value)[0], line.persons(Part.MENTIONED.value)
    themselves = (by,) if "themselves" in line.facts["about"] else ()
    return CopyLine(
        line.id, by, (*themselves, *others), line.entry.sentence, line.entry.happened_on,
        date.fromisoformat(line.facts["due_on"]), copies.HOW.get(line.facts["how"], ""), line,
        answer.id if answer else None, answer.entry.sentence if answer else "",
    )  # fmt: skip


def to_look_at(told: Sequence[ToldLine]) -> list[ToldLine]:
    """What of these lines waits for the manager."""
    done = {line.facts["promise_id"] for line in told if line.entry.kind == telling.LOOKED_AT}
    asked = [line for line in told if line.entry.kind == telling.TO_LOOK_AT]
    return [line for line in asked if line.facts["promise_id"] not in done]
