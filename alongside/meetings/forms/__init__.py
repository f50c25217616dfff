"""The forms of meetings."""

from alongside.meetings.forms.holding import (
    DecisionRow,
    HelperRow,
    HoldForm,
    OtherRow,
    PersonRow,
    TalkRow,
    agreed_told,
    held_told,
    hold_forms,
)
from alongside.meetings.forms.planning import CancelForm, InvitedRow, PlanForm, plan_forms, plan_told
from alongside.meetings.forms.several import Several

__all__ = [
    "CancelForm",
    "DecisionRow",
    "HelperRow",
    "HoldForm",
    "InvitedRow",
    "OtherRow",
    "PersonRow",
    "PlanForm",
    "Several",
    "TalkRow",
    "agreed_told",
    "held_told",
    "hold_forms",
    "plan_forms",
    "plan_told",
]
