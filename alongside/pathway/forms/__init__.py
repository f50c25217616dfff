"""The forms of the pathway, by what they are about."""

from alongside.pathway.forms.deciding import AcceptForm, AllocateAgainForm, AllocateForm, AskForm, DeclineForm
from alongside.pathway.forms.leading import (
    RUNS_ON,
    CloseForm,
    EndFollowUpForm,
    FollowUpForm,
    HelperJoinsForm,
    HelperLeavesForm,
    PauseForm,
    ResumeForm,
    RunsOnRow,
    StageForm,
    going_on,
    runs_on,
)
from alongside.pathway.forms.people import (
    AddPersonForm,
    FactForm,
    PutRightForm,
    RelationshipForm,
    ResponsibilityForm,
    fact_form,
)
from alongside.pathway.forms.referring import PersonRow, RangForm, RangRow, ReferralForm, ReplyForm, told_by

__all__ = [
    "RUNS_ON",
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
    "fact_form",
    "going_on",
    "runs_on",
    "told_by",
]
