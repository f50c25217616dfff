"""The forms of the aids."""

from alongside.aids.forms.bulb import BarrierAgainForm, BarrierForm, DaysForm, DifferenceForm, LookForm

__all__ = ["BarrierAgainForm", "BarrierForm", "DaysForm", "DifferenceForm", "LookForm"]
