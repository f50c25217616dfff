"""What has changed since the last review, put together from what the record holds.

Pure. Basis: S12, S15 and the six- to eight-weekly review (002:1187-1189, 3418); the model's hours a week and the hours
others measured (002:1177, 2872-2874), which are figures to talk about and never a judgement of a family.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from alongside.plans.rules.change import MOST, History, Scaled
from alongside.plans.rules.plan import Goal


@dataclass(frozen=True, slots=True)
class ScaleSince:
    """Where one person put a goal at the last review and where they put it last; `then` is None when they had not been
    asked yet. Only somebody who was asked since, or before, has a line.
    """

    who: str
    name: str
    then: Scaled | None
    now: Scaled

    @property
    def moved(self) -> int | None:
        """How far they moved; None when there is nothing to compare with."""
        return self.now.value - self.then.value if self.then else None

    @property
    def stuck(self) -> bool:
        """Whether they were asked again, and it fell or stood still short of what would be good enough."""
        if self.then is None or self.then.entry_id == self.now.entry_id:
            return False
        enough = MOST if self.now.good_enough is None else self.now.good_enough
        return self.now.value <= self.then.value and self.now.value < enough


@dataclass(frozen=True, slots=True)
class HoursSince:
    """Time spent together since: how many sessions, their minutes, and the entries they stand in. `days`: how many days
    that was.
    """

    minutes: int
    days: int
    entry_ids: tuple[UUID, ...]

    @property
    def sessions(self) -> int:
        return len(self.entry_ids)

    @property
    def hours_a_week(self) -> float:
        """Direct hours a week, to one decimal."""
        return round(self.minutes / 60 / (self.days / 7), 1) if self.days else 0.0


@dataclass(frozen=True, slots=True)
class VoiceSince:
    """How often one child was heard since, and the last time ever. `entry_ids`: what they said since, newest first."""

    person_id: UUID
    name: str
    entry_ids: tuple[UUID, ...]
    last_on: date | None

    @property
    def count(self) -> int:
        return len(self.entry_ids)


def scales_since(histories: Iterable[History], goal: Goal, since: date, until: date) -> list[ScaleSince]:
    """Each person's line for one goal, then and now, in the order people first answered."""
    found = []
    for history in histories:
        last = history.at(until)
        if history.goal_id == goal.id and last is not None:
            found.append(ScaleSince(history.who, history.name, history.at(since), last))
    return found


def falls_within(day: date | None, since: date, until: date) -> bool:
    """After the day of the last review, up to and with this one."""
    return day is not None and since < day <= until


def hours_since(sessions: Sequence[tuple[date, int, UUID]], since: date, until: date) -> HoursSince:
    """The sessions (day, minutes, entry) of those days."""
    within = [(minutes, entry_id) for day, minutes, entry_id in sessions if falls_within(day, since, until)]
    return HoursSince(
        sum(minutes for minutes, _ in within), (until - since).days, tuple(entry_id for _, entry_id in within)
    )
