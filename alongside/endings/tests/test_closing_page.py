"""What the page that ends the work asks about, and whom it names."""

from datetime import timedelta

import pytest
from django.urls import reverse

from alongside.access import scope
from alongside.agreements.tests.factories import consent, holds
from alongside.endings.tests.factories import person
from alongside.kit import clock
from alongside.kit.dates import day_long, day_typed
from alongside.kit.ids import uuid7
from alongside.kit.tests.markup import Page
from alongside.pathway.tests.browsing import said_of_unlit
from alongside.pathway.tests.factories import Pathway
from alongside.timeline import queries as timeline
from alongside.visits import actions as visits
from alongside.visits.rules import VisitPlan

pytestmark = pytest.mark.django_db
KEPT = "The school keeps in touch for the follow-up"


def address(smiths: Pathway) -> str:
    return reverse("pathway:close", args=[smiths.family_id])


def closing(client, smiths: Pathway) -> Page:
    client.force_login(smiths.worker)
    return Page(client.get(address(smiths)).content.decode())


def words(page: Page) -> str:
    return " ".join(page.one("main").text.split())


def typed(smiths: Pathway, page: Page, **more: str) -> dict[str, str]:
    """The form as it is opened, and what else must be said."""
    stood = {each["name"]: each["value"] for each in page.all("input", name="stood")}
    ends = {each["name"]: each["value"] for each in page.all("input", type="radio") if "checked" in each.attributes}
    said = {
        "form_key": str(uuid7()), "on": day_typed(clock.today()), "reason": "goals_reached", "changed": "Amy sleeps.",
        "told": "Ring us any time.", "follow_up_by": str(smiths.worker.pk),
    }  # fmt: skip
    return {**ends, **said, **stood, **said_of_unlit(page), **more}


def test_what_is_booked_for_the_last_day_is_asked_about_only_when_an_earlier_last_day_is_given(client, smiths):
    smiths.act(smiths.worker, visits.plan_visit, plan=VisitPlan(clock.today()))
    page = closing(client, smiths)
    assert f"Nothing is booked with {day_long(clock.today())} as the last day. Another last day changes" in words(page)
    assert not [name for name in typed(smiths, page) if name.startswith("runs_on")]
    earlier = typed(smiths, page, on=day_typed(clock.today() - timedelta(days=1)))
    asked = Page(client.post(address(smiths), earlier).content.decode())
    assert f"Say whether it is called off: A visit is planned for {day_long(clock.today())}" in words(asked)
    assert client.post(address(smiths), typed(smiths, page)).status_code == 302


def test_a_yes_of_two_people_to_the_same_about_the_same_children_is_one_question_for_both(client, smiths, family, hill):
    liam = person(smiths, "Liam Smith")
    holds(family, liam, family.amy)
    consent(family, hill.to, family.amy)
    consent(family, hill.to, family.amy, by=liam)
    page = closing(client, smiths)
    assert "Katie and Liam said yes: Hill Primary may know what concerns Amy." in words(page)
    (ends,) = {each["name"] for each in page.all("input", type="radio") if each["name"].endswith("-ends")}
    sent = typed(smiths, page, **{ends: "goes_on", ends.replace("-ends", "-why"): KEPT})
    assert client.post(address(smiths), sent).status_code == 302
    with scope.acting_as(smiths.manager):
        on = timeline.told(smiths.family_id, smiths.manager, ["pathway.goes_on"])
    assert sorted(line.facts["what"] for line in on) == [
        "Katie said yes: Hill Primary may know what concerns Amy.",
        "Liam said yes: Hill Primary may know what concerns Amy.",
    ]


def test_who_should_hear_of_it_names_partners_who_read_the_family_today(client, smiths, family, hill):
    consent(family, hill.to, family.amy)
    page = words(closing(client, smiths))
    told = page.partition("Who should hear of it")[2]
    assert f"{hill.rao.name}Reads what was agreed today, and no more once the work ends: tell them" in told
    assert page.count("no more once the work ends") == 1, "it is said once, where they are named"
