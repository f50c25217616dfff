"""What became of the plan of the Robbins family, how each saw it, the review, and the next version.

Facts of the key worker course (002:2117-2139); the sentences are ours.
"""

from dataclasses import replace
from uuid import UUID

from alongside.demo.families._planning import answers, new_id, write
from alongside.demo.families._telling import Telling
from alongside.demo.families.robbins_plan import (
    ALFIE,
    CALLUM,
    GEOFF,
    JAY,
    MACY,
    REECE,
    ROSIE,
    SONIA,
    TIA,
    Written,
    step,
)  # fmt: skip
from alongside.meetings import actions as meetings
from alongside.meetings.rules import REVIEW, TYPES, Check, Held, Piece, Prepared
from alongside.meetings.rules import Plan as MeetingPlan
from alongside.plans import actions as plans
from alongside.plans.actions import NewScale, NewStage
from alongside.plans.rules import Consequence, Goal, GoalReviewed, LineReviewed, Plan, Reviewed, Step

PIZZA = "Friday pizza after three good mornings"
TOO_MUCH = "Five lunches at six was too much with Rosie’s nights"


def scaled(story: Telling, days_ago: int, goal: Goal, name: str, value: int, **more: object) -> None:
    """Where somebody sees a goal on a day; `more` as in NewScale."""
    told = NewScale(story.persons[name], value, story.day(days_ago), **more)  # type: ignore[arg-type]
    story.do("joanne", plans.scale, days_ago, 18, goal_id=goal.id, told=told)


def staged(story: Telling, days_ago: int, goal: Goal, name: str, stage: str, **more: object) -> None:
    """How far somebody is with changing; `more` as in NewStage."""
    told = NewStage(story.persons[name], stage, story.day(days_ago), **{"they_say": True, **more})  # type: ignore[arg-type]
    story.do("joanne", plans.see_stage, days_ago, 18, goal_id=goal.id, told=told)


def done(story: Telling, days_ago: int, it: Written, small: Step, words: str, *, how: str = "done") -> None:
    """What became of a step."""
    story.finish("joanne", days_ago, it.agreed[small.id], how, words)


def how_it_began(story: Telling, it: Written) -> None:
    """The first numbers."""
    scaled(
        story, 51, it.mornings, SONIA, 2, words="Two, because Tia laughs.", good_enough=7,
        lower="Tia and Jay get to school whatever happens", higher="Coffee while it is still hot",
    )  # fmt: skip
    scaled(
        story,
        51,
        it.school,
        CALLUM,
        2,
        words="It was better when Mr Ellis was there.",
        exception="Year 7, with Mr Ellis",
    )
    scaled(story, 51, it.sonia, SONIA, 1, good_enough=6)
    staged(
        story, 51, it.mornings, GEOFF, "contemplation",
        reading="Sees what it does to Tia; not sure he can do otherwise.",
        words="My dad shouted and we turned out fine. Mostly.",
    )  # fmt: skip


def the_first_steps(story: Telling, it: Written) -> None:
    """The rent is agreed, and the cards are there."""
    done(story, 46, it, it.rent.steps[0], "Signed at the kitchen table.")
    done(story, 44, it, it.school.steps[0], "Reece has used it twice. Callum’s lies in a drawer, as agreed.")


def forty_days(story: Telling, it: Written) -> None:
    """Bags by the door, and Callum takes the warm-up."""
    done(story, 40, it, it.mornings.steps[0], "Every evening but one.")
    scaled(story, 40, it.school, CALLUM, 4, words="Gaz lets me take the warm-up.")
    done(story, 38, it, it.sonia.steps[0], "Three Thursdays so far.")
    done(story, 36, it, it.school.steps[2], "Callum and Geoff did it on one Saturday. The neighbour brought cake.")


def how_it_went_on(story: Telling, it: Written) -> None:
    """Most of it was done; Geoff walks the dogs."""
    done(story, 33, it, it.mornings.steps[1], "Alfie asks on Mondays whether it is Tuesday.")
    done(story, 33, it, it.rent.steps[1], "£31 a week more from next month.")
    scaled(story, 33, it.mornings, SONIA, 4, words="Tuesdays are a six.", good_enough=7)
    scaled(story, 33, it.sonia, SONIA, 3, words="I sat in the park. Nobody wanted anything.", good_enough=6)
    staged(story, 33, it.mornings, GEOFF, "action", words="Round the block with the dogs. Twice some nights.")
    done(story, 29, it, it.sonia.steps[1], "Ms Okafor waited outside. The doctor listened.")
    story.finish(
        "joanne", 28, it.agreed[it.others.promises[1].id], "done", "Glue ear on both sides; grommets in spring."
    )


def what_was_hard(story: Telling, it: Written) -> None:
    """Six o'clock was too much to ask, and an agency is late and was asked again."""
    done(story, 26, it, it.mornings.steps[2], "Five lunches at six with Rosie awake at four: too much.", how="not_done")
    done(story, 25, it, it.school.steps[1], "The box has a lid.")
    story.finish(
        "joanne", 23, it.agreed[it.others.promises[0].id], "partly",
        "The window is in. The damp: the form lay with somebody who is on leave. Joanne rang twice.",
        again_by=story.day(8),
    )  # fmt: skip
    story.finish(
        "joanne", 21, it.agreed[it.mornings.steps[3].id], "partly", "While he is home. From the road he rings instead.",
        again_by=story.coming(12),
    )  # fmt: skip


def before_the_review(story: Telling, it: Written) -> UUID:
    """The numbers half-way, and everybody asked to the review."""
    scaled(
        story, 20, it.mornings, SONIA, 6, words="I notice I’m not waiting for the phone.", good_enough=7,
        lower="The bags, and Dawn", exception="All of last week but Friday",
        higher="Geoff’s week home like his weeks away",
    )  # fmt: skip
    scaled(story, 20, it.school, CALLUM, 6, words="Six. It was two.", higher="One lesson I like")
    scaled(story, 20, it.school, REECE, 7, words="I got a box home without Callum breaking it.")
    usual = TYPES[REVIEW]
    return story.plan_meeting(
        "joanne", 20,
        MeetingPlan(
            REVIEW, story.day(9), "17:30", "17 Canal Row, the kitchen", "Joanne Mercer", usual.purpose,
            "\n".join(usual.order), story.people(SONIA, GEOFF, REECE), "With the chart from the door",
            story.invited(
                (SONIA, "in_person", "coming", ""), (GEOFF, "telephone", "coming", "Home that week"),
                (CALLUM, "in_person", "coming", "If it ends before training"), (REECE, "in_person", "coming", ""),
                (TIA, "in_person", "coming", "Brings the chart"), ("Mr Hollis", "telephone", "coming", ""),
                ("Mr Pell", "telephone", "not", "Will write"), ("Ms Okafor", "telephone", "coming", ""),
            ),
        ),
    )  # fmt: skip


def hold_the_review(story: Telling, it: Written, meeting_id: UUID) -> None:
    """A hard fortnight before it; held all the same, in the kitchen."""
    staged(
        story, 12, it.mornings, GEOFF, "relapse", words="Three good weeks. Then Saturday.",
        reading="Ashamed, and says so. He went out with the dogs afterwards by himself.",
        success="Three weeks in which Tia did not go upstairs once", needed="Somebody to ring before, not after",
        whose_part="Geoff rings Derek; Sonia says “dogs” and nothing else",
        goal_now="The walk first, on the evenings he is home",
    )  # fmt: skip
    scaled(story, 12, it.mornings, SONIA, 4, words="With Janet in hospital I’ve no head for lunches.", good_enough=7)
    prepared = Prepared(
        (
            Check("What the family said it would do", "kept", "Seven of nine steps; rent paid five weeks of six."),
            Check("What we said we would do", "kept", "Every week but this one."),
            Check("What others promised", "partly", "Hearing test done; the damp is not."),
        ),
    )
    story.do("joanne", meetings.prepare_review, 10, 17, meeting_id=meeting_id, prepared=prepared)
    held = Held(
        REVIEW, story.day(9), 75, "17 Canal Row, the kitchen", "Joanne Mercer",
        people=(
            story.took_part(SONIA, "present", "Six o’clock was never going to happen. But the rest did."),
            story.took_part(GEOFF, "present", "I lost it on Saturday. I’ve told them sorry. I’d like to go on."),
            story.took_part(CALLUM, "present", "I coach now."), story.took_part(REECE, "present"),
            story.took_part(TIA, "present", "Eleven stars. I counted."),
            *(story.took_part(name, "represented", by="Sonia") for name in (JAY, MACY, ALFIE, ROSIE)),
        ),
        helpers=(
            story.there("Joanne Mercer", role="Key worker", telephone="01632 960014"),
            story.there("Mr Hollis", "No call home in eleven school days.", role="Head of year 9"),
            story.there("Ms Okafor", "Rosie hears her name now when she is turned to you.", role="Health visitor"),
            story.there("Mr Pell", came="apologies", role="Tenancy officer"),
        ),
        pieces=(
            Piece("talked", "What got better, goal by goal, with the chart on the table."),
            Piece(
                "talked", "Saturday: what came before it, and what comes first next time.", about=story.people(GEOFF),
            ),
            Piece(
                "decided", "Mornings are made smaller: three lunches, not five, and half past six.",
                "It was too much",
            ),
            Piece("decided", "The card is left out. Callum has something better.", about=story.people(CALLUM)),
        ),
        next_on=story.coming(40), message="You have done more in seven weeks than we have.", review=_decided(it),
    )  # fmt: skip
    story.hold_meeting(
        "joanne", 9, meeting_id, held,
        (story.will("joanne", "Go with Sonia to see Janet in hospital", story.coming(4), SONIA),),
    )  # fmt: skip
    scaled(story, 9, it.school, CALLUM, 5, words="Five. Maths.")
    scaled(story, 9, it.mornings, TIA, 7, words="It’s a seven on Dad’s weeks away and a five on his weeks home.")
    scaled(story, 9, it.sonia, SONIA, 5, words="Thursdays are mine, whatever else.", good_enough=6)
    story.give_minutes("joanne", 8, meeting_id, {SONIA: "together", GEOFF: "hand"})


def _decided(it: Written) -> Reviewed:
    """The lorry stays, pizza is within reach again, phones have done their work, and mornings are made smaller."""
    lorry, pizza, phones, rent = it.others.consequences
    return Reviewed(
        (
            LineReviewed(lorry, "keep"), LineReviewed(pizza, "again", PIZZA), LineReviewed(phones, "end"),
            LineReviewed(rent, "keep"),
        ),
        (GoalReviewed(it.mornings.id, it.mornings.words, it.mornings.whose, "smaller", TOO_MUCH),),
    )  # fmt: skip


def write_the_next(story: Telling, it: Written) -> None:
    """The next version: mornings made smaller, rewards set anew. Geoff has not answered yet: he is on the road."""
    in_a_month = story.coming(28).isoformat()
    mornings = replace(
        it.mornings, target="Three", smaller_because=TOO_MUCH,
        steps=(
            it.mornings.steps[0], it.mornings.steps[1],
            replace(
                it.mornings.steps[2], what="Three lunches a week, at half past six", by_when=in_a_month,
                own="Mrs D rings at half past six; Tia does her own", solutions="Two days of school dinner",
            ),
            replace(
                it.mornings.steps[3], what="The walk first, on every evening at home", by_when=in_a_month,
                own="Derek on the phone; Callum and the dogs",
            ),
        ),
    )  # fmt: skip
    school = replace(
        it.school, steps=(
            *it.school.steps[1:],
            step(story, "Mr Hollis", "Find one lesson that Callum likes", story.coming(21), kinds=("professional",)),
        ),
    )  # fmt: skip
    first = it.others.consequences
    others = Plan(
        consequences=(
            first[0], replace(first[1], what=PIZZA),
            Consequence(new_id(), "reward", "Callum wears the coach’s shirt on Saturdays", "Gaz"), first[3],
        ),
    )  # fmt: skip
    version_id = write(story, "joanne", 7, (mornings, school), others, start=it.version_id, parts=("consequences",))
    answers(
        story, "joanne", 5, version_id, "phone", (SONIA, "yes", "Half past six I can do."),
        (TIA, "yes", "Yes. More stars."),
        (REECE, "yes", ""), (CALLUM, "yes", "Without the card? Yeah."),
    )  # fmt: skip
