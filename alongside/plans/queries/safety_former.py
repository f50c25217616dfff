"""What a safety plan asks for once its key worker changed, and what it asks for no longer."""

from uuid import UUID

from alongside.access.models import User
from alongside.people import queries as people
from alongside.plans.queries.safety import SAFETY_KINDS, safety_lines, safety_plans
from alongside.plans.rules.safety import (
    SAFETY_ANEW,
    SAFETY_FORMER,
    SAFETY_PLAN,
    SAFETY_TRIED,
    in_their_name,
    names_worker,
)
from alongside.timeline import queries as timeline
from alongside.timeline.rules import InTheirName


def safety_names_former(*, family_id: int, user: User, worker: User) -> list[InTheirName]:
    """The safety plans that name this worker. Two queries."""
    return [
        in_their_name(line.whose, worker.name, worker.telephone, safety_id=line.safety_id, stands=line.entry_id)
        for line in safety_plans(family_id, user)
        if names_worker(line.plan, worker.name, worker.telephone)
    ]


def safety_needless(family_id: int, user: User, leads: UUID | None = None) -> list[UUID]:
    """What is due of safety plans though it no longer holds: the plan or the try-out that named the day did not happen,
    nobody else who must be kept away stands in the plan any more, or it does not name a key worker who left; nor when
    that one `leads` again, or the work has ended.
    """
    told = timeline.told(family_id, user, SAFETY_KINDS)
    plans = {line.safety_id: line.plan for line in safety_lines(told)}
    tries = {line.facts.get("try_id") for line in told if line.entry.kind == SAFETY_TRIED} | {None, ""}
    away = {UUID(person) for person in people.kept_away(people.family(user, family_id))}
    asked = any(line.entry.kind == SAFETY_FORMER for line in told)
    over = asked and timeline.work_is_over(family_id, user)
    found = []
    for line in told:
        plan = plans.get(line.facts["safety_id"])
        if line.entry.kind == SAFETY_ANEW:
            holds = plan is not None and bool(plan.others_away(away))
        elif line.entry.kind == SAFETY_FORMER:
            names = plan is not None and names_worker(plan, line.facts["worker"], line.facts["telephone"])
            holds = names and line.facts.get("worker_id") != str(leads) and not over
        elif line.entry.kind not in (SAFETY_PLAN, SAFETY_TRIED):
            holds = plan is not None and line.facts.get("try_id") in tries
        else:
            continue
        found += [] if holds else [line.id]
    return found
