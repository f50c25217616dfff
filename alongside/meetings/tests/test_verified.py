"""The plan is verified before each review; what the page of preparing says is what the entries count."""

import re
from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.urls import reverse

from alongside.access import scope
from alongside.kit import clock
from alongside.kit.ids import uuid7
from alongside.kit.tests.markup import Page
from alongside.meetings import actions, queries
from alongside.meetings.rules import REVIEW, Check, Prepared
from alongside.meetings.tests.factories import a_plan, held, hold_it, plan_it
from alongside.meetings.tests.test_pages import as_held
from alongside.plans.tests.factories import goal, in_force, main, version
from alongside.timeline import actions as timeline
from alongside.timeline.rules import Happened, Nature, NewEntry, NewText, Part
from alongside.timeline.tests.factories import SmithFamily, smith_family

pytestmark = pytest.mark.django_db
WHY = "Katie was in hospital, and nobody could be asked"
NOT_VERIFIED = "The plan and any contract were not verified before this review."


@pytest.fixture
def smiths() -> SmithFamily:
    return smith_family(clock.now() - timedelta(days=60))


@pytest.fixture
def worker(smiths, client):
    client.force_login(smiths.worker)
    return client


def at(smiths: SmithFamily, name: str, *more: Any) -> str:
    return reverse(f"meetings:{name}", args=[smiths.family.pk, *more])


def planned(smiths: SmithFamily):
    """A review planned for today, of a plan in force for forty days."""
    with scope.acting_as(smiths.worker):
        then = clock.now() - timedelta(days=40)
        in_force(smiths, version(smiths, goal(smiths), at=then), on=clock.today() - timedelta(days=40), at=then)
        return plan_it(smiths, a_plan(smiths, type=REVIEW, day=clock.today()), clock.now()).deed_id


def as_reviewed(smiths: SmithFamily, **changed: object) -> dict[str, object]:
    sent = as_held(smiths, **changed)
    del sent["agrees"]
    return sent


def test_a_review_that_nobody_prepared_says_so_and_keeps_why(worker, smiths) -> None:
    meeting_id = planned(smiths)
    shown = worker.get(at(smiths, "hold", meeting_id))
    assert "Nobody verified the plan before this review" in main(shown)
    assert at(smiths, "prepare", meeting_id) in shown.text
    without = worker.post(at(smiths, "hold", meeting_id), as_reviewed(smiths))
    assert "Say why it was not verified before this review" in main(without)
    saved = worker.post(at(smiths, "hold", meeting_id), as_reviewed(smiths, not_verified=WHY), follow=True)
    assert f"{NOT_VERIFIED}Because: {WHY}" in main(saved)
    with scope.acting_as(smiths.worker):
        every = queries.minutes_choice(smiths.worker, smiths.family.pk, meeting_id, clock.now())
        family = [line.recipient.name for line in every.readers if line.recipient.reader == "family"]
    assert family
    for reader in every.readers:
        minutes = worker.get(at(smiths, "minutes_for", meeting_id, reader.key))
        ours = reader.recipient.reader == "staff"
        assert (NOT_VERIFIED in minutes.text and WHY in minutes.text) is ours, reader.recipient.name


def test_a_review_put_right_keeps_why_it_was_not_verified(worker, smiths) -> None:
    meeting_id = planned(smiths)
    worker.post(at(smiths, "hold", meeting_id), as_reviewed(smiths, not_verified=WHY))
    with scope.acting_as(smiths.worker):
        found = queries.meeting(smiths.family.pk, smiths.worker, meeting_id)
    page = Page(worker.get(at(smiths, "correct", found.told.entry.deed_id)).content.decode())
    assert page.written_in("not_verified") == WHY


def test_a_review_that_was_prepared_asks_nothing_of_the_kind(worker, smiths) -> None:
    meeting_id = planned(smiths)
    with scope.acting_as(smiths.worker):
        actions.prepare_review(
            by=smiths.worker, deed_id=uuid7(), family_id=smiths.family.pk, meeting_id=meeting_id, at=clock.now(),
            prepared=Prepared((Check("What the family said it would do", "kept"),)), shown=None,
        )  # fmt: skip
    assert "Nobody verified" not in main(worker.get(at(smiths, "hold", meeting_id)))
    saved = worker.post(at(smiths, "hold", meeting_id), as_reviewed(smiths), follow=True)
    assert "The meeting is on the record." in saved.text
    assert NOT_VERIFIED not in main(saved)


def test_a_meeting_before_there_is_a_plan_has_nothing_to_verify(worker, smiths) -> None:
    assert "Nobody verified" not in main(worker.get(at(smiths, "record", REVIEW)))
    planned(smiths)
    assert "Nobody verified" not in main(worker.get(at(smiths, "record", "referral_meeting")))
    assert "Nobody verified" in main(worker.get(at(smiths, "record", REVIEW)))


def tell(smiths: SmithFamily, days_ago: int, entry: NewEntry) -> None:
    timeline.record(
        by=smiths.worker, deed_id=uuid7(), happened=Happened.day(clock.today() - timedelta(days=days_ago)),
        at=clock.now(), entries=[entry], **smiths.where,
    )  # fmt: skip


def a_visit(smiths: SmithFamily, minutes: int) -> NewEntry:
    return NewEntry("visits.visit", Nature.PROCESS, {"place": "Home"}, [(smiths.amy, Part.SEEN)], subtype="safety",
                    minutes=minutes)  # fmt: skip


def counted(smiths: SmithFamily, what: str, more: str = "") -> Any:
    """What hand-written SQL says of the days after the last meeting."""
    with scope.acting_as(smiths.worker), connection.cursor() as cursor:
        cursor.execute(
            f"SELECT {what} FROM entry e WHERE e.family_id = %s AND e.happened_on > %s AND NOT e.retracts"
            f" AND NOT EXISTS (SELECT 1 FROM entry newer WHERE newer.supersedes_id = e.id) {more}",
            [smiths.family.pk, clock.today() - timedelta(days=28)],
        )
        return cursor.fetchone()[0]


def test_the_page_of_a_review_counts_hours_voices_and_clocks_as_the_entries_do(worker, smiths) -> None:
    """Two visits of four weeks, 200 minutes; Amy heard twice, Liam never; contact kept twice, once late."""
    with scope.acting_as(smiths.worker):
        tell(smiths, 35, NewEntry("plans.put_in_force", Nature.PROCESS, {"version_id": "a", "number": 1}, []))
        tell(smiths, 30, a_visit(smiths, 500))
        hold_it(smiths, held(smiths, clock.today() - timedelta(days=28), people=(), minutes=60), clock.now())
        for days_ago, minutes in ((25, 80), (12, 120)):
            tell(smiths, days_ago, a_visit(smiths, minutes))
        for days_ago in (25, 12):
            words = [NewText("words", "Can Nan come?", smiths.amy)]
            tell(smiths, days_ago, NewEntry("visits.child_said", Nature.VOICE, {"name": "Amy"},
                                            [(smiths.amy, Part.SAID)], words))  # fmt: skip
        plan_it(smiths, a_plan(smiths, type=REVIEW, day=clock.today()), clock.now())
        meeting_id = next(
            each.meeting_id
            for each in queries.meetings_of(smiths.family.pk, smiths.worker)
            if each.type == REVIEW
        )  # fmt: skip
    text = main(worker.get(at(smiths, "prepare", meeting_id)))
    visits = "AND e.nature = 'process' AND e.kind = 'visits.visit'"
    sessions, minutes = counted(smiths, "count(*)", visits), counted(smiths, "sum(e.minutes)", visits)
    assert (sessions, minutes) == (2, 200)
    assert f"{sessions} times, 3 hours 20 minutes: {round(minutes / 60 / 4, 1):g} hours a week." in text
    assert "The model says 6 a week." in text
    assert "around the last review and exit: 6.8, in a study." in text
    assert "during assessment, plan and first review: 9, in a study." in text
    heard = counted(smiths, "count(*)", "AND e.nature = 'voice'")
    assert f"Who was heard Amy: {heard} timesLiam: not since" in re.sub(r"\s+", " ", text)
    assert "Done with us sinceSpend time with the family2 times, 1 of them late, last" in text
    with scope.acting_as(smiths.worker), connection.cursor() as cursor:
        cursor.execute(
            "SELECT name FROM due WHERE family_id = %s AND source = 'clock' AND due_on < %s AND NOT on_hold",
            [smiths.family.pk, clock.today()],
        )
        late = [name for (name,) in cursor.fetchall()]
    assert late
    beside = text.partition("Late with us")[2].partition("How far was it kept?")[0]
    assert all(beside.count(name) >= 1 for name in late)
    assert beside.count("Spend time with the family") == 1
