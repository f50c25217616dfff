"""Writing the next version of a plan, part by part, and putting it together."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import transaction

from alongside.access.models import User
from alongside.kit.clock import london_day
from alongside.kit.ids import uuid7
from alongside.kit.refusals import AlreadyCorrected, NotAllowed, Unacceptable
from alongside.kit.words import says_something
from alongside.people import queries as people
from alongside.people.queries import wait_for_family
from alongside.plans import permissions, queries
from alongside.plans.actions._deed import Deed, recorded, refuse_after_the_end
from alongside.plans.rules import DRAFTED, LEFT_OUT, PARTS, WRITTEN, Goal, Plan, Working, versions, working
from alongside.timeline.models import Entry
from alongside.timeline.rules import Nature, NewEntry, Part


@dataclass(frozen=True, slots=True)
class _Written:
    """A part as it is written: its key, what it is, what it holds and whom it is for."""

    part: str
    of: str
    content: Mapping[str, Any]
    persons: Sequence[UUID]


@transaction.atomic
def write_goal(*, by: User, deed_id: UUID, family_id: int, goal: Goal, stood: str, at: datetime) -> Entry:
    """A goal of the next version, new or in the place of its earlier text.

    `stood`: what the form was shown for (`Working.stands`). Raises NotAllowed; Unacceptable without words;
    AlreadyCorrected when somebody wrote the same goal, or put a version together, meanwhile.
    """
    permissions.require(by, family_id)
    if not goal.words.strip():
        raise Unacceptable("words", "Say the goal in the family’s own words")
    part = f"goal:{goal.id}"
    now = _as_shown(by, family_id, part, stood)
    persons = _known(by, family_id, [*goal.whose, *_doers(goal)])
    return _write(
        by,
        Deed(deed_id, family_id, london_day(at), at),
        now,
        _Written(part, "goal", {"goal": goal.to_content()}, persons),
    )


@transaction.atomic
def leave_out_goal(
    *, by: User, deed_id: UUID, family_id: int, goal_id: str, why: str, stood: str, at: datetime
) -> Entry:
    """A goal that the next version will not hold, with the reason. Raises as `write_goal`."""
    permissions.require(by, family_id)
    if not says_something(why):
        raise Unacceptable("why", "Say why it is left out")
    part = f"goal:{goal_id}"
    now = _as_shown(by, family_id, part, stood)
    if now.plan.goal(goal_id) is None:
        raise NotAllowed
    return _write(by, Deed(deed_id, family_id, london_day(at), at), now, _Written(part, LEFT_OUT, {"why": why}, []))


@transaction.atomic
def write_part(
    *, by: User, deed_id: UUID, family_id: int, part: str, content: Mapping[str, Any], stood: str, at: datetime
) -> Entry:
    """Another part of the next version: priorities, promises, consequences, exit. `content`: `Plan.part(part)`.

    Raises as `write_goal`; Unacceptable too when nothing is told where nothing stood.
    """
    permissions.require(by, family_id)
    if part not in PARTS or part == "goal":
        raise NotAllowed
    now = _as_shown(by, family_id, part, stood)
    plan = Plan.from_content(content)
    if plan.is_empty and Plan.from_content(now.whole.part(part)).is_empty:
        raise Unacceptable("", "Nothing is written here yet. Write what you know, or leave it as it is")
    persons = _known(by, family_id, plan.persons)
    return _write(by, Deed(deed_id, family_id, london_day(at), at), now, _Written(part, part, plan.part(part), persons))


@transaction.atomic
def put_together(*, by: User, deed_id: UUID, family_id: int, start: str, stood: str, at: datetime) -> Entry:
    """Freeze what is written as the next version. `start`: the version it was shown to start from; `stood`: the parts
    it was shown with (`Working.seen`).

    Raises NotAllowed; Unacceptable when there is no goal, or nothing new; AlreadyCorrected, with the identifier of the
    newer version or None, when somebody put one together or wrote a part meanwhile.
    """
    permissions.require(by, family_id)
    wait_for_family(family_id)
    refuse_after_the_end(by, family_id)
    told = queries.told_of(family_id, by)
    now, found = working(told), versions(told)
    if now.start != start or now.seen != stood:
        raise AlreadyCorrected(found[0].id if found and found[0].id != start else None)
    if not now.plan.goals:
        raise Unacceptable("", "Write at least one goal first")
    if not now.has_changes:
        raise Unacceptable("", "Nothing has changed since the last version")
    facts = {
        "version_id": str(uuid7()), "number": 1 + max((version.number for version in found), default=0),
        "start": start, "goals": len(now.plan.goals),
        "made_of": {part: str(entry_id) for part, entry_id in now.made_of.items()},
    }  # fmt: skip
    about = [(person, Part.FOR) for person in _known(by, family_id, now.whole.persons)]
    entry = NewEntry(
        DRAFTED, Nature.PROCESS, facts, about, subtype="revised" if start else "first", content=now.whole.to_content(),
        kept_as=tuple(now.made_of.values()),
        # What it decided and nobody wrote stands in the version, which is kept as the review is itself.
        takes_place_of=now.review.id if now.review and now.lines_reviewed else None,
    )  # fmt: skip
    return recorded(by, Deed(deed_id, family_id, london_day(at), at), [entry])[0]


def _as_shown(by: User, family_id: int, part: str, stood: str) -> Working:
    """What is being written, when it is still what the form was shown for."""
    wait_for_family(family_id)
    refuse_after_the_end(by, family_id)
    now = working(queries.told_of(family_id, by))
    if now.stands(part) != stood:
        raise AlreadyCorrected(now.stands(part))
    return now


def _write(by: User, deed: Deed, now: Working, new: _Written) -> Entry:
    told, before = now.written.get(new.part), now.last.get(new.part)
    facts = {"part": new.part, "of": new.of, "start": now.start}
    entry = NewEntry(
        WRITTEN, Nature.PROCESS, facts, [(person, Part.FOR) for person in new.persons], subtype=new.of,
        supersedes_id=told.id if told else None, content=new.content,
        takes_place_of=before.id if before else None,
    )  # fmt: skip
    return recorded(by, deed, [entry])[0]


def _doers(goal: Goal) -> list[str]:
    return [step.doer.removeprefix("person:") for step in goal.steps if step.doer.startswith("person:")]


def _known(by: User, family_id: int, persons: list[str]) -> list[UUID]:
    """Those persons, once each. Raises NotAllowed when one is not of the family."""
    names = people.names_of(family_id, by)
    ids = [UUID(person) for person in dict.fromkeys(persons)]
    if not set(ids) <= names.keys():
        raise NotAllowed
    return ids
