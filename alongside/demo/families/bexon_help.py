"""A year with the Bexon family: seven in the morning, midnight, a table every six weeks, and an ending
(002:1258-1275, in our words).
"""

from collections.abc import Mapping
from dataclasses import dataclass
from uuid import UUID

from alongside.agreements import actions as agreements
from alongside.agreements.rules import Agreement, Answer
from alongside.assessments import actions as assessments
from alongside.assessments.rules import Filled, Given
from alongside.demo.families._planning import answers, ids, key, new_id, put_in_force, write
from alongside.demo.families._telling import ALL_BUT_AGENCIES, Telling
from alongside.demo.families._thinking import different, look, moved_on
from alongside.endings import actions as endings
from alongside.endings.actions import LookingBack
from alongside.endings.rules import ExitPlan
from alongside.kit.dates import day_long
from alongside.meetings.rules import FIRST_REVIEW, REFERRAL_MEETING, REVIEW, Held, Piece
from alongside.pathway import actions as pathway
from alongside.plans import actions as plans
from alongside.plans.actions import NewScale, NewStage
from alongside.plans.rules import Consequence, Does, Goal, Plan, Promise, Rings, SafetyPlan, Step, TriedOut, WayOut
from alongside.timeline.rules import Audience
from alongside.visits.rules import AdultThere, ChildSeen

GAIL, STEVE = "Gail Bexon", "Steve Bexon"
CHILDREN = ("Jodie Bexon", "Ryan Bexon", "Chelsea Bexon", "Kyle Bexon", "Tyler Bexon", "Demi Bexon")
JODIE, RYAN, CHELSEA, KYLE, TYLER, DEMI = CHILDREN
TURN_TO = "Ms Spragg, Errol on Wednesdays, Mrs Yates at school, and Mr Brandt before anything is written."
TABLE = "Ferry Street community room"


@dataclass(frozen=True, slots=True)
class Written:
    """The plan as the story goes on with it. `agreed`: the entry of each step."""

    goal: Goal
    drink: Goal
    agreed: Mapping[str, UUID]


def tell_the_beginning(story: Telling) -> UUID:
    """Through the letter box; an agreement, and eviction waits. The entry that says what to watch."""
    gail, steve = story.people(GAIL, STEVE)
    story.visit(
        "marcus", 386, *(ChildSeen(each, "no") for each in story.people(*CHILDREN)), minutes=25,
        purposes=("first_visit",), place="home", present=(gail,), others="Mr Brandt stayed in the car.",
        engagement="needed_time", response="Through the letter box first. Then Gail came out and sat on the wall.",
    )  # fmt: skip
    risks = story.risk(
        "marcus", 385, Filled("origin", {"origin": "made", "done_by": ["key_worker", "senior_practitioner"]}),
        Filled(
            "working_safely",
            {"measures": ["phone_in"], "lone_working": "Never a uniform at the door without a call."},
        ),
        Filled("watch", {"factors": "Steve not sleeping\nFires behind the garages", "review_on": story.day(104)}),
    )  # fmt: skip
    agreement = Agreement(
        family_wants=("Do not write a list and leave", "Talk to Steve, not about him"),
        worker_wants=("I may come at seven",),
        purpose="Keep the house, get six children to school, and get one night’s sleep.",
        hours="Seven in the morning and late in the evening, for eight weeks", booked="mostly", weeks=52,
            hours_a_week=9,
        seeing_less="From every day to once a week, then a call.", told="That they may say no to any of it.",
        understood="yes", copy_given="On the wall by the stairs",
    )  # fmt: skip
    said = [Answer(gail, "yes", "Seven. You’ll not come."), Answer(steve, "yes", "He can come if he sits down."),
            Answer(story.persons[RYAN], "no", "Whatever."),
            *(Answer(each, "yes") for each in story.people(JODIE, CHELSEA, KYLE, TYLER, DEMI))]  # fmt: skip
    story.do("marcus", agreements.record_agreement, 380, 18, on=story.day(380), agreement=agreement, answers=said)
    _table(story, REFERRAL_MEETING, 378, "What each letter of the last two years asked for.", agrees=True)
    story.do("marcus", assessments.start, 375, 12)
    _morning(story, 371, 150, "Two were dressed by eight. Nobody shouted until ten to.")
    story.section(
        "marcus", 360, "own_view", GAIL, going_well="They’d die for each other.", hard="The bottle under the sink.",
        different="I get up and they’re glad.", where_now=1,
    )  # fmt: skip
    story.section(
        "marcus", 355, "own_view", KYLE, going_well="Dad’s shed.", hard="Words on the board move.", where_now=2
    )
    story.section(
        "marcus", 350, "in_short", strengths="They hold together, and Steve can mend anything.",
        worries="That the house goes, and with it everything.", first="Mornings.",
        then="The drink, and a school for each.",
        safety=4, safety_why="The little ones are hungry and cold when the big ones are out.",
    )  # fmt: skip
    story.do(
        "marcus", assessments.complete, 346, 16, version=1, kept=ALL_BUT_AGENCIES,
        note="The family did not want the police asked.",
    )  # fmt: skip
    story.opens_to_read("marcus", 346)
    story.do(
        "marcus", assessments.agree, 345, 16, version=1,
        answers=[Given("yes", story.persons[name], how="read_out") for name in (GAIL, STEVE, *CHILDREN)],
    )  # fmt: skip
    return risks


def _table(story: Telling, kind: str, days_ago: int, talked: str, *pieces: Piece, agrees: bool | None = None) -> None:
    held = Held(
        kind, story.day(days_ago), 70, TABLE, "Sam Whittaker",
        people=(
            story.took_part(GAIL, "present"), story.took_part(STEVE, "present"),
            *(story.took_part(name, "present") for name in (JODIE, KYLE)),
            *(story.took_part(name, "represented", by="Jodie") for name in (RYAN, CHELSEA, TYLER, DEMI)),
        ),
        helpers=tuple(
            story.there(name, role=role)
            for name, role in (
                ("Marcus Bell", "Key worker"), ("Mr Brandt", "Housing officer"), ("Mrs Yates", "Deputy head"),
                ("Mr Hollis", "Head of year"), ("Errol Pinnock", "Alcohol worker"),
                ("Ms Spragg", "Mental health worker"),
            )
        ),
        pieces=(Piece("talked", talked), *pieces), agrees=agrees,
    )  # fmt: skip
    story.hold_meeting("marcus", days_ago, None, held)


def _morning(story: Telling, days_ago: int, minutes: int, response: str, *, words: str = "") -> None:
    tyler, demi, gail, steve = story.people(TYLER, DEMI, GAIL, STEVE)
    story.visit(
        "marcus", days_ago, ChildSeen(tyler, "seen", "daily_routine", 30, words=words), ChildSeen(demi, "seen"),
        minutes=minutes, purposes=("practical_help",), place="home", present=(gail, steve), engagement="joined_in",
        response=response,
    )  # fmt: skip


def tell_the_plan(story: Telling) -> Written:
    """The first review, and a plan with two goals; what each signed, and what follows if not."""
    _table(
        story, FIRST_REVIEW, 332, "The plan, read aloud by Jodie.",
        Piece("decided", "The eviction is suspended while the plan is kept.", "Mr Brandt brought it in writing"),
    )  # fmt: skip
    mornings = Goal(
        new_id(), "Everybody is in school or at work by nine.", ids(story, GAIL, STEVE, *CHILDREN), area="learning",
        measure="Days in school of a hundred, all six", baseline="Eleven", target="Ninety", benefit="The fines stop",
        consequence="The court date comes back", approach="Begin with the getting up", evidence="The schools’ lists",
        steps=(
            Step(new_id(), "Up at seven, with Marcus at the door", "Gail", story.day(290).isoformat(), key(story, GAIL),
                 own="Jodie wakes everybody"),
            Step(new_id(), "A place for Kyle where words stand still", "Mr Hollis, Brookfield Academy",
                 story.day(240).isoformat(), key(story, "Mr Hollis"), kinds=("professional",)),
            Step(new_id(), "Mend bicycles with Steve on Saturdays instead of the garages", "Ryan",
                 story.day(260).isoformat(), key(story, RYAN), own="Steve’s shed", kinds=("social",)),
        ),
    )  # fmt: skip
    drink = Goal(
        new_id(), "Gail is sober when the children come home.", ids(story, GAIL), area="health",
        measure="Gail’s own number", baseline="One", target="Seven", benefit="She remembers the evening",
        evidence="What Demi says", steps=(
            Step(new_id(), "Wednesdays with Errol", "Gail", story.day(200).isoformat(), key(story, GAIL),
                own="Steve waits outside", kinds=("professional",)),
        ),
    )  # fmt: skip
    others = Plan(
        promises=(
            Promise(new_id(), "Riverside Homes", "No court while the plan is kept"),
            Promise(new_id(), "Neighbourhood Policing", "A call before a visit"),
        ),
        consequences=(
            Consequence(new_id(), "consequence", "Behaviour contract for Ryan and Chelsea: no fires, home by ten",
                        agency="Riverside Homes", set_by="Anti-social behaviour group"),
            Consequence(new_id(), "reward", "A day at the sea when all six are at ninety", "Marcus"),
        ),
        way_out=WayOut("Fewer mornings when the lists say ninety for two months", where_to_turn=TURN_TO),
    )  # fmt: skip
    version = write(story, "marcus", 326, (mornings, drink), others, parts=("promises", "consequences", "exit"))
    answers(
        story, "marcus", 324, version, "together", (GAIL, "yes", "All right. Seven."), (STEVE, "yes", ""),
        (JODIE, "yes", ""), (RYAN, "yes", "If I get the shed."), (CHELSEA, "no", "I’m not signing anything."),
        (KYLE, "yes", ""), (TYLER, "yes", ""), (DEMI, "yes", ""),
    )  # fmt: skip
    why = "Chelsea does not sign; nothing in it depends on her yes."
    return Written(mornings, drink, put_in_force(story, "marcus", 322, version, why))


def tell_the_year(story: Telling, it: Written) -> None:
    """Tables every few weeks, a relapse, a day at the sea."""
    gail, ryan, chelsea = story.people(GAIL, RYAN, CHELSEA)
    _scaled(story, 318, it.drink, 1, "One. Don’t write it down. All right, write it down.")
    _staged(story, 318, it, "contemplation", "I know what it does. I’ve seen their faces.")
    for days_ago, minutes, response in ((310, 120, "Five of six, and a row about a shoe."), (296, 100, "All six.")):
        _morning(story, days_ago, minutes, response)
    story.finish("marcus", 290, it.agreed[it.goal.steps[0].id], "done", "Nineteen mornings of twenty.")
    _table(story, REVIEW, 283, "Lists of both schools: fifty-four of a hundred.")
    story.visit(
        "marcus", 275, ChildSeen(chelsea, "alone", "conversation", 60, "At the bus station",
            "Nobody said sorry to us. Ever."),
        minutes=70, purposes=("direct_work",), place="community", engagement="joined_in_partly",
    )  # fmt: skip
    story.finish("marcus", 262, it.agreed[it.goal.steps[2].id], "done", "Eleven bicycles, nine of them not his.")
    moved_on(
        story, "marcus", 255, GAIL, "sustaining", approach_reflected="Coming at seven said more than I did.",
        relationship_judged="She says that I am a pain and on time.",
        did_what_i_said="Forty mornings, two missed and said so.",
    )  # fmt: skip
    story.finish("marcus", 238, it.agreed[it.goal.steps[1].id], "done", "Small class, four days. He reads signs aloud.")
    _table(story, REVIEW, 234, "No complaint for five weeks; one broken window, which was Steve’s ladder.")
    _staged(story, 221, it, "relapse", "A funeral. Four days. I rang Errol on the third.")
    _scaled(story, 220, it.drink, 3, "Three. It was five.")
    story.visit(
        "marcus", 214, minutes=90, purposes=("direct_work",), place="home",
        why_no_children="They were at school, all six.",
        adults=(
            AdultThere(gail, "life_work", 60, words="My mam drank so we’d leave her be. I don’t want leaving be.",
                       helps=story.people(TYLER, DEMI)),
        ),
        engagement="joined_in",
    )  # fmt: skip
    story.finish("marcus", 198, it.agreed[it.drink.steps[0].id], "done", "Nineteen Wednesdays, with a gap in it.")
    _table(story, REVIEW, 184, "Ninety-one of a hundred. The sea is booked.")
    different(
        story,
        "marcus",
        180,
        TYLER,
        "Has not bitten anybody since the summer, and is asked to birthday parties.",
        says="Mrs Yates",
    )
    _scaled(story, 170, it.drink, 7, "Seven. I can taste my tea.")
    story.visit(
        "marcus", 158, ChildSeen(ryan, "alone", "scaling", 30, words="Seven. It’s quiet, but not bad quiet."),
            minutes=45,
        purposes=("direct_work",), place="community", engagement="joined_in",
    )  # fmt: skip
    _table(
        story, REVIEW, 134, "Half a year without a complaint. Steve asked what happens if we go.",
        Piece("decided", "We begin to go, with dates.", "They asked for dates"),
    )  # fmt: skip


def _scaled(story: Telling, days_ago: int, goal: Goal, value: int, words: str) -> None:
    told = NewScale(story.persons[GAIL], value, story.day(days_ago), good_enough=7, words=words)
    story.do("marcus", plans.scale, days_ago, 18, goal_id=goal.id, told=told)


def _staged(story: Telling, days_ago: int, it: Written, stage: str, words: str) -> None:
    told = NewStage(story.persons[GAIL], stage, story.day(days_ago), they_say=True, words=words)
    story.do("marcus", plans.see_stage, days_ago, 18, goal_id=it.drink.id, told=told)


def tell_the_end(story: Telling, risks: UUID) -> None:
    """Fewer visits, a plan for bad nights tried on purpose, a look back, letters; a call is due in a few days."""
    gail, steve, jodie, demi = together = story.people(GAIL, STEVE, JODIE, DEMI)
    plan = ExitPlan(
        "community", story.day(30).isoformat(), "Once a week, every other week, a last visit, then a call.", TURN_TO,
        tuple(str(each) for each in together), last_review_on=story.day(62).isoformat(),
        last_help_on=story.day(44).isoformat(), ended_before="The last lot wrote a list and left.",
        feelings="Gail is proud. Steve asked for the dates on paper and carries them about.",
        unchanged="Steve still hears voices; he has Ms Spragg, and knows what helps.",
        afterwards="A call after a month and then every three, for a year.",
    )  # fmt: skip
    story.risk(
        "marcus", 104, Filled("origin", {"origin": "made", "done_by": ["key_worker"]}),
        Filled("watch", {"factors": "Steve not sleeping\nThe radio on, and nobody listening",
            "review_on": story.coming(330)}),
        stood=risks,
    )  # fmt: skip
    story.do("marcus", endings.plan_exit, 104, 16, plan=plan, on=story.day(104))
    story.looks_again("marcus", 100, "Every other week from now on.", GAIL, STEVE)
    safety = SafetyPlan(
        whose=str(demi), made_with=(str(demi), str(gail), str(jodie)), agreed_by=str(gail),
        safe_from="A night on which Mum drinks", signs="The radio is on and nobody listens.",
        does=(Does("I go in with Jodie and Alana", "Demi", f"person:{demi}"), Does("Rings Errol", "Steve",
            f"person:{steve}")),
        where_to="Jodie’s room", rings=(Rings("Errol Pinnock", "01632 960112"),), otherwise="Mrs Yates in the morning.",
        copies="Inside Demi’s wardrobe", at_home=True, look_on=story.day(60).isoformat(),
    )  # fmt: skip
    made = story.do("marcus", plans.write_safety_plan, 92, 16, plan=safety, on=story.day(92), audience=Audience.FAMILY)
    _table(story, REVIEW, 78, "Who does what when Marcus does not.")
    told = TriedOut(
        "Gail put the radio on, and went upstairs. It took Demi a minute.", "yes", "Jodie’s door is never locked."
    )
    story.do(
        "marcus",
        plans.try_out_safety_plan,
        64,
        17,
        entry_id=made.pk,
        told=told,
        together=(gail, demi),
        on=story.day(64),
    )
    _prove_it(story)
    _look_back(story)
    _say_goodbye(story)


def _prove_it(story: Telling) -> None:
    _morning(story, 58, 45, "Nothing to do. Tea.", words="You’re late, it’s five past.")
    _day_at_the_sea(story)
    look(
        story, "marcus", 54, TYLER,
        difference="Yes, and it goes on without us: school sees it, and so do the neighbours.",
        differently="Nothing. That is the point.",
    )  # fmt: skip
    moved_on(
        story, "marcus", 54, GAIL, "future_proofing",
        difference_evidenced="Six children in school, ninety days of a hundred.",
        supervision_used="Sam asked who will notice if it slips. Mrs Yates, on a Monday.",
        ending_talked_about="Since the second week. The dates are on the wall.",
    )  # fmt: skip


def _day_at_the_sea(story: Telling) -> None:
    gail, steve = story.people(GAIL, STEVE)
    story.visit(
        "marcus", 56,
        *(ChildSeen(each, "seen", "childs_journey", 20,
            "With a stick, in the sand") for each in story.people(*CHILDREN)),
        ChildSeen(story.persons["Alana"], "seen", "play_and_drawing", 20), minutes=360, purposes=("direct_work",),
        place="community", present=(gail, steve), engagement="joined_in",
        response="The day that was promised. Each drew the year in the sand and where it goes. The tide took it.",
    )  # fmt: skip
    different(
        story,
        "marcus",
        55,
        KYLE,
        "Reads the bus timetable aloud, and is in his class four days of four.",
        says="Mr Hollis",
    )


def _look_back(story: Telling) -> None:
    gail, _, _, demi = together = story.people(GAIL, STEVE, JODIE, DEMI)
    journey = LookingBack(
        back="A letter box, and eight people behind it who did not sleep.",
        now="A house that smells of toast. Steve’s shed has opening hours.",
        forward="Jodie begins college in September; Alana has a place at the nursery.",
        strengths="They do not leave one another, and now not the mornings either.",
    )  # fmt: skip
    story.do(
        "marcus", endings.review_journey, 44, 17, on=story.day(44), together=together, told=journey,
        said={gail: "You came at seven. Nobody ever came at seven.", demi:
            "You can come to my birthday. Not to work. Just to come."},
    )  # fmt: skip


def _say_goodbye(story: Telling) -> None:
    gail, steve, demi = story.people(GAIL, STEVE, DEMI)
    story.visit(
        "marcus", 30, ChildSeen(demi, "seen"), ChildSeen(story.persons[TYLER], "seen"), minutes=60,
            purposes=("ending",),
        place="home", present=(gail, steve), engagement="joined_in", response="Cake. Ryan shook hands.",
    )  # fmt: skip
    last = day_long(story.day(30))
    for person, name in ((gail, "Gail"), (steve, "Steve")):
        story.do(
            "marcus", endings.give_letter, 30, 18, on=story.day(30), to=person, how="by_hand", safe=True,
            body=f"Dear {name},\n\n{last} was our last visit. A year ago there was a date on which you were to lose "
                f"this "
            f"house. Now there is toast.\n\nIf it gets heavy: {TURN_TO}\n\nI ring in a month.\n\nMarcus",
        )  # fmt: skip
    story.do(
        "marcus", pathway.close, 27, 15, on=story.day(27), reason="goals_reached",
        changed="Six children in school, no complaint in half a year, the eviction is off, and Gail has not had a "
        "drink in five months.",
        told="We ring after a month, and then every three months for a year.", follow_up_by=story.accounts["marcus"],
        worries="The day on which Gail’s mother died comes round in spring.",
    )  # fmt: skip
