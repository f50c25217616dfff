"""What only people can say of a child's light bulb: what is different, what stands in the way, what we do about it."""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db import transaction

from alongside.access.models import User
from alongside.aids import queries
from alongside.aids.actions._deed import Deed, begin, child_of, recorded
from alongside.aids.rules import (
    BARRIER_LOOKED_AT,
    BARRIER_NAMED,
    BARRIER_STAYS,
    BULB,
    DIFFERENCE_SEEN,
    LOOKED_AT,
    OUT_OF_THE_WAY,
    STATE_WORDS,
    STILL_THERE,
    Counted,
    State,
)
from alongside.kit.clock import london_day
from alongside.kit.refusals import NotAllowed, Unacceptable
from alongside.kit.words import says_something, uncapital
from alongside.people import queries as people
from alongside.timeline.models import Entry
from alongside.timeline.rules import Nature, NewEntry, NewText, Part

LASTING = ("barrier_id", "child", "name", "barrier", "barrier_words", "owner")
"""What every entry about one barrier says of it."""


@dataclass(frozen=True, slots=True)
class NewDifference:
    """What is different for a child. `who`: who says so, in words. `rests_on`: the entries it rests on, by the strand
    in which each was first recorded.
    """

    child_id: UUID
    what: str
    who: str
    rests_on: tuple[UUID, ...]
    on: date


@dataclass(frozen=True, slots=True)
class NewBarrier:
    """What stands in the way of help for a child. `barrier`: of the list `bulb_barrier`. `seen`: what we see; `effect`:
    on the child; `strategy`: what we do; `owner`: who sees to it; `again_on`: when it is looked at again.
    """

    child_id: UUID
    barrier: str
    seen: str
    effect: str
    strategy: str
    owner: str
    again_on: date
    on: date


@dataclass(frozen=True, slots=True)
class NewLook:
    """What was made of a bulb: whether help makes a difference to this child, and what we do differently if not.
    `with_whom`: who of the family looked at it too. `as_of`: the day the bulb shown was of.
    """

    child_id: UUID
    difference: str
    differently: str
    as_of: date
    with_whom: tuple[UUID, ...] = ()


@transaction.atomic
def see_difference(*, by: User, deed_id: UUID, family_id: int, told: NewDifference, at: datetime) -> Entry:
    """Evidence that something is different for a child. Raises NotAllowed; Unacceptable without what is different."""
    deed = Deed(by, deed_id, family_id, told.on, at)
    work, child = begin(deed), child_of(deed, told.child_id)
    if not says_something(told.what):
        raise Unacceptable("what", "Say what is different for the child, as it can be seen or heard")
    rests_on = queries.strands_of(family_id, by, told.rests_on)
    if not set(told.rests_on) <= rests_on.keys():
        raise NotAllowed
    facts = {
        "child": str(child.person_id), "name": child.name, "who": told.who,
        "rests_on": [str(strand) for strand in told.rests_on],
    }  # fmt: skip
    entry = NewEntry(
        DIFFERENCE_SEEN, Nature.DIFFERENCE, facts, [(child.person_id, Part.FOR)], [NewText("note", told.what)],
        kept_as=tuple(rests_on.values()),
    )  # fmt: skip
    return recorded(deed, work, [entry])[0]


@transaction.atomic
def name_barrier(*, by: User, deed_id: UUID, family_id: int, told: NewBarrier, at: datetime) -> Entry:
    """Something stands in the way of help for a child; it comes due when it is looked at again. Raises NotAllowed;
    Unacceptable for a day that has passed.
    """
    deed = Deed(by, deed_id, family_id, told.on, at)
    work, child = begin(deed), child_of(deed, told.child_id)
    if told.barrier not in dict(work.choices("bulb_barrier")):
        raise Unacceptable("barrier", "Choose what stands in the way")
    _not_passed(told.again_on, at)
    facts = {
        "barrier_id": str(deed_id), "look_id": str(deed_id), "child": str(child.person_id), "name": child.name,
        "barrier": told.barrier, "barrier_words": uncapital(work.label("bulb_barrier", told.barrier)),
        "owner": told.owner, "day": told.again_on.isoformat(),
    }  # fmt: skip
    texts = [NewText("seen", told.seen), NewText("effect", told.effect), NewText("strategy", told.strategy)]
    about = [(child.person_id, Part.FOR)]
    entry = NewEntry(BARRIER_NAMED, Nature.PROCESS, facts, about, texts, content={"name": child.name})
    return recorded(deed, work, [entry])[0]


@transaction.atomic
def look_again_at_barrier(
    *, by: User, deed_id: UUID, family_id: int, barrier_id: UUID, how: str, again_on: date | None, on: date,
    at: datetime,
) -> list[Entry]:  # fmt: skip
    """What became of what stood in the way; without a next day it is out of the way. `barrier_id`: the entry that says
    when it is looked at next. Raises NotAllowed for one that was looked at since; Unacceptable without a word on how it
    is, or for a day that has passed.
    """
    deed = Deed(by, deed_id, family_id, on, at)
    work = begin(deed)
    barrier = queries.barrier_open(family_id, by, barrier_id)
    if barrier is None:
        raise NotAllowed
    if on < barrier.happened_on:
        raise Unacceptable("on", "It was named after that day. Give a later day")
    if not says_something(how):
        raise Unacceptable("how", "Say how it is now")
    about, texts = [(UUID(barrier.facts["child"]), Part.FOR)], [NewText("note", how)]
    facts = {name: barrier.facts[name] for name in LASTING} | {"look_id": barrier.facts["look_id"]}
    subtype = STILL_THERE if again_on else OUT_OF_THE_WAY
    looked = NewEntry(BARRIER_LOOKED_AT, Nature.PROCESS, facts, about, texts, subtype, kept_as=(barrier.id,))
    if again_on is None:
        return recorded(deed, work, [looked])
    _not_passed(again_on, at)
    next_look = facts | {"look_id": str(deed_id), "day": again_on.isoformat()}
    stays = NewEntry(
        BARRIER_STAYS, Nature.PROCESS, next_look, about, content={"name": facts["name"]}, kept_as=(barrier.id,)
    )
    return recorded(deed, work, [looked, stays])


@transaction.atomic
def look_at_bulb(*, by: User, deed_id: UUID, family_id: int, told: NewLook, at: datetime) -> Entry:
    """The question of the bulb answered, with how the bulb was and what was known. Raises NotAllowed; Unacceptable for
    an answer without a word, and without what we do differently where the bulb is dark.
    """
    deed = Deed(by, deed_id, family_id, london_day(at), at)
    work, child = begin(deed), child_of(deed, told.child_id)
    page = queries.bulb_page(people.family(by, family_id), by, told.child_id, at=at, as_of=told.as_of)
    if page is None:
        raise NotAllowed
    if not says_something(told.difference):
        raise Unacceptable("difference", "Say whether help makes a difference to the child, and how you know")
    if page.verdict.state is State.DARK and not says_something(told.differently):
        raise Unacceptable("differently", "No help has reached the child. Say what we will do differently")
    names = people.names_of(family_id, by)
    if not set(told.with_whom) <= names.keys():
        raise NotAllowed
    facts = {
        "aid": BULB, "child": str(child.person_id), "name": child.name, "state": page.state,
        "state_words": STATE_WORDS[page.verdict.state].lower(), "as_of": page.as_of.isoformat(),
        "known_at": at.isoformat(), "counts": _counts(page.counts),
    }  # fmt: skip
    about = [(child.person_id, Part.FOR), *((person, Part.WITH) for person in told.with_whom)]
    texts = [NewText("difference", told.difference), NewText("differently", told.differently)]
    entry = NewEntry(LOOKED_AT, Nature.PROCESS, facts, about, texts, subtype=BULB)
    return recorded(deed, work, [entry])[0]


def _counts(counts: Counted) -> dict[str, int]:
    return {
        "process": counts.process, "help": counts.help, "late": counts.late, "differences": counts.differences,
        "barriers": counts.barriers,
    }  # fmt: skip


def _not_passed(again_on: date, at: datetime) -> None:
    if again_on < london_day(at):
        raise Unacceptable("again_on", "This day has passed. Say when it is looked at again")
