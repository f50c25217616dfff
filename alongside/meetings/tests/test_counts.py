"""What a meeting and the team agreed stands on the pages, and its number is what hand-written SQL counts."""

from datetime import timedelta

import pytest
from django.db import connection
from django.urls import reverse

from alongside.access import scope
from alongside.kit import clock
from alongside.kit.dates import day_long, day_typed
from alongside.kit.ids import uuid7
from alongside.kit.tests.markup import Page
from alongside.meetings.rules import Piece
from alongside.meetings.tests.factories import held, hold_it
from alongside.timeline.tests.factories import SmithFamily, smith_family

pytestmark = pytest.mark.django_db
DECIDED = """
SELECT count(*) FROM entry e JOIN entry_content c ON c.entry_id = e.id
CROSS JOIN jsonb_array_elements(c.content->'pieces') piece
WHERE e.family_id = %s AND e.kind = 'meetings.held' AND piece->>'kind' = 'decided' AND NOT e.retracts
AND NOT EXISTS (SELECT 1 FROM entry newer WHERE newer.supersedes_id = e.id)
"""
AGREED = {
    "message": "We are here to help with mornings", "agency-0-agency": "Riverside Housing",
    "agency-0-meets": "Dele Obi", "agency-0-remit": "Repairs and arrears of its own flats",
    "agency-0-way_in": "By a call to the neighbourhood office", "agency-0-holds_back": "What neighbours complain of",
    "agency-0-why": "They asked not to be named", "agency-0-adjusts": "No letters about arrears",
}  # fmt: skip


@pytest.fixture
def smiths() -> SmithFamily:
    return smith_family(clock.now() - timedelta(days=40))


@pytest.fixture
def worker(smiths, client):
    client.force_login(smiths.worker)
    return client


def reads(answer) -> str:
    assert answer.status_code == 200
    return " ".join(Page(answer.content.decode()).one("main").text.split())


@pytest.mark.parametrize(("pieces", "words"), [(1, "1 decision."), (3, "3 decisions.")])
def test_a_meeting_says_as_many_decisions_as_were_written_down(worker, smiths, pieces, words) -> None:
    decided = tuple(Piece("decided", f"Nan comes on day {number}", "Amy asked") for number in range(pieces))
    with scope.acting_as(smiths.worker):
        hold_it(smiths, held(smiths, clock.today(), pieces=(Piece("talked", "Mornings"), *decided)), at=clock.now())
        with connection.cursor() as cursor:
            cursor.execute(DECIDED, [smiths.family.pk])
            assert cursor.fetchone() == (pieces,)

    assert words in reads(worker.get(reverse("timeline:page", args=[smiths.family.pk])))


def test_who_of_an_agency_meets_the_family_its_remit_and_the_way_to_it_are_asked_and_read(worker, smiths) -> None:
    where, until = reverse("meetings:team", args=[smiths.family.pk]), clock.today() + timedelta(days=60)
    sent = {
        **AGREED, "form_key": str(uuid7()), "on": "today", "agency-total": "1", "agency-0-until": day_typed(until),
    }  # fmt: skip

    assert worker.post(where, sent).status_code == 302

    page = reads(worker.get(reverse("meetings:page", args=[smiths.family.pk])))
    for words in (
        "What we all say to the family", "We are here to help with mornings",
        "Riverside Housing: Repairs and arrears of its own flats",
        "How a family comes to it: By a call to the neighbourhood office.",
        "Meets the family: Dele Obi.", "Holds back: What neighbours complain of.", "Why: They asked not to be named.",
        f"Does differently: No letters about arrears, until {day_long(until)}.",
    ):  # fmt: skip
        assert words in page, words
    again = Page(worker.get(where).content.decode())
    standing = {name: again.named(name)[0].attributes.get("value") or again.written_in(name) for name in AGREED}
    assert standing == AGREED
