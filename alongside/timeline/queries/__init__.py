"""Named reads of the timeline."""

from alongside.timeline.queries.clocks import ClockPage, OpenRun, clock_detail, verdicts
from alongside.timeline.queries.contact import Session, Week, has_met, weeks, weeks_of_contact
from alongside.timeline.queries.deeds import content_of, deed_now, newest_deed, told_then
from alongside.timeline.queries.due import DueLine, Morning, due_for_user, due_this_morning, next_due_of, what_is_due
from alongside.timeline.queries.entries import (
    DeedLine,
    EntryDetail,
    EntryLine,
    OwnEntries,
    SaidSince,
    TextLine,
    TimelinePage,
    contact,
    deed,
    entry,
    last_contact_of,
    own_entries,
    page,
    said_since,
    texts_of_parts,
)
from alongside.timeline.queries.ever import ever_told, ever_told_whole, taken_back
from alongside.timeline.queries.keeping import kept_from_somebody, not_for, overtaken_unseen
from alongside.timeline.queries.kinds import known_kinds
from alongside.timeline.queries.own import OwnTold, own_told
from alongside.timeline.queries.pages import (
    Day,
    DeedShown,
    OpenedEntry,
    TimelineView,
    apart_by_name,
    opened_entry,
    people_to_keep_from,
    timeline_view,
    when_vague,
)
from alongside.timeline.queries.partners import OpenedOutside, opened_outside
from alongside.timeline.queries.readers import told_if_let_in
from alongside.timeline.queries.stages import StageLine, stage_of, stages_of, work_is_over
from alongside.timeline.queries.told import ToldLine, read_together, told, words_told

__all__ = [
    "ClockPage",
    "Day",
    "DeedLine",
    "DeedShown",
    "DueLine",
    "EntryDetail",
    "EntryLine",
    "Morning",
    "OpenRun",
    "OpenedEntry",
    "OpenedOutside",
    "OwnEntries",
    "OwnTold",
    "SaidSince",
    "Session",
    "StageLine",
    "TextLine",
    "TimelinePage",
    "TimelineView",
    "ToldLine",
    "Week",
    "apart_by_name",
    "clock_detail",
    "contact",
    "content_of",
    "deed",
    "deed_now",
    "due_for_user",
    "due_this_morning",
    "entry",
    "ever_told",
    "ever_told_whole",
    "has_met",
    "kept_from_somebody",
    "known_kinds",
    "last_contact_of",
    "newest_deed",
    "next_due_of",
    "not_for",
    "opened_entry",
    "opened_outside",
    "overtaken_unseen",
    "own_entries",
    "own_told",
    "page",
    "people_to_keep_from",
    "read_together",
    "said_since",
    "stage_of",
    "stages_of",
    "taken_back",
    "texts_of_parts",
    "timeline_view",
    "told",
    "told_if_let_in",
    "told_then",
    "verdicts",
    "weeks",
    "weeks_of_contact",
    "what_is_due",
    "when_vague",
    "words_told",
    "work_is_over",
]
