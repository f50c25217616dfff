"""What happens to a family of the council, from referral to the end of follow-up, in the order of its stages."""

import random
from collections.abc import Mapping
from contextlib import suppress
from datetime import datetime, timedelta
from uuid import UUID

from alongside.access.models import User
from alongside.agreements import actions as agreements
from alongside.agreements.rules import Agreement, Answer
from alongside.aids import actions as aids
from alongside.aids.actions import (
    NewAnswer,
    NewBarrier,
    NewDifference,
    NewLook,
    NewMove,
    NewScalesLook,
    NewStep,
    NewTick,
)
from alongside.assessments import actions as assessments
from alongside.assessments.rules import Filled, Given
from alongside.demo.families._planning import answers, ids, key, new_id, put_in_force, write
from alongside.demo.families._telling import ALL_BUT_AGENCIES
from alongside.meetings.rules import FIRST_REVIEW, REFERRAL_MEETING, REVIEW
from alongside.pathway import actions as pathway
from alongside.pathway.rules import PersonTold, ReferralTold
from alongside.plans.rules import Goal, Plan, Promise, Step, WayOut
from alongside.timeline.models import Entry
from bench.council.deeds import (
    FATHER,
    GRANDAD,
    MOTHER,
    NAN,
    SCHOOL,
    STEP,
    SURGERY,
    TEACHER,
    UNBORN,
    VISITOR,
    children,
    meet,
    plan_a_visit,
    scaled,
    visit,
)
from bench.council.leaving import end, step_away
from bench.council.telling import SURNAME, Done, Tale, TaleTold
from bench.council.tokens import token


def tell(told: TaleTold, accounts: Mapping[str, User], at: datetime, number: int) -> Tale:
    """One family, as far as its days reach. The same number draws the same."""
    tale = Tale(loaded_at=at, accounts=accounts, told=told, drawn=random.Random(number))
    with suppress(Done):
        _tell(tale)
    return tale


def _tell(tale: Tale) -> None:
    decided = refer(tale)
    if tale.told.ends == "declined":
        reason = tale.any_of("decline_reason")
        tale.do("manager", pathway.decline, tale.ago(decided), reason=reason, told=tale.says("note"))
        return
    tale.do("manager", pathway.accept, tale.ago(decided), told=tale.says("note"))
    began = decided + tale.in_time("allocation")
    who = "before" if tale.told.before else "worker"
    tale.do(
        "manager", pathway.allocate, tale.ago(began), worker=tale.accounts[who], senior=tale.accounts["senior"],
        note=tale.says("note"),
    )  # fmt: skip
    know_the_family(tale, who, began + 1)
    met = began + min(tale.in_time("first_visit"), 6)
    visit(tale, who, met, "first_visit", tool=False)
    if tale.told.ends == "stepped_away":
        step_away(tale, who, met)
        return
    agreed = agree(tale, who, met)
    assessed = assess(tale, who, agreed)
    if tale.told.before:
        tale.do(
            "manager", pathway.allocate_again, tale.ago(assessed + 1), worker=tale.accounts["worker"],
            reason=tale.says("note"),
        )  # fmt: skip
    work(tale, assessed + 2)


def refer(tale: Tale) -> int:
    """Somebody asks for help for a family; the day on which the meeting decides."""
    born = tale.drawn.randint
    told = [PersonTold(MOTHER, role="mother", birth=tale.born(born(22, 44), born(0, 11), born(0, 27)))]
    if tale.told.children > 1 or not tale.told.step_parent:
        away = tale.told.step_parent or tale.drawn.random() < 0.4
        birth = tale.born(born(24, 50), born(0, 11))
        told.append(PersonTold(FATHER, role="father", birth=birth, lives_there=not away))
    for nth, child in enumerate(children(tale)):
        age = tale.told.days // 365 + 1 + (nth * 3 + born(0, 2)) % 15
        birth = tale.born(age, born(0, 11), born(0, 27))
        told.append(PersonTold(child, role="child", birth=birth, school=f"{SCHOOL}, year {1 + age % 11}"))
    if tale.told.unborn:
        told.append(
            PersonTold(described_as=UNBORN, role="baby expected", due_on=tale.day(tale.ago(0)) + timedelta(weeks=9))
        )
    criteria = {tale.any_of("referral_criterion") for _ in range(3)}
    referral = ReferralTold(
        family_name=SURNAME, people=tuple(told), worries=tale.says("worries"), working=tale.says("working"),
        tried=tale.says("note"), risks=tale.says("reading"), criteria=tuple(sorted(criteria)),
        triggers=(tale.any_of("referral_trigger"),), route=tale.any_of("referral_route"),
        family_knows=tale.any_of("family_knows", but=("does_not_know",)), family_knows_why=tale.says("reading"),
        address=f"{token('a', 'aa')}", family_telephone="01632 960123", agency=SCHOOL, telephone="01632 960111",
    )  # fmt: skip
    tale.refer("referrer", tale.ago(0), referral)
    if not tale.told.asks_more:
        return min(tale.in_time("allocation_decision"), 7)
    tale.do("manager", pathway.ask_for_more, tale.ago(2), question=tale.says("note"))
    tale.answer("referrer", tale.ago(6), tale.says("worries"))
    return 6 + min(tale.in_time("decision_after_information"), 7)


def know_the_family(tale: Tale, who: str, on: int) -> None:
    """Who belongs to it, how they are related, and what helps to talk with them."""
    ago, known = tale.ago(on), children(tale)
    parents = [each for each in (MOTHER, FATHER) if each in tale.persons]
    tale.ties(who, ago, "parent", *((parent, child) for parent in parents for child in known))
    tale.responsibility(who, ago, MOTHER, "mother", *known)
    tale.facts(who, ago, (known[0], "communication", tale.says("reading")), (known[0], "known_by", tale.says("short")))
    tale.helper(who, ago, TEACHER, "school", SCHOOL, job_title="Head of year")
    if not tale.told.full:
        return
    if len(known) > 1:
        tale.ties(who, ago, "sibling" if FATHER in parents else "half_sibling", (known[0], known[1]))
    if tale.told.step_parent:
        tale.person(who, ago, STEP, "parent’s partner", in_household=True, birth=tale.born(34, 2))
        tale.ties(who, ago, "partner", (STEP, MOTHER))
        tale.ties(who, ago, "step_parent", *((STEP, child) for child in known))
    if tale.told.grandparents:
        for elder, years in ((NAN, 61), (GRANDAD, 64)):
            tale.person(who, ago, elder, "grandparent", in_household=False, birth=tale.born(years, 3))
        tale.ties(who, ago, "parent", (NAN, MOTHER), (GRANDAD, MOTHER))
        tale.ties(who, ago, "grandparent", *((NAN, child) for child in known))
    if tale.told.unborn:
        tale.ties(who, ago, "parent", (MOTHER, UNBORN))
    tale.helper(who, ago, VISITOR, "health", SURGERY, job_title="Health visitor")


def look_at_the_risks(tale: Tale, who: str, on: int, before: UUID | None = None) -> UUID:
    """What may not be safe, the first time or once more; it is looked at again every few weeks."""
    watch = {"factors": tale.says("short"), "review_on": tale.on(on + 30)}
    origin = Filled("origin", {"origin": "made", "done_by": ["key_worker"]})
    return tale.risk(who, tale.ago(on), origin, Filled("watch", watch), stood=before)


def agree(tale: Tale, who: str, met: int) -> int:
    """Risks, an agreement, consent, and one table; the day of the meeting."""
    tale.risks = look_at_the_risks(tale, who, met + 1)
    on = met + 2 + tale.drawn.randint(0, 3)
    agreement = Agreement(
        family_wants=(tale.says("goal"),), worker_wants=(tale.says("short"),), purpose=tale.says("goal"),
        hours="After school", booked="always", weeks=26, hours_a_week=6, seeing_less=tale.says("note"),
        told=tale.says("short"), understood="yes", copy_given="On the fridge",
    )  # fmt: skip
    said = [Answer(tale.persons[MOTHER], "yes", tale.says("words"))]
    tale.do(
        who, agreements.record_agreement, tale.ago(on), 17, on=tale.day(tale.ago(on)), agreement=agreement, answers=said
    )
    if tale.told.full:
        tale.consent(
            who, tale.ago(on + 1), MOTHER, tale.agency(TEACHER), SCHOOL, children(tale)[0], until=tale.on(on + 200),
            purpose=tale.says("goal"), what=tale.says("short"),
        )  # fmt: skip
    held = on + 3 + tale.drawn.randint(0, 3)
    meet(tale, who, REFERRAL_MEETING, on + 1, held, agrees=True)
    return held


def assess(tale: Tale, who: str, agreed: int) -> int:
    """The assessment, with what each says themselves, until everybody has said what they think of it."""
    tale.do(who, assessments.start, tale.ago(agreed + 2), 16)
    ends = agreed + 2 + max(12, tale.in_time("assessment"))
    each = 5 if tale.told.full else 20
    for on in range(agreed + 4, ends - 2, each + 4):
        visit(tale, who, on, "assessment")
    on = ends - 2
    tale.section(
        who, tale.ago(on), "own_view", children(tale)[0], going_well=tale.says("words"), hard=tale.says("words"),
        different=tale.says("words"), where_now=tale.drawn.randint(1, 6),
    )  # fmt: skip
    tale.section(who, tale.ago(on), "own_view", MOTHER, hard=tale.says("words"), different=tale.says("words"))
    tale.section(who, tale.ago(on), "in_short", strengths=tale.says("working"), first=tale.says("goal"), safety=7)
    tale.do(who, assessments.complete, tale.ago(ends), 16, version=1, kept=ALL_BUT_AGENCIES, note=tale.says("short"))
    tale.opens_to_read(who, tale.ago(ends))
    given = [Given("yes", tale.persons[person], how="on_paper") for person in (MOTHER, children(tale)[0])]
    tale.do(who, assessments.agree, tale.ago(ends + 1), 16, version=1, answers=given)
    return ends + 1


def work(tale: Tale, on: int) -> None:
    """The plan, visits at the pace of the family, reviews, what the aids hold, and the end."""
    meet(tale, "worker", FIRST_REVIEW, on, on + 5)
    goal, agreed = write_the_plan(tale, on + 6)
    look_at_the_risks(tale, "worker", on + 8, tale.risks)
    scaled(tale, on + 8, goal, 2)
    last = on + 9
    every = max(2, min(tale.told.meets_every, 2 * tale.within("direct_contact")))
    for review in range(tale.told.reviews):
        held = last + tale.within("review") - 4
        latest: list[Entry] = []
        for turn, at in enumerate(range(last + every, held, every)):
            latest = visit(tale, "worker", at, tale.drawn.choice(("direct_work", "practical_help", "plan_review")))
            if turn == 1:
                look_at_the_aids(tale, at + 1, latest, first=review == 0)
            if turn == 2 and review == 0:
                for step in goal.steps:
                    tale.finish("worker", tale.ago(at + 1), agreed[step.id], "done", tale.says("short"))
        look_again(tale, held - 1, latest)
        scaled(tale, held, goal, 4 + 2 * review)
        plan_a_visit(tale, held)
        meet(tale, "worker", REVIEW, held, held + 3)
        last = held + 3
    end(tale, last + 4, goal)


def write_the_plan(tale: Tale, on: int) -> tuple[Goal, Mapping[str, UUID]]:
    """A goal with two small steps, a promise and the way out; answered, and in force."""
    day = tale.on(on + 14)
    steps = tuple(
        Step(new_id(), tale.says("doing"), tale.doer(who).name, day.isoformat(), key(tale, who), own=tale.says("short"))
        for who in (MOTHER, children(tale)[0])
    )
    goal = Goal(
        new_id(), tale.says("goal"), ids(tale, MOTHER, children(tale)[0]), area=tale.any_of("goal_area"),
        measure="Days of the week", baseline="One", target="Four", benefit=tale.says("short"),
        evidence=tale.says("short"), steps=steps,
    )  # fmt: skip
    others = Plan(
        promises=(Promise(new_id(), SCHOOL, tale.says("doing")),),
        way_out=WayOut(tale.says("short"), where_to_turn=tale.says("letter")),
    )
    version_id = write(tale, "worker", tale.ago(on), (goal,), others, parts=("promises", "exit"))
    answers(
        tale, "worker", tale.ago(on), version_id, "together", (MOTHER, "yes", tale.says("words")),
        (children(tale)[0], "yes", tale.says("words")),
    )  # fmt: skip
    return goal, put_in_force(tale, "worker", tale.ago(on + 1), version_id, tale.says("note"))


def look_at_the_aids(tale: Tale, on: int, latest: list[Entry], *, first: bool) -> None:
    """Pairings, what is different, what stands in the way, and where a relationship stands."""
    child = children(tale)[0]
    ago, child_id = tale.ago(on), tale.persons[child]
    rests = tuple(entry.strand_id for entry in latest)
    day = tale.day(ago)
    tale.do(
        "worker", aids.see_difference, ago, 17, told=NewDifference(child_id, tale.says("note"), TEACHER, rests, day)
    )
    again_on = day + timedelta(days=10)
    barrier = NewBarrier(
        child_id, tale.any_of("bulb_barrier"), tale.says("note"), tale.says("reading"), tale.says("doing"),
        tale.accounts["worker"].name, again_on, day,
    )  # fmt: skip
    named = tale.do("worker", aids.name_barrier, ago, 17, told=barrier)
    pair_the_steps(tale, on, latest)
    if first:
        move_the_relationship(tale, on)
    tale.later(
        on + 10,
        lambda ago: tale.do(
            "worker", aids.look_again_at_barrier, ago, 17, barrier_id=named.pk, on=tale.day(ago),
            how=tale.says("note"), again_on=None,
        ),
    )  # fmt: skip


def pair_the_steps(tale: Tale, on: int, latest: list[Entry]) -> None:
    """Help of the last visit that answers a step."""
    visited = latest[0]
    for helped in (each for each in latest if each.nature == "intervention"):
        for about in helped.about.all()[:1]:
            told = NewAnswer(about.person_id, visited.strand_id, (helped.strand_id,), tale.says("reading"))
            tale.aids("worker", aids.answer_step, tale.ago(on), told=told)


def move_the_relationship(tale: Tale, on: int) -> None:
    """Something of a stage is done, and the relationship moves on to the model's next."""
    other, day = tale.persons[MOTHER], tale.day(tale.ago(on))
    first, after = tale.model.relationship_stages[:2]
    line = first.with_family[0]
    tale.aids("worker", aids.tick_line, tale.ago(on), told=NewTick(other, line.id, tale.says("note"), day))
    said = {each.id: tale.says("note") for each in first.before_moving}
    tale.aids("worker", aids.move_on, tale.ago(on), told=NewMove(other, after.id, said, day))


def look_again(tale: Tale, on: int, latest: list[Entry]) -> None:
    """The questions of the bulb and of the scales, answered before the review."""
    day = tale.day(tale.ago(on))
    child = tale.persons[children(tale)[-1]]
    tale.do(
        "worker", aids.look_at_bulb, tale.ago(on), 18,
        told=NewLook(child, tale.says("note"), tale.says("note"), day),
    )  # fmt: skip
    if latest:
        look = NewScalesLook(tale.says("note"), tale.says("short"), None, (), day)
        tale.aids("worker", aids.look_at_scales, tale.ago(on), 18, told=look)
        step = NewStep((child,), tale.any_of("scales_next_step", but=("legal_planning",)), tale.says("note"))
        tale.aids("worker", aids.say_next_step, tale.ago(on), 18, told=step)
