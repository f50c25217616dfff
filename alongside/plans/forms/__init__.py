"""Forms of plans, actions and change."""

from alongside.plans.forms.agreed import AgreeForm, FinishForm
from alongside.plans.forms.change import ScaleForm, StageForm, scaled_by, stage_by, stage_shown
from alongside.plans.forms.goals import GoalForm, goal_by, goal_initial, step_rows
from alongside.plans.forms.parts import PartForm, WayOutForm, content_by, part_rows, way_out_initial
from alongside.plans.forms.standing import AnswerForm, ForceForm, LeaveOutForm, TogetherForm, answer_by

__all__ = [
    "AgreeForm",
    "AnswerForm",
    "FinishForm",
    "ForceForm",
    "GoalForm",
    "LeaveOutForm",
    "PartForm",
    "ScaleForm",
    "StageForm",
    "TogetherForm",
    "WayOutForm",
    "answer_by",
    "content_by",
    "goal_by",
    "goal_initial",
    "part_rows",
    "scaled_by",
    "stage_by",
    "stage_shown",
    "step_rows",
    "way_out_initial",
]
