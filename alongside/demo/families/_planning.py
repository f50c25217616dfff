"""How a support plan is told: written part by part, answered by each, put in force."""

import uuid
from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from alongside.access.models import User
from alongside.demo.families._telling import Telling
from alongside.plans import actions as plans
from alongside.plans import queries
from alongside.plans.actions import NewAnswer
from alongside.plans.rules import Goal, Plan, Working, working
from alongside.timeline.models import Entry
from alongside.timeline.rules import Audience

HELD_PARTS = ("priorities", "promises", "consequences", "exit")


def new_id() -> str:
    """An identifier for a goal, a step or a line; it stays the same from version to version."""
    return str(uuid.uuid4())


def key(story: Telling, name: str) -> str:
    """The value by which a plan names somebody: a person of the family, one of our own, a helper."""
    if name in story.persons:
        return f"person:{story.persons[name]}"
    if name in story.accounts:
        return f"user:{story.accounts[name].pk}"
    return f"helper:{story.helpers[name].pk}" if name in story.helpers else "other"


def ids(story: Telling, *names: str) -> tuple[str, ...]:
    """The identifiers of these people, as a plan holds them."""
    return tuple(str(person) for person in story.people(*names))


def write(
    story: Telling, who: str, days_ago: int, goals: Sequence[Goal], others: Plan, *, start: str = "",
    parts: Sequence[str] = HELD_PARTS,
) -> str:  # fmt: skip
    """A version written and put together; `others` holds the parts that are not goals, `start` the version before.

    Returns the identifier of the version.
    """
    shown: Working = story.settle(who, _shown, days_ago, 14)
    for goal in goals:
        story.do(who, plans.write_goal, days_ago, 14, goal=goal, stood=shown.stands(f"goal:{goal.id}"))
    for part in parts:
        content = others.part(part)
        story.do(who, plans.write_part, days_ago, 14, part=part, content=content, stood=shown.stands(part))
    whole: Working = story.settle(who, _shown, days_ago, 15)
    drafted: Entry = story.do(who, plans.put_together, days_ago, 15, start=start, stood=whole.seen)
    return str(drafted.facts["version_id"])


def _shown(*, by: User, family_id: int, at: datetime) -> Working:  # noqa: ARG001
    """What a page of the plan would show."""
    return working(queries.told_of(family_id, by))


def answers(story: Telling, who: str, days_ago: int, version_id: str, how: str, *said: tuple[str, str, str]) -> None:
    """What people answered to a version: name, answer, and their words, or why they could not."""
    for name, answer, words in said:
        spoken: dict[str, Any] = {"reason": words} if answer == "could_not_answer" else {"words": words}
        told = NewAnswer(key(story, name), answer, how, story.day(days_ago), **spoken)
        story.do(who, plans.answer, days_ago, 16, version_id=version_id, told=told)


def put_in_force(story: Telling, who: str, days_ago: int, version_id: str, reason: str = "") -> Mapping[str, uuid.UUID]:
    """The version stands from that day, for the family to read. The entries of steps and promises, by identifier."""
    rows: list[Entry] = story.do(
        who, plans.put_in_force, days_ago, 17, version_id=version_id, on=story.day(days_ago),
        audience=Audience.FAMILY, reason=reason,
    )  # fmt: skip
    return {row.facts["step_id"]: row.pk for row in rows if row.facts.get("step_id")}
