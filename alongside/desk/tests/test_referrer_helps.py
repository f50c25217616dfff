"""Whoever asked for help is offered among those who help; what they sent cannot be said not to have happened."""

import html
import re

import pytest
from django.urls import reverse

from alongside.access import scope
from alongside.desk.tests.factories import at_work
from alongside.kit import clock
from alongside.kit.dates import day_long
from alongside.kit.ids import uuid7
from alongside.kit.refusals import Unacceptable
from alongside.people import queries as people
from alongside.timeline import actions as timeline
from alongside.timeline import queries

pytestmark = pytest.mark.django_db


def joins(one) -> str:
    return reverse("pathway:helper_joins", args=[one.family_id])


def reads(answer) -> str:
    return " ".join(html.unescape(re.sub(r"<[^>]+>", " ", answer.content.decode())).split())


def test_the_referrer_joins_with_one_tick_and_what_the_referral_told(client) -> None:
    one = at_work()
    client.force_login(one.worker)
    page = reads(client.get(joins(one)))
    assert "Ms Treadwell, Hillview Primary is among those who help" in page
    assert f"From the referral of {day_long(one.submission.at.date())}." in page
    typed = {"form_key": str(uuid7()), "referrer": "yes", "role": "school"}
    assert client.post(joins(one), typed).status_code == 302
    with scope.acting_as(one.worker):
        line = next(each for each in people.helpers_of(one.family_id, one.worker, clock.now()) if each.role == "school")
    assert (line.name, line.agency, line.telephone) == ("Ms Treadwell", "Hillview Primary", "01632 960111")
    assert "is among those who help" not in reads(client.get(joins(one))).split("Who helps now")[0].split("begins")[-1]


def test_a_tick_and_another_name_are_not_both_taken(client) -> None:
    one = at_work()
    client.force_login(one.worker)
    typed = {"form_key": str(uuid7()), "referrer": "yes", "role": "school", "name": "Miss Begum"}
    assert "Tick this, or name somebody else; not both" in reads(client.post(joins(one), typed))


def test_a_referral_is_not_said_not_to_have_happened_and_the_page_says_what_to_do(client) -> None:
    one = at_work()
    with scope.acting_as(one.worker):
        (deed,) = queries.page(one.family_id, one.worker, kinds=("pathway.referral_received",)).deeds
        with pytest.raises(Unacceptable, match="decline the referral"):
            timeline.retract(
                by=one.worker, family_id=one.family_id, entry_ids=[deed.first.id], why="A mistake", at=clock.now(),
                deed_id=uuid7(),
            )  # fmt: skip
    client.force_login(one.worker)
    page = reads(client.get(reverse("timeline:entry", args=[one.family_id, deed.first.id])))
    assert "If nobody is to be helped, decline the referral and say why, or end the work with the family." in page
