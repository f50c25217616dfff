"""A plan of the Smith family, made through the room's actions."""

from datetime import date, datetime, timedelta
from typing import Any
from uuid import uuid4

from django.urls import reverse

from alongside.access.models import User
from alongside.kit.ids import uuid7
from alongside.kit.tests.markup import Page
from alongside.plans import actions, queries
from alongside.plans.rules import Consequence, Goal, Plan, Promise, Step, Working, working
from alongside.timeline.models import Entry
from alongside.timeline.rules import Audience
from alongside.timeline.tests.factories import DAY, NOON, SmithFamily


def step(**changed: Any) -> Step:
    """Clothes laid out, by Katie, in ten days."""
    given = {"id": str(uuid4()), "what": "Clothes laid out the night before", "who": "Katie",
             "by_when": (DAY + timedelta(days=10)).isoformat()}  # fmt: skip
    return Step(**{**given, **changed})


def goal(smiths: SmithFamily, **changed: Any) -> Goal:
    """Amy's mornings."""
    given = {"id": str(uuid4()), "words": "Amy gets to school rested", "whose": (str(smiths.amy),), "area": "learning",
             "steps": (step(doer=f"person:{smiths.katie}"),)}  # fmt: skip
    return Goal(**{**given, **changed})


def now(smiths: SmithFamily) -> Working:
    """What is being written."""
    return working(queries.told_of(smiths.family.pk, smiths.worker))


def write(
    smiths: SmithFamily, it: Goal, *, stood: str | None = None, at: datetime = NOON, by: User | None = None
) -> Entry:
    """A goal written by the key worker unless somebody else does, as the page would send it."""
    shown = now(smiths).stands(f"goal:{it.id}") if stood is None else stood
    return actions.write_goal(
        by=by or smiths.worker, deed_id=uuid7(), family_id=smiths.family.pk, goal=it, stood=shown, at=at
    )


def promise(smiths: SmithFamily, *promises: Promise, at: datetime = NOON):
    """What agencies do."""
    return _part(smiths, Plan(promises=promises).part("promises"), at)


def follows(smiths: SmithFamily, *lines: Consequence, at: datetime = NOON):
    """Rewards and consequences."""
    return _part(smiths, Plan(consequences=lines).part("consequences"), at)


def _part(smiths: SmithFamily, content: dict[str, Any], at: datetime) -> Entry:
    (part,) = content
    return actions.write_part(
        by=smiths.worker, deed_id=uuid7(), family_id=smiths.family.pk, part=part, content=content,
        stood=now(smiths).stands(part), at=at,
    )  # fmt: skip


def put_together(smiths: SmithFamily, *, at: datetime = NOON):
    """The next version."""
    it = now(smiths)
    return actions.put_together(
        by=smiths.worker, deed_id=uuid7(), family_id=smiths.family.pk, start=it.start, stood=it.seen, at=at
    )


def version(smiths: SmithFamily, *goals: Goal, at: datetime = NOON) -> str:
    """A version with these goals; its identifier."""
    for each in goals:
        write(smiths, each, at=at)
    return str(put_together(smiths, at=at).facts["version_id"])


def answer(
    smiths: SmithFamily, version_id: str, who: str, said: str, *, on: date = DAY, at: datetime = NOON, **more: Any
):
    """Somebody's answer."""
    told = actions.NewAnswer(
        **{
            "who": who,
            "answer": said,
            "how": "together",
            "on": on,
            "reason": "" if said == "yes" else "Not said",
            **more,
        }
    )
    return actions.answer(
        by=more.pop("by", smiths.worker),
        deed_id=uuid7(),
        family_id=smiths.family.pk,
        version_id=version_id,
        told=told,
        at=at,
    )


def in_force(smiths: SmithFamily, version_id: str, *, on: date = DAY, at: datetime = NOON, **more: Any):
    """The version, in force."""
    given = {"audience": Audience.FAMILY, "reason": "Each was asked at home", **more}
    return actions.put_in_force(
        by=smiths.worker, deed_id=uuid7(), family_id=smiths.family.pk, version_id=version_id, on=on, at=at, **given
    )


def at(smiths: SmithFamily, name: str, *more: Any) -> str:
    """The address of a page of this room."""
    return reverse(f"plans:{name}", args=[smiths.family.pk, *more])


def hidden(answer: Any) -> dict[str, str]:
    """What the hidden inputs of a page carry."""
    page = Page(answer.content.decode())
    return {one["name"]: one.attributes.get("value", "") for one in page.all("input", type="hidden")}


def main(answer: Any) -> str:
    """What the page says, in one line."""
    return " ".join(Page(answer.content.decode()).one("main").text.split())
