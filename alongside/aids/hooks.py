"""What the aids answer to the rooms below: their kinds of deed, bulbs beside a family, what is open at the end."""

from datetime import datetime

from alongside.access.models import User
from alongside.aids import queries, rules
from alongside.kit.hooks import Panel
from alongside.people import queries as people
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
        headings={
            "difference": "Is help making a difference?", "differently": "What we will do differently",
            "helps_us_on": "What would help us move on", "level": "How we will bring the two sides level",
        },
    ),
    EntryKind(
        rules.ANSWERED, _PROCESS, rules.answered, "Help that answers a step",
        headings={"strength": "What strength was seen"},
    ),
    EntryKind(
        rules.STAGE_MOVED, _PROCESS, rules.stage_moved, "A relationship moved", reads=rules.answers,
        subtypes_from=frozenset({rules.MOVED_ON, rules.MOVED_BACK}), headings={"reason": "Why we go back"},
    ),
    EntryKind(
        rules.LINE_DONE, _PROCESS, rules.line_done, "Done in a relationship", headings={"note": "What, and when"},
    ),
    EntryKind(
        rules.STUCK, _PROCESS, rules.stuck, "A relationship is stuck", promises=True, for_manager=True,
        headings={"note": "For the manager", "about": "What it is about"}, url_name="aids:talk_through",
    ),
    EntryKind(
        rules.TALKED_THROUGH, _PROCESS, rules.talked_through, "Talked through with the manager", settles=True,
        headings={"note": "What we try"},
    ),
]  # fmt: skip

outstanding_at_close = queries.open_at_the_end
told_on = {"close": queries.TOLD_AT_THE_END, "family": queries.ENDS}


def bulbs_beside_the_family(*, family_id: int, user: User, at: datetime) -> Panel | None:
    """Whether help reaches each child; nothing where no practice model has a bulb, or no child is known."""
    surname = people.family(user, family_id).name
    shown = [each for each in queries.children_with_bulbs(family_id, surname, user, at) if each.bulb]
    values = {"family_id": family_id, "children": shown}
    return Panel("Is it helping?", "aids/panel_bulbs.jinja", values) if shown else None


panels = {"family": [bulbs_beside_the_family]}
