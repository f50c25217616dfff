"""Writing a safety plan, changing it, and saying how it went when it was tried out."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db import transaction

from alongside.access.models import User
from alongside.kit.dates import day_long
from alongside.kit.ids import uuid7
from alongside.kit.refusals import AlreadyCorrected, NotAllowed, Unacceptable
from alongside.kit.words import gives_a_reason, listed, says_something
from alongside.people import queries as people
from alongside.people.queries import wait_for_family
from alongside.people.rules import within
from alongside.plans import permissions, queries
from alongside.plans.actions._deed import Deed, recorded, refuse_after_the_end
from alongside.plans.queries import SafetyLine
from alongside.plans.rules.safety import (
    SAFETY_AGAIN,
    SAFETY_PLAN,
    SAFETY_TRIED,
    THE_FAMILY,
    WORKED,
    SafetyPlan,
    TriedOut,
)
from alongside.timeline import actions as timeline
from alongside.timeline.models import Entry
from alongside.timeline.rules import Audience, Nature, NewEntry, Part


@dataclass(frozen=True, slots=True)
class KeptFrom:
    """From whom a new plan is kept beside those who must be kept away, and why."""

    persons: tuple[UUID, ...] = ()
    why: str = ""


@transaction.atomic
def write_safety_plan(
    *, by: User, deed_id: UUID, family_id: int, plan: SafetyPlan, on: date, audience: Audience, at: datetime,
    kept: KeptFrom = KeptFrom(),
) -> Entry:  # fmt: skip
    """A safety plan, made on that day; due to be looked at again by itself. It is kept from everybody who must be kept
    away and has no part in it, whoever writes it.

    Raises NotAllowed for somebody who is not of the family, or when the writer may not keep things from people;
    Unacceptable when it says too little, tells what is protected to somebody who does not know it, is kept from
    somebody who has a part in it, or once the work has ended.
    """
    permissions.require(by, family_id)
    wait_for_family(family_id)
    refuse_after_the_end(by, family_id)
    names = _known(by, family_id, plan)
    if set(kept.persons) & set(plan.with_part):
        raise Unacceptable("keep_from", "They have a part in it. Choose somebody else")
    deed = Deed(deed_id, family_id, on, at)
    away = _refuse_unclear(by, deed, plan)
    entry = _entry(plan, names, safety_id=str(uuid7()), promise_id=str(uuid7()), audience=audience)
    entry = replace(entry, kept_from=[*kept.persons, *(away - {*plan.with_part})])
    (row,) = recorded(by, deed, [entry])
    timeline.keep_as_recorded(by=by, family_id=family_id, persons={row.strand_id: away - {*plan.with_part}}, at=at)
    for person in kept.persons:
        timeline.withhold_strand(
            by=by, family_id=family_id, strand_id=row.strand_id, from_person_id=person, why=kept.why, at=at
        )
    return row


@transaction.atomic
def change_safety_plan(
    *, by: User, deed_id: UUID, family_id: int, corrects: UUID, plan: SafetyPlan, on: date, at: datetime
) -> list[Entry]:
    """The plan told anew in the place of the entry `corrects`; who may read it stays as it is, but that it is kept from
    whoever must be kept away and has no part in it any more. Another day to look at it again takes the place of the one
    that was named.

    Raises as `write_safety_plan`; AlreadyCorrected when somebody changed it meanwhile.
    """
    permissions.require(by, family_id)
    wait_for_family(family_id)
    stands = next((line for line in queries.safety_plans(family_id, by) if line.entry_id == corrects), None)
    if stands is None:
        raise AlreadyCorrected(None)
    names = _known(by, family_id, plan)
    deed = Deed(deed_id, family_id, on, at)
    apart = _refuse_unclear(by, deed, plan) - {*plan.with_part}
    moved = plan.day != stands.look_on
    promise = str(uuid7()) if moved and stands.again_id is None else stands.promise_id
    entry = _entry(plan, names, safety_id=stands.safety_id, promise_id=promise, corrects=stands.entry_id)
    entries = [replace(entry, kept_from=[*apart])]
    # The day stands open to those who have a part in the plan, so it changes with them too.
    if stands.again_id is not None and (moved or set(plan.with_part) != set(stands.plan.with_part)):
        told = replace(stands, plan=plan)
        entries.append(_again(told, plan.day, stands.again_promise, stands.again_try, corrects=stands.again_id))
    rows = recorded(by, deed, entries)
    timeline.keep_as_recorded(by=by, family_id=family_id, persons={stands.strand_id: apart}, at=at)
    timeline.ask_no_more(by=by, family_id=family_id, entry_ids=queries.safety_needless(family_id, by), at=at)
    return rows


@transaction.atomic
def try_out_safety_plan(
    *, by: User, deed_id: UUID, family_id: int, entry_id: UUID, told: TriedOut, together: Sequence[UUID], on: date,
    at: datetime, again_on: date | None = None,
) -> list[Entry]:  # fmt: skip
    """The plan was looked at again and tried out, with whom and how it went. `again_on`: the next day it is looked at.

    Raises NotAllowed for a plan that does not stand or somebody who is not of the family; Unacceptable when it is not
    said what was tried, with whom and how it went, when that gives away what is protected, or for days out of order.
    """
    permissions.require(by, family_id)
    wait_for_family(family_id)
    stands = _stands(by, family_id, entry_id)
    names = _names(by, family_id)
    if not set(together) <= names.keys():
        raise NotAllowed
    if not together:
        raise Unacceptable("together", "Say with whom it was tried out")
    if told.worked not in WORKED or not says_something(told.tried):
        raise Unacceptable("tried", "Say what you tried out, and how it went")
    _refuse_days(stands, on, again_on)
    (settles, *settles_too), try_id = stands.settled_by(on), str(uuid7())
    facts = {
        "safety_id": stands.safety_id, "promise_id": settles, "settles_too": settles_too, "try_id": try_id,
        "whose": stands.whose, "names": listed([names[person] for person in together]), "worked": WORKED[told.worked],
        "worked_id": told.worked,
    }  # fmt: skip
    about = [(person, Part.WITH) for person in together]
    tried = NewEntry(
        SAFETY_TRIED, Nature.INTERVENTION, facts, about, subtype=told.worked, audience=Audience(stands.audience),
        content=told.to_content(), kept_as=(stands.entry_id,),
    )  # fmt: skip
    again = [_again(stands, again_on, str(uuid7()), try_id)] if again_on else []
    return recorded(by, Deed(deed_id, family_id, on, at), [tried, *again])


def _entry(plan: SafetyPlan, names: dict[UUID, str], *, corrects: UUID | None = None, **given: Any) -> NewEntry:
    whose = names[UUID(plan.whose)] if plan.whose else THE_FAMILY
    facts = {
        "safety_id": given["safety_id"], "promise_id": given["promise_id"], "due_on": plan.look_on,
        "who": "The key worker", "owner_id": None, "whose": whose,
    }  # fmt: skip
    about = [(person, Part.FOR if str(person) == plan.whose else Part.WITH) for person in plan.with_part]
    about += [(person, Part.MENTIONED) for person in plan.mentioned]
    return NewEntry(
        SAFETY_PLAN, Nature.INTERVENTION, facts, about, audience=given.get("audience"), content=plan.to_content(),
        supersedes_id=corrects,
    )  # fmt: skip


def _again(stands: SafetyLine, on: date, promise_id: str, try_id: str, *, corrects: UUID | None = None) -> NewEntry:
    """Read by those who read the plan; who corrects it leaves that as it is."""
    facts = {
        "safety_id": stands.safety_id, "promise_id": promise_id, "due_on": on.isoformat(), "who": "The key worker",
        "owner_id": None, "whose": stands.whose, "try_id": try_id,
    }  # fmt: skip
    about = [(person, Part.FOR) for person in stands.plan.with_part]
    return NewEntry(
        SAFETY_AGAIN, Nature.PROCESS, facts, about, audience=None if corrects else Audience(stands.audience),
        kept_as=(stands.entry_id,), supersedes_id=corrects,
    )  # fmt: skip


def _stands(by: User, family_id: int, entry_id: UUID) -> SafetyLine:
    """The plan that stands with that entry. Raises NotAllowed."""
    for line in queries.safety_plans(family_id, by):
        if line.entry_id == entry_id:
            return line
    raise NotAllowed


def _names(by: User, family_id: int) -> dict[UUID, str]:
    called = people.family(by, family_id).name
    return {person: within(name, called) for person, name in people.names_of(family_id, by).items()}


def _known(by: User, family_id: int, plan: SafetyPlan) -> dict[UUID, str]:
    """What the people of the family are called in it. Raises NotAllowed when the plan names somebody else."""
    names = _names(by, family_id)
    if not {*plan.with_part, *plan.mentioned} <= names.keys():
        raise NotAllowed
    return names


def _refuse_unclear(by: User, deed: Deed, plan: SafetyPlan) -> set[UUID]:
    """Who must be kept away. Raises Unacceptable when it says too little."""
    if not plan.made_with:
        raise Unacceptable("made_with", "Say with whom it was made")
    if not (says_something(plan.safe_from) and says_something(plan.otherwise)):
        raise Unacceptable("safe_from", "Say what it keeps safe from, and what is done if it does not work")
    if not plan.agreed_by and not says_something(plan.not_agreed_why):
        raise Unacceptable("not_agreed_why", "Say why no parent or adult agreed to it")
    if plan.day <= deed.on:
        raise Unacceptable("look_on", "Give a day after the plan was made")
    away = {UUID(person) for person in people.kept_away(people.family(by, deed.family_id))}
    if plan.at_home and away and not gives_a_reason(plan.at_home_why):
        called = people.names_of(deed.family_id, by)
        names = listed([called.get(person, "Somebody") for person in away])
        raise Unacceptable("at_home_why", f"{names} must be kept away. Say why it is safe at home")
    return away


def _refuse_days(stands: SafetyLine, on: date, again_on: date | None) -> None:
    if on < stands.on:
        raise Unacceptable("on", "The plan was made after that day. Give a later day")
    if again_on is None:
        return
    if again_on <= on:
        raise Unacceptable("again_on", "Give a day after it was tried out")
    if later := stands.tried_after(on):
        told = f"It was tried out again on {day_long(later.on)}"
        raise Unacceptable("again_on", f"{told}. Leave this empty, or change the plan’s own day")
