"""Before the work ends every room says, in words of its own, what it would leave open."""

from datetime import timedelta

import pytest
from django.urls import reverse

from alongside.access import actions as access_actions
from alongside.access import scope
from alongside.access.models import User
from alongside.agreements.tests.factories import agreed, consent, school
from alongside.assessments.tests.factories import begin
from alongside.kit import clock
from alongside.kit.dates import day_long
from alongside.kit.ids import uuid7
from alongside.meetings.tests.factories import a_plan, plan_it
from alongside.pathway import actions as pathway_actions
from alongside.pathway import queries as pathway
from alongside.pathway.tests.factories import helped
from alongside.people import actions as people
from alongside.plans import actions as plans
from alongside.plans.rules import Doer, NewAction
from alongside.timeline.tests.factories import SmithFamily, account, smith_family
from alongside.visits import actions as visits
from alongside.visits.rules import VisitPlan, VisitTold

pytestmark = pytest.mark.django_db


@pytest.fixture
def smiths() -> SmithFamily:
    return smith_family(clock.now() - timedelta(days=40))


def left_open(smiths: SmithFamily) -> list[str]:
    with scope.acting_as(smiths.worker):
        return list(pathway.still_open(smiths.family.pk, smiths.worker, clock.now()))


def plan_a_visit(smiths: SmithFamily, days: int) -> str:
    """For a day so many days from today; the day in words."""
    day = clock.today() + timedelta(days=days)
    with scope.acting_as(smiths.worker):
        visits.plan_visit(
            by=smiths.worker, deed_id=uuid7(), family_id=smiths.family.pk, plan=VisitPlan(day), at=clock.now()
        )
    return day_long(day)


def plan_a_meeting(smiths: SmithFamily, days: int) -> str:
    day = clock.today() + timedelta(days=days)
    with scope.acting_as(smiths.worker):
        plan_it(smiths, a_plan(smiths, day=day), at=clock.now())
    return day_long(day)


def test_partners_who_read_what_was_agreed_read_it_no_more(smiths):
    assert not any("tell them" in said for said in left_open(smiths))
    agreed(smiths)
    hill = school(smiths)
    consent(smiths, hill.to, smiths.katie)
    name = hill.rao.name
    assert f"{name} reads what was agreed, and no more once the work ends: tell them" in left_open(smiths)


def test_an_assessment_was_begun_and_is_not_finished(smiths):
    assert "The assessment was begun and is not finished" not in left_open(smiths)
    with scope.acting_as(smiths.worker):
        begin(smiths)
    assert "The assessment was begun and is not finished" in left_open(smiths)


def test_something_was_agreed_and_is_not_settled(smiths):
    with scope.acting_as(smiths.worker):
        plans.agree_actions(
            by=smiths.worker, deed_id=uuid7(), family_id=smiths.family.pk, on=clock.today(), at=clock.now(),
            actions=[NewAction("Ring Nan", Doer("Katie", person_id=smiths.katie), clock.today())],
        )  # fmt: skip
    assert "One thing agreed, and not settled yet" in left_open(smiths)


def test_a_visit_is_planned_or_was_and_nothing_is_recorded_of_it(smiths):
    day = plan_a_visit(smiths, 3)
    assert f"A visit is planned for {day}" in left_open(smiths)
    with clock.travel(to=clock.now() + timedelta(days=9)):
        assert f"A visit was planned for {day}, and nothing is recorded of it" in left_open(smiths)
        with scope.acting_as(smiths.worker):
            told = VisitTold(clock.today(), 60, ("direct_work",), "home", present=(smiths.katie,))
            visits.record_visit(
                by=smiths.worker, deed_id=uuid7(), family_id=smiths.family.pk, told=told, at=clock.now()
            )
        assert not any("A visit" in said for said in left_open(smiths))


def test_a_meeting_is_planned_or_was_and_was_neither_held_nor_called_off(smiths):
    day = plan_a_meeting(smiths, 3)
    assert f"Referral meeting: planned for {day}" in left_open(smiths)
    with clock.travel(to=clock.now() + timedelta(days=9)):
        assert f"Referral meeting: was planned for {day}, and nothing is recorded of it" in left_open(smiths)


def test_more_time_was_agreed_and_never_ran_again():
    one = helped()
    one.act(
        one.worker, pathway_actions.pause_clock, model_id="family_intervention", clock_id="first_visit",
        on=clock.today(), agreed_with=[], others="the school", why="Ill.",
    )  # fmt: skip
    with scope.acting_as(one.worker):
        said = pathway.outstanding(one.family_id, one.worker, clock.now())
    assert any("is still on hold" in each for each in said)


def test_an_ending_that_is_not_planned_is_said_to_be(smiths):
    assert "No exit plan is made yet" in left_open(smiths)


def keeps(smiths: SmithFamily, writer, path: str) -> None:
    with scope.acting_as(writer):
        access_actions.keep_draft(
            by=writer, form_key=uuid7(), route="a:form", path=path, title="A form", family_id=smiths.family.pk,
            fields=[("words", "Theirs alone")], at=clock.now(), unless_saved=False,
        )  # fmt: skip


def helping(smiths: SmithFamily) -> User:
    """A senior key worker who helps beside the key worker."""
    senior = account("senior_key_worker")
    with scope.acting_as(smiths.manager):
        people.add_helper(
            by=smiths.manager, family_id=smiths.family.pk, involvement=smiths.involvement, role="senior_key_worker",
            user=senior, at=clock.now(),
        )  # fmt: skip
    return senior


def test_forms_that_were_begun_and_not_finished_are_counted_and_never_named(smiths):
    assert not any("form" in said for said in left_open(smiths))
    keeps(smiths, smiths.worker, "/a-visit")
    keeps(smiths, smiths.worker, reverse("pathway:close", args=[smiths.family.pk]))
    assert "You have begun one form about the family and not finished: finish it first" in left_open(smiths)
    keeps(smiths, smiths.worker, "/a-plan")
    name = smiths.worker.name
    with scope.acting_as(smiths.manager):
        said = pathway.still_open(smiths.family.pk, smiths.manager, clock.now())
    assert f"{name} has begun three forms about the family and not finished: ask {name} to finish them first" in said
    senior = helping(smiths)
    keeps(smiths, senior, "/a-visit")
    ask = f"{senior.name} has begun one form about the family and not finished: ask {senior.name} to finish it first"
    assert ask in left_open(smiths)
    with scope.acting_as(smiths.manager):
        said = pathway.still_open(smiths.family.pk, smiths.manager, clock.now())
    assert [each.partition(" has begun ")[0] for each in said if " has begun " in each] == sorted([name, senior.name])
    assert not any("A form" in each for each in said)
