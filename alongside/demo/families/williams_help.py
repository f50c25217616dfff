"""The first months with Kerry Williams and her mother: a plan that was kept, and help that did not reach Kerry
(000:20-24, in our words).
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from alongside.agreements import actions as agreements
from alongside.agreements.rules import Agreement, Answer
from alongside.agreements.rules.consent import Recipient
from alongside.assessments import actions as assessments
from alongside.assessments.rules import COULD_NOT, Filled, Given
from alongside.demo.families._planning import answers, ids, key, new_id, put_in_force, write
from alongside.demo.families._telling import ALL_BUT_AGENCIES, Telling
from alongside.demo.families._thinking import in_the_way, look, moved_on
from alongside.meetings.rules import CORE_GROUP, FIRST_REVIEW, REFERRAL_MEETING, Held, Piece, TookPart
from alongside.plans.rules import Goal, Plan, Promise, Step, WayOut
from alongside.timeline.models import Entry
from alongside.visits.rules import AdultThere, ChildSeen

KERRY, NOAH = "Kerry Williams", "Noah Williams"
TANYA, LEE, GRAN = "Tanya Williams", "Lee Prior", "Gran Rose"
SCHOOL = "Fernleigh Primary, the library"


@dataclass(frozen=True, slots=True)
class Written:
    """The plan as the story goes on with it. `agreed`: the entry of each step."""

    goal: Goal
    others: Plan
    version_id: str
    agreed: Mapping[str, UUID]


def tell_the_first_months(story: Telling) -> None:
    """A first visit with the social worker, risks, an agreement in pictures, one table, an assessment."""
    tanya, lee, kerry, noah = story.people(TANYA, LEE, KERRY, NOAH)
    story.visit(
        "marcus", 229, ChildSeen(kerry, "seen"), ChildSeen(noah, "seen"), minutes=60, purposes=("first_visit",),
        place="home", present=(tanya, lee), others="Ms Adeleke.", engagement="needed_time",
        response="Tanya asked whether she has to read anything. Nothing today, and nothing alone.",
    )  # fmt: skip
    story.risk(
        "marcus", 228,
        Filled("origin", {"origin": "made", "done_by": ["key_worker", "senior_practitioner"]}),
        Filled(
            "hazards",
            {
                "hazard": "Ray Williams waits near the school or the house", "to_whom": ["child", "adult"],
                "likelihood": "possible",
                "we_do": "Two named people fetch Kerry. Whoever sees him rings PC Dunne, then Ms Adeleke.",
            },
        ),
        Filled("watch", {"factors": "Ray near the school\nTanya going to his house\nKerry silent for days",
                         "review_on": story.coming(16)}),
    )  # fmt: skip
    _agree(story)
    meet(
        story, REFERRAL_MEETING, 221, "Who does what beside the plan, so that nobody asks Kerry twice.",
        (story.took_part(TANYA, "present", "I want her to laugh. I don’t want to do it wrong."),
         story.took_part(LEE, "present"),
         story.took_part(KERRY, "read_out", "I want to see the guinea pigs on Fridays.", by="Mrs Yates"),
         story.took_part(NOAH, "represented", by="Tanya")),
        agrees=True,
    )  # fmt: skip
    _assess(story)


def _assess(story: Telling) -> None:
    tanya, lee, kerry, noah = story.people(TANYA, LEE, KERRY, NOAH)
    story.do("marcus", assessments.start, 219, 16)
    story.visit(
        "marcus", 212, ChildSeen(kerry, "seen"), ChildSeen(noah, "seen"), minutes=75, purposes=("assessment",),
        place="home", present=(tanya, lee), engagement="joined_in",
    )  # fmt: skip
    story.section(
        "marcus", 204, "own_view", TANYA, going_well="I believed her the same day.", hard="What to say when she cries.",
        different="She tells me things.", where_now=3,
    )  # fmt: skip
    story.section(
        "marcus", 204, "history",
        generations="Tanya was hurt by her father when she was small, and nobody believed her. Rose left him when she "
        "knew.",
        good_times="Bingo with Rose on Saturdays.", shapes="In this family one does not shut doors.",
    )  # fmt: skip
    story.section(
        "marcus", 190, "in_short", strengths="A mother who believed her at once, and a man who changed his shifts.",
        worries="That Kerry is asked again and again and helped by nobody. That Ray comes close.",
        first="Somebody who is there for Kerry, every week.", then="What Tanya can do when Kerry goes quiet.", safety=5,
        safety_why="He is away, and the house is watched. She is not better.",
    )  # fmt: skip
    story.do(
        "marcus", assessments.complete, 186, 16, version=1, kept=ALL_BUT_AGENCIES,
        note="The police were not asked; Ms Adeleke brought what they know.",
    )  # fmt: skip
    story.opens_to_read("marcus", 186)
    given = [
        Given("yes", story.persons[TANYA], how="read_out"), Given("yes", story.persons[LEE], how="read_out"),
        *(Given(COULD_NOT, story.persons[name], reason="Not asked: she has been asked enough", how="read_out")
          for name in (KERRY, NOAH)),
    ]  # fmt: skip
    story.do("marcus", assessments.agree, 185, 16, version=1, answers=given)


def _agree(story: Telling) -> None:
    agreement = Agreement(
        family_wants=("Show me, do not tell me", "Nothing on paper without reading it out", "Leave doors open"),
        family_barriers=("Being talked to like a child",), family_fine="The living room. Kerry’s room if she says so.",
        worker_wants=("Ring me when you have seen him",), worker_barriers=("Hearing it from the school first",),
        purpose="That Kerry gets help which she notices, and Tanya knows what to do.", hours="After school",
        how_we_contact="Marcus says it at the gate", booked="always", visit_length="An hour", weeks=40, hours_a_week=4,
        agencies_do="Ms Adeleke keeps the plan. Marcus brings the help.", not_engaging="Two visits without a word.",
        what_follows="Marcus comes to the gate with Mrs Yates.", told="In pictures: who may know what.",
        understood="yes", copy_given="As pictures on the fridge",
    )  # fmt: skip
    said = [
        Answer(story.persons[TANYA], "yes", "I can read that. It’s pictures."),
        Answer(story.persons[LEE], "yes"),
        Answer(story.persons[KERRY], "yes", "Is Marcus coming on Fridays?"),
        Answer(story.persons[NOAH], "could_not"),
    ]
    story.do("marcus", agreements.record_agreement, 226, 16, on=story.day(226), agreement=agreement, answers=said)
    until = story.coming(90)
    for account, name, about in (
        ("yates", "Mrs Yates, Fernleigh Primary", (KERRY,)), ("osman", "Ms Osman, Health Visiting", (NOAH,)),
    ):  # fmt: skip
        story.consent(
            "marcus", 225, TANYA, Recipient("user", story.accounts[account].pk), name, *about, until=until,
            purpose="So that nobody asks twice", what="How the week was, and what helped",
        )  # fmt: skip


def meet(
    story: Telling, kind: str, days_ago: int, talked: str, people: tuple[TookPart, ...], *pieces: Piece,
    agrees: bool | None = None, next_on: date | None = None, meeting_id: UUID | None = None,
) -> list[Entry]:  # fmt: skip
    """A meeting at the school, written down on its day."""
    held = Held(
        kind, story.day(days_ago), 60, SCHOOL, "Ms Adeleke" if kind == CORE_GROUP else "Sam Whittaker", people=people,
        helpers=(
            story.there("Marcus Bell", role="Key worker", telephone="01632 960016"),
            story.there("Mrs Yates", role="Deputy head"), story.there("Ms Adeleke", role="Social worker"),
            story.there("Ms Osman", came="apologies" if kind == CORE_GROUP else "came", role="Health visitor"),
        ),
        pieces=(Piece("talked", talked), *pieces), agrees=agrees, next_on=next_on,
    )  # fmt: skip
    return story.hold_meeting("marcus", days_ago, meeting_id, held)


def tell_the_first_review(story: Telling) -> None:
    """What is in the child protection plan, and that none of it was Kerry’s."""
    meet(
        story, FIRST_REVIEW, 168, "What is in the child protection plan, and what is not in it.",
        (story.took_part(TANYA, "present", "The list has nineteen things. None of them is hers."),
         story.took_part(LEE, "present"), story.took_part(KERRY, "represented", by="Mrs Yates"),
         story.took_part(NOAH, "represented", by="Tanya")),
        Piece("decided", "One goal in Kerry’s words.", "Everything else was about grown-ups"),
    )  # fmt: skip


def write_the_plan(story: Telling) -> Written:
    """One goal, and four steps."""
    steps = (
        Step(new_id(), "Dr Lal offers Kerry a first appointment", "Dr Lal, Child and Family Therapy",
             story.day(120).isoformat(), key(story, "Dr Lal"), kinds=("professional",)),
        Step(new_id(), "Guinea pigs on Fridays, with Kerry and the door open", "Marcus Bell",
             story.day(30).isoformat(), key(story, "marcus"), kinds=("emotional",), quick_win=True),
        Step(new_id(), "When she goes quiet I sit down next to her and say: I am here", "Tanya",
             story.coming(20).isoformat(), key(story, TANYA), own="Rose reminds me", kinds=("training",)),
        Step(new_id(), "Fetch Kerry on Mondays and Thursdays", "Gran Rose", story.coming(30).isoformat(),
             key(story, GRAN), own="Rose", kinds=("practical",)),
    )  # fmt: skip
    goal = Goal(
        new_id(), "Kerry laughs again, and goes into the cloakroom by herself.", ids(story, KERRY, TANYA),
        area="well_being", measure="Mornings on which she hangs up her own coat", baseline="None", target="Every day",
        benefit="School is a good place again", approach="Animals first, then words",
        evidence="Mrs Yates’ chart with guinea pig stickers", steps=steps,
    )  # fmt: skip
    others = Plan(
        promises=(Promise(new_id(), "Fernleigh Primary", "The cloakroom door stays open", story.day(150).isoformat()),),
        way_out=WayOut("Every week until the conference looks at the plan again", where_to_turn="Rose, and Mrs Yates"),
    )
    version_id = write(story, "marcus", 162, (goal,), others, parts=("promises", "exit"))
    answers(
        story, "marcus", 160, version_id, "pictures", (TANYA, "yes", "That’s one thing. I can do one thing."),
        (LEE, "yes", ""), (GRAN, "yes", "I’ll fetch her till she’s married."),
        (KERRY, "could_not_answer", "She drew the guinea pig and said no more."),
    )  # fmt: skip
    return Written(goal, others, version_id, put_in_force(story, "marcus", 159, version_id, "Kerry’s part begins now."))


def tell_the_dark_weeks(story: Telling, it: Written) -> Entry:
    """Core groups on the dot, visits on the dot, and Kerry’s bulb is dark. What stood in the way."""
    tanya, lee, kerry, noah = story.people(TANYA, LEE, KERRY, NOAH)
    (promise,) = it.others.promises
    story.finish("marcus", 151, it.agreed[promise.id], "done", "Wedged with a book about guinea pigs.")
    for days_ago in (150, 136, 122):
        if days_ago == 122:
            meet(
                story, CORE_GROUP, 128, "Nineteen points of the plan, read out one by one.",
                (story.took_part(TANYA, "present"), story.took_part(LEE, "present"),
                 story.took_part(KERRY, "represented", by="Mrs Yates"),
                 story.took_part(NOAH, "represented", by="Tanya")),
            )  # fmt: skip
        story.visit(
            "marcus", days_ago, ChildSeen(kerry, "seen"), ChildSeen(noah, "seen"), minutes=35, purposes=("plan",),
            place="home", present=(tanya, lee) if days_ago != 136 else (tanya,), engagement="joined_in_partly",
        )  # fmt: skip
    look(
        story, "marcus", 116, KERRY,
        difference="No. We come, we ask, we write it down. She does not notice that we were there.",
        differently="No more visits in which Kerry watches us talk. Fridays with her, at school, with the guinea pigs.",
    )  # fmt: skip
    named = in_the_way(
        story, "marcus", 116, KERRY, "no_triangulation",
        seen="At home she is “fine”, at school she wets herself. Nobody put the two side by side.",
        effect="She has learned that grown-ups write down different things.",
        strategy="Mrs Yates and Tanya keep one chart. Marcus brings it to both.", again_ago=88,
    )  # fmt: skip
    story.visit(
        "marcus", 109, ChildSeen(noah, "seen"), ChildSeen(kerry, "seen"), minutes=60, purposes=("direct_work",),
        place="home", present=(tanya,), engagement="joined_in",
        adults=(
            AdultThere(
                tanya, "life_work", 45, "With buttons and a shoe box instead of paper", "Nobody sat with me.",
                "She knows what Kerry needs, because she did not have it.", helps=(kerry,),
            ),
        ),
    )  # fmt: skip
    moved_on(
        story, "marcus", 108, TANYA, "sustaining",
        approach_reflected="Paper shut her out. Buttons did not.",
        relationship_judged="She says I am slow, and that it is a good thing.",
        did_what_i_said="No letter in four months.",
    )  # fmt: skip
    return named
