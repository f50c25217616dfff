"""What a practice model says of the three aids to thought: the light bulb, the building blocks and the scales.

All three are of the intervention aids (000:17-222). A model may leave any of them out; then nobody is shown it.
"""

from dataclasses import dataclass
from typing import Literal

from alongside.practice.rules.matching import Matcher

With = Literal["family", "partners"]
"""Whom a worker builds a relationship with: a member of the family, or a professional of another agency."""


@dataclass(frozen=True, slots=True)
class LightBulb:
    """When a child's bulb is dark, glowing or lit.

    tells_after_days: how old the work must be before it tells anything. window_days: how far back it looks. balance:
    how many deeds of intervention there are to each deed of process at least. process: the deeds that count as the
    cable; what else is recorded as process (who joined, what was corrected) is neither.
    """

    process: tuple[Matcher, ...]
    tells_after_days: int = 14
    window_days: int = 42
    balance: float = 1.0
    source: str = ""
    ours: bool = False

    def is_cable(self, kind: str, subtype: str | None) -> bool:
        """Whether a process entry of that kind is a piece of the cable."""
        return any(matcher.matches(kind, subtype) for matcher in self.process)


@dataclass(frozen=True, slots=True)
class StageLine:
    """One thing done in a stage of a relationship. evidence: deeds that show it, none where only a worker can say."""

    id: str
    words: str
    evidence: tuple[Matcher, ...] = ()
    ours: bool = False


@dataclass(frozen=True, slots=True)
class RelationshipStage:
    """One stage of a relationship with what belongs to it, and what is asked before the next one begins."""

    id: str
    name: str
    order: int
    purpose: str
    with_family: tuple[StageLine, ...] = ()
    with_partners: tuple[StageLine, ...] = ()
    before_moving: tuple[StageLine, ...] = ()
    source: str = ""
    ours: bool = False

    def lines(self, other: With) -> tuple[StageLine, ...]:
        """What belongs to the stage with somebody of the family, or with a partner."""
        return self.with_family if other == "family" else self.with_partners
