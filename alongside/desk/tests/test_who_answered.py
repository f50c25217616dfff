"""The page of a family says of everything that happened last who it was."""

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


def test_an_answer_to_the_plan_says_whose_it_is(client) -> None:
    one = at_work()
    katie = person(one, "Katie Smith")
    facts = {"name": "Katie Smith", "number": 2, "answer": "yes"}
    with scope.acting_as(one.worker):
        timeline.record(
            by=one.worker, deed_id=uuid7(), family_id=one.family_id, at=clock.now(),
            involvement_id=people.current_involvement(one.family_id, one.worker).pk,
            happened=Happened.day(clock.today()),
            entries=[
                NewEntry(
                    "plans.answered", Nature.VOICE, facts, [(katie, Part.SAID)], [NewText("words", "More stars.")],
                    subtype="yes",
                )
            ],
        )  # fmt: skip
    client.force_login(one.worker)
    answer = client.get(reverse("desk:family", args=[one.family_id]))
    page = " ".join(Page(answer.content.decode()).one("main").text.split())
    assert "Katie Smith’s answer to the support plan, version 2: yes." in page
    assert "More stars." in page
