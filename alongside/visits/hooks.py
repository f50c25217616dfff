"""What visits answer to the rooms below: the kinds of deed they record."""

from alongside.timeline.rules import EntryKind, Nature
from alongside.visits import rules

entry_kinds = [
    EntryKind(
        "visits.visit", frozenset({Nature.PROCESS}), rules.visit_sentence, "Visit", subtypes_from="list:visit_purpose"
    ),
    EntryKind(
        "visits.direct_work", frozenset({Nature.INTERVENTION}), rules.direct_work_sentence, "Direct work",
        subtypes_from="list:direct_work_tool",
    ),
    EntryKind("visits.child_said", frozenset({Nature.VOICE}), rules.child_said_sentence, "In the child’s own words"),
]  # fmt: skip
