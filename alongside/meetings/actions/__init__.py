"""Named writes of meetings."""

from alongside.meetings.actions.holding import correct_meeting, hold_meeting
from alongside.meetings.actions.planning import cancel_meeting, plan_meeting, plan_meeting_anew, prepare_review
from alongside.meetings.actions.sharing import agree_team, give_minutes

__all__ = [
    "agree_team",
    "cancel_meeting",
    "correct_meeting",
    "give_minutes",
    "hold_meeting",
    "plan_meeting",
    "plan_meeting_anew",
    "prepare_review",
]
