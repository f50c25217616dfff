"""The forms of the pathway, by what they are about."""

from alongside.pathway.forms.closing import (
    RUNS_ON,
    UNLIT,
    CloseForm,
    RunsOnRow,
    UnlitRow,
    going_on,
    last_day_typed,
    left_told,
    left_typed,
    runs_on,
    unlit_rows,
)
from alongside.pathway.forms.deciding import AcceptForm, AllocateAgainForm, AllocateForm, AskForm, DeclineForm
from alongside.pathway.forms.facts import FactForm, fact_form
from alongside.pathway.forms.leading import (
    EndFollowUpForm,
    FollowUpForm,
    HelperJoinsForm,
    HelperLeavesForm,
    PauseForm,
    ResumeForm,
    StageForm,
)
from alongside.pathway.forms.people import (
    AddPersonForm,
    PutRightForm,
    RelationshipForm,
    ResponsibilityForm,
)
from alongside.pathway.forms.referring import PersonRow, RangForm, RangRow, ReferralForm, ReplyForm, told_by

__all__ = [
    "RUNS_ON",
    "UNLIT",
    "AcceptForm",
    "AddPersonForm",
    "AllocateAgainForm",
    "AllocateForm",
    "AskForm",
    "CloseForm",
    "DeclineForm",
    "EndFollowUpForm",
    "FactForm",
    "FollowUpForm",
    "HelperJoinsForm",
    "HelperLeavesForm",
    "PauseForm",
    "PersonRow",
    "PutRightForm",
    "RangForm",
    "RangRow",
    "ReferralForm",
    "RelationshipForm",
    "ReplyForm",
    "ResponsibilityForm",
    "ResumeForm",
    "RunsOnRow",
    "StageForm",
    "UnlitRow",
    "fact_form",
    "going_on",
    "last_day_typed",
    "left_told",
    "left_typed",
    "runs_on",
    "told_by",
    "unlit_rows",
]
