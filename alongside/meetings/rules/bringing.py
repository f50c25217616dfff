"""What was noted elsewhere and is brought to a review (S1: aids appear in reviews, 000:210, 225). Pure."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from uuid import UUID


@dataclass(frozen=True, slots=True)
class Note:
    """Something noted that a review may need: `strand`, in which it was first recorded, and the entry that says it now;
    `words`: what was looked at, with nothing of what was typed; `said`: what was, each under its heading.
    """

    strand: UUID
    entry_id: UUID
    on: date
    words: str
    said: tuple[tuple[str, str], ...]
    by: str

    @property
    def told(self) -> str:
        """All that was said, in one line."""
        return " ".join(f"{heading.rstrip('.?')}: {text}" for heading, text in self.said)


@dataclass(frozen=True, slots=True)
class Brought:
    """A note that was taken into a review, by its strand and what was looked at."""

    strand: str
    words: str


def noted_since(notes: Iterable[Note], day: date) -> tuple[Note, ...]:
    """Those of that day and after it."""
    return tuple(note for note in notes if note.on >= day)
