"""Pages of meetings."""

from alongside.meetings.views.holding import correct, hold, record
from alongside.meetings.views.minutes import minutes, minutes_for
from alongside.meetings.views.planning import cancel, plan, plan_anew
from alongside.meetings.views.reading import entry, meeting, page

__all__ = [
    "cancel",
    "correct",
    "entry",
    "hold",
    "meeting",
    "minutes",
    "minutes_for",
    "page",
    "plan",
    "plan_anew",
    "record",
]
