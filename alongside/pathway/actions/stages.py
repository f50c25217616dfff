"""Stages that begin by hand, and more time by agreement."""

import uuid
from collections.abc import Sequence
from datetime import date, datetime

from django.db import transaction

from alongside.access.models import User
from alongside.agreements import queries as agreements
from alongside.kit.clock import london_day
from alongside.kit.refusals import Unacceptable
from alongside.kit.words import listed, says_something
from alongside.pathway import queries
from alongside.pathway.actions._involvement import Here, held, leave, not_before_the_start, step
from alongside.pathway.permissions import Permission
from alongside.pathway.rules import AT_WORK, RUNNING, is_of_assessment
from alongside.people import queries as people
from alongside.practice.rules import Clock
from alongside.timeline.clocks import refuses_pauses
from alongside.timeline.rules import Happened


@transaction.atomic
def begin_stage(
    *, by: User, family_id: int, deed_id: uuid.UUID, stage_id: str, on: date, why: str, at: datetime
) -> None:
    """A pathway stage began on that day: stages repeat and need not follow each other (002:1101). The assessment needs
    the family's agreement, or a reason (S9). Raises NotAllowed, Unacceptable.
    """
    here = held(by, family_id, at, Permission.LEAD_HELP, *AT_WORK)
    not_before_the_start("on", on, here)
    stages = queries.stages_of_involvement(here.involvement)
    stage = next((stage for stage in stages if stage.id == stage_id), None)
    if stage is None:
        raise Unacceptable("stage", "Choose the stage that began")
    facts: dict[str, object] = {"stage": stage.name, "order": stage.order, "of": len(stages)}
    if is_of_assessment(stage):
        says = agreements.family_says(family_id, by, here.involvement.pk, london_day(at))
        if not says.agrees and not says_something(why):
            raise Unacceptable("why", f"{says.why_not} Say why the assessment begins all the same")
        facts["agreed"] = says.agrees
    leave(
        by,
        here,
        deed_id,
        at,
        [step("stage_began", facts, subtype=stage.id, texts={"reason": why})],
        happened=Happened.day(on),
    )


@transaction.atomic
def pause_clock(
    *,
    by: User,
    family_id: int,
    deed_id: uuid.UUID,
    model_id: str,
    clock_id: str,
    on: date,
    agreed_with: Sequence[uuid.UUID],
    why: str,
    at: datetime,
    others: str = "",
) -> None:
    """More time was agreed, from that day: with people of the family (`agreed_with`), with `others` in words, or both.

    A clock of the law refuses. Raises NotAllowed, Unacceptable.
    """
    here = held(by, family_id, at, Permission.LEAD_HELP, *RUNNING)
    clock = _clock(here, model_id, clock_id)
    if refuses_pauses(clock):
        raise Unacceptable("", f"“{clock.name}” is set by law and cannot be paused. Record why it is late instead")
    not_before_the_start("on", on, here)
    if (model_id, clock_id) in queries.paused_clocks(by, here.involvement):
        raise Unacceptable("", f"“{clock.name}” is on hold already. Let its time run again first")
    names = people.names_of(family_id, by)
    who = [names[person] for person in agreed_with if person in names] + ([others.strip()] if others.strip() else [])
    if not who:
        raise Unacceptable("agreed_with", "Say with whom this was agreed")
    if not says_something(why):
        raise Unacceptable("why", "Say why more time is needed")
    facts = {
        "clock": clock.name, "agreed_with": listed(who), "agreed_by": [str(person) for person in agreed_with],
        "model": model_id,
    }  # fmt: skip
    entry = step("clock_paused", facts, subtype=clock_id, texts={"reason": why}, mentions=agreed_with)
    leave(by, here, deed_id, at, [entry], happened=Happened.day(on))


@transaction.atomic
def resume_clock(
    *, by: User, family_id: int, deed_id: uuid.UUID, model_id: str, clock_id: str, on: date, at: datetime, why: str = ""
) -> None:
    """Time runs again from that day. Raises NotAllowed, Unacceptable."""
    here = held(by, family_id, at, Permission.LEAD_HELP, *RUNNING)
    clock = _clock(here, model_id, clock_id)
    begun = queries.paused_clocks(by, here.involvement).get((model_id, clock_id))
    if begun is None:
        raise Unacceptable("", f"“{clock.name}” is not on hold")
    not_before_the_start("on", on, here)
    if on < begun:
        raise Unacceptable("on", "Give a day on or after the one from which more time was agreed")
    entry = step("clock_resumed", {"clock": clock.name, "model": model_id}, subtype=clock_id, texts={"reason": why})
    leave(by, here, deed_id, at, [entry], happened=Happened.day(on))


def _clock(here: Here, model_id: str, clock_id: str) -> Clock:
    for model in people.models_of(here.involvement):
        if model.id == model_id:
            for clock in model.clocks:
                if clock.id == clock_id:
                    return clock
    raise Unacceptable("", "This is not something the family’s practice model asks for")
