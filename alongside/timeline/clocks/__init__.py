"""The clock engine: what must follow what, by when, judged over the live entries of an involvement.

Pure: plain values in, verdicts out; no Django, no reading of the machine's clock. Clocks are data of the practice
models (`practice.rules.Clock`): the seven-stage pathway (002:1103-1199) and the clocks of English law and
guidance. A verdict never stands alone: it carries the entries it rests on and the plain facts beside it. Only
when something is *due* is ever stored.
"""

from alongside.timeline.clocks.evaluation import evaluate, evaluate_all, evaluate_versions
from alongside.timeline.clocks.history import live
from alongside.timeline.clocks.index import CLOSED, DECLINED, FOLLOW_UP_ENDED, FOLLOW_UP_MONTHS, PAUSED, RESUMED
from alongside.timeline.clocks.pauses import refuses_pauses
from alongside.timeline.clocks.values import (
    ClockVerdict,
    DueRow,
    EntryVersion,
    Fact,
    LiveEntry,
    Note,
    Run,
    State,
    next_due,
)
from alongside.timeline.clocks.words import clock_name, late_words, sentences

__all__ = [
    "CLOSED",
    "DECLINED",
    "FOLLOW_UP_ENDED",
    "FOLLOW_UP_MONTHS",
    "PAUSED",
    "RESUMED",
    "ClockVerdict",
    "DueRow",
    "EntryVersion",
    "Fact",
    "LiveEntry",
    "Note",
    "Run",
    "State",
    "clock_name",
    "evaluate",
    "evaluate_all",
    "evaluate_versions",
    "late_words",
    "live",
    "next_due",
    "refuses_pauses",
    "sentences",
]
