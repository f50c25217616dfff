"""Named reads of meetings."""

from alongside.meetings.queries.around import Around, HelperChoice, PersonChoice, around
from alongside.meetings.queries.meetings import (
    Meeting,
    deed_of_meeting,
    meeting,
    meeting_of_deed,
    meeting_of_entry,
    meetings_of,
    newest_deed,
    was_a_meeting,
)
from alongside.meetings.queries.minutes import MinutesChoice, MinutesPage, ReaderLine, minutes_choice, minutes_page
from alongside.meetings.queries.pages import (
    CorrectPage,
    HoldPage,
    MeetingPage,
    MeetingsPage,
    PlanPage,
    correct_page,
    hold_page,
    meeting_page,
    meetings_page,
    plan_page,
)

__all__ = [
    "Around",
    "CorrectPage",
    "HelperChoice",
    "HoldPage",
    "Meeting",
    "MeetingPage",
    "MeetingsPage",
    "MinutesChoice",
    "MinutesPage",
    "PersonChoice",
    "PlanPage",
    "ReaderLine",
    "around",
    "correct_page",
    "deed_of_meeting",
    "hold_page",
    "meeting",
    "meeting_of_deed",
    "meeting_of_entry",
    "meeting_page",
    "meetings_of",
    "meetings_page",
    "minutes_choice",
    "minutes_page",
    "newest_deed",
    "plan_page",
    "was_a_meeting",
]
