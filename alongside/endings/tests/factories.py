"""A family whose work comes to its end, through actions."""

import uuid
from datetime import date, timedelta
from typing import Any

from alongside.access import scope
from alongside.endings import actions, queries
from alongside.endings.rules import ExitPlan
from alongside.kit import clock
from alongside.kit.ids import uuid7
from alongside.pathway.tests.factories import Pathway, account, helped, moment
from alongside.people import queries as people
from alongside.timeline import actions as timeline
from alongside.timeline.rules import Happened, Nature, NewEntry, Part

__all__ = ["account", "day", "exit_plan", "helped", "met", "moment", "person", "plan_exit", "visit"]


def day(days_ago: int) -> date:
    return clock.today() - timedelta(days=days_ago)


def person(one: Pathway, name: str) -> uuid.UUID:
    """Somebody of the family by name or description."""
    with scope.acting_as(one.worker):
        names = people.names_of(one.family_id, one.worker)
    return next(person_id for person_id, known in names.items() if known == name)


def exit_plan(one: Pathway, **changes: Any) -> ExitPlan:
    """Back to the family's own people, agreed by Katie, the last visit in a month."""
    said: dict[str, Any] = {
        "way": "community", "last_visit_on": day(-30).isoformat(), "contact": "Twice a week, then once.",
        "turn_to": "Nan Pat, and Miss Begum at school.", "agreed_by": (str(person(one, "Katie Smith")),),
    }  # fmt: skip
    return ExitPlan(**said | changes)


def plan_exit(one: Pathway, *, on: date | None = None, **changes: Any) -> Any:
    with scope.acting_as(one.worker):
        stands = queries.planned_now(one.family_id, one.worker)
    told = {"plan": exit_plan(one, **changes), "on": on or clock.today(), "shown": stands.id if stands else None}
    return one.act(one.worker, actions.plan_exit, **told)[0]


def met() -> Pathway:
    """A family with its key worker, who was there once."""
    one = helped()
    visit(one, 33)
    return one


def visit(one: Pathway, days_ago: int, minutes: int = 60) -> Any:
    """A visit to Katie."""
    facts = {"place": "Home", "seen_alone": [], "seen": [], "not_seen": []}
    about = [(person(one, "Katie Smith"), Part.PRESENT)]
    entry = NewEntry("visits.visit", Nature.PROCESS, facts, about, subtype="direct_work", minutes=minutes)
    with scope.acting_as(one.worker):
        involvement = people.current_involvement(one.family_id, one.worker)
        assert involvement is not None
        return timeline.record(
            by=one.worker, deed_id=uuid7(), family_id=one.family_id, involvement_id=involvement.pk,
            happened=Happened.day(day(days_ago)), entries=[entry], at=clock.now(),
        )[0]  # fmt: skip
