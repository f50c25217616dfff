"""What the aids answer to the rooms below: the kinds of deed they record."""

from alongside.aids import rules
from alongside.timeline.rules import Books, EntryKind, Nature

_PROCESS = frozenset({Nature.PROCESS})
_LOOKS = Books(
    rules.looks_again_words, frozenset({rules.BARRIER_LOOKED_AT}), shares="look_id", opens="aids:look_again_at_barrier"
)

entry_kinds = [
    EntryKind(
        rules.DIFFERENCE_SEEN, frozenset({Nature.DIFFERENCE}), rules.difference_seen, "Something is different",
        headings={"note": "What is different"},
    ),
    EntryKind(
        rules.BARRIER_NAMED, _PROCESS, rules.barrier_named, "In the way of help",
        headings={"seen": "What we see", "effect": "What it does to the child", "strategy": "What we do about it"},
        books=_LOOKS, texts_say_all=True,
    ),
    EntryKind(
        rules.BARRIER_LOOKED_AT, _PROCESS, rules.barrier_looked_at, "Looked at what is in the way",
        subtypes_from=frozenset({rules.STILL_THERE, rules.OUT_OF_THE_WAY}), headings={"note": "How it is now"},
    ),
    EntryKind(
        rules.BARRIER_STAYS, _PROCESS, rules.barrier_stays, "Still in the way of help", books=_LOOKS,
        texts_say_all=True,
    ),
    EntryKind(
        rules.LOOKED_AT, _PROCESS, rules.looked_at, "Looked at an aid", subtypes_from=frozenset(rules.AIDS),
        headings={"difference": "Is help making a difference?", "differently": "What we will do differently"},
    ),
]  # fmt: skip
