"""The forms of the aids."""

from alongside.aids.forms.blocks import BlockLookForm, DayForm, MoveOnForm, StepBackForm, StuckForm, TalkForm, TickForm
from alongside.aids.forms.bulb import BarrierAgainForm, BarrierForm, DaysForm, DifferenceForm, LookForm
from alongside.aids.forms.next_step import MeetingForm, NextStepForm, ReplyForm, TimescaleForm
from alongside.aids.forms.scales import AnswerForm, LevelForm, StepForm

__all__ = [
    "AnswerForm",
    "BarrierAgainForm",
    "BarrierForm",
    "BlockLookForm",
    "DayForm",
    "DaysForm",
    "DifferenceForm",
    "LevelForm",
    "LookForm",
    "MeetingForm",
    "MoveOnForm",
    "NextStepForm",
    "ReplyForm",
    "StepBackForm",
    "StepForm",
    "StuckForm",
    "TalkForm",
    "TickForm",
    "TimescaleForm",
]
