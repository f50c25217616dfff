"""The safety plan at the end: tried out before the family is alone with it, or a reason why none is needed."""

from datetime import timedelta

import pytest
from django.urls import reverse

from alongside.access import scope
from alongside.endings.tests.factories import met, person
from alongside.endings.tests.test_pages import address, text
from alongside.kit import clock
from alongside.kit.ids import uuid7
from alongside.people import actions as people
from alongside.plans import actions as plans
from alongside.plans.rules import SafetyPlan, TriedOut
from alongside.practice.queries import current_version
from alongside.timeline.rules import Audience

pytestmark = pytest.mark.django_db


@pytest.fixture
def smiths():
    return met()


def safety_plan(smiths):
    """The family’s, made with Katie."""
    katie = str(person(smiths, "Katie Smith"))
    plan = SafetyPlan(
        whose="", made_with=(katie,), safe_from="A night alone", signs="The bell", does=(), where_to="Nan’s", rings=(),
        otherwise="The neighbour", copies="At school", agreed_by=katie,
        look_on=(clock.today() + timedelta(days=30)).isoformat(),
    )  # fmt: skip
    return smiths.act(smiths.worker, plans.write_safety_plan, plan=plan, on=clock.today(), audience=Audience.TEAM)


def test_the_line_of_the_safety_plan_is_made_of_how_it_went_when_it_was_tried_out(client, smiths):
    client.force_login(smiths.worker)
    assert "To do: write a safety plan together and try it out" in text(client.get(address(smiths)))
    plan = safety_plan(smiths)
    assert "To do: try out the safety plan of the family" in text(client.get(address(smiths)))
    assert client.get(address(smiths, "no_safety_plan"))["Location"].endswith("/safety-plans/try-out/")
    katie = person(smiths, "Katie Smith")
    for worked, words, still in (("no", "it did not work yet", True), ("partly", "some of it worked", False)):
        smiths.act(
            smiths.worker, plans.try_out_safety_plan, entry_id=plan.pk, told=TriedOut("Ringing Nan", worked),
            on=clock.today(), together=[katie],
        )  # fmt: skip
        page = text(client.get(address(smiths)))
        assert f"Done with the plan of the family: {words}" in page
        assert ("To do: try it out again, another way: it did not work yet" in page) is still


def test_without_a_safety_plan_the_ending_says_so_and_takes_why_none_is_needed(client, smiths):
    client.force_login(smiths.worker)
    here = address(smiths, "no_safety_plan")
    answer = client.get(here)
    assert "There is no safety plan yet" in text(answer)
    assert reverse("plans:write_safety_plan", args=[smiths.family_id]) in answer.content.decode()
    sent = {"form_key": str(uuid7()), "on": "today", "why": ""}
    assert "Say why none is needed" in text(client.post(here, sent))
    page = text(client.post(here, {**sent, "why": "Nobody was ever in danger."}, follow=True))
    assert "It is said why none is needed" in page
    assert "To do: write a safety plan" not in page
    safety_plan(smiths)
    assert "To do: try out the safety plan of the family" in text(client.get(address(smiths)))
    assert "There is a safety plan now" in text(client.post(here, {**sent, "form_key": str(uuid7()), "why": "None"}))


def test_an_ending_counts_the_safety_plans_of_the_work_now_and_every_page_of_it_counts_the_same(client, smiths):
    safety_plan(smiths)
    with scope.acting_as(smiths.worker):
        versions = current_version("family_intervention"), current_version("statutory_england")
        people.open_involvement(
            by=smiths.worker, family_id=smiths.family_id, at=clock.now(), on=clock.today(), model_versions=versions
        )
    client.force_login(smiths.worker)
    here = address(smiths, "no_safety_plan")
    assert "There is no safety plan yet" in text(client.get(here))
    sent = {"form_key": str(uuid7()), "on": "today", "why": "Nobody is in danger now."}
    assert "Why no safety plan is needed is on the record." in text(client.post(here, sent, follow=True))
