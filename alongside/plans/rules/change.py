"""Change: where each person sees a goal on a scale, and how far somebody is with changing.

Pure. Basis: S15 (002:3258-3268, 3578-3703). A scale is one person's own; it is never set beside another's as a ranking.
The person decides when a stage is done; falling back is a part of changing, and happens at least once to most.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

SCALED = "plans.scaled"
STAGE_SEEN = "plans.change_stage_seen"
MOST = 10
RELAPSE = "relapse"
PRE_CONTEMPLATION = "pre_contemplation"

Facts = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Scaled:
    """Where one person put one goal on one day. `good_enough`: where it would be good enough, when they said.
    `solved`: what they would notice if it were; `kept_going`: how they have so far (002:3252-3286).
    """

    goal_id: str
    who: str
    name: str
    value: int
    on: date
    entry_id: UUID
    good_enough: int | None = None
    words: str = ""
    lower: str = ""
    exception: str = ""
    higher: str = ""
    enough_words: str = ""
    solved: str = ""
    kept_going: str = ""


@dataclass(frozen=True, slots=True)
class History:
    """One person's scales for one goal, oldest first."""

    goal_id: str
    who: str
    name: str
    scales: tuple[Scaled, ...]

    @property
    def last(self) -> Scaled:
        return self.scales[-1]

    @property
    def first(self) -> Scaled:
        return self.scales[0]

    @property
    def moved(self) -> int:
        """How far the person moved since the first time, up or down."""
        return self.last.value - self.first.value

    def at(self, day: date) -> Scaled | None:
        """Where it stood at the end of that day; None before the first time."""
        return next((scale for scale in reversed(self.scales) if scale.on <= day), None)


@dataclass(frozen=True, slots=True)
class StageSeen:
    """How far somebody is with changing, for one goal, as it was seen on one day. `commitment`: what they said aloud
    that they want to change, word for word (002:3632). `deed_id`: of the entry that says so now.
    """

    goal_id: str
    who: str
    name: str
    stage: str
    on: date
    entry_id: UUID
    they_say: bool
    deed_id: UUID | None = None
    reading: str = ""
    words: str = ""
    relapse: Mapping[str, str] | None = None
    commitment: str = ""


def histories(scales: Sequence[Scaled]) -> list[History]:
    """Each person's scales for each goal, in the order people first answered. `scales`: last first; of two on one day
    both stay.
    """
    found: dict[tuple[str, str], list[Scaled]] = {}
    for scale in reversed(scales):
        found.setdefault((scale.goal_id, scale.who), []).append(scale)
    return [History(goal_id, who, each[-1].name, tuple(each)) for (goal_id, who), each in found.items()]


def last_seen(stages: Iterable[StageSeen]) -> dict[tuple[str, str], StageSeen]:
    """The stage seen last for each goal and person. `stages`: last first."""
    found: dict[tuple[str, str], StageSeen] = {}
    for stage in stages:
        found.setdefault((stage.goal_id, stage.who), stage)
    return found


def commitment_of(stages: Iterable[StageSeen], seen: StageSeen) -> StageSeen | None:
    """When the person of `seen` last said aloud that they want to change, for that goal. `stages`: last first."""
    same = (each for each in stages if (each.goal_id, each.who) == (seen.goal_id, seen.who))
    return next((each for each in same if each.commitment), None)


def least_of(start_ids: Sequence[str]) -> int:
    """Where the scale begins: 0, or 1 when the practice model's list says so (002:3260)."""
    return 1 if list(start_ids) == ["from_1"] else 0


def line_words(history: History, day_words: Sequence[str]) -> str:
    """A person's line in one sentence, for those who do not see it: "3 on 7 Sep, then 5 on 2 Oct"."""
    return ", then ".join(f"{scale.value} on {day}" for scale, day in zip(history.scales, day_words, strict=True))


def scaled_sentence(facts: Facts) -> str:
    """ "Amy put a goal at 4 on a scale from 0 to 10." """
    return f"{facts['name']} put a goal at {facts['value']} on a scale from {facts['least']} to {MOST}."


def stage_sentence(facts: Facts) -> str:
    """ "Stage of change for Katie: preparation and determination." """
    return f"Stage of change for {facts['name']}: {facts['stage'].lower()}."
