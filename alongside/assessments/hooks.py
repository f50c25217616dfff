"""What assessments answer to the rooms below: the kinds of deed they record, and what they show on other pages."""

from alongside.assessments.rules import kinds
from alongside.timeline.rules import EntryKind, Nature

_PROCESS = frozenset({Nature.PROCESS})
_SPOKEN = frozenset({Nature.PROCESS, Nature.VOICE})

entry_kinds = [
    EntryKind(
        kinds.STARTED, _PROCESS, kinds.started, "Assessment begun",
        headings={"reason": "Why it began without the family’s agreement"},
    ),
    EntryKind(kinds.SECTION, _SPOKEN, kinds.section_answered, "Assessment"),
    EntryKind(kinds.VIEW, _SPOKEN, kinds.view_given, "Another view", headings={"words": "How they see it"}),
    EntryKind(kinds.COMPLETED, _PROCESS, kinds.completed, "Assessment complete"),
    EntryKind(
        kinds.AGREED, _PROCESS, kinds.agreed, "Answer to the assessment", subtypes_from=frozenset(kinds.ANSWERS)
    ),
    EntryKind(
        kinds.RISK, _PROCESS, kinds.risk_assessed, "Risk assessment",
        subtypes_from=frozenset({kinds.MADE, kinds.IMPORTED}),
    ),
]  # fmt: skip
