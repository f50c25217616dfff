"""The forms of visits: one recorded, one planned."""

from alongside.visits.forms.planning import PlanForm, plan_shown, plan_told
from alongside.visits.forms.recording import (
    FEW_CHILDREN,
    REST,
    VisitForm,
    adult_rows,
    child_rows,
    first_shown,
    initial_of,
    none_in,
    seen_in,
    told_by,
)

__all__ = [
    "FEW_CHILDREN",
    "REST",
    "PlanForm",
    "VisitForm",
    "adult_rows",
    "child_rows",
    "first_shown",
    "initial_of",
    "none_in",
    "plan_shown",
    "plan_told",
    "seen_in",
    "told_by",
]
