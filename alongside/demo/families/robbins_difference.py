"""What is different for the Robbins children, what stands in the way, and what Joanne makes of it before the review.

Facts of the key worker course (002:2117-2139); the sentences are ours.
"""

from collections.abc import Sequence

from alongside.aids import actions as aids
from alongside.aids.actions import NewBarrier, NewDifference, NewLook
from alongside.demo.families._telling import Telling
from alongside.demo.families.robbins_plan import CALLUM, REECE, TIA
from alongside.timeline.models import Entry

SAID, LOOKED, AGAIN = 19, 18, 11
"""How many days ago it was said what is different, and Joanne looked at the bulbs, and once more."""


def for_callum_and_tia(story: Telling, callums: Sequence[Entry], tias: Sequence[Entry]) -> None:
    """After the visit at which both said it themselves: each difference rests on what was recorded."""
    different(story, CALLUM, "Eleven days without a call from school. In August it was every other day.",
              "Mr Hollis, Brookfield Academy", callums)  # fmt: skip
    different(story, TIA, "Asked her friend home to tea, for the first time since the summer.", "Sonia", tias)


def before_the_review(story: Telling) -> Entry:
    """What nobody likes to say in a good month, which it returns, and the question of the bulb for his brother."""
    named: Entry = story.do(
        "joanne", aids.name_barrier, LOOKED,
        told=NewBarrier(
            story.persons[REECE], "over_optimism", "We count the days without a call, and Reece counts with us.",
            "When it slips he thinks that he has spoilt it for everybody.",
            "School tells us of small things too, each Friday; we ask Reece first.", "Joanne Mercer", story.day(AGAIN),
            story.day(LOOKED),
        ),
    )  # fmt: skip
    look(story, CALLUM, "School and Callum say the same, which is new. It holds while the club goes on.",
         "Ask Gaz to keep the place in winter.")  # fmt: skip
    return named


def after_a_hard_week(story: Telling, named: Entry) -> None:
    """It is looked at again on its day, and stays in sight."""
    story.do(
        "joanne", aids.look_again_at_barrier, AGAIN, 17, barrier_id=named.pk, on=story.day(AGAIN),
        how="One call from school on Tuesday. Reece told us himself, before school did.", again_on=story.coming(9),
    )  # fmt: skip


def different(story: Telling, child: str, what: str, who: str, rests_on: Sequence[Entry]) -> None:
    """Something is different for a child, says somebody."""
    strands = tuple(entry.strand_id for entry in rests_on)
    told = NewDifference(story.persons[child], what, who, strands, story.day(SAID))
    story.do("joanne", aids.see_difference, SAID, 17, told=told)


def look(story: Telling, child: str, difference: str, differently: str) -> None:
    """The question of a child's bulb, answered."""
    told = NewLook(story.persons[child], difference, differently, story.day(LOOKED))
    story.do("joanne", aids.look_at_bulb, LOOKED, 18, told=told)
