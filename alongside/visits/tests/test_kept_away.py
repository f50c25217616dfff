"""Whoever must be kept away reads what was said on a visit only where it was said of them why that is safe."""

from uuid import UUID

import pytest

from alongside.access import scope
from alongside.kit import clock
from alongside.kit.ids import uuid7
from alongside.kit.refusals import Unacceptable
from alongside.kit.tests.markup import Page
from alongside.people import actions as people
from alongside.people import queries as people_queries
from alongside.people.models import Withholding
from alongside.timeline import actions as timeline
from alongside.timeline.rules import Audience
from alongside.timeline.tests.factories import SmithFamily, signed_in
from alongside.visits.tests.test_pages import at, sent, smiths, summary, worker
from alongside.visits.tests.test_protected import (
    SAFE,
    another,
    audience_of,
    father,
    form_of,
    kept_from,
    known,
    known_to,
    said,
    yes,
)

pytestmark = pytest.mark.django_db
__all__ = ["smiths", "worker"]

HERS = "Can Nan come?"
TO_FAMILY = {"audience": "family", "why": "They asked"}
KEPT_AWAY = "Dean must be kept away: He must not learn where they live. Leave it kept from them while that stands"


def reads(smiths: SmithFamily, person: UUID) -> bool:
    return HERS in known_to(signed_in(smiths, person))


def opened(worker, smiths: SmithFamily) -> None:
    """What Amy said is for the family to read."""
    worker.post(at(smiths), sent(smiths))
    assert form_of(worker, audience_of(said(smiths)), **TO_FAMILY).status_code == 302


def everything_kept(smiths: SmithFamily, dean: UUID) -> Withholding:
    with scope.acting_as(smiths.manager):
        return people.withhold(
            by=smiths.manager, family_id=smiths.family.pk, from_person_id=dean, subject_id=smiths.amy,
            why="He looks for them", at=clock.now(),
        )  # fmt: skip


def kept_no_longer(smiths: SmithFamily, kept: UUID) -> None:
    with scope.acting_as(smiths.manager):
        timeline.end_withholding(by=smiths.manager, family_id=smiths.family.pk, withholding_id=kept, at=clock.now())


def was_never_so(smiths: SmithFamily, person: UUID) -> None:
    """That they must be kept away was never true."""
    with scope.acting_as(smiths.worker):
        facts = people_queries.facts_of(smiths.family.pk, smiths.worker, person)
        (fact,) = [each.fact for each in facts if each.kind == "keep_away"]
        people.retract_fact(by=smiths.worker, family_id=smiths.family.pk, fact=fact, at=clock.now())


def test_it_is_asked_of_each_why_it_is_safe_and_who_is_not_answered_for_does_not_read_it(worker, smiths) -> None:
    dean, rick = father(smiths), another(smiths, "Rick", "He hurt Amy.")
    worker.post(at(smiths), sent(smiths))
    where = audience_of(said(smiths))
    page = Page(worker.get(where).content.decode()).one("main").text
    assert "Is it safe if Dean reads it?" in page
    assert "Is it safe if Rick reads it?" in page

    assert form_of(worker, where, **TO_FAMILY, **yes(dean)).status_code == 302

    assert reads(smiths, dean)
    assert not reads(smiths, rick)
    assert kept_from(smiths, said(smiths)) == [rick]


def test_who_must_be_kept_away_since_the_form_was_opened_is_asked_about_before_anybody_reads_it(worker, smiths) -> None:
    dean = father(smiths)
    worker.post(at(smiths), sent(smiths))
    where = audience_of(said(smiths))
    typed = Page(worker.get(where).content.decode()).as_sent() | TO_FAMILY | yes(dean)
    rick = another(smiths, "Rick", "He hurt Amy.")

    asked = worker.post(where, typed)

    assert "Rick would read it too, and must be kept away" in summary(asked)
    page = Page(asked.content.decode())
    assert "Rick: He hurt Amy." in page.one("main").text
    assert page.written_in(f"why_safe-{dean}") == SAFE
    assert said(smiths).audience == "team"
    assert worker.post(where, page.as_sent() | TO_FAMILY).status_code == 302
    assert reads(smiths, dean)
    assert not reads(smiths, rick)


def test_who_must_be_kept_away_since_the_moment_before_does_not_read_it(worker, smiths) -> None:
    dean, rick = father(smiths), another(smiths, "Rick", "He hurt Amy.")
    worker.post(at(smiths), sent(smiths))
    with scope.acting_as(smiths.worker):
        timeline.change_audience(
            by=smiths.worker, family_id=smiths.family.pk, strand_id=said(smiths).strand_id, audience=Audience.FAMILY,
            why="Theirs", at=clock.now(), deed_id=uuid7(), why_safe={dean: SAFE},
        )  # fmt: skip
    assert kept_from(smiths, said(smiths)) == [rick]


def test_everything_about_amy_stays_kept_from_dean_while_he_must_be_kept_away(worker, smiths) -> None:
    dean = father(smiths)
    worker.post(at(smiths), sent(smiths))
    form_of(worker, audience_of(said(smiths)), **TO_FAMILY, **yes(dean))
    kept = everything_kept(smiths, dean)
    assert not reads(smiths, dean)
    with pytest.raises(Unacceptable, match=KEPT_AWAY):
        kept_no_longer(smiths, kept.pk)
    assert not reads(smiths, dean)


def test_what_is_kept_from_dean_twice_is_kept_once_and_he_reads_nothing(worker, smiths) -> None:
    dean = father(smiths)
    opened(worker, smiths)
    with scope.acting_as(smiths.manager):
        again = timeline.withhold_strand(
            by=smiths.manager, family_id=smiths.family.pk, strand_id=said(smiths).strand_id, from_person_id=dean,
            why="Again", at=clock.now(),
        )  # fmt: skip
    kept_no_longer(smiths, again.pk)
    assert not reads(smiths, dean)
    with scope.acting_as(smiths.manager):
        (last,) = [each.id for each in people_queries.kept(smiths.family.pk, smiths.manager) if each.until is None]
    with pytest.raises(Unacceptable, match=KEPT_AWAY):
        kept_no_longer(smiths, last)


def test_that_dean_must_be_kept_away_was_never_true_and_he_reads_what_was_opened(worker, smiths) -> None:
    dean = father(smiths)
    opened(worker, smiths)
    reader = signed_in(smiths, dean)
    assert HERS not in known_to(reader)
    was_never_so(smiths, dean)
    assert HERS in known_to(reader)


def test_what_a_manager_kept_from_dean_for_a_reason_of_its_own_stays_so(worker, smiths) -> None:
    dean = father(smiths)
    opened(worker, smiths)
    everything_kept(smiths, dean)
    was_never_so(smiths, dean)
    assert not reads(smiths, dean)


def test_why_somebody_must_be_kept_away_is_protected_in_two_words_as_in_twenty(worker, smiths) -> None:
    another(smiths, "Rick", "Strangled Katie")
    worker.post(at(smiths), sent(smiths, amy__words="It was Rick that strangled Katie."))
    refused = form_of(worker, audience_of(said(smiths)), audience="around", why="Theirs")
    assert "It is protected: “Keep away” of Rick" in summary(refused)


@pytest.mark.parametrize(
    "answer", ["Yes, by hand", "By hand, after 4", "By text only", "At school", "Mum", "Ring Katie"]
)
def test_a_plain_answer_of_how_somebody_is_reached_keeps_no_visit_from_anybody(worker, smiths, answer) -> None:
    known(smiths, smiths.katie, "safe_letters", answer)
    worker.post(at(smiths), sent(smiths, amy__words=f"She said: {answer}. What school is that?"))
    assert form_of(worker, audience_of(said(smiths)), audience="around", why="Theirs").status_code == 302


def test_through_whom_letters_come_is_protected_however_short_it_is(worker, smiths) -> None:
    known(smiths, smiths.katie, "safe_letters", "Through Aunt Rose")
    worker.post(at(smiths), sent(smiths, amy__words="Letters come through Aunt Rose."))
    refused = form_of(worker, audience_of(said(smiths)), audience="around", why="Theirs")
    assert "It is protected: “Safe letters and messages” of Katie" in summary(refused)
