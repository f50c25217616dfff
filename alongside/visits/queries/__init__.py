"""Named reads of visits."""

from alongside.visits.queries.base import Somebody
from alongside.visits.queries.correcting import Correction, correction
from alongside.visits.queries.pages import VisitPage, visit_page
from alongside.visits.queries.planning import (
    PlannedAgain,
    PlannedPage,
    PlannedVisit,
    PlanPage,
    open_at_the_end,
    plan_page,
    planned_again,
    planned_page,
)
from alongside.visits.queries.records import alike, entry_ids, newest_deed, same_day, told, was_a_visit

__all__ = [
    "Correction",
    "PlanPage",
    "PlannedAgain",
    "PlannedPage",
    "PlannedVisit",
    "Somebody",
    "VisitPage",
    "alike",
    "correction",
    "entry_ids",
    "newest_deed",
    "open_at_the_end",
    "plan_page",
    "planned_again",
    "planned_page",
    "same_day",
    "told",
    "visit_page",
    "was_a_visit",
]
