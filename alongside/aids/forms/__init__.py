"""The forms of the aids."""

from alongside.aids.forms.blocks import BlockLookForm, MoveOnForm, StepBackForm, StuckForm, TalkForm, TickForm
from alongside.aids.forms.bulb import BarrierAgainForm, BarrierForm, DaysForm, DifferenceForm, LookForm
from alongside.aids.forms.scales import AnswerForm, LevelForm

__all__ = [
    "AnswerForm",
    "BarrierAgainForm",
    "BarrierForm",
    "BlockLookForm",
    "DaysForm",
    "DifferenceForm",
    "LevelForm",
    "LookForm",
    "MoveOnForm",
    "StepBackForm",
    "StuckForm",
    "TalkForm",
    "TickForm",
]
