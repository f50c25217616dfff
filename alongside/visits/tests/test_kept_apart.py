"""Whoever must be kept away reads nothing of a child only because he answers for it, whenever either is recorded."""

import pytest
from django.urls import reverse

from alongside.access import scope
from alongside.agreements.tests.factories import agreed
from alongside.kit import clock
from alongside.kit.ids import uuid7
from alongside.kit.tests.markup import Page
from alongside.pathway import actions as pathway
from alongside.visits.tests.test_pages import at, correct_url, newest, sent, smiths, worker
from alongside.visits.tests.test_protected import (
    audience_of,
    elsewhere,
    father,
    form_of,
    kept_from,
    known,
    said,
    signed_in,
)

pytestmark = pytest.mark.django_db
__all__ = ["smiths", "worker"]
COURT = "Katie told us of court on Monday"
NAN = "Tuesdays at Nan’s, the bus from school at 4"


def own_page(client, user) -> str:
    client.force_login(user)
    return client.get(reverse("desk:own_record")).content.decode()


def opened(worker, smiths) -> None:
    assert form_of(worker, audience_of(said(smiths)), audience="family", why="Katie asked for it").status_code == 302


def test_an_agreement_that_he_was_never_asked_about_is_not_read_by_him(client, smiths) -> None:
    away = father(smiths)
    agreed(smiths, (smiths.katie, "yes"), (smiths.amy, "yes"), differences=NAN)

    client.force_login(signed_in(smiths, away))
    assert NAN not in client.get(reverse("agreements:own")).content.decode()


def test_somebody_who_agreed_for_the_child_reads_the_agreement(client, smiths) -> None:
    other = elsewhere(smiths, smiths.amy)
    agreed(smiths, (smiths.katie, "yes"), (smiths.amy, "yes"), differences=NAN)

    client.force_login(signed_in(smiths, other))
    assert NAN in client.get(reverse("agreements:own")).content.decode()


def test_what_he_could_read_stays_closed_once_it_is_recorded_that_he_must_be_kept_away(client, worker, smiths) -> None:
    away = elsewhere(smiths, smiths.amy)
    worker.post(at(smiths), sent(smiths))
    opened(worker, smiths)
    user = signed_in(smiths, away)
    assert "Can Nan come?" in own_page(client, user)

    known(smiths, away, "keep_away", "He must not learn where they live.")

    assert "Can Nan come?" not in own_page(client, user)


def test_who_answers_for_a_child_later_and_must_be_kept_away_reads_nothing_of_it(client, worker, smiths) -> None:
    away = elsewhere(smiths)
    known(smiths, away, "keep_away", "He must not learn where they live.")
    worker.post(at(smiths), sent(smiths))
    opened(worker, smiths)
    with scope.acting_as(smiths.worker):
        pathway.record_responsibility(
            by=smiths.worker, family_id=smiths.family.pk, deed_id=uuid7(), child_id=smiths.amy, basis="court_order",
            holder_person_id=away, at=clock.now(),
        )  # fmt: skip

    assert "Can Nan come?" not in own_page(client, signed_in(smiths, away))


def test_a_correction_that_adds_his_child_does_not_let_him_in(client, worker, smiths) -> None:
    away = elsewhere(smiths, smiths.liam)
    known(smiths, away, "keep_away", "He must not learn where they live.")
    worker.post(at(smiths), sent(smiths, liam__seen="no", liam__not_seen_why="At school", response=COURT))
    visit = next(entry for entry in newest(smiths) if entry.kind == "visits.visit")
    assert form_of(worker, audience_of(visit), audience="family", why="Katie asked for it").status_code == 302
    right = Page(worker.get(correct_url(smiths)).content.decode()).as_sent() | {f"child-{smiths.liam}-seen": "seen"}
    assert worker.post(correct_url(smiths), right).status_code == 302

    visit = next(entry for entry in newest(smiths) if entry.kind == "visits.visit")
    assert kept_from(smiths, visit) == [away]
    assert COURT not in own_page(client, signed_in(smiths, away))
