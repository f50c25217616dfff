"""The forms of meetings."""

from alongside.meetings.forms.holding import HoldForm, agreed_told, held_told, hold_forms, joining_told
from alongside.meetings.forms.planning import CancelForm, InvitedRow, PlanForm, plan_forms, plan_told
from alongside.meetings.forms.rows import DecisionRow, HelperRow, OtherRow, PersonRow, TalkRow
from alongside.meetings.forms.several import Several
from alongside.meetings.forms.sharing import (
    AgencyRow,
    CheckRow,
    GiveForm,
    PrepareForm,
    TeamForm,
    agency_rows,
    check_rows,
    prepared_told,
    team_told,
)

__all__ = [
    "AgencyRow",
    "CancelForm",
    "CheckRow",
    "DecisionRow",
    "GiveForm",
    "HelperRow",
    "HoldForm",
    "InvitedRow",
    "OtherRow",
    "PersonRow",
    "PlanForm",
    "PrepareForm",
    "Several",
    "TalkRow",
    "TeamForm",
    "agency_rows",
    "agreed_told",
    "check_rows",
    "held_told",
    "hold_forms",
    "joining_told",
    "plan_forms",
    "plan_told",
    "prepared_told",
    "team_told",
]
