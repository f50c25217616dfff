"""Named writes of meetings."""

from alongside.meetings.actions.holding import correct_meeting, hold_meeting
from alongside.meetings.actions.planning import cancel_meeting, plan_meeting, plan_meeting_anew

__all__ = ["cancel_meeting", "correct_meeting", "hold_meeting", "plan_meeting", "plan_meeting_anew"]
