"""Who would read a safety plan, and how trying it out went; and what of the list of what is due fell with them."""

from collections.abc import Collection
from datetime import date, datetime
from uuid import UUID

from alongside.access.models import User
from alongside.kit.clock import london_day
from alongside.kit.ids import uuid7
from alongside.people import queries as people
from alongside.plans.queries.safety import SAFETY_KINDS, safety_lines, safety_plans
from alongside.plans.rules.safety import (
    SAFETY_ANEW,
    SAFETY_FORMER,
    SAFETY_PLAN,
    SAFETY_TRIED,
    SafetyPlan,
    TriedOut,
    asks_to_change,
    names_worker,
    protected_in,
)
from alongside.timeline import queries as timeline
from alongside.timeline.rules import Audience, NewEntry, Part


def kept_from(family_id: int, user: User, strand_id: UUID, at: datetime) -> frozenset[UUID]:
    """From whom of the family that strand is kept, and so from partners. One query."""
    kept = people.kept(family_id, user)
    return frozenset(
        each.from_person_id
        for each in kept
        if strand_id in each.strands and each.holds(at) and not each.partners_may_read
    )


def protected_told(
    family_id: int, user: User, text: str, *, audience: Audience, about: Collection[UUID], kept: Collection[UUID],
    at: datetime,
) -> list[str]:  # fmt: skip
    """What a text for these readers gives away, in words. `about`: whose entry it is, besides who is merely mentioned;
    `kept`: from whom it is kept.

    Whoever holds parental responsibility for one of them reads it too. Partners read it unless it is kept from
    somebody. Where they do, or where somebody who must be kept away has a part, nothing protected may stand in it.
    """
    if audience is Audience.TEAM:
        return []
    away = {UUID(person) for person in people.kept_away(people.family(user, family_id))}
    readers = None
    if audience is Audience.FAMILY and kept and not away & set(about):
        held = people.responsibilities_of(family_id, user, london_day(at))
        holders = {each.holder_person_id for each in held if each.child_id in about and each.holder_person_id}
        readers = ({*about} | holders) - {*kept}
    return protected_in(text, people.secrets_of(family_id, user, at), readers)


def safety_told_to(family_id: int, user: User, entry_id: UUID, audience: Audience, at: datetime) -> list[str]:
    """What a plan that stands, or how trying it out went, would give away if this audience read it."""
    told_now = timeline.told(family_id, user, [SAFETY_PLAN, SAFETY_TRIED])
    line = next((one for one in told_now if one.id == entry_id), None)
    if line is None:
        return []
    told = SafetyPlan if line.entry.kind == SAFETY_PLAN else TriedOut
    about = [person for person, part in line.about if part != Part.MENTIONED.value]
    kept = kept_from(family_id, user, line.entry.strand_id, at)
    words = told.from_content(line.content).words
    return protected_told(family_id, user, words, audience=audience, about=about, kept=kept, at=at)


def safety_names_former(*, family_id: int, user: User, worker: User, on: date) -> list[NewEntry]:
    """What asks for each safety plan that names this worker, who leads the help no longer, to be changed: for the deed
    that says who leads it now. Two queries.
    """
    return [
        asks_to_change(
            line.whose,
            worker.name,
            worker.telephone,
            safety_id=line.safety_id,
            promise_id=uuid7(),
            stands=line.entry_id,
            on=on,
        )
        for line in safety_plans(family_id, user)
        if names_worker(line.plan, worker.name, worker.telephone)
    ]


def fallen(family_id: int, user: User, leads: str = "") -> list[UUID]:
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
            worker, number = line.facts["worker"], line.facts["telephone"]
            holds = plan is not None and worker != leads and names_worker(plan, worker, number) and not over
        elif line.entry.kind not in (SAFETY_PLAN, SAFETY_TRIED):
            holds = plan is not None and line.facts.get("try_id") in tries
        else:
            continue
        found += [] if holds else [line.id]
    return found
