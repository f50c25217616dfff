"""The Delaney family, our own: they were not yet ready, and stepped away. The ending was planned all the same, with a
letter and a talk with the manager (002:1392-1394, 3874).
"""

from alongside.agreements import actions as agreements
from alongside.agreements.rules import Agreement, Answer
from alongside.aids import actions as aids
from alongside.assessments import actions as assessments
from alongside.demo.families._telling import Telling
from alongside.demo.families._thinking import in_the_way, look
from alongside.endings import actions as endings
from alongside.endings.rules import ExitPlan, SteppingAway
from alongside.kit.dates import day_long
from alongside.meetings.rules import REFERRAL_MEETING, Held, Piece
from alongside.pathway import actions as pathway
from alongside.pathway.rules import Left, PersonTold, ReferralTold
from alongside.visits.rules import ChildSeen, HardTogether

ROSA, FINN, CARA = "Rosa Delaney", "Finn Delaney", "Cara Delaney"
TURN_TO = "Mrs Yates at school, the advice line of Northgate, and Leah’s number, which stays the same."


def tell_delaney(story: Telling) -> None:
    """From a yes that was half a yes to a door that is left open."""
    _refer(story)
    _begin(story)
    _fewer_and_fewer(story)
    _step_away(story)


def _refer(story: Telling) -> None:
    told = ReferralTold(
        family_name="Delaney",
        people=(
            PersonTold(ROSA, role="mother", birth=story.born(34, 6, 8)),
            PersonTold(FINN, role="child", birth=story.born(12, 2, 19), school="Brookfield Academy, year 8"),
            PersonTold(CARA, role="child", birth=story.born(6, 5, 5), school="Fernleigh Primary, year 2"),
        ),
        worries="Cara is fetched late or not at all. Rosa is thin and says that all is well. Finn has not been at "
        "Brookfield for three weeks.",
        working="Cara is clean, fed and read to. Rosa answers every call, if only to say that she is fine.",
        tried="Breakfast club, two talks with me, and a place in a group that Rosa did not take up.",
        criteria=("missing_school", "history_of_not_engaging"), triggers=(), route="school", family_knows="unsure",
        family_knows_why="She said: do what you have to.", family_telephone="01632 960122", agency="Fernleigh Primary",
        telephone="01632 960042",
    )  # fmt: skip
    story.refer("yates", 171, told)
    story.do("denise", pathway.accept, 170, told="We try. Leah Grant rings Rosa, and goes at her pace.")
    story.do("denise", pathway.allocate, 168, worker=story.accounts["leah"], note="Rosa asked for a woman.")
    story.ties("leah", 167, "parent", (ROSA, FINN), (ROSA, CARA))
    story.responsibility("leah", 167, ROSA, "mother", FINN, CARA)
    story.helper(
        "leah", 167, "Mrs Yates", "school", "Fernleigh Primary", job_title="Deputy head", account="yates"
    )  # fmt: skip


def _begin(story: Telling) -> None:
    rosa, finn, cara = story.people(ROSA, FINN, CARA)
    story.visit(
        "leah", 164, ChildSeen(cara, "seen"), ChildSeen(finn, "no"), minutes=40, purposes=("first_visit",),
            place="home",
        present=(rosa,), others="Mrs Yates.", engagement="joined_in_partly",
        response="Rosa laid the table for us and answered every question with “fine”.",
    )  # fmt: skip
    agreement = Agreement(
        family_wants=("Do not come when Finn is there", "No meetings"),
            worker_wants=("See each child once a fortnight",),
        differences="Rosa wants no meeting. Leah says that one is needed. They tried one.",
        purpose="That Finn goes back to school and Rosa gets some sleep.", hours="Mornings", booked="always",
        visit_length="Half an hour", weeks=12, hours_a_week=2, not_engaging="Three times nobody at home.",
        what_follows="Leah writes once, and then asks Denise what to do differently.", told="That she may stop.",
        understood="yes", copy_given="Left on the table",
    )  # fmt: skip
    said = [Answer(rosa, "yes", "If it makes you happy."), Answer(finn, "no", "Not my idea."), Answer(cara, "yes")]
    story.do("leah", agreements.record_agreement, 158, 11, on=story.day(158), agreement=agreement, answers=said)
    held = Held(
        REFERRAL_MEETING, story.day(155), 35, "Fernleigh Primary", "Sam Whittaker",
        people=(
            story.took_part(ROSA, "present", "I came. I said I would."), story.took_part(FINN, "not", why="He was out"),
            story.took_part(CARA, "represented", by="Mrs Yates"),
        ),
        helpers=(story.there("Leah Grant", role="Key worker"), story.there("Mrs Yates", role="Deputy head")),
        pieces=(Piece("talked", "What Rosa would like to be left alone about, and what we cannot leave alone."),),
        agrees=True,
    )  # fmt: skip
    story.hold_meeting("leah", 155, None, held)
    story.do("leah", assessments.start, 152, 11)
    story.visit(
        "leah", 149, ChildSeen(cara, "seen", "play_and_drawing", 20, words="My house has a lock and I’ve got the key."),
        ChildSeen(finn, "no"), minutes=35, purposes=("assessment",), place="home", present=(rosa,),
        engagement="joined_in_partly",
    )  # fmt: skip
    story.section("leah", 149, "own_view", ROSA, going_well="We’re fine.", hard="People asking.")


def _fewer_and_fewer(story: Telling) -> None:
    rosa, finn, cara = story.people(ROSA, FINN, CARA)
    for days_ago, tried, result in (
        (138, "Rang on the day, and left a card with a picture for Cara.", "She wrote: another time."),
        (129, "Came at the hour Rosa had named.", "The curtain moved."),
    ):
        story.visit(
            "leah", days_ago, ChildSeen(cara, "no"), ChildSeen(finn, "no"), minutes=10, purposes=("assessment",),
            place="home", engagement="nobody_there",
            hard=HardTogether(
                barriers=("help_stopped_too_soon",), effect="Cara sees us stand at a door that stays shut.",
                tried=tried, result=result,
            ),
        )  # fmt: skip
    in_the_way(
        story, "leah", 128, FINN, "engagement", seen="We have never met him.",
        effect="Nobody asks him why he stays away from school.",
        strategy="Ask Brookfield who he talks to, and leave it to that person.", again_ago=107,
    )  # fmt: skip
    stuck = story.think(
        "leah", aids.say_stuck, 127, other_id=story.persons[ROSA],
        about="I ring, she is kind, and nothing moves. I have begun to be glad when nobody opens.",
    )  # fmt: skip
    story.think(
        "denise", aids.talk_through, 122, entry_id=stuck.pk,
        tried="Offer Rosa another worker, and a walk instead of a visit. If she says no to both, plan the ending with "
        "her instead of waiting until it happens.",
    )  # fmt: skip
    look(
        story, "leah", 120, FINN, difference="No. He does not know us.",
        differently="Not us: the youth worker at the boxing club, whom he knows. Leah asks him whether he would.",
    )  # fmt: skip
    story.visit(
        "leah", 117, ChildSeen(cara, "no"), ChildSeen(finn, "no"), minutes=45, purposes=("plan",), place="community",
        present=(rosa,), engagement="needed_time",
        response="A walk round the reservoir. She wants it to stop. She said it kindly, and meant it: earlier helpers "
        "left when it got hard, and this time she would rather be the one who goes.",
    )  # fmt: skip


def _step_away(story: Telling) -> None:
    rosa, finn, cara = story.people(ROSA, FINN, CARA)
    plan = ExitPlan(
        "stepping_away", story.day(96).isoformat(), "One more walk, a letter, then a call after a month.", TURN_TO,
        (str(rosa),), last_help_on=story.day(96).isoformat(),
        ended_before="Twice somebody left without a word. This time there is a day.",
        feelings="Rosa is relieved. Cara asked whether the card with the fox may stay on the fridge.",
        unchanged="Finn is not in school. School writes to Rosa, and decides with her what follows.",
        afterwards="A call after a month, and the door is open for a year.",
        stepping_away=SteppingAway(
            why="She is not yet ready to let anybody in, and says so.", not_yet_ready=True, another_worker=True,
            supervision_on=story.day(122).isoformat(),
            what_may_follow="School asks for help again if Cara is not fetched. Rosa heard it from Leah first.",
        ),
    )  # fmt: skip
    story.do("leah", endings.plan_exit, 115, 16, plan=plan, on=story.day(115))
    story.visit(
        "leah", 96, ChildSeen(cara, "seen"), ChildSeen(finn, "no"), minutes=40, purposes=("ending",), place="community",
        present=(rosa,), engagement="joined_in", response="Rosa hugged Leah, which surprised both.",
    )  # fmt: skip
    story.do(
        "leah", endings.need_no_safety_plan, 96, 17, on=story.day(96),
        why="Nobody is known to harm anybody. Cara knows that she goes to the neighbour with the dog.",
    )  # fmt: skip
    last = day_long(story.day(96))
    story.do(
        "leah", endings.give_letter, 95, 11, on=story.day(95), to=rosa, how="by_hand", safe=True,
        body=f"Dear Rosa,\n\non {last} we walked round the water for the last time. You said that now is not the time. "
        f"That is yours to say. You opened the door to me more often than you think.\n\nIf you want to talk: "
        f"{TURN_TO}\n\n"
        "I ring in a month. You can tell me to go away.\n\nLeah",
    )  # fmt: skip
    story.do(
        "leah", pathway.close, 94, 15, on=story.day(94), reason="family_ended_it",
        changed="Cara is fetched on time. Rosa said no to us to our faces, which she had not done with anybody before.",
        told="You may come back on any day. Leah rings in a month.", follow_up_by=story.accounts["leah"],
        worries="Finn is out of school and nobody knows where he spends his days.",
        why="Rosa is not yet ready. Another worker, other hours and walks were offered.",
        left={
            finn: Left("He is not in school, and none of us has met him.", "The youth worker at the boxing club asks "
                "him."),
            cara: Left("She has the key and lets herself in.", "Mrs Yates offers her the after-school club."),
        },
    )  # fmt: skip
    story.do(
        "leah", pathway.record_follow_up, 63, on=story.day(63), way="phone", outcome="not_reached",
        note="A text came back in the evening: “we’re fine x”.",
    )  # fmt: skip
