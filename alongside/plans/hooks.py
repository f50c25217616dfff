"""What plans answer to the rooms below: the kinds of deed they record."""

from alongside.plans import rules
from alongside.timeline.rules import EntryKind, Nature

PROCESS = frozenset({Nature.PROCESS})

entry_kinds = [
    EntryKind(
        rules.AGREED, PROCESS, rules.agreed_sentence, "Action agreed", url_name="plans:action",
        headings={"note": "What will be done"}, promises=True,
    ),
    EntryKind(
        rules.DONE, PROCESS, rules.done_sentence, "What became of an action",
        subtypes_from=frozenset(rules.HOW_IT_WENT), headings={"note": "More about it"}, settles=True,
    ),
]  # fmt: skip
