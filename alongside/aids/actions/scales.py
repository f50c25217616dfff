"""What only people can say of the scales: which help answers which step, and how the two sides are brought level."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db import transaction

from alongside.access.models import User
from alongside.aids import queries
from alongside.aids.actions._deed import Deed, begin, recorded
from alongside.aids.rules import ANSWERED, LOOKED_AT, SCALES, SCALES_WITH
from alongside.kit.clock import london_day
from alongside.kit.dates import day_long
from alongside.kit.refusals import NotAllowed, Unacceptable
from alongside.kit.words import listed, says_something, uncapital
from alongside.people.models import Family
from alongside.timeline.models import Entry
from alongside.timeline.rules import Nature, NewEntry, NewText, Part


@dataclass(frozen=True, slots=True)
class NewAnswer:
    """Which help answers a step for a child, by the strand in which each was first recorded. `strength`: what strength
    was seen with it, if any.
    """

    child_id: UUID
    process: UUID
    help: tuple[UUID, ...]
    strength: str = ""


@transaction.atomic
def answer_step(*, by: User, deed_id: UUID, family: Family, told: NewAnswer, at: datetime) -> Entry:
    """Somebody says that help answers a step. Raises NotAllowed for what is not on the record for this child;
    Unacceptable without any help.
    """
    deed = Deed(by, deed_id, family.pk, london_day(at), at)
    work, offered = begin(deed), queries.answer_offered(family, by, told.child_id, told.process, at=at)
    if offered is None:
        raise NotAllowed
    if not told.help:
        raise Unacceptable("help", "Choose the help that answers this step")
    helps = {each.strand: each for each in offered.helps}
    if not set(told.help) <= helps.keys():
        raise NotAllowed
    words = dict.fromkeys(helps[each].words for each in told.help)
    facts = {
        "child": str(told.child_id), "name": offered.child.name, "process": str(told.process),
        "process_words": f"“{uncapital(offered.step.words)}” of {day_long(offered.step.day)}",
        "help": [str(each) for each in told.help], "help_words": [*words],
    }  # fmt: skip
    entry = NewEntry(ANSWERED, Nature.PROCESS, facts, [(told.child_id, Part.FOR)], [NewText("strength", told.strength)])
    return recorded(deed, work, [entry])[0]


@transaction.atomic
def look_at_scales(
    *, by: User, deed_id: UUID, family: Family, level: str, with_whom: Collection[str], as_of: date, at: datetime
) -> Entry:
    """The question of the scales answered, with whom, and how many steps had help beside them then. `with_whom`: keys
    of `SCALES_WITH`. Raises NotAllowed; Unacceptable for an answer without a word.
    """
    deed = Deed(by, deed_id, family.pk, london_day(at), at)
    work, page = begin(deed), queries.scales_page(family, by, at=at, as_of=as_of)
    if page.window is None or not set(with_whom) <= SCALES_WITH.keys():
        raise NotAllowed
    if not says_something(level):
        raise Unacceptable("level", "Say how we will bring the two sides level")
    facts = {
        "aid": SCALES, "child": "", "name": "", "state": "", "state_words": "",
        "as_of": page.window.last.isoformat(), "known_at": at.isoformat(),
        "with_words": listed([words for key, words in SCALES_WITH.items() if key in with_whom]),
        "counts": {str(each.child.person_id): [each.steps, each.answered] for each in page.children},
    }  # fmt: skip
    about = [(each.child.person_id, Part.FOR) for each in page.children]
    entry = NewEntry(LOOKED_AT, Nature.PROCESS, facts, about, [NewText("level", level)], subtype=SCALES)
    return recorded(deed, work, [entry])[0]
