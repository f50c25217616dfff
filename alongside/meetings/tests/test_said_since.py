"""What each person said since the last meeting is cut only after the day is asked, and says how much more there is."""

from datetime import timedelta

import pytest
from django.db import connection

from alongside.access import scope
from alongside.kit import clock
from alongside.kit.ids import uuid7
from alongside.meetings import queries
from alongside.meetings.queries.preparing import MOST_SAID
from alongside.meetings.rules import REVIEW
from alongside.meetings.tests.factories import a_plan, held, hold_it, plan_it
from alongside.timeline import actions as timeline
from alongside.timeline.rules import Happened, Nature, NewEntry, NewText, Part
from alongside.timeline.tests.factories import SmithFamily, smith_family

pytestmark = pytest.mark.django_db


@pytest.fixture
def smiths() -> SmithFamily:
    return smith_family(clock.now() - timedelta(days=60))


def says(smiths: SmithFamily, days_ago: int, words: str) -> None:
    entry = NewEntry(
        "visits.child_said", Nature.VOICE, {"name": "Amy"}, [(smiths.amy, Part.SAID)],
        [NewText("words", words, smiths.amy)],
    )  # fmt: skip
    timeline.record(
        by=smiths.worker, deed_id=uuid7(), entries=[entry], at=clock.now(), **smiths.where,
        happened=Happened.day(clock.today() - timedelta(days=days_ago)),
    )  # fmt: skip


def prepared(smiths: SmithFamily) -> queries.PreparePage:
    found = next(each for each in queries.meetings_of(smiths.family.pk, smiths.worker) if each.type == REVIEW)
    page = queries.prepare_page(smiths.worker, smiths.family.pk, found.meeting_id, clock.now())
    assert page is not None
    return page


@pytest.mark.parametrize("more", [0, 1, 9])
def test_what_does_not_fit_is_counted_as_by_hand(smiths, client, more) -> None:
    with scope.acting_as(smiths.worker):
        quiet = held(smiths, clock.today() - timedelta(days=20), people=())
        hold_it(smiths, quiet, clock.now())
        for number in range(5):
            says(smiths, 30, f"Before {number}")
        for number in range(MOST_SAID + more):
            says(smiths, number % 19, f"Since {number}")
        plan_it(smiths, a_plan(smiths, type=REVIEW, day=clock.today() + timedelta(days=3)), clock.now())
    with scope.acting_as(smiths.worker), connection.cursor() as cursor:
        cursor.execute(
            "SELECT count(*) FROM entry WHERE family_id = %s AND nature = 'voice' AND happened_on > %s",
            [smiths.family.pk, clock.today() - timedelta(days=20)],
        )
        page = prepared(smiths)
        assert len(page.said) + page.more_said == cursor.fetchone()[0] == MOST_SAID + more
    assert all(line.text("words").startswith("Since") for line in page.said)
    client.force_login(smiths.worker)
    shown = client.get(f"/families/{smiths.family.pk}/meetings/{page.meeting.meeting_id}/prepare/").content.decode()
    assert ("more, on the timeline" in shown) is bool(more)
    assert ("?nature=voice" in shown) is bool(more)
