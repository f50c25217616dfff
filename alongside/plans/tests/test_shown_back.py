"""What somebody said of themselves at the beginning is at hand when they are discouraged."""

from datetime import timedelta

import pytest
from django.urls import reverse

from alongside.access import scope
from alongside.assessments.tests.factories import answer, begin
from alongside.kit import clock
from alongside.kit.ids import uuid7
from alongside.kit.tests.markup import Page
from alongside.plans import actions
from alongside.plans.actions import NewStage
from alongside.plans.tests import factories
from alongside.timeline.tests.factories import SmithFamily, smith_family

pytestmark = pytest.mark.django_db


@pytest.fixture
def smiths() -> SmithFamily:
    return smith_family(clock.now() - timedelta(days=60))


def falls_back(smiths: SmithFamily) -> str:
    """Katie has fallen back with a goal; the address of the page that says how far she is."""
    it = factories.goal(smiths)
    with scope.acting_as(smiths.worker):
        factories.write(smiths, it, at=clock.now())
        told = NewStage(smiths.katie, "relapse", clock.today(), they_say=True)
        actions.see_stage(
            by=smiths.worker, deed_id=uuid7(), family_id=smiths.family.pk, goal_id=it.id, told=told,
            at=clock.now(),
        )  # fmt: skip
    return factories.at(smiths, "change", it.id)


def test_whoever_fell_back_is_shown_what_they_said_at_the_beginning(smiths, client) -> None:
    here = falls_back(smiths)
    shown_back = reverse("assessments:look_back", args=[smiths.family.pk, smiths.katie])
    client.force_login(smiths.worker)
    assert shown_back not in client.get(here).content.decode()
    with scope.acting_as(smiths.worker):
        begin(smiths)
        answer(smiths, "own_view", smiths.katie, going_well="I got three of us through the winter.")

    page = Page(client.get(here).content.decode())

    assert shown_back in [link.attributes.get("href") for link in page.all("a")]
    assert "three of us" in client.get(shown_back).content.decode()
