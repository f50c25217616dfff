"""How the work with a family that is told ends: planned, or because the family steps away; then the follow-up."""

from datetime import date
from typing import Any

from alongside.access.models import User
from alongside.demo.families._planning import ids
from alongside.endings import actions as endings
from alongside.endings.actions import LookingBack
from alongside.endings.rules import ExitPlan
from alongside.endings.rules.ending import SteppingAway
from alongside.kit.dates import day_long
from alongside.pathway import actions as pathway
from alongside.pathway import queries
from alongside.pathway.rules.ending import Left
from alongside.plans.rules import Goal
from bench.council.deeds import MOTHER, children, scaled, visit
from bench.council.telling import Tale


def end(tale: Tale, on: int, goal: Goal) -> None:
    """The way out is planned, looked back, letters are given; then somebody keeps in touch, and that ends too."""
    together, day = tale.people(MOTHER, children(tale)[0]), tale.day
    last = on + 14
    exit_plan = ExitPlan(
        "community", tale.on(last).isoformat(), tale.says("note"), tale.says("letter"), ids(tale, MOTHER),
        last_review_on=tale.on(last - 2).isoformat(), last_help_on=tale.on(last - 4).isoformat(),
        ended_before=tale.says("note"), feelings=tale.says("reading"), unchanged=tale.says("note"),
        afterwards=tale.says("letter"),
    )  # fmt: skip
    tale.do("worker", endings.plan_exit, tale.ago(on), 16, plan=exit_plan, on=day(tale.ago(on)))
    tale.looks_again("worker", tale.ago(on + 1), tale.says("note"), MOTHER)
    told = LookingBack(
        back=tale.says("note"), now=tale.says("note"), forward=tale.says("goal"), strengths=tale.says("working")
    )
    tale.do(
        "worker", endings.review_journey, tale.ago(last - 2), 17, on=day(tale.ago(last - 2)), together=together,
        told=told, said={tale.persons[MOTHER]: tale.says("words")},
    )  # fmt: skip
    visit(tale, "worker", last, "ending")
    scaled(tale, last, goal, 7)
    for person in together:
        body = f"Dear family,\n\nthis was our last visit, {day_long(day(tale.ago(last)))}. {tale.says('letter')}"
        tale.do(
            "worker", endings.give_letter, tale.ago(last), 18, on=day(tale.ago(last)), to=person, how="by_hand",
            safe=True, body=body,
        )  # fmt: skip
    close(tale, "worker", last + 2, tale.drawn.choice(("goals_reached", "enough_with_own_network")))


def step_away(tale: Tale, who: str, met: int) -> None:
    """The family does not go on; it is asked, and the ending is written all the same."""
    visit(tale, who, met + 6, "direct_work")
    on = met + 20
    away = SteppingAway(
        tale.says("note"),
        another_worker=True,
        supervision_on=tale.on(on).isoformat(),
        what_may_follow=tale.says("short"),
    )
    exit_plan = ExitPlan(
        "stepping_away", tale.on(on + 7).isoformat(), tale.says("note"), tale.says("letter"),
        afterwards=tale.says("letter"), stepping_away=away,
    )  # fmt: skip
    tale.do(who, endings.plan_exit, tale.ago(on), 16, plan=exit_plan, on=tale.day(tale.ago(on)))
    close(tale, who, on + 10, "family_ended_it")


def close(tale: Tale, who: str, on: int, reason: str) -> None:
    """The work ends, with somebody in touch until the model's follow-up is over."""
    left = Left(tale.says("note"), tale.says("doing"))

    def ending(*, by: User, family_id: int, on: date, **more: Any) -> None:
        """Whom no help had reached is not known before."""
        unlit = {child.child_id: left for child in queries.unlit(family_id, by, on)}
        pathway.close(by=by, family_id=family_id, on=on, left=unlit, **more)

    tale.do(
        who, ending, tale.ago(on), 15, on=tale.day(tale.ago(on)), reason=reason, changed=tale.says("note"),
        told=tale.says("letter"), follow_up_by=tale.accounts[who], worries=tale.says("note"),
    )  # fmt: skip
    lasts, every = tale.within("follow_up_end"), tale.within("follow_up_contact")
    for contact in range(on + every - 2, on + lasts - 10, every * (1 if tale.told.full else 4)):
        tale.do(
            who, pathway.record_follow_up, tale.ago(contact), on=tale.day(tale.ago(contact)),
            way=tale.any_of("follow_up_way"), outcome="going_well", note=tale.says("note"),
        )  # fmt: skip
    tale.do(
        who,
        pathway.end_follow_up,
        tale.ago(on + lasts - 5),
        on=tale.day(tale.ago(on + lasts - 5)),
        note=tale.says("note"),
    )
