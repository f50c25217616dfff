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
    adult_work_sentence,
    afterwards_reads,
    booked_words,
    direct_work_sentence,
    plan_reads,
    planned_sentence,
    said_sentence,
    visit_sentence,
)
from alongside.visits.rules.values import (
    ADULT_SAID,
    ADULT_WORK,
    ASSESSMENT,
    ATTACHED,
    CHILD_SAID,
    DIRECT_WORK,
    NO_CHILDREN,
    PLANNED,
    SEEN,
    VISIT,
    AdultThere,
    Afterwards,
    ChildSeen,
    HardTogether,
    Planned,
    RecordedAlready,
    VisitPlan,
    VisitTold,
    Words,
    is_for_adults,
    is_for_children,
    parse_time,
)

__all__ = [
    "ADULT_SAID",
    "ADULT_WORK",
    "ASSESSMENT",
    "ATTACHED",
    "CHILD_SAID",
    "DIRECT_WORK",
    "NO_CHILDREN",
    "PLANNED",
    "SEEN",
    "VISIT",
    "AdultThere",
    "Afterwards",
    "ChildSeen",
    "HardTogether",
    "Planned",
    "RecordedAlready",
    "VisitPlan",
    "VisitTold",
    "Words",
    "adult_work_sentence",
    "afterwards_reads",
    "booked_words",
    "direct_work_sentence",
    "entries_of",
    "is_for_adults",
    "is_for_children",
    "parse_time",
    "plan_reads",
    "planned_entry",
    "planned_sentence",
    "said_sentence",
    "visit_sentence",
]
