"""The forms of the pathway, by what they are about."""

from alongside.pathway.forms.deciding import AcceptForm, AllocateAgainForm, AllocateForm, AskForm, DeclineForm
from alongside.pathway.forms.leading import (
    CloseForm,
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
    FactForm,
    PutRightForm,
    RelationshipForm,
    ResponsibilityForm,
    fact_form,
)
from alongside.pathway.forms.referring import PersonRow, RangForm, ReferralForm, ReplyForm, told_by

__all__ = [
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
    "ReferralForm",
    "RelationshipForm",
    "ReplyForm",
    "ResponsibilityForm",
    "ResumeForm",
    "StageForm",
    "fact_form",
    "told_by",
]
