"""The help around John, Kelly and Lily: one team, one plan, and John’s own number (004:864-872, in our words)."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from uuid import UUID

from alongside.agreements import actions as agreements
from alongside.agreements.rules import Agreement, Answer
from alongside.agreements.rules.consent import Recipient
from alongside.assessments import actions as assessments
from alongside.assessments.rules import COULD_NOT, Filled, Given
from alongside.demo.families._planning import answers, ids, key, new_id, put_in_force, write
from alongside.demo.families._telling import ALL_BUT_AGENCIES, Telling
from alongside.demo.families._thinking import begun, different, look, moved_on, pair
from alongside.kit.dates import day_long
from alongside.meetings.rules import CORE_GROUP, FIRST_REVIEW, REFERRAL_MEETING, REVIEW, Held, HelperThere, Piece
from alongside.plans import actions as plans
from alongside.plans.actions import NewScale, NewStage
from alongside.plans.rules import Goal, Plan, Promise, Step, WayOut
from alongside.timeline.models import Entry
from alongside.timeline.rules import Audience
from alongside.visits.rules import AdultThere, ChildSeen

JOHN, KELLY, LILY, PAM = "John Sadler", "Kelly Ford", "Lily Sadler", "Pam Sadler"
ROOM = "Weir Close family room"


@dataclass(frozen=True, slots=True)
class Written:
    """The plan as the story goes on with it. `agreed`: the entry of each step."""

    goal: Goal
    version_id: str
    agreed: Mapping[str, UUID]


def tell_the_beginning(story: Telling) -> None:
    """A first visit at which nobody drinks, an agreement, one table with all workers at it, an assessment."""
    john, kelly, lily = story.people(JOHN, KELLY, LILY)
    story.visit(
        "marcus", 196, ChildSeen(lily, "seen"), minutes=60, purposes=("first_visit",), place="home", present=(john,
            kelly),
        others="Errol Pinnock.", engagement="joined_in_partly",
        response="John said that there is nothing to see. Kelly looked at the floor.",
    )  # fmt: skip
    story.risk(
        "marcus", 195, Filled("origin", {"origin": "made", "done_by": ["key_worker"]}),
        Filled(
            "hazards",
            {
                "hazard": "John is alone with Lily and cannot be woken", "to_whom": ["child"], "likelihood": "possible",
                "we_do": "Pam or Kelly is there in the evenings. Whoever finds him so rings Errol, then Ms Adeleke.",
            },
        ),
        Filled("watch", {"factors": "Bottles where Lily can reach\nKelly answering for him",
            "review_on": story.coming(25)}),
    )  # fmt: skip
    agreement = Agreement(
        family_wants=("Say it to me, not to Kelly", "No test without telling me before"),
        worker_wants=("Tell me on the day when it happened",),
        purpose="That Lily and the baby have a father who is awake.",
        hours="Evenings", booked="mostly", weeks=40, hours_a_week=5,
        seeing_less="When he has been at eight for two months",
        told="Who hears what of a bad day, and who does not.", understood="yes", copy_given="Behind the clock",
    )  # fmt: skip
    said = [Answer(john, "yes", "I’ll try anything once. Five times, then."), Answer(kelly, "yes", "Yes."),
            Answer(lily, "could_not")]  # fmt: skip
    story.do("marcus", agreements.record_agreement, 191, 18, on=story.day(191), agreement=agreement, answers=said)
    story.consent(
        "marcus", 190, KELLY, Recipient("user", story.accounts["osman"].pk), "Ms Osman, Health Visiting", LILY, KELLY,
        until=story.coming(80), purpose="So that everybody works on the same plan", what="How Lily and Kelly are",
    )  # fmt: skip
    story.consent(
        "marcus", 190, JOHN, story.agency("Errol Pinnock"), "Northgate Alcohol Service", JOHN, until=story.coming(80),
        purpose="So that everybody works on the same plan", what="What is planned, and how it goes",
    )  # fmt: skip
    _assess(story)


def _assess(story: Telling) -> None:
    john, kelly, lily = story.people(JOHN, KELLY, LILY)
    _table(story, REFERRAL_MEETING, 188, "What each of five workers had asked, side by side: the same nine questions.",
           Piece("decided", "One of us asks, and the others read.", "Kelly counted"), agrees=True)  # fmt: skip
    story.do("marcus", assessments.start, 186, 17)
    story.visit(
        "marcus", 178, ChildSeen(lily, "alone", "feelings_cards", 20,
            words="Daddy is asleep on the sofa and I do the telly."),
        minutes=40, purposes=("assessment", "direct_work"), place="school", engagement="joined_in",
    )  # fmt: skip
    story.section(
        "marcus", 172, "own_view", JOHN, going_well="Lily on my shoulders.", hard="Five o’clock.",
        different="I don’t have to think where I put the bottle.", where_now=3,
    )  # fmt: skip
    story.section(
        "marcus", 166, "in_short", strengths="Four times he stopped, and each time it held longer.",
        worries="That he hides it, and Kelly hides it with him.", first="That it is said out loud at home.",
        then="Evenings that are not about drink.", safety=5, safety_why="Somebody else is there in the evening.",
    )  # fmt: skip
    story.do(
        "marcus", assessments.complete, 150, 17, version=1, kept=ALL_BUT_AGENCIES, note="His employer was not asked.",
    )  # fmt: skip
    story.opens_to_read("marcus", 150)
    given = [Given("yes", john, how="read_out"), Given("yes", kelly, how="read_out"),
             Given(COULD_NOT, lily, reason="She is four", how="read_out")]  # fmt: skip
    story.do("marcus", assessments.agree, 149, 17, version=1, answers=given)


def _table(story: Telling, kind: str, days_ago: int, talked: str, *pieces: Piece, agrees: bool | None = None,
           johns: str = "") -> None:  # fmt: skip
    helpers: tuple[HelperThere, ...] = tuple(
        story.there(name, role=role)
        for name, role in (
            ("Marcus Bell", "Key worker"), ("Ms Adeleke", "Social worker"), ("Errol Pinnock", "Alcohol worker"),
            ("Jo Keane", "Domestic abuse adviser"), ("Ms Osman", "Health visitor"),
        )
    )  # fmt: skip
    held = Held(
        kind, story.day(days_ago), 60, ROOM, "Ms Adeleke" if kind == CORE_GROUP else "Sam Whittaker",
        people=(
            story.took_part(JOHN, "present", johns), story.took_part(KELLY, "present"),
            story.took_part(LILY, "represented", by="Kelly"),
        ),
        helpers=helpers, pieces=(Piece("talked", talked), *pieces), agrees=agrees,
    )  # fmt: skip
    story.hold_meeting("marcus", days_ago, None, held)


def tell_the_plan(story: Telling) -> Written:
    """The first review, and John’s plan: his way of doing it, with two people who push."""
    _table(story, FIRST_REVIEW, 134, "What helped the four times before, and what came each time after.",
           johns="You lot want it for me. I want it for me.")  # fmt: skip
    goal = Goal(
        new_id(), "I am sober at five o’clock, and Lily knows it.", ids(story, JOHN, KELLY), area="health",
        measure="John’s own number, on Fridays", baseline="Three", target="Eight",
        benefit="He is there when the baby comes",
        approach="Say it out loud at home first; then the evenings", evidence="The number, and what Lily plays",
        steps=(
            Step(new_id(), "Tell Pam and my brother what I drink", "John", story.day(110).isoformat(), key(story, JOHN),
                 own="Kelly sits next to me", quick_win=True),
            Step(new_id(), "Errol on Tuesdays and Fridays", "John", story.coming(30).isoformat(), key(story, JOHN),
                 kinds=("professional",)),
            Step(new_id(), "Bath and bed for Lily at six, John does it", "John", story.day(60).isoformat(),
                 key(story, JOHN), own="Kelly goes to her sister’s", kinds=("practical",)),
            Step(new_id(), "A cot and a room that is dry", "Ms Adeleke, Children’s Social Care",
                story.day(6).isoformat(),
                 key(story, "Ms Adeleke"), kinds=("practical",)),
        ),
    )  # fmt: skip
    others = Plan(
        promises=(Promise(new_id(), "Northgate Alcohol Service", "The same worker all the way",
                          story.coming(60).isoformat()),),
        way_out=WayOut("When he has been at eight for two months", where_to_turn="Errol, Pam, and the Friday group"),
    )  # fmt: skip
    version = write(story, "marcus", 128, (goal,), others, parts=("promises", "exit"))
    answers(story, "marcus", 126, version, "together", (JOHN, "yes", "My way. But yes."), (KELLY, "yes", "Finally."))
    return Written(
        goal, version, put_in_force(story, "marcus", 124, version, "The services answer by the end of the month.")
    )


def tell_the_way(story: Telling, it: Written) -> str:
    """Three, four, two, six, eight. The version of the plan that stands afterwards."""
    _scaled(story, 122, it, 3, "Three. On a good day.")
    _staged(story, 122, it, "contemplation", "If I stop, who am I at five o’clock?")
    story.looks_again("marcus", 118, "Evenings, and never before four.", JOHN, KELLY)
    story.finish("marcus", 111, it.agreed[it.goal.steps[0].id], "done", "His brother said: we know, mate. We all know.")
    _evening(story, 104, "He read the same book three times.")
    _scaled(story, 101, it, 4, "Four. They’re all talking about it. It’s weird. It’s better.")
    _staged(story, 101, it, "action", "I tipped the lot down the sink. Kelly filmed it.")
    moved_on(
        story, "marcus", 100, JOHN, "sustaining",
        approach_reflected="I stopped asking how much and asked what five o’clock is like.",
        relationship_judged="He rings before it happens now, not after.",
        did_what_i_said="I came on the Sunday.",
    )  # fmt: skip
    _table(story, CORE_GROUP, 90, "Six weeks, told by John himself.", johns="I had four good ones and two bad ones.")
    _scaled(story, 82, it, 2, "Two. Wedding.")
    _staged(story, 82, it, "relapse", "One toast. Then it was Monday.")
    _table(story, REVIEW, 78, "The wedding: what came before it, and who could have been rung.",
           Piece("decided", "Pam keeps her phone on at night.", "She asked why nobody had asked her"))  # fmt: skip
    put = write(story, "marcus", 74, (replace(it.goal, target="Eight, for two months"),), Plan(), start=it.version_id,
                parts=())  # fmt: skip
    answers(story, "marcus", 73, put, "together", (JOHN, "yes", "Again."), (KELLY, "yes", ""))
    put_in_force(story, "marcus", 72, put, "The services have had it since Monday.")
    story.looks_again("marcus", 66, "Somebody may ring at five. It helps.", JOHN)
    _scaled(story, 58, it, 6, "Six. I do the bath. She counts my freckles.")
    _staged(story, 58, it, "action", "I rang Errol from the car park.")
    evening = _evening(story, 47, "Lily put him to bed, with a plaster on his hand.")
    different(
        story,
        "marcus",
        45,
        LILY,
        "She plays shop now. She used to play “wake up”.",
        says="Kelly, and her teacher",
        rests_on=evening,
    )
    story.finish("marcus", 44, it.agreed[it.goal.steps[2].id], "done", "Every evening but the wedding.")
    return put


def _evening(story: Telling, days_ago: int, response: str) -> list[Entry]:
    john, lily = story.people(JOHN, LILY)
    return story.visit(
        "marcus", days_ago, ChildSeen(lily, "seen", "daily_routine", 25), minutes=60, purposes=("practical_help",),
        place="home", engagement="joined_in", response=response,
        adults=(AdultThere(john, "conversation", 30, helps=(lily,)),),
    )  # fmt: skip


def tell_the_latest(story: Telling, it: Written, stands: str) -> None:
    """The plan of the conference ends, John is at eight, and somebody else is late."""
    _no_longer_on_a_plan(story)
    _scaled(story, 33, it, 8, "Eight. I don’t hide anything, there’s nothing to hide.")
    _staged(story, 33, it, "maintenance", "Sixty days. I counted and then I stopped counting.")
    _table(story, REVIEW, 30, "What changed since the wedding, in numbers and in freckles.",
           Piece("decided", "The baby is born into this plan, and not into the old one.", "The conference said so"),
           johns="I was at three when you came. Write that down. And write down now.")  # fmt: skip
    evening = _evening(story, 24, "He forgot that we were there.")
    pair(story, "marcus", 23, LILY, evening[0], help_given=evening, strength="He stops by himself when she is tired.")
    third = write(story, "marcus", 22, (replace(it.goal, target="Eight, until the baby is three months old"),), Plan(),
                  start=stands, parts=())  # fmt: skip
    answers(story, "marcus", 21, third, "together", (JOHN, "yes", "With the baby in it. Yes."), (KELLY, "yes", ""))
    put_in_force(story, "marcus", 20, third, "Children’s Social Care answers after the holiday.")
    story.looks_again("marcus", 16, "Mornings too, once the baby is there.", JOHN, KELLY)
    _evening(story, 10, "Three hundred and four freckles.")
    number = _scaled(story, 10, it, 8, "Eight. Nine on Sundays.")
    story.share("marcus", 10, number, Audience.FAMILY, "John asked for it, to look at it on a bad day.")
    look(
        story, "marcus", 9, LILY, difference="Yes. She does not look after him any more.",
        differently="Nothing new. Ask again two weeks after the birth.",
    )  # fmt: skip
    begun(
        story, "marcus", 2, "visits:plan", "Plan a visit", topics_ours="Who is there in the night when it starts",
        others="Errol Pinnock",
    )  # fmt: skip


def _no_longer_on_a_plan(story: Telling) -> None:
    story.put_fact_right("marcus", 38, LILY, "legal_status", until=story.day(40))
    story.facts(
        "marcus", 38, (LILY, "legal_status", "child_in_need"), since=story.day(40),
        decided_by=f"the child protection conference of {day_long(story.day(40))}", source="Record of the conference",
    )  # fmt: skip


def _scaled(story: Telling, days_ago: int, it: Written, value: int, words: str) -> Entry:
    told = NewScale(story.persons[JOHN], value, story.day(days_ago), good_enough=8, words=words)
    entry: Entry = story.do("marcus", plans.scale, days_ago, 18, goal_id=it.goal.id, told=told)
    return entry


def _staged(story: Telling, days_ago: int, it: Written, stage: str, words: str) -> None:
    told = NewStage(story.persons[JOHN], stage, story.day(days_ago), they_say=True, words=words)
    story.do("marcus", plans.see_stage, days_ago, 18, goal_id=it.goal.id, told=told)
