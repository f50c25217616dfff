"""How what was told of a plan reads on the page of its entry. Pure."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from alongside.plans.rules.comparing import Words, lines_of
from alongside.plans.rules.plan import Goal, Plan
from alongside.timeline.rules import ReadLine, Sight


def plan_reads(content: Mapping[str, Any], sight: Sight) -> list[ReadLine]:
    """A version of a plan line by line."""
    return _lines(Plan.from_content(content), sight)


def part_reads(content: Mapping[str, Any], sight: Sight) -> list[ReadLine]:
    """A part as it was written: a goal, why one was left out, or one of the others."""
    if "why" in content:
        return [ReadLine("Why", content["why"])]
    goals = (Goal.from_content(content["goal"]),) if "goal" in content else ()
    return _lines(replace(Plan.from_content({**content, "goals": []}), goals=goals), sight)


def _lines(plan: Plan, sight: Sight) -> list[ReadLine]:
    words = Words(sight.names, sight.labels("goal_area"), sight.labels("support_kind"))
    return [ReadLine(line.label, line.text, line.under) for line in lines_of(_named(plan, sight), words)]


def _named(plan: Plan, sight: Sight) -> Plan:
    """The plan with people of the family called as this reader may know them."""
    goals = tuple(
        replace(goal, steps=tuple(replace(step, who=_doer(step.doer, step.who, sight)) for step in goal.steps))
        for goal in plan.goals
    )
    priorities = tuple(replace(line, name=sight.name(line.person_id)) for line in plan.priorities)
    return replace(plan, goals=goals, priorities=priorities)


def _doer(doer: str, who: str, sight: Sight) -> str:
    kind, _, person = doer.partition(":")
    return sight.name(person) if kind == "person" else who
