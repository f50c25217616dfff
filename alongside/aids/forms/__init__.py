"""The forms of the aids."""

from alongside.aids.forms.blocks import BlockLookForm, MoveOnForm, StepBackForm, StuckForm, TalkForm, TickForm
from alongside.aids.forms.bulb import BarrierAgainForm, BarrierForm, DaysForm, DifferenceForm, LookForm

__all__ = [
    "BarrierAgainForm",
    "BarrierForm",
    "BlockLookForm",
    "DaysForm",
    "DifferenceForm",
    "LookForm",
    "MoveOnForm",
    "StepBackForm",
    "StuckForm",
    "TalkForm",
    "TickForm",
]
