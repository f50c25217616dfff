"""What a referrer said of risks is taken over into the first risk assessment, and stands beside visits until then."""

import pytest
from django.urls import reverse

from alongside.access import scope
from alongside.assessments import actions
from alongside.assessments.rules import Filled
from alongside.kit import clock
from alongside.kit.dates import day_long
from alongside.kit.ids import uuid7
from alongside.kit.tests.markup import Page
from alongside.pathway.tests import factories

pytestmark = pytest.mark.django_db

RISKS = "Two dogs, one of them shy."
PANEL = "What the referrer says of risks"


def assess(one: factories.Pathway) -> None:
    """The key worker makes the first risk assessment."""
    origin = {"origin": "made", "done_by": ["key_worker"], "their_words": RISKS}
    watch = {"watch": "A new car", "review_on": clock.today().replace(year=clock.today().year + 1)}
    filled = [Filled("origin", origin), Filled("watch", watch)]
    with scope.acting_as(one.worker):
        actions.assess_risk(
            by=one.worker, deed_id=uuid7(), family_id=one.family_id, filled=filled, stood=None, at=clock.now()
        )


def opened(client, one: factories.Pathway, name: str) -> str:
    client.force_login(one.worker)
    return client.get(reverse(name, args=[one.family_id])).content.decode()


def test_their_words_stand_in_the_first_assessment_with_where_they_come_from(client) -> None:
    one = factories.helped()

    page = opened(client, one, "assessments:assess_risk")

    assert Page(page).written_in("origin__their_words") == RISKS
    assert f"From the referral: Ms Treadwell, Hillview Primary, {day_long(one.submission.at.date())}" in page


def test_a_referrer_who_said_nothing_fills_nothing_in(client) -> None:
    one = factories.pathway()
    one.refer(risks="")
    one.accept()
    one.allocate()

    page = opened(client, one, "assessments:assess_risk")

    assert Page(page).written_in("origin__their_words") == ""
    assert "From the referral" not in page


def test_our_own_assessment_stands_where_theirs_stood(client) -> None:
    one = factories.helped()
    assert PANEL in opened(client, one, "visits:record")

    assess(one)

    assert PANEL not in opened(client, one, "visits:record")
    assert RISKS not in opened(client, one, "desk:family")
    again = opened(client, one, "assessments:assess_risk")
    assert Page(again).written_in("origin__their_words") == ""
    assert RISKS in again
