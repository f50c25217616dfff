"""Named reads of visits."""

from alongside.visits.queries.base import Somebody
from alongside.visits.queries.correcting import Correction, correction
from alongside.visits.queries.pages import VisitPage, visit_page
from alongside.visits.queries.planning import (
    PLANNED_AND_MADE,
    PlannedAgain,
    PlannedPage,
    PlannedVisit,
    PlanPage,
    open_at_the_end,
    plan_page,
    planned_again,
    planned_page,
    running_at_close,
)
from alongside.visits.queries.records import alike, entry_ids, same_day, told

__all__ = [
    "PLANNED_AND_MADE",
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
    "open_at_the_end",
    "plan_page",
    "planned_again",
    "planned_page",
    "running_at_close",
    "same_day",
    "told",
    "visit_page",
]
