"""Which help stands beside which step on the scales (S3; 000:193-222).

Pure. Nothing answers anything until somebody says so; what was said counts as long as both sides of it stand.
"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from uuid import UUID


@dataclass(frozen=True, slots=True)
class Answer:
    """Somebody said that this help answers this step, for one child; strands in which each was first recorded."""

    process: UUID
    help: tuple[UUID, ...]


@dataclass(frozen=True, slots=True)
class Row:
    """A step and the help beside it, either of them missing."""

    process: UUID | None
    help: tuple[UUID, ...]


def rows(
    steps: Sequence[UUID], helps: Sequence[UUID], answers: Sequence[Answer], stands: Collection[UUID]
) -> tuple[Row, ...]:
    """Each of these steps in their order with what answers it, then each of these pieces of help that answers nothing.
    `stands`: every step and piece of help on the record now, whatever its day; an answer of or to anything else counts
    no more.
    """
    beside: dict[UUID, dict[UUID, None]] = {}
    for answer in answers:
        if answer.process in stands:
            beside.setdefault(answer.process, {}).update(dict.fromkeys(each for each in answer.help if each in stands))
    used = {help_given for helps_given in beside.values() for help_given in helps_given}
    answered = tuple(Row(step, tuple(beside.get(step, ()))) for step in steps)
    return answered + tuple(Row(None, (each,)) for each in helps if each not in used)
