"""Whoever must be kept away reads nothing of a child only because he answers for it, whenever either is recorded."""

from uuid import UUID

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from alongside.access import scope
from alongside.agreements.tests.factories import School, agreed, consent, holds, known_to, school, wrote
from alongside.kit import clock
from alongside.kit.ids import uuid7
from alongside.kit.tests.markup import Page
from alongside.pathway import actions as pathway
from alongside.people import actions as people
from alongside.people import queries as people_queries
from alongside.timeline import actions as timeline
from alongside.timeline.rules import Audience, Part
from alongside.timeline.tests.factories import SmithFamily, signed_in
from alongside.visits.tests.test_pages import at, correct_url, newest, sent, smiths, worker
from alongside.visits.tests.test_protected import (
    COT,
    audience_of,
    elsewhere,
    father,
    form_of,
    kept_from,
    known,
    protect_home,
    said,
)

pytestmark = pytest.mark.django_db
__all__ = ["smiths", "worker"]
COURT = "Katie told us of court on Monday"
TO_KNOW = "He must not learn where they live."
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


def test_what_he_agreed_to_himself_is_closed_to_him_once_he_must_be_kept_away_and_what_is_his_alone_is_not(
    smiths,
) -> None:
    away = elsewhere(smiths, smiths.amy)
    agreed(smiths, (smiths.katie, "yes"), (smiths.amy, "yes"), (away, "yes"), differences=NAN)
    wrote(smiths, "I miss Amy", (away, Part.FOR), (smiths.amy, Part.MENTIONED), audience=Audience.FAMILY)
    wrote(smiths, COURT, (away, Part.WITH), (smiths.katie, Part.FOR), audience=Audience.FAMILY)
    user = signed_in(smiths, away)
    assert {"I miss Amy", COURT} <= known_to(user)

    known(smiths, away, "keep_away", TO_KNOW)

    assert "I miss Amy" in known_to(user)
    assert not {COURT, NAN} & known_to(user)


def test_whoever_was_chosen_while_it_was_known_reads_it_still_when_they_answer_for_a_child_too(smiths) -> None:
    away = elsewhere(smiths)
    known(smiths, away, "keep_away", TO_KNOW)
    wrote(smiths, COURT, (away, Part.WITH), (smiths.katie, Part.FOR), audience=Audience.FAMILY)
    answers_now(smiths, away)
    assert COURT in known_to(signed_in(smiths, away))


def answers_now(smiths: SmithFamily, person: UUID) -> None:
    """Responsibility is recorded of somebody, which brings all that is kept up to date."""
    with scope.acting_as(smiths.worker):
        pathway.record_responsibility(
            by=smiths.worker, family_id=smiths.family.pk, deed_id=uuid7(), child_id=smiths.amy, basis="court_order",
            holder_person_id=person, at=clock.now(),
        )  # fmt: skip


@pytest.fixture
def hill(smiths) -> School:
    """The school, with consent for Amy."""
    holds(smiths, smiths.katie, smiths.amy)
    found = school(smiths)
    consent(smiths, found.to, smiths.amy)
    return found


@pytest.mark.parametrize("known_first", [True, False])
def test_school_reads_what_amy_said_whether_dad_was_to_be_kept_away_before_or_after(smiths, hill, known_first) -> None:
    away = elsewhere(smiths, smiths.amy)
    if known_first:
        known(smiths, away, "keep_away", TO_KNOW)
    for_family(smiths, COURT)
    if not known_first:
        known(smiths, away, "keep_away", TO_KNOW)

    assert COURT in known_to(hill.rao)
    assert COURT not in known_to(signed_in(smiths, away))


def test_where_they_live_is_told_to_the_family_and_neither_to_him_nor_to_school(smiths, hill) -> None:
    protect_home(smiths)
    away = father(smiths)
    for_family(smiths, COT)

    assert COT in known_to(signed_in(smiths, smiths.amy))
    assert COT not in known_to(signed_in(smiths, away))
    assert COT not in known_to(hill.rao)


def for_family(smiths: SmithFamily, words: str) -> None:
    """What Amy said to our own staff is for the family to read."""
    entry = wrote(smiths, words, (smiths.amy, Part.FOR), audience=Audience.TEAM)
    with scope.acting_as(smiths.worker):
        timeline.change_audience(
            by=smiths.worker, family_id=smiths.family.pk, strand_id=entry.strand_id, audience=Audience.FAMILY,
            why="Amy wants Mum to read it", at=clock.now(), deed_id=uuid7(),
        )  # fmt: skip


def test_what_is_kept_because_it_mentions_liam_may_be_kept_once_less(smiths) -> None:
    away = father(smiths)
    wrote(smiths, COURT, (smiths.amy, Part.FOR), (smiths.liam, Part.MENTIONED), audience=Audience.FAMILY)
    with scope.acting_as(smiths.manager):
        (kept,) = [each.id for each in people_queries.kept(smiths.family.pk, smiths.manager)]
        given = {"by": smiths.manager, "family_id": smiths.family.pk, "at": clock.now()}
        people.withhold(**given, from_person_id=away, subject_id=smiths.liam, why="He looks for him")
        timeline.end_withholding(**given, withholding_id=kept)

    assert COURT not in known_to(signed_in(smiths, away))


def test_that_somebody_must_be_kept_away_costs_the_same_however_much_stands(smiths) -> None:
    away = elsewhere(smiths, smiths.amy)
    counts = []
    for more in (2, 6):
        for _ in range(more):
            wrote(smiths, COURT, (smiths.amy, Part.FOR), audience=Audience.FAMILY)
        with CaptureQueriesContext(connection) as asked:
            known(smiths, away, "keep_away", f"{TO_KNOW} {more}")
        with CaptureQueriesContext(connection) as asked_back, scope.acting_as(smiths.worker):
            for each in people_queries.facts_of(smiths.family.pk, smiths.worker, away):
                people.retract_fact(by=smiths.worker, family_id=smiths.family.pk, fact=each.fact, at=clock.now())
        counts.append((len(asked), len(asked_back)))
        assert COURT in known_to(signed_in(smiths, away))
    assert counts[0] == counts[1]
