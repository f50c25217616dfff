"""How a family can be reached safely stands on every page where somebody decides how, when or with whom to reach it."""

import html

import pytest
from django.urls import reverse

from alongside.access import scope
from alongside.endings.tests.factories import helped, person
from alongside.kit import clock
from alongside.kit.dates import day_typed
from alongside.kit.ids import uuid7
from alongside.kit.tests.markup import Page
from alongside.pathway.tests.browsing import said_of_unlit
from alongside.people import actions as people

pytestmark = pytest.mark.django_db
TO_KNOW = {
    "safe_contact": "Text between ten and two",
    "safe_letters": "No letters home",
    "visiting_restriction": "Never alone",
}


@pytest.fixture
def smiths():
    one = helped()
    katie = person(one, "Katie Smith")
    with scope.acting_as(one.worker):
        for kind, words in TO_KNOW.items():
            people.record_fact(
                by=one.worker, family_id=one.family_id, person_id=katie, kind=kind, value=words, at=clock.now(),
                protected=True,
            )  # fmt: skip
    return one


def says_how(client, name: str, *args: object) -> bool:
    answer = client.get(reverse(name, args=args))
    assert answer.status_code == 200
    text = html.unescape(answer.content.decode())
    return all(words in text for words in (*TO_KNOW.values(), "How they can be reached safely"))


def test_planning_a_visit_or_a_meeting_and_writing_a_letter_say_how_they_can_be_reached_safely(client, smiths):
    client.force_login(smiths.worker)
    assert says_how(client, "visits:plan", smiths.family_id)
    assert says_how(client, "meetings:plan", smiths.family_id, "first_review")
    assert says_how(client, "endings:give_letter", smiths.family_id)


def test_asking_how_they_are_after_the_work_ended_says_how_they_can_be_reached_safely(client, smiths):
    client.force_login(smiths.worker)
    ended = {
        "form_key": str(uuid7()), "on": day_typed(clock.today()), "reason": "goals_reached", "why": "",
        "changed": "Amy sleeps.", "worries": "", "told": "Ring us.", "follow_up_by": str(smiths.worker.pk),
    }  # fmt: skip
    end = reverse("pathway:close", args=[smiths.family_id])
    ended |= said_of_unlit(Page(client.get(end).content.decode()))
    assert client.post(end, ended).status_code == 302
    assert says_how(client, "pathway:follow_up", smiths.family_id)
