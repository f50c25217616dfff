"""The plan as a parent or a child reads it."""

from dataclasses import dataclass
from datetime import date, datetime

from alongside.access.models import User
from alongside.kit.clock import london_day
from alongside.people import queries as people
from alongside.people.queries import ToReach
from alongside.people.rules import within
from alongside.plans.queries.agreed import actions_of, latest_by_step
from alongside.plans.rules import IN_FORCE, Now, OwnReading, Plan, read_by
from alongside.timeline import queries as timeline


@dataclass(frozen=True, slots=True)
class OwnPlan:
    """The plan in force as somebody of the family reads it: its number, since when, and all that it says."""

    number: int
    since: date
    reading: OwnReading


@dataclass(frozen=True, slots=True)
class OwnPlans:
    """The plans in force that somebody reads, and whom they may ring. `to_ask`: a later plan is in force that they do
    not read; so they read none of that family, and ask.
    """

    plans: tuple[OwnPlan, ...]
    to_ask: bool
    reach: tuple[ToReach, ...]


def own_plans(user: User, at: datetime) -> OwnPlans:
    """The plan in force of each family that this sign-in belongs to, where it is for the family to read. Four queries
    and, for each family that has one, seven.
    """
    persons = people.persons_of_account(user, at)
    mine = frozenset(str(each.person_id) for each in persons)
    named = people.names_in_scope(user)
    found, to_ask = [], False
    for family_id in dict.fromkeys(each.family_id for each in persons):
        for line in timeline.told(family_id, user, [IN_FORCE], limit=1, with_about=False):
            if timeline.overtaken_unseen(user, line.entry.strand_id):
                to_ask = True
                continue
            plan = Plan.from_content(line.content)
            called = people.family(user, family_id).name
            names = {str(person): within(name, called) for (family, person), name in named.items()
                     if family == family_id}  # fmt: skip
            reading = read_by(plan, mine=mine, names=names, today=london_day(at), stands=_stands(family_id, user))
            found.append(OwnPlan(line.facts["number"], line.entry.happened_on, reading))
    return OwnPlans(tuple(found), to_ask, tuple(people.whom_to_reach(at)))


def _stands(family_id: int, user: User) -> dict[str, Now]:
    """Where each step and promise stands that this reader may know of."""
    found = latest_by_step(actions_of(family_id, user))
    return {
        step_id: Now(line.by_when, line.how_words, line.done_on, line.who if line.before else "")
        for step_id, line in found.items()
    }
