"""What worries us says whom it is about."""

import pytest
from django.urls import reverse

from alongside.access import scope
from alongside.desk.tests.factories import at_work, person
from alongside.kit import clock
from alongside.kit.ids import uuid7
from alongside.kit.tests.markup import Page
from alongside.people import queries as people
from alongside.timeline import actions as timeline
from alongside.timeline.rules import Happened, Nature, NewEntry, NewText, Part

pytestmark = pytest.mark.django_db


def test_a_worry_says_whom_it_is_about(client) -> None:
    one = at_work(worries="The rent is not paid.")
    amy = person(one, "Amy Smith")
    with scope.acting_as(one.worker):
        involvement = people.current_involvement(one.family_id, one.worker)
        entry = NewEntry(
            "assessments.section_answered", Nature.PROCESS, {"section": "Health", "name": "Amy"}, [(amy, Part.FOR)],
            [NewText("worries", "She sleeps on the sofa.", amy)],
        )  # fmt: skip
        timeline.record(
            by=one.worker, deed_id=uuid7(), family_id=one.family_id, involvement_id=involvement.pk, entries=[entry],
            happened=Happened.day(clock.today()), at=clock.now(),
        )  # fmt: skip
    client.force_login(one.worker)

    page = Page(client.get(reverse("desk:family", args=[one.family_id])).content.decode()).one("main").text

    words = " ".join(page.split())
    assert "She sleeps on the sofa.About Amy. " in words
    assert "The rent is not paid.About" not in words
