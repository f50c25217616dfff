"""What a visit leaves on the timeline: one process, an intervention for each direct work, a voice for each child's
words.

Ids and words both stand in an entry's facts: the words are what was said then, the ids fill in the form that
corrects. No table of its own holds them, because an entry restated for another audience would leave such a row
behind.

Pure. Basis: S4 (001:11-60). Minutes stand on the visit whole and on direct work as its part, so that ninety minutes
with three children are ninety for each child and ninety for the worker, never 270; a voice takes none.
"""

from alongside.visits.rules.entries import (
    entries_of,
    planned_entry,
)
from alongside.visits.rules.sentences import (
    afterwards_reads,
    booked_words,
    child_said_sentence,
    direct_work_sentence,
    plan_reads,
    planned_sentence,
    visit_sentence,
)
from alongside.visits.rules.values import (
    ASSESSMENT,
    CHILD_SAID,
    DIRECT_WORK,
    PLANNED,
    SEEN,
    VISIT,
    Afterwards,
    ChildSeen,
    Planned,
    RecordedAlready,
    VisitPlan,
    VisitTold,
    Words,
    parse_time,
)

__all__ = [
    "ASSESSMENT",
    "CHILD_SAID",
    "DIRECT_WORK",
    "PLANNED",
    "SEEN",
    "VISIT",
    "Afterwards",
    "ChildSeen",
    "Planned",
    "RecordedAlready",
    "VisitPlan",
    "VisitTold",
    "Words",
    "afterwards_reads",
    "booked_words",
    "child_said_sentence",
    "direct_work_sentence",
    "entries_of",
    "parse_time",
    "plan_reads",
    "planned_entry",
    "planned_sentence",
    "visit_sentence",
]
