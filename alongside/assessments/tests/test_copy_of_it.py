"""A copy of the assessment, for somebody who asks: what was never theirs to read is not handed to them on paper."""

from uuid import UUID

import pytest
from django.urls import reverse

from alongside.agreements import actions as agreements
from alongside.agreements.rules.copies import Request
from alongside.assessments.tests.factories import acting
from alongside.assessments.tests.test_who_reads import chosen, dan, opened, smiths
from alongside.kit import clock
from alongside.kit.ids import uuid7
from alongside.kit.tests.markup import Page
from alongside.timeline.tests.factories import SmithFamily

pytestmark = pytest.mark.django_db
__all__ = ["dan", "smiths"]


def to_print(client, smiths: SmithFamily, person: UUID) -> str:
    """What the page of their request offers to print."""
    request = Request(person, (person,), clock.today(), "paper")
    with acting(smiths):
        asked = agreements.ask_for_copy(
            by=smiths.worker, deed_id=uuid7(), family_id=smiths.family.pk, request=request, at=clock.now()
        )
    client.force_login(smiths.worker)
    page = client.get(reverse("agreements:copy", args=[smiths.family.pk, asked.pk]))
    return " ".join(Page(page.content.decode()).one("main").text.split())


def test_a_copy_for_dan_warns_of_what_katie_said_alone_and_of_amys_own_view(client, smiths, dan):
    opened(smiths)
    shown = to_print(client, smiths, dan)
    assert "The assessment as it stands" in shown
    assert "Something in it is not for Dan to read: do not give it as it is" in shown


def test_a_copy_of_what_was_opened_whole_to_katie_is_given_as_it_is(client, smiths):
    every = ("own_view", "domestic_abuse", "child_development", "environment", "history")
    opened(smiths, **dict.fromkeys(every, chosen("family")))
    assert "do not give it as it is" not in to_print(client, smiths, smiths.katie)
