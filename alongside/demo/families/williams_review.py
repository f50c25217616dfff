"""How Kerry’s bulb became brighter, and the review at which cable, energy and scales lay on the table (000:192-195, in
our words).
"""

from collections.abc import Sequence
from dataclasses import replace
from uuid import UUID

from alongside.aids import actions as aids
from alongside.aids.actions import NewScalesLook, NewStep, NewTimescale
from alongside.demo.families._planning import answers, put_in_force, write
from alongside.demo.families._telling import Telling
from alongside.demo.families._thinking import begun, different, look, moved_back, moved_on, out_of_the_way, pair
from alongside.demo.families.williams_help import GRAN, KERRY, LEE, NOAH, SCHOOL, TANYA, Written, meet
from alongside.meetings import actions as meetings
from alongside.meetings.rules import CONFERENCE, CORE_GROUP, REVIEW, TYPES, Check, Piece, Prepared, TookPart
from alongside.meetings.rules import Plan as MeetingPlan
from alongside.plans import actions as plans
from alongside.plans.actions import NewScale
from alongside.plans.rules import Does, Plan, Rings, SafetyPlan
from alongside.timeline.models import Entry
from alongside.timeline.rules import Audience
from alongside.visits import actions as visits
from alongside.visits.rules import AdultThere, ChildSeen, VisitPlan


def tell_the_turn(story: Telling, it: Written, in_the_way: Entry) -> None:
    """Fridays with the guinea pigs, one chart for home and school, and a card for when it is too much."""
    _scaled(story, 102, it, TANYA, 3, words="She’s quiet. I’m quiet. The telly’s on.")
    _friday(
        story, 95, "play_and_drawing", "Biscuit is scared of big hands.", "She speaks of herself as the guinea pig."
    )
    again = story.agreed_in(
        story.finish(
            "marcus", 93, it.agreed[it.goal.steps[0].id], "partly", "Eleven weeks to wait. Mrs Yates asked twice.",
            again_by=story.day(45),
        )
    )  # fmt: skip
    out_of_the_way(story, "marcus", 88, in_the_way, "One chart, two pens. It hangs at school and in the kitchen.")
    _friday(story, 81, "safety_plan", "I show the card and I don’t have to say anything.")
    _the_card(story)
    _with_tanya(story, 67, "Sitting next to her. That’s all it was.")
    meet(
        story, REVIEW, 62, "Two charts that now say the same, and one child who speaks on Fridays.",
        _family_there(story, "I sat down like you showed me."),
        Piece("decided", "Fewer points, and one of them is hers.", "Ms Adeleke took seven off the list"),
    )  # fmt: skip
    _scaled(story, 60, it, TANYA, 5, words="She told me about Biscuit’s teeth.")
    look(
        story, "marcus", 58, KERRY, difference="It begins. She speaks while her hands are busy; at home not yet.",
        differently="Tanya comes along on a Friday.",
    )  # fmt: skip
    meet(
        story, CORE_GROUP, 48, "Who saw Ray, and who fetches Kerry in the holidays.", _family_there(story, ""),
        Piece("decided", "Rose fetches on two days.", "She is first at the gate anyway"),
    )  # fmt: skip
    (appointment,) = again.values()
    story.finish("marcus", 46, appointment, "done", "Dr Lal came to school, and met Biscuit first.")


def _friday(story: Telling, days_ago: int, tool: str, words: str, reading: str = "") -> list[Entry]:
    kerry = ChildSeen(story.persons[KERRY], "alone", tool, 35, "In the pet corner, door open", words, reading)
    return story.visit(
        "marcus", days_ago, kerry, minutes=45, purposes=("direct_work",), place="school", engagement="joined_in"
    )


def _with_tanya(story: Telling, days_ago: int, words: str) -> list[Entry]:
    kerry, tanya = story.people(KERRY, TANYA)
    tried = AdultThere(tanya, "daily_routine", 40, "Played out with buttons", words, helps=(kerry,))
    return story.visit(
        "marcus", days_ago, minutes=60, purposes=("practical_help",), place="home", adults=(tried,),
        engagement="joined_in", why_no_children="They were at school; it was Tanya’s hour.",
    )  # fmt: skip


def _family_there(story: Telling, tanyas: str) -> tuple[TookPart, ...]:
    return (
        story.took_part(TANYA, "present", tanyas), story.took_part(LEE, "present"),
        story.took_part(KERRY, "read_out", "Tell them about the card.", by="Marcus Bell"),
        story.took_part(NOAH, "represented", by="Tanya"),
    )  # fmt: skip


def _the_card(story: Telling) -> None:
    kerry, tanya = (str(person) for person in story.people(KERRY, TANYA))
    plan = SafetyPlan(
        whose=kerry, made_with=(kerry, tanya), agreed_by=tanya, safe_from="A grown-up who scares me",
        signs="My tummy goes hard.",
        does=(
            Does("I go to Mrs Yates and show her the guinea pig card", "Kerry", f"person:{kerry}"),
            Does("Sits down next to her and says: I am here", "Tanya", f"person:{tanya}"),
        ),
        where_to="The pet corner", rings=(Rings("Gran Rose", "01632 960145"), Rings("Police", "999")), word="Biscuit",
        otherwise="Any teacher: the card says what it means.", copies="In her tray, and on the fridge", at_home=True,
        at_home_why="He does not come into the house, and the card names nobody.",
        look_on=story.coming(16).isoformat(),
    )  # fmt: skip
    story.do("marcus", plans.write_safety_plan, 81, 18, plan=plan, on=story.day(81), audience=Audience.TEAM)


def tell_the_review(story: Telling, it: Written) -> None:
    """The weeks before the review, the aids laid out, and the next version of the plan."""
    before = _friday(story, 33, "feelings_cards", "This one is me at the gate. This one is me inside.")
    rebuilt = _with_tanya(story, 30, "I said it and she leaned on me.")
    different(
        story, "marcus", 26, KERRY, "She hung up her own coat, on four mornings of five, and laughed at lunch.",
        says="Mrs Yates, and Tanya from the other pen", rests_on=rebuilt,
    )  # fmt: skip
    _with_tanya(story, 26, "Lee can do it too. He sat on the floor.")
    meeting = story.plan_meeting(
        "marcus", 26,
        MeetingPlan(
            REVIEW, story.day(20), "15:30", SCHOOL, "Sam Whittaker", TYPES[REVIEW].purpose,
            "\n".join(TYPES[REVIEW].order), story.people(TANYA, KERRY),
            "With the bulb, the blocks and the scales on paper",
            story.invited(
                (TANYA, "in_person", "coming", ""), (LEE, "in_person", "coming", ""),
                (KERRY, "in_person", "words", "Marcus shows her card"), ("Mrs Yates", "telephone", "coming", ""),
                ("Ms Adeleke", "telephone", "coming", ""), ("Dr Lal", "telephone", "not", "Sends two lines"),
            ),
        ),
    )  # fmt: skip
    _hold_the_review(story, it, meeting, [before, rebuilt])


def _hold_the_review(story: Telling, it: Written, meeting: UUID, help_given: Sequence[list[Entry]]) -> None:
    before, rebuilt = help_given
    prepared = Prepared(
        (
            Check("What the family said it would do", "kept", "Rose fetched on every Monday and Thursday."),
            Check("What we said we would do", "partly", "Two Fridays fell out in the holidays."),
            Check("What others promised", "kept", "The cloakroom door stays open."),
        ),
        "The summer had four steps of ours for Kerry and no help beside them. Since then there is help beside each.",
    )  # fmt: skip
    story.do("marcus", meetings.prepare_review, 22, 16, meeting_id=meeting, prepared=prepared)
    story.think(
        "marcus", aids.look_at_scales, 21, 16,
        told=NewScalesLook(
            "For Noah there is nothing on the side of help. Ms Osman and Marcus go together next week.", "", None,
            ("family",), story.day(21),
        ),
    )  # fmt: skip
    time = NewTimescale(
        story.persons[KERRY], story.day(244), story.coming(18),
        "She hangs up her own coat, and tells somebody when it is too much.",
        "She is seven. A school year is a seventh of her life.", "yes",
    )  # fmt: skip
    story.think("marcus", aids.say_timescale, 21, 16, told=time)
    meet(
        story, REVIEW, 20, "What the bulb showed in summer and what it shows now. Tanya pointed at it before we did.",
        _family_there(story, "It was dark because nobody did anything with her. You just came."),
        Piece("talked", "What each step was for, and which help answered it."),
        Piece("decided", "The conference hears what changed, with the chart.",
            "So that the plan ends when it is time, and not before"),
        next_on=story.coming(34), meeting_id=meeting,
    )  # fmt: skip
    friday = _friday(story, 19, "childs_journey", "I’m here. And then there’s a house with a guinea pig in it.")
    pair(story, "marcus", 18, KERRY, friday[0], help_given=friday, strength="She draws a way, and draws herself on it.")
    pair(
        story,
        "marcus",
        18,
        KERRY,
        before[0],
        help_given=[*before, *rebuilt],
        strength="Tanya says first what has changed.",
    )
    _the_next_version(story, it)


def _the_next_version(story: Telling, it: Written) -> None:
    steps = (replace(it.goal.steps[2], what="At bedtime we draw the day, with one thing that was hard",
                     by_when=story.coming(30).isoformat(), own="Lee does Noah"), it.goal.steps[3])  # fmt: skip
    goal = replace(it.goal, target="Every day, and a visit to a friend’s house", steps=steps)
    version = write(story, "marcus", 15, (goal,), Plan(), start=it.version_id, parts=())
    answers(
        story, "marcus", 14, version, "pictures", (TANYA, "yes", "A friend’s house. Imagine."), (LEE, "yes", ""),
        (GRAN, "yes", ""), (KERRY, "yes", "Only if they have a pet."),
    )  # fmt: skip
    put_in_force(
        story,
        "marcus",
        13,
        version,
        "School has the new lines and answers at the end of the week. Nothing waits for it.",
    )


def tell_the_last_weeks(story: Telling) -> None:
    """Lit, for now; a step back with Lee, and the conference that is to come."""
    _friday(story, 12, "conversation", "I went in on my own and nobody clapped, good.")
    different(story, "marcus", 10, KERRY, "No wet clothes for three weeks.", says="Tanya")
    _with_tanya(story, 9, "We drew the day. Hers had a sun with teeth.")
    story.looks_again("marcus", 8, "One visit a week is enough now; the Fridays stay.", TANYA, LEE)
    look(
        story, "marcus", 8, KERRY, difference="Yes. She hangs up her coat, she laughs, and her mother can tell why.",
        differently="Nothing in a hurry: the Fridays stay until after the conference.",
    )  # fmt: skip
    step = NewStep(
        (story.persons[KERRY],), "continue", "It holds since the summer, and nobody knows it through a winter yet."
    )
    story.think("marcus", aids.say_next_step, 8, 18, told=step)
    moved_on(
        story, "marcus", 8, KERRY, "sustaining", approach_reflected="Animals first. I asked less every week.",
        relationship_judged="She keeps a place for me on the mat. Mrs Yates says so too.",
        did_what_i_said="I missed one Friday, said so before, and came on the Monday.",
    )  # fmt: skip
    moved_back(
        story, "marcus", 7, TANYA, "building",
        why="I talked about the conference as if it were over. She did not open on Tuesday. We begin again with the "
        "buttons.",
    )  # fmt: skip
    _friday(story, 5, "energy_questions", "My light goes on when the door stays open and somebody waits.")
    story.plan_meeting(
        "marcus", 4,
        MeetingPlan(
            CONFERENCE, story.coming(18), "10:00", "The council’s meeting house", "Harriet Cole",
            TYPES[CONFERENCE].purpose, "\n".join(TYPES[CONFERENCE].order), story.people(TANYA),
            "With pictures of who sits where; a break whenever she lifts the card",
            story.invited(
                (TANYA, "in_person", "coming", "Rose sits beside her"), (LEE, "in_person", "", ""),
                (GRAN, "telephone", "coming", ""), (KERRY, "not", "words", "The chart goes instead of her"),
                ("Ms Adeleke", "telephone", "coming", ""), ("Mrs Yates", "telephone", "coming", ""),
                ("Dr Lal", "telephone", "", ""), ("PC Rae Dunne", "telephone", "", ""),
            ),
        ),
    )  # fmt: skip
    plan = VisitPlan(
        day=story.coming(2), time="14:00", minutes=45, place="home", with_whom=story.people(TANYA, NOAH),
        others="Ms Osman", support="Buttons, not paper", topics_family="What happens in that room",
        topics_ours="Noah, for whom we have done nothing yet",
    )  # fmt: skip
    story.do("marcus", visits.plan_visit, 2, 15, plan=plan)
    begun(
        story, "marcus", 1, "visits:record", "Record a visit",
        response="Tanya opened. We said little. She put the kettle on before I asked.",
    )  # fmt: skip


def _scaled(story: Telling, days_ago: int, it: Written, who: str, value: int, *, words: str) -> None:
    told = NewScale(story.persons[who], value, story.day(days_ago), good_enough=7, words=words)
    story.do("marcus", plans.scale, days_ago, 18, goal_id=it.goal.id, told=told)
