"""What the risk assessment says of harm is not asked again of whoever is harmed: it stands there with its source."""

from datetime import timedelta

import pytest
from django.urls import reverse

from alongside.assessments import actions
from alongside.assessments.rules import Filled
from alongside.assessments.tests.factories import acting, answer, begin
from alongside.kit import clock
from alongside.kit.dates import day_long
from alongside.kit.ids import uuid7
from alongside.kit.tests.markup import Page
from alongside.timeline.tests.factories import SmithFamily, smith_family

pytestmark = pytest.mark.django_db


@pytest.fixture
def smiths() -> SmithFamily:
    one = smith_family(clock.now() - timedelta(days=40))
    harm = {"known": "yes", "harmed": str(one.katie), "by_whom": str(one.amy), "danger": ["has_left"]}
    review = clock.today() + timedelta(days=30)
    with acting(one):
        actions.assess_risk(
            by=one.worker, deed_id=uuid7(), family_id=one.family.pk, at=clock.now(), stood=None,
            filled=[
                Filled("origin", {"origin": "made", "done_by": ["key_worker"]}), Filled("domestic_abuse", harm),
                Filled("watch", {"review_on": review}),
            ],
        )  # fmt: skip
        begin(one)
    return one


def chosen(client, smiths: SmithFamily, person) -> tuple[set[str], str]:
    """What is chosen in the section, and all it says."""
    client.force_login(smiths.worker)
    address = reverse("assessments:section_of", args=[smiths.family.pk, person, "domestic_abuse"])
    page = Page(client.get(address).content.decode())
    marked = {one["value"] for one in [*page.all("input"), *page.all("option")]
              if {"checked", "selected"} & one.attributes.keys()}  # fmt: skip
    return marked - {""}, " ".join(page.one("main").text.split())


def test_what_is_known_of_harm_is_filled_in_with_its_source_for_whoever_is_harmed(client, smiths) -> None:
    marked, text = chosen(client, smiths, smiths.katie)
    assert marked == {"has_left", str(smiths.amy)}
    assert f"From the risk assessment of {day_long(clock.today())}, by {smiths.worker.name}" in text


def test_nothing_of_it_stands_where_somebody_else_is_asked(client, smiths) -> None:
    marked, text = chosen(client, smiths, smiths.amy)
    assert marked == set()
    assert "From the risk assessment" not in text


def test_what_they_said_themselves_is_not_written_over(client, smiths) -> None:
    with acting(smiths):
        answer(smiths, "domestic_abuse", smiths.katie, danger=["pregnant"])
    marked, _ = chosen(client, smiths, smiths.katie)
    assert marked == {"pregnant"}
