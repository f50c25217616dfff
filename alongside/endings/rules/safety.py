"""The safety plans that stand at an ending, and why none is needed where there is none (S18). Pure."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID

NO_SAFETY_PLAN = "endings.no_safety_plan_needed"

type Facts = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Safety:
    """A safety plan that stands: whose, and each time it was tried out, the last first, with how it went in words.
    `failed`: the last time it did not work yet.
    """

    whose: str
    tried: tuple[tuple[UUID, str], ...] = ()
    failed: bool = False


def no_safety_plan_needed(facts: Facts) -> str:  # noqa: ARG001 - every sentence is told its facts
    """ "No safety plan is needed." """
    return "No safety plan is needed."
