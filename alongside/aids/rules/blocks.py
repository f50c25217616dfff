"""Where a relationship stands: between whoever leads the help and one other, stage by stage (S2; 000:55-188). Pure.

A stage is moved by a deed. Who takes the help over begins every relationship at the first stage: our rule, for what
one worker built with somebody is not the next one's (the source says it of a new lead, 000:160).
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

LEADS = ("key_worker", "follow_up")
"""The parts of those whose relationships these are."""


@dataclass(frozen=True, slots=True)
class Led:
    """Somebody led the help from a moment on. `id`: of the helper."""

    id: UUID
    user_id: UUID
    name: str
    began_at: datetime
    on: date


@dataclass(frozen=True, slots=True)
class Term:
    """The time one worker leads the help without another between; `id`: of the helper they began as."""

    id: UUID
    user_id: UUID
    name: str
    since: date


@dataclass(frozen=True, slots=True)
class Move:
    """A stage of the model, by its id, to which one relationship moved."""

    stage: str
    on: date
    recorded_at: datetime


@dataclass(frozen=True, slots=True)
class Where:
    """The place of the present stage among all of the model, since when, and whether it was gone back to."""

    place: int
    since: date
    moved_back: bool = False


def terms(led: Iterable[Led]) -> tuple[Term, ...]:
    """Who led the help one after the other; whoever leads it in two parts without another between began once."""
    found: list[Term] = []
    for each in sorted(led, key=lambda one: (one.began_at, one.id)):
        if not found or found[-1].user_id != each.user_id:
            found.append(Term(each.id, each.user_id, each.name, each.on))
    return tuple(found)


def where(stages: Sequence[str], moves: Iterable[Move], began: date) -> Where:
    """Where a relationship stands that began on that day: at the first stage until it is moved. What is recorded later
    of the same day counts; a stage that the model has no longer moves nothing.
    """
    now = Where(0, began)
    for move in sorted(moves, key=lambda each: (each.on, each.recorded_at)):
        if move.stage in stages and (place := stages.index(move.stage)) != now.place:
            now = Where(place, move.on, place < now.place)
    return now
