"""Pages of meetings."""

from alongside.meetings.views.holding import correct, hold, record
from alongside.meetings.views.minutes import give, minutes, minutes_for
from alongside.meetings.views.planning import cancel, plan, plan_anew, prepare
from alongside.meetings.views.reading import entry, meeting, page
from alongside.meetings.views.team import team

__all__ = [
    "cancel",
    "correct",
    "entry",
    "give",
    "hold",
    "meeting",
    "minutes",
    "minutes_for",
    "page",
    "plan",
    "plan_anew",
    "prepare",
    "record",
    "team",
]
