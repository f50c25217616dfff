"""Forms of plans, actions and change."""

from alongside.plans.forms.agreed import AgreeForm, FinishForm
from alongside.plans.forms.change import ScaleForm, StageForm, scaled_by, stage_by, stage_shown
from alongside.plans.forms.goals import GoalForm, goal_by, goal_initial, step_rows
from alongside.plans.forms.parts import PartForm, WayOutForm, content_by, part_rows, way_out_initial
from alongside.plans.forms.safety import (
    RingsRow,
    SafetyForm,
    TriedForm,
    does_rows,
    kept_by,
    rings_rows,
    safety_by,
    safety_shown,
    tried_by,
)
from alongside.plans.forms.standing import (
    AnswerForm,
    ForceForm,
    LeaveOutForm,
    TogetherForm,
    agency_rows,
    agreed_by,
    answer_by,
)

__all__ = [
    "AgreeForm",
    "AnswerForm",
    "FinishForm",
    "ForceForm",
    "GoalForm",
    "LeaveOutForm",
    "PartForm",
    "RingsRow",
    "SafetyForm",
    "ScaleForm",
    "StageForm",
    "TogetherForm",
    "TriedForm",
    "WayOutForm",
    "agency_rows",
    "agreed_by",
    "answer_by",
    "content_by",
    "does_rows",
    "goal_by",
    "goal_initial",
    "kept_by",
    "part_rows",
    "rings_rows",
    "safety_by",
    "safety_shown",
    "scaled_by",
    "stage_by",
    "stage_shown",
    "step_rows",
    "tried_by",
    "way_out_initial",
]
