"""Named writes of plans, actions and change."""

from alongside.plans.actions.agreed import agree_actions, finish_action
from alongside.plans.actions.change import NewScale, NewStage, scale, see_stage
from alongside.plans.actions.handing_over import take_over
from alongside.plans.actions.safety import KeptFrom, change_safety_plan, try_out_safety_plan, write_safety_plan
from alongside.plans.actions.safety_apart import keep_safety_plans_apart
from alongside.plans.actions.standing import NewAnswer, answer, put_in_force
from alongside.plans.actions.writing import leave_out_goal, put_together, write_goal, write_part

__all__ = [
    "KeptFrom",
    "NewAnswer",
    "NewScale",
    "NewStage",
    "agree_actions",
    "answer",
    "change_safety_plan",
    "finish_action",
    "keep_safety_plans_apart",
    "leave_out_goal",
    "put_in_force",
    "put_together",
    "scale",
    "see_stage",
    "take_over",
    "try_out_safety_plan",
    "write_goal",
    "write_part",
    "write_safety_plan",
]
