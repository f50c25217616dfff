"""The Doyle family, our own: a short piece of work with a good ending; Priya keeps in touch."""

from collections.abc import Mapping
from uuid import UUID

from alongside.agreements import actions as agreements
from alongside.agreements.rules import Agreement, Answer
from alongside.assessments import actions as assessments
from alongside.assessments.rules import Filled, Given
from alongside.demo.families._planning import answers, ids, key, new_id, put_in_force, write
from alongside.demo.families._telling import ALL_BUT_AGENCIES, Telling
from alongside.endings import actions as endings
from alongside.endings.actions import LookingBack
from alongside.endings.rules import ExitPlan
from alongside.kit.dates import day_long
from alongside.meetings.rules import FIRST_REVIEW, REFERRAL_MEETING, TYPES, Held, Piece
from alongside.meetings.rules import Plan as MeetingPlan
from alongside.pathway import actions as pathway
from alongside.pathway.rules import PersonTold, ReferralTold
from alongside.plans import actions as plans
from alongside.plans.actions import NewScale
from alongside.plans.rules import Does, Goal, Plan, Promise, Rings, SafetyPlan, Step, TriedOut, WayOut
from alongside.timeline.models import Entry
from alongside.timeline.rules import Audience
from alongside.visits.rules import ChildSeen

TOM, ORLA = "Tom Doyle", "Orla Doyle"
TURN_TO = "Des and Pauline from the allotment, Miss Farrow at school, and your doctor."


def tell_doyle(story: Telling) -> None:
    """From a referral by the mental health team to an ending that was planned, and a call afterwards."""
    _refer(story)
    _first_weeks(story)
    agreed = _plan(story)
    _end(story, _help(story, agreed))


def _refer(story: Telling) -> None:
    told = ReferralTold(
        family_name="Doyle",
        people=(
            PersonTold(TOM, role="father", birth=story.born(44, 3, 2)),
            PersonTold(ORLA, role="child", birth=story.born(13, 9, 4), school="Brookfield Academy, year 9"),
        ),
        worries="Tom has not left the house much since Orla’s mother died. Orla runs it all and has stopped singing.",
        working="They eat together every evening. Tom comes to me every week without fail.",
        tried="Ten sessions with me, and a bereavement group that was too far away.",
        criteria=("parenting_under_strain",), triggers=(), route="health", family_knows="agrees",
        address="9 Tanner Street", agency="Community Mental Health", telephone="01632 960031",
    )  # fmt: skip
    story.refer("spragg", 121, told)
    story.do("denise", pathway.accept, 120, told="Yes. Priya Nair will ring Tom this week.")
    story.do("denise", pathway.allocate, 118, worker=story.accounts["priya"], note="Near Priya’s other families.")
    story.ties("priya", 116, "parent", (TOM, ORLA))
    story.responsibility("priya", 116, TOM, "registered_father", ORLA)
    story.helper("priya", 116, "Miss Farrow", "school", "Brookfield Academy", job_title="Music teacher")


def _first_weeks(story: Telling) -> None:
    tom, orla = story.people(TOM, ORLA)
    story.visit(
        "priya", 114, ChildSeen(orla, "seen"), minutes=60, purposes=("first_visit",), place="home", present=(tom,),
        others="Ms Spragg.", engagement="joined_in",
    )  # fmt: skip
    story.risk(
        "priya", 113, Filled("origin", {"origin": "made", "done_by": ["key_worker"]}),
        Filled("watch", {"factors": "Tom not eating\nThe weeks around that day", "review_on": story.coming(30)}),
    )  # fmt: skip
    agreement = Agreement(
        family_wants=("Come on foot, the neighbours count cars", "Do not tidy"),
        worker_wants=("Orla may ring me herself",),
        purpose="That Tom gets out of the door, and Orla may be thirteen.", hours="After school", booked="always",
        weeks=12, hours_a_week=3,
        seeing_less="Every week at first, then every other week, then a call. Orla keeps the number.",
        told="That either may stop at any time.", understood="yes",
        copy_given="In the drawer",
    )  # fmt: skip
    said = [Answer(tom, "yes", "Twelve weeks I can think of."), Answer(orla, "yes", "Don’t tidy. I mean it.")]
    story.do("priya", agreements.record_agreement, 111, 17, on=story.day(111), agreement=agreement, answers=said)
    _meet(story, REFERRAL_MEETING, 112, 108, "At the kitchen table; Ms Spragg told how it had begun.", agrees=True)
    story.do("priya", assessments.start, 105, 16)
    words = "I wish people knew that I can do it, but I don’t want to."
    story.visit(
        "priya", 98,
        ChildSeen(
            orla, "alone", "sentence_completion", 40, words=words,
            reading="Proud of the household she runs, and tired of it."
        ),
        minutes=55, purposes=("assessment", "direct_work"), place="school", engagement="joined_in",
    )  # fmt: skip
    story.section(
        "priya", 98, "own_view", ORLA, going_well="Dad’s soup.", hard="Quiet evenings.", different="Choir.",
        where_now=4,
    )  # fmt: skip
    story.visit(
        "priya", 91, ChildSeen(orla, "seen"), minutes=90, purposes=("assessment",), place="home", present=(tom,),
        engagement="joined_in", response="Tom walked Priya to the gate.",
    )  # fmt: skip
    story.section(
        "priya", 91, "own_view", TOM, hard="The front door.", different="To fetch her from choir.", where_now=3
    )
    story.section(
        "priya", 91, "in_short", strengths="They eat together every day.", first="One way out of the door a week.",
        safety=8,
    )  # fmt: skip
    story.do(
        "priya", assessments.complete, 84, 16, version=1, kept=ALL_BUT_AGENCIES,
        note="Orla’s school was not asked; she did not want it.",
    )  # fmt: skip
    story.opens_to_read("priya", 84)
    given = [Given("yes", person, how="on_paper") for person in (tom, orla)]
    story.do("priya", assessments.agree, 83, 16, version=1, answers=given)


def _meet(story: Telling, kind: str, planned: int, held: int, talked: str, *, agrees: bool | None = None) -> None:
    meeting_id = story.plan_meeting(
        "priya", planned,
        MeetingPlan(
            kind, story.day(held), "16:30", "9 Tanner Street", "Priya Nair", TYPES[kind].purpose,
            invited=story.invited((TOM, "in_person", "coming", ""), (ORLA, "in_person", "coming", "")),
        ),
    )  # fmt: skip
    told = Held(
        kind, story.day(held), 50, "9 Tanner Street", "Priya Nair",
        people=(story.took_part(TOM, "present"), story.took_part(ORLA, "present", "I did the biscuits.")),
        helpers=(story.there("Ms Spragg", role="Mental health worker"),), pieces=(Piece("talked", talked),),
        agrees=agrees,
    )  # fmt: skip
    story.hold_meeting("priya", held, meeting_id, told)


def _plan(story: Telling) -> tuple[Goal, Mapping[str, UUID]]:
    _meet(story, FIRST_REVIEW, 87, 80, "Tom read the plan aloud himself.")
    tom, orla = story.people(TOM, ORLA)
    story.visit(
        "priya", 79, ChildSeen(orla, "seen"), minutes=90, purposes=("plan",), place="home", present=(tom,),
        engagement="joined_in",
    )  # fmt: skip
    steps = (
        Step(
            new_id(), "Go to the allotment on Thursdays with Des", "Tom", story.day(64).isoformat(), key(story, TOM),
            own="Des knocks",
        ),
        Step(
            new_id(), "Sing in the choir again", "Orla", story.day(57).isoformat(), key(story, ORLA),
            own="Tom fetches her",
        ),
    )  # fmt: skip
    goal = Goal(
        new_id(), "Tom fetches Orla from choir.", ids(story, TOM, ORLA), area="relationships", measure="Thursdays",
        baseline="None",
        target="Every Thursday", benefit="Orla sings, and nobody waits alone", evidence="Orla’s count", steps=steps,
    )  # fmt: skip
    others = Plan(
        promises=(Promise(new_id(), "Brookfield Academy", "A place in the choir is kept for Orla"),),
        way_out=WayOut("Weekly, then every other week, then a call", where_to_turn=TURN_TO),
    )
    version_id = write(story, "priya", 78, (goal,), others, parts=("promises", "exit"))
    answers(story, "priya", 78, version_id, "together", (TOM, "yes", "One door, once a week."), (ORLA, "yes", "OK."))
    why = "The academy has the request and answers after half-term. Nothing else waits for it."
    return goal, put_in_force(story, "priya", 77, version_id, why)


def _help(story: Telling, plan: tuple[Goal, Mapping[str, UUID]]) -> Entry:
    """What helped, week by week. Returns the safety plan that was made on the way."""
    tom, orla = story.people(TOM, ORLA)
    goal, agreed = plan
    _scaled(story, 77, goal, 2)
    for days_ago, minutes in ((71, 150), (64, 75), (57, 60)):
        story.visit(
            "priya", days_ago, ChildSeen(orla, "seen"), minutes=minutes, purposes=("practical_help",),
            place="community", present=(tom,), engagement="joined_in",
        )  # fmt: skip
        if days_ago == 71:
            _plan_the_exit(story)
        if days_ago == 64:
            safety_plan = _makes_a_safety_plan(story)
    story.finish("priya", 57, agreed[goal.steps[0].id], "done", "Every Thursday, and one Monday.")
    story.finish("priya", 57, agreed[goal.steps[1].id], "done", "Second row, by the piano.")
    _scaled(story, 57, goal, 6)
    why = "They asked to go on by themselves."
    story.do("priya", pathway.begin_stage, 50, 16, stage_id="closure", on=story.day(50), why=why)
    return safety_plan


def _scaled(story: Telling, days_ago: int, goal: Goal, value: int) -> None:
    told = NewScale(story.persons[TOM], value, story.day(days_ago), good_enough=6)
    story.do("priya", plans.scale, days_ago, 18, goal_id=goal.id, told=told)


def _plan_the_exit(story: Telling) -> None:
    plan = ExitPlan(
        "community", story.day(41).isoformat(), "Every week, every other week, a last visit, then a call now and then.",
        TURN_TO, ids(story, TOM, ORLA), last_review_on=story.day(45).isoformat(),
        last_help_on=story.day(49).isoformat(),
        ended_before="The last helper left from one week to the next. Orla still has her pen.",
        feelings="Tom is uneasy, and proud. Orla asked whether she may be cross.",
        unchanged="The house is still full of her mother’s things, and that is how they want it.",
        afterwards="A call every few weeks for a year, and Priya’s number.",
    )  # fmt: skip
    story.do("priya", endings.plan_exit, 66, 16, plan=plan, on=story.day(66))
    story.looks_again("priya", 66, "Still on foot, still after school; less often, as we said.", TOM, ORLA)


def _makes_a_safety_plan(story: Telling) -> Entry:
    """On a good Thursday."""
    tom, orla = story.people(TOM, ORLA)
    plan = SafetyPlan(
        whose=str(orla), made_with=ids(story, TOM, ORLA), safe_from="Being alone with a day on which Dad cannot get up",
        signs="No kettle by eight, and the curtains stay shut.",
        does=(
            Does("I ring Pauline, and I go to school", "Orla", f"person:{orla}"),
            Does("Comes round, and sits with Dad", "Pauline from next door"),
        ),
        where_to="Pauline’s kitchen", rings=(Rings("Pauline", "01632 960320"), Rings("Miss Farrow, until four")),
        otherwise="Des has the key. After him, Miss Farrow until four.", copies="Orla’s school bag, and Pauline",
        at_home=True, agreed_by=str(tom), look_on=story.day(48).isoformat(),
    )  # fmt: skip
    made: Entry = story.do(
        "priya", plans.write_safety_plan, 64, 19, plan=plan, on=story.day(64), audience=Audience.FAMILY
    )  # fmt: skip
    return made


def _tries_out_the_safety_plan(story: Telling, made: Entry) -> None:
    """On purpose, on a bad morning."""
    tom, orla = story.people(TOM, ORLA)
    told = TriedOut(
        "Tom stayed in bed on purpose one morning. Orla rang Pauline, who came in ten minutes.", "yes",
        "Pauline answers before eight.",
    )  # fmt: skip
    story.do(
        "priya", plans.try_out_safety_plan, 48, 17, entry_id=made.pk, told=told, together=(tom, orla), on=story.day(48)
    )


def _end(story: Telling, safety_plan: Entry) -> None:
    tom, orla = together = story.people(TOM, ORLA)
    story.visit(
        "priya", 49, ChildSeen(orla, "seen"), minutes=45, purposes=("safety",), place="home", present=(tom,),
        others="Pauline from next door.", engagement="joined_in",
    )  # fmt: skip
    _tries_out_the_safety_plan(story, safety_plan)
    told = LookingBack(
        back="A door that stayed shut, a girl who did the cooking, and nobody who sang.",
        now="Thursdays. Soup made by either. Des, who talks about beans.",
        forward="The show at school, and her mother’s day in spring: they will plant something.",
        strengths="They say when it is a bad day. They let people in.",
    )  # fmt: skip
    story.do(
        "priya", endings.review_journey, 45, 17, on=story.day(45), together=together, told=told,
        said={orla: "I’m a bit cross you’re going. But only a bit.", tom: "You never once tidied. Thank you."},
    )  # fmt: skip
    story.visit(
        "priya", 41, ChildSeen(orla, "seen"), minutes=30, purposes=("ending",), place="home", present=(tom,),
        engagement="joined_in", response="Tom made the tea. Orla sang one verse, to get it over with.",
    )  # fmt: skip
    for person, name in ((tom, "Tom"), (orla, "Orla")):
        story.do(
            "priya", endings.give_letter, 41, 18, on=story.day(41), to=person, how="by_hand", safe=True,
            body=f"Dear {name},\n\nthis was our last visit, {day_long(story.day(41))}. You did this, both of you; "
            f"I only came along.\n\nIf a day is too heavy: {TURN_TO}\n\nI ring now and then until next year, and you "
            "can ring me.\n\nPriya",
        )  # fmt: skip
    story.do(
        "priya", pathway.close, 38, 15, on=story.day(38), reason="enough_with_own_network",
        changed="Orla sings again on Thursdays and Tom is there to fetch her. Two friends took him to the allotment.",
        told="We ring now and then until next year. You can ring Priya whenever you like.",
        follow_up_by=story.accounts["priya"], worries="The day on which Orla’s mother died comes round in spring.",
    )  # fmt: skip
    story.do(
        "priya", pathway.record_follow_up, 8, on=story.day(8), way="phone", outcome="going_well",
        note="Tom answered from the allotment. Orla has a part in the school show.",
    )  # fmt: skip
