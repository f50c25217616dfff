"""How the aids are told: what is different, what stands in the way, which help answers which step, where a relationship
stands; and a form that somebody began and has not saved.
"""

from collections.abc import Sequence

from django.urls import reverse

from alongside.access import actions as access
from alongside.access.rules import KEY
from alongside.aids import actions as aids
from alongside.aids.actions import NewAnswer, NewBarrier, NewDifference, NewLook, NewMove, NewStepBack
from alongside.demo.families._telling import Telling
from alongside.kit.ids import uuid7
from alongside.timeline.models import Entry

HELPS = frozenset({"visits.direct_work", "visits.work_with_adult"})


def different(
    story: Telling, who: str, days_ago: int, child: str, what: str, *, says: str, rests_on: Sequence[Entry] = ()
) -> None:
    """Something is different for a child, `says` somebody."""
    strands = tuple(entry.strand_id for entry in rests_on)
    told = NewDifference(story.persons[child], what, says, strands, story.day(days_ago))
    story.do(who, aids.see_difference, days_ago, 17, told=told)


def look(story: Telling, who: str, days_ago: int, child: str, *, difference: str, differently: str) -> None:
    """The question of a child's bulb, answered."""
    told = NewLook(story.persons[child], difference, differently, story.day(days_ago))
    story.do(who, aids.look_at_bulb, days_ago, 18, told=told)


def in_the_way(
    story: Telling, who: str, days_ago: int, child: str, barrier: str, *, seen: str, effect: str, strategy: str,
    again_ago: int,
) -> Entry:  # fmt: skip
    """What keeps a child's bulb dark, to be looked at again so many days before loading (below zero: to come)."""
    again = story.day(again_ago) if again_ago > 0 else story.coming(-again_ago)
    told = NewBarrier(
        story.persons[child], barrier, seen, effect, strategy, story.accounts[who].name, again, story.day(days_ago)
    )
    named: Entry = story.do(who, aids.name_barrier, days_ago, 18, told=told)
    return named


def out_of_the_way(story: Telling, who: str, days_ago: int, named: Entry, how: str) -> None:
    """It stands in the way no longer."""
    story.do(
        who, aids.look_again_at_barrier, days_ago, 17, barrier_id=named.pk, on=story.day(days_ago), how=how,
        again_on=None,
    )  # fmt: skip


def pair(
    story: Telling, who: str, days_ago: int, child: str, step: Entry, *, help_given: Sequence[Entry], strength: str = ""
) -> None:
    """Help that answers a step for a child; of `help_given` whatever is help, and was given to them or for them."""
    name = child.removesuffix(f" {story.surname}")
    mine = [
        each.strand_id
        for each in help_given
        if each.kind in HELPS and name in (each.facts["name"], *each.facts.get("helps", ()))
    ]
    told = NewAnswer(story.persons[child], step.strand_id, tuple(mine), strength)
    story.think(who, aids.answer_step, days_ago, 18, told=told)


def moved_on(story: Telling, who: str, days_ago: int, other: str, stage: str, **said: str) -> None:
    """A relationship of that worker moves on; `said`: what is answered before, by the id of what is asked."""
    told = NewMove(story.other(other), stage, said, story.day(days_ago))
    story.think(who, aids.move_on, days_ago, 18, told=told)


def moved_back(story: Telling, who: str, days_ago: int, other: str, stage: str, *, why: str) -> None:
    """A relationship goes back to the stage before, as is ordinary."""
    story.think(
        who, aids.move_back, days_ago, 18, told=NewStepBack(story.other(other), stage, why, story.day(days_ago))
    )


def begun(story: Telling, who: str, days_ago: int, route: str, title: str, *args: object, **fields: str) -> None:
    """A form that somebody began on that day and left: a draft of theirs, which nobody else sees."""
    key = uuid7()
    story.leave_open(
        who, access.keep_draft, days_ago, 16, form_key=key, route=route, title=title,
        path=reverse(route, args=[story.family_id, *args]), fields=[(KEY, str(key)), *fields.items()],
        unless_saved=False,
    )  # fmt: skip
