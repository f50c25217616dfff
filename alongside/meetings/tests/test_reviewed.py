"""A review keeps, sets again or ends each reward and consequence, makes smaller what was too much, and leads on."""

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from django.urls import reverse

from alongside.access import scope
from alongside.kit import clock
from alongside.kit.dates import day_long, day_typed
from alongside.kit.ids import uuid7
from alongside.kit.refusals import Unacceptable
from alongside.kit.tests.markup import Page
from alongside.meetings import queries
from alongside.meetings.rules import FIRST_REVIEW, REVIEW, Held
from alongside.meetings.tests.factories import a_plan, hold_it, plan_it
from alongside.plans import actions as plans
from alongside.plans import queries as plan_queries
from alongside.plans.rules import Consequence, Goal, LineReviewed, Reviewed
from alongside.plans.tests.factories import (
    answer,
    follows,
    goal,
    hidden,
    in_force,
    main,
    now,
    put_together,
    step,
    write,
)
from alongside.plans.tests.factories import at as of_plan
from alongside.timeline import actions as timeline
from alongside.timeline.models import Entry
from alongside.timeline.rules import Audience
from alongside.timeline.tests.factories import SmithFamily, smith_family

pytestmark = pytest.mark.django_db
PIZZA, PHONE, CARD = "Pizza on Fridays", "No phone after nine", "A red card on the fridge"
MORNINGS, EVENINGS = "Amy gets to school rested", "Katie has an evening to herself"
TOO_MUCH = "The nights with Liam are hard"


@pytest.fixture
def smiths() -> SmithFamily:
    return smith_family(clock.now() - timedelta(days=60))


@pytest.fixture
def worker(smiths, client):
    client.force_login(smiths.worker)
    return client


def days(number: int):
    return clock.today() + timedelta(days=number)


def the_plan(smiths: SmithFamily, **more: Any) -> tuple[str, dict[str, str], Goal]:
    """In force for forty days, after a first review: a reward that is over, two consequences, and two goals, one of
    which stood still. Gives the version, the lines by what they say, and the goal that stood still.
    """
    lines = (
        Consequence("pizza", "reward", PIZZA, "Katie", days(-10).isoformat()),
        Consequence("phone", "consequence", PHONE, "Katie", days(20).isoformat(), "Hillview Primary"),
        Consequence("card", "consequence", CARD),
    )
    at = clock.now() - timedelta(days=40)
    with scope.acting_as(smiths.worker):
        hold_it(smiths, Held(FIRST_REVIEW, days(-41), 60), at=at)
        stuck = goal(smiths, words=MORNINGS, steps=(step(by_when=days(30).isoformat()),))
        write(smiths, stuck, at=at)
        write(smiths, goal(smiths, words=EVENINGS, steps=(step(what="Nan", by_when=days(30).isoformat()),)), at=at)
        follows(smiths, *lines, at=at)
        version = put_together(smiths, at=at).facts["version_id"]
        in_force(smiths, version, on=days(-40), at=at, **more)
        for on, value in ((-45, 4), (-2, 4)):
            told = plans.NewScale(smiths.amy, value, days(on))
            plans.scale(
                by=smiths.worker, deed_id=uuid7(), family_id=smiths.family.pk, goal_id=stuck.id, told=told,
                at=clock.now(),
            )  # fmt: skip
    return version, {line.what: line.id for line in lines}, stuck


def page(smiths: SmithFamily, name: str, *more: object) -> str:
    return reverse(f"meetings:{name}", args=[smiths.family.pk, *more])


def planned(smiths: SmithFamily):
    """A review planned for next week."""
    with scope.acting_as(smiths.worker):
        return plan_it(smiths, replace(a_plan(smiths), type=REVIEW, day=days(7)), at=clock.now()).deed_id


def as_held(smiths: SmithFamily, stuck: Goal, **changed: object) -> dict[str, object]:
    """A review as the page sends it: pizza again, the phone kept, the card ended, mornings made smaller."""
    katie, amy, liam = (f"person-{each}-" for each in (smiths.katie, smiths.amy, smiths.liam))
    return {
        "form_key": str(uuid7()), "day": day_typed(clock.today()), "minutes": "60",
        "not_verified": "Asked in the meeting itself",
        f"{katie}how": "present", f"{katie}open_to": "all", f"{amy}how": "present", f"{amy}open_to": "own",
        f"{liam}how": "represented", f"{liam}by": "Nursery",
        "line-pizza-decided": "again", "line-pizza-what": "Pizza after three good mornings",
        "line-pizza-until": day_typed(days(40)),
        "line-phone-decided": "keep", "line-phone-what": PHONE, "line-phone-until": day_typed(days(20)),
        "line-card-decided": "end", "line-card-what": CARD, "line-card-until": "",
        f"goal-{stuck.id}-decided": "smaller", f"goal-{stuck.id}-because": TOO_MUCH,
        **changed,
    }  # fmt: skip


@pytest.fixture
def reviewed(worker, smiths):
    """The review held with these decisions: its page, and the goal."""
    _, _, stuck = the_plan(smiths)
    answer = worker.post(page(smiths, "record", REVIEW), as_held(smiths, stuck), follow=True)
    assert "The meeting is on the record." in main(answer)
    return answer, stuck


def one(smiths: SmithFamily) -> queries.Meeting:
    with scope.acting_as(smiths.worker):
        return next(each for each in queries.meetings_of(smiths.family.pk, smiths.worker) if each.type == REVIEW)


def test_preparing_a_review_shows_what_is_in_force_what_is_over_and_what_may_be_too_much(worker, smiths) -> None:
    the_plan(smiths)
    text = main(worker.get(page(smiths, "prepare", planned(smiths))))
    holds, _, over = text.partition("Rewards and consequences that are over")
    assert PIZZA not in holds
    assert "Their day has passed. The review sets each again, or ends it." in over
    assert f"Reward: {PIZZA}Katie. Over since {day_long(days(-10))}" in over
    assert PHONE in holds
    assert f"Consequence: {PHONE}Katie. Hillview Primary. Until {day_long(days(20))}" in text
    assert f"Consequence: {CARD}" in text
    assert "Is it too much for now? Amy puts it at 4, as before." in text
    assert text.count("Is it too much for now?") == 1


def test_preparing_a_review_shows_beside_the_plan_in_force_the_version_that_waits_and_for_whom(worker, smiths) -> None:
    the_plan(smiths)
    where = page(smiths, "prepare", planned(smiths))
    assert "waits" not in main(worker.get(where))
    with scope.acting_as(smiths.worker):
        follows(smiths, Consequence("phone", "consequence", "No phone after eight"), at=clock.now())
        waiting = put_together(smiths, at=clock.now()).facts["version_id"]
        answer(smiths, waiting, f"person:{smiths.katie}", "yes", on=days(0), at=clock.now())
    shown = worker.get(where)
    in_force, _, beside = main(shown).partition("Version 2 of the plan waits")
    assert f"Consequence: {PHONE}" in in_force
    holds, _, over = in_force.partition("Rewards and consequences that are over")
    assert "They hold until the version that waits is in force." in holds
    assert PIZZA not in holds
    assert "Their day has passed. They hold no more." in over
    assert "decides about each" not in in_force
    assert "Not answered yet: Amy and Liam." in beside
    assert "The review decides about each of these" in beside.partition("No phone after eight")[0]
    assert CARD not in beside
    assert reverse("plans:version", args=[smiths.family.pk, waiting]) in shown.content.decode()
    with scope.acting_as(smiths.worker):
        for each in (smiths.amy, smiths.liam):
            answer(smiths, waiting, f"person:{each}", "no", on=days(0), at=clock.now())
    assert "Everybody answered. Said no: Amy and Liam." in main(worker.get(where))


def test_the_form_of_a_review_asks_for_each_line_in_force_and_each_goal_that_stood_still(worker, smiths) -> None:
    _, lines, stuck = the_plan(smiths)
    shown = Page(worker.get(page(smiths, "record", REVIEW)).content.decode())
    assert len(shown.all("input", type="radio", value="again")) == len(lines)
    assert len(shown.all("input", type="radio", value="smaller")) == 1
    assert f"goal-{stuck.id}-decided" in {each["name"] for each in shown.all("input", type="radio")}
    assert shown.one("input", name="line-pizza-until").attributes.get("value", "") == ""
    assert shown.one("input", name="line-phone-until")["value"] == day_typed(days(20))
    for kind in ("referral_meeting", "on_concern"):
        assert "line-pizza" not in worker.get(page(smiths, "record", kind)).content.decode()


def test_a_review_before_there_is_a_plan_asks_nothing_of_one(worker, smiths) -> None:
    assert "The plan: what goes on" not in main(worker.get(page(smiths, "record", FIRST_REVIEW)))


def test_what_was_decided_stands_on_the_page_on_its_entry_and_in_the_minutes(worker, smiths, reviewed) -> None:
    answer, _ = reviewed
    again = f"Set again: Pizza after three good mornings, until {day_long(days(40))}"
    for text in (
        main(answer),
        main(worker.get(reverse("timeline:entry", args=[smiths.family.pk, one(smiths).reviewed.id]))),
        main(worker.get(page(smiths, "minutes_for", one(smiths).meeting_id, f"person-{smiths.katie}"))),
    ):
        for words in (PIZZA, again, PHONE, "Kept", CARD, "Ended", MORNINGS, "To be made smaller", TOO_MUCH):
            assert words in text
        assert EVENINGS not in text
        assert "puts it at" not in text
    assert Entry.objects.get(pk=one(smiths).reviewed.id).sentence == (
        f"The review of {day_long(days(0))} on the plan. Rewards and consequences: 1 kept, 1 set again, 1 ended. "
        "1 goal to be made smaller."
    )


def test_a_review_leads_on_to_the_next_version_which_opens_with_what_was_decided(worker, smiths, reviewed) -> None:
    answer, stuck = reviewed
    (leads_on,) = [
        each["href"]
        for each in Page(answer.content.decode()).all("a")
        if "Write the next version of the plan" in each.text
    ]
    assert leads_on == f"{of_plan(smiths, 'plan')}#next"
    of = f"the review of {day_long(days(0))}"
    plan = main(worker.get(leads_on))
    assert f"Decided: 1 kept, 1 set again, 1 ended. From {of}" in plan
    assert f"To be made smaller: {TOO_MUCH}. From {of}" in plan

    shown = worker.get(of_plan(smiths, "part", "consequences"))
    rows = Page(shown.content.decode())
    assert [rows.one("input", name=f"consequences-{row}-what")["value"] for row in (0, 1)] == [
        "Pizza after three good mornings", PHONE,
    ]  # fmt: skip
    assert rows.one("input", name="consequences-0-until")["value"] == day_typed(days(40))
    assert rows.one("input", name="consequences-0-id")["value"] == "pizza"
    assert f"Ended, and so not below: {CARD}." in main(shown)
    assert f"From {of}" in main(shown)
    assert f"Kept at {of}" in main(shown)

    form = worker.get(of_plan(smiths, "goal", stuck.id))
    assert Page(form.content.decode()).written_in("smaller_because") == TOO_MUCH
    assert f"From {of}" in main(form)


def test_what_was_decided_is_carried_until_it_is_written_and_nobody_forgets_it(worker, smiths, reviewed) -> None:
    _, stuck = reviewed
    smaller = f"The review of {day_long(days(0))} decided to make “{MORNINGS}” smaller. Write it."
    with scope.acting_as(smiths.worker):
        assert now(smiths).from_review == [smaller]
        write(smiths, replace(stuck, words="Amy gets up rested", smaller_because=TOO_MUCH), at=clock.now())
        assert now(smiths).from_review == []
    assert "A red card on the fridge" in main(worker.get(of_plan(smiths, "together")))

    shown = worker.get(of_plan(smiths, "part", "consequences"))
    rows = Page(shown.content.decode())
    sent = hidden(shown) | {
        f"consequences-{row}-{name}": rows.one("input", name=f"consequences-{row}-{name}").attributes.get("value", "")
        for row in (0, 1)
        for name in ("what", "by_whom", "until", "agency", "set_by")
    }
    sent |= {"consequences-0-kind": "reward", "consequences-1-kind": "consequence"}
    assert worker.post(of_plan(smiths, "part", "consequences"), sent).status_code == 302
    assert "From the review" not in main(worker.get(of_plan(smiths, "part", "consequences")))
    with scope.acting_as(smiths.worker):
        assert now(smiths).from_review == []
        assert [line.what for line in now(smiths).plan.consequences] == ["Pizza after three good mornings", PHONE]
        put_together(smiths, at=clock.now())
        assert now(smiths).lines_reviewed is None
    assert "Write the next version" not in main(worker.get(page(smiths, "meeting", one(smiths).meeting_id)))


def test_setting_again_wants_a_day_to_come_or_other_words_and_nothing_typed_is_dropped(worker, smiths) -> None:
    _, _, stuck = the_plan(smiths)
    where = page(smiths, "record", REVIEW)

    def refused(**changed: object) -> str:
        answer = worker.post(where, as_held(smiths, stuck, **changed))
        assert answer.status_code == 200
        return main(answer)

    kept = {"line-phone-decided": "again"}
    assert "Give a new day, or other words" in refused(**kept)
    assert "This day has passed" in refused(**kept, **{"line-phone-until": day_typed(days(-3))})
    assert "You wrote new words or a new day" in refused(**{"line-phone-what": "No phone after eight"})
    assert "Say why it is made smaller" in refused(**{f"goal-{stuck.id}-because": ""})
    assert "You wrote why it is made smaller" in refused(**{f"goal-{stuck.id}-decided": "keep"})
    with scope.acting_as(smiths.worker):
        assert REVIEW not in {each.type for each in queries.meetings_of(smiths.family.pk, smiths.worker)}


def test_a_review_that_decides_nothing_leaves_nothing_and_still_leads_on(worker, smiths) -> None:
    _, _, stuck = the_plan(smiths)
    nothing = {f"line-{each}-decided": "" for each in ("pizza", "phone", "card")}
    nothing |= {"line-pizza-what": PIZZA, "line-pizza-until": ""}
    nothing |= {f"goal-{stuck.id}-decided": "", f"goal-{stuck.id}-because": ""}
    answer = worker.post(page(smiths, "record", REVIEW), as_held(smiths, stuck, **nothing), follow=True)
    assert one(smiths).reviewed is None
    assert "Write the next version of the plan" in main(answer)


def test_a_review_put_right_shows_and_keeps_what_was_decided_then(worker, smiths, reviewed) -> None:
    _, stuck = reviewed
    before = one(smiths)
    where = page(smiths, "correct", before.told.entry.deed_id)
    shown = worker.get(where)
    rows = Page(shown.content.decode())
    assert rows.one("input", name="line-pizza-what")["value"] == "Pizza after three good mornings"
    sent = as_held(smiths, stuck) | hidden(shown) | {"line-card-decided": "keep", "minutes": "75"}
    assert worker.post(where, sent).status_code == 302
    after = one(smiths)
    assert [each.decided for each in after.held.review.lines] == ["again", "keep", "keep"]
    assert after.reviewed.entry.supersedes_id == before.reviewed.id
    assert after.held.review.start == before.held.review.start


def test_what_is_decided_about_a_plan_of_our_own_is_for_our_own_eyes(worker, smiths) -> None:
    _, _, stuck = the_plan(smiths, audience=Audience.TEAM)
    worker.post(page(smiths, "record", REVIEW), as_held(smiths, stuck))
    found = one(smiths)
    assert found.reviewed.entry.audience == "team"
    assert PIZZA not in main(worker.get(page(smiths, "minutes_for", found.meeting_id, f"person-{smiths.katie}")))


def test_who_may_not_read_the_plan_may_not_read_what_a_review_decided_about_it(worker, smiths) -> None:
    _, _, stuck = the_plan(smiths)
    with scope.acting_as(smiths.manager):
        strand = Entry.objects.get(kind="plans.put_in_force").strand_id
        timeline.withhold_strand(
            by=smiths.manager, family_id=smiths.family.pk, strand_id=strand, from_person_id=smiths.katie, why="Asked",
            at=clock.now(),
        )  # fmt: skip
    worker.post(page(smiths, "record", REVIEW), as_held(smiths, stuck))
    minutes = page(smiths, "minutes_for", one(smiths).meeting_id, f"person-{smiths.katie}")
    assert PIZZA not in main(worker.get(minutes))
    assert PIZZA in main(worker.get(minutes.replace(str(smiths.katie), str(smiths.amy))))


def test_nothing_is_decided_about_what_the_plan_in_force_does_not_hold(smiths) -> None:
    the_plan(smiths)
    line = LineReviewed(Consequence("elsewhere", "reward", "A bicycle"), "keep")
    with scope.acting_as(smiths.worker), pytest.raises(Unacceptable, match="written anew"):
        hold_it(smiths, Held(REVIEW, clock.today(), 60, review=Reviewed((line,))), at=clock.now())


def test_who_prepares_a_review_after_somebody_else_sees_both(worker, smiths) -> None:
    where = page(smiths, "prepare", planned(smiths))
    sent = {"form_key": str(uuid7()), "check-ours-kept": "kept", "check-ours-seen": "Every visit happened."}
    assert worker.post(where, sent).status_code == 302
    late = worker.post(where, sent | {"form_key": str(uuid7()), "check-ours-kept": "partly", "note": "Mine"})
    assert late.status_code == 409
    shown = Page(late.content.decode())
    assert "prepared this review while you were writing" in shown.one("main").text
    assert "Every visit happened." in shown.one("main").text
    assert shown.written_in("note") == "Mine"
    again = {"form_key": str(uuid7()), "stood": shown.one("input", name="stood")["value"], "check-ours-kept": "partly"}
    assert worker.post(where, again).status_code == 302
    assert [check.kept for check in one(smiths).prepared.checks] == ["partly"]


def test_a_version_put_together_holds_what_the_review_decided_though_nobody_wrote_it(worker, smiths, reviewed) -> None:
    _, stuck = reviewed
    other = next(goal for goal in goals_of(smiths) if goal.id != stuck.id)
    with scope.acting_as(smiths.worker):
        write(smiths, replace(other, words="Katie has two evenings"), at=clock.now())
        put_together(smiths, at=clock.now())
        newest, *_ = plan_queries.versions_of(smiths.family.pk, smiths.worker)
        assert [line.what for line in newest.plan.consequences] == ["Pizza after three good mornings", PHONE]
        # A goal to be made smaller is somebody's to write; until then it is not forgotten.
        (waits,) = now(smiths).from_review
    assert "smaller. Write it." in waits


def test_a_form_opened_before_the_review_meets_what_it_decided(worker, smiths) -> None:
    _, _, stuck = the_plan(smiths)
    with scope.acting_as(smiths.worker):
        write(smiths, replace(goals_of(smiths)[1], words="Katie has two evenings"), at=clock.now())
    part, together = (of_plan(smiths, *name) for name in (("part", "consequences"), ("together",)))
    opened = {where: hidden(worker.get(where)) for where in (part, of_plan(smiths, "leave_out", stuck.id), together)}
    worker.post(page(smiths, "record", REVIEW), as_held(smiths, stuck))
    lines = {"consequences-0-kind": "reward", "consequences-0-what": PIZZA}
    for where, told in zip(opened, (lines, {"why": "Done"}, {}), strict=True):
        assert worker.post(where, opened[where] | told).status_code == 409


def test_a_review_asks_about_the_version_that_waits_and_says_so_where_it_is_put_in_force(worker, smiths) -> None:
    _, _, stuck = the_plan(smiths)
    with scope.acting_as(smiths.worker):
        follows(smiths, Consequence("phone", "consequence", "No phone after eight"), at=clock.now())
        waiting = put_together(smiths, at=clock.now()).facts["version_id"]
    where = of_plan(smiths, "put_in_force", waiting)
    assert "that this version does not hold" not in main(worker.get(where))
    shown = main(worker.get(page(smiths, "record", REVIEW)))
    assert "No phone after eight" in shown
    assert CARD not in shown
    sent = {name: value for name, value in as_held(smiths, stuck).items() if not name.startswith("line-")}
    sent |= {"line-phone-decided": "end", "line-phone-what": "No phone after eight", "line-phone-until": ""}
    assert worker.post(page(smiths, "record", REVIEW), sent).status_code == 302
    assert f"The review of {day_long(days(0))} decided something that this version does not hold." in main(
        worker.get(where)
    )


def goals_of(smiths: SmithFamily) -> tuple[Goal, ...]:
    with scope.acting_as(smiths.worker):
        return now(smiths).plan.goals
