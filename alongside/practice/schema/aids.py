"""The tables of a model that say how the aids to thought are drawn."""

from typing import Annotated

from pydantic import Field

from alongside.practice import rules
from alongside.practice.schema.base import Identified, Table, Words
from alongside.practice.schema.matching import Matchers, matchers_of

Days = Annotated[int, Field(ge=1, le=366)]


class LightBulbTable(Table):
    """When a child's light bulb is dark, glowing or lit. At most one in a folder."""

    process: Matchers
    """The deeds that count as the cable: what the service has to do."""
    tells_after_days: Days = 14
    """How many days old the work must be before the bulb tells anything."""
    window_days: Days = 42
    """How many days back it looks."""
    balance: Annotated[float, Field(gt=0, le=100, allow_inf_nan=False)] = 1.0
    """How many deeds of intervention there are to each deed of process at least."""
    source: Words | None = None
    """Where this comes from."""
    ours: bool = False
    """True when it is the service's own, wholly or in the part that `source` does not say."""

    def to_rule(self) -> rules.LightBulb:
        return rules.LightBulb(
            matchers_of(self.process), self.tells_after_days, self.window_days, self.balance, self.source or "",
            self.ours,
        )  # fmt: skip


class StageLineTable(Identified):
    """One thing done in a stage of a relationship."""

    words: Words
    """As it reads in a checklist."""
    evidence: Matchers | None = None
    """Deeds that show it was done. Left out: only the worker can say."""
    ours: bool = False
    """True when it is the service's own."""

    def to_rule(self) -> rules.StageLine:
        return rules.StageLine(self.id, self.words, matchers_of(self.evidence), self.ours)


class RelationshipStageTable(Identified):
    """A stage of the relationship between a worker and somebody of the family, or a partner."""

    name: Words
    order: Annotated[int, Field(ge=1)]
    """1, 2, 3 … without gaps."""
    purpose: Words
    """What it is for, in one or two sentences."""
    with_family: list[StageLineTable] = Field(default_factory=list)
    """What belongs to it with somebody of the family."""
    with_partners: list[StageLineTable] = Field(default_factory=list)
    """What belongs to it with somebody of another agency."""
    before_moving: list[StageLineTable] = Field(default_factory=list)
    """What is asked before the next stage begins."""
    source: Words | None = None
    """Where this comes from."""
    ours: bool = False
    """True when it is the service's own, wholly or in the part that `source` does not say."""

    def to_rule(self) -> rules.RelationshipStage:
        return rules.RelationshipStage(
            self.id, self.name, self.order, self.purpose, tuple(line.to_rule() for line in self.with_family),
            tuple(line.to_rule() for line in self.with_partners), tuple(line.to_rule() for line in self.before_moving),
            self.source or "", self.ours,
        )  # fmt: skip
