"""Whoever must be kept away is let into something by a yes with its reason, and by nothing else; and that stands."""

from uuid import UUID

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from alongside.access import scope
from alongside.agreements.tests.factories import wrote
from alongside.kit import clock
from alongside.kit.ids import uuid7
from alongside.kit.tests.markup import Page
from alongside.people import actions as people
from alongside.people import queries as people_queries
from alongside.people.models import ParentalResponsibility
from alongside.timeline import actions as timeline
from alongside.timeline.models import EntryText
from alongside.timeline.rules import Audience, Happened, Nature, NewEntry, NewText, Part
from alongside.timeline.tests.factories import SmithFamily, did_not_happen, keep_from, signed_in
from alongside.visits.tests.test_kept_apart import COURT, TO_KNOW, answers_now
from alongside.visits.tests.test_kept_away import HERS, TO_FAMILY, opened, reads
from alongside.visits.tests.test_pages import at, newest, sent, smiths, summary, worker
from alongside.visits.tests.test_protected import (
    SAFE,
    another,
    audience_of,
    elsewhere,
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
NO = "No, he must not read this"


@pytest.fixture
def dean(worker, smiths) -> UUID:
    """He must be kept away, and a visit was recorded on which Amy said something."""
    person = father(smiths)
    worker.post(at(smiths), sent(smiths))
    return person


def why_kept(smiths: SmithFamily) -> int:
    with scope.acting_as(smiths.worker):
        return EntryText.objects.visible_to(smiths.worker).filter(body=SAFE).count()


def test_no_is_no_and_words_in_the_place_of_a_reason_open_nothing(worker, smiths, dean) -> None:
    where = audience_of(said(smiths))
    refused = form_of(worker, where, **TO_FAMILY, **{f"why_safe-{dean}": NO})
    assert "Choose yes if it is safe, or take out why" in summary(refused)
    assert form_of(worker, where, **TO_FAMILY, **{f"safe-{dean}": "no"}).status_code == 302
    assert kept_from(smiths, said(smiths)) == [dean]
    assert not reads(smiths, dean)


def test_a_yes_needs_its_reason(worker, smiths, dean) -> None:
    refused = form_of(worker, audience_of(said(smiths)), **TO_FAMILY, **{f"safe-{dean}": "yes"})
    assert "Say why that is safe, or choose no" in summary(refused)
    assert said(smiths).audience == "team"


def test_a_yes_of_somebody_from_whom_a_manager_kept_it_meanwhile_is_refused_with_what_was_typed(
    worker, smiths, dean
) -> None:
    where = audience_of(said(smiths))
    typed = Page(worker.get(where).content.decode()).as_sent() | TO_FAMILY | yes(dean)
    kept_by_manager(smiths, dean)

    refused = worker.post(where, typed)

    assert "It is kept from Dean since you opened this. Ask a manager, or choose no" in summary(refused)
    page = Page(refused.content.decode())
    assert page.written_in(f"why_safe-{dean}") == SAFE
    assert said(smiths).audience == "team"
    left = page.as_sent() | {f"safe-{dean}": "no", f"why_safe-{dean}": ""}
    assert worker.post(where, left).status_code == 302
    assert not reads(smiths, dean)


@pytest.mark.parametrize("unrelated", ["somebody else must be kept away", "somebody answers for a child"])
def test_a_yes_stands_whatever_else_is_recorded(worker, smiths, dean, unrelated) -> None:
    form_of(worker, audience_of(said(smiths)), **TO_FAMILY, **yes(dean))
    user = signed_in(smiths, dean)
    if unrelated == "somebody answers for a child":
        answers_now(smiths, smiths.katie)
    else:
        another(smiths, "Rick", "He hurt Amy.")
    assert "Can Nan come?" in known_to(user)


def test_a_yes_does_not_stand_once_it_is_recorded_anew_that_he_must_be_kept_away(worker, smiths, dean) -> None:
    form_of(worker, audience_of(said(smiths)), **TO_FAMILY, **yes(dean))
    known(smiths, dean, "keep_away", "He must not learn of the new school.")
    assert not reads(smiths, dean)


def test_what_is_kept_because_he_must_be_kept_away_is_opened_to_him_by_a_later_yes(worker, smiths, dean) -> None:
    opened(worker, smiths)
    user = signed_in(smiths, dean)
    assert "Can Nan come?" not in known_to(user)
    assert form_of(worker, audience_of(said(smiths)), **TO_FAMILY, **yes(dean)).status_code == 302
    assert "Can Nan come?" in known_to(user)
    assert why_kept(smiths) == 1


def test_a_later_yes_to_one_lets_in_nobody_else_and_keeps_nothing_twice(worker, smiths, dean) -> None:
    rick = another(smiths, "Rick", "He hurt Amy.")
    opened(worker, smiths)
    assert form_of(worker, audience_of(said(smiths)), **TO_FAMILY, **yes(dean)).status_code == 302
    with scope.acting_as(smiths.manager):
        kept = people_queries.kept(smiths.family.pk, smiths.manager)
    here = [each.from_person_id for each in kept if said(smiths).strand_id in each.strands and each.until is None]
    assert here == [rick]
    assert not reads(smiths, rick)


def test_what_a_manager_kept_from_him_is_not_asked_about(worker, smiths, dean) -> None:
    kept_by_manager(smiths, dean)
    opened(worker, smiths)
    assert "Is it safe if Dean" not in worker.get(audience_of(said(smiths))).content.decode()


@pytest.mark.parametrize("meanwhile", [False, True])
def test_who_reads_nothing_of_somebody_is_not_let_into_what_merely_mentions_them(worker, smiths, meanwhile) -> None:
    away = elsewhere(smiths, smiths.liam)
    known(smiths, away, "keep_away", TO_KNOW)
    where = audience_of(wrote(smiths, COURT, (smiths.liam, Part.FOR), (smiths.katie, Part.FOR),
                              (smiths.amy, Part.MENTIONED), audience=Audience.TEAM))  # fmt: skip
    typed = Page(worker.get(where).content.decode()).as_sent() | TO_FAMILY | yes(away)
    assert f"safe-{away}" in worker.get(where).content.decode()
    keep_all_about_amy(smiths, away)
    if meanwhile:
        assert "It is kept from Dean since you opened this" in summary(worker.post(where, typed))
    else:
        assert f"safe-{away}" not in worker.get(where).content.decode()


@pytest.mark.parametrize("part", [Part.FOR, Part.MENTIONED])
def test_opened_while_all_about_amy_is_kept_from_him_he_does_not_read_it_once_she_is_left_out(
    worker, smiths, part
) -> None:
    away = elsewhere(smiths)
    known(smiths, away, "keep_away", TO_KNOW)
    theirs = [(away, Part.WITH), (smiths.katie, Part.FOR)]
    keep_all_about_amy(smiths, away)
    form_of(worker, audience_of(wrote(smiths, HERS, *theirs, (smiths.amy, part), audience=Audience.TEAM)), **TO_FAMILY)
    (entry,) = [each for each in newest(smiths) if each.audience == "family"]
    without = NewEntry(
        "visits.child_said", Nature.VOICE, {"name": "S"}, theirs, [NewText("words", COURT, away)],
        supersedes_id=entry.pk,
    )  # fmt: skip
    with scope.acting_as(smiths.worker):
        timeline.record(
            by=smiths.worker, deed_id=uuid7(), **smiths.where, happened=Happened.day(clock.today()), at=clock.now(),
            entries=[without],
        )  # fmt: skip
    assert not {HERS, COURT} & known_to(signed_in(smiths, away))


def test_an_older_version_about_his_child_is_kept_from_him_too(smiths) -> None:
    away = elsewhere(smiths, smiths.amy)
    entry = wrote(smiths, COURT, (smiths.amy, Part.SAID), audience=Audience.FAMILY)
    user = signed_in(smiths, away)
    assert COURT in known_to(user)
    now_of_katie = NewEntry(
        "visits.child_said", Nature.VOICE, {"name": "S"}, [(smiths.katie, Part.SAID)],
        [NewText("words", "Hers", smiths.katie)], supersedes_id=entry.pk,
    )  # fmt: skip
    with scope.acting_as(smiths.worker):
        timeline.record(
            by=smiths.worker, deed_id=uuid7(), **smiths.where, happened=Happened.day(clock.today()), at=clock.now(),
            entries=[now_of_katie],
        )  # fmt: skip

    known(smiths, away, "keep_away", TO_KNOW)

    assert COURT not in known_to(user)


def page_of(smiths: SmithFamily) -> str:
    """Where the page of what Amy said is."""
    return reverse("timeline:entry", args=[smiths.family.pk, said(smiths).pk])


def read_at(worker, where: str) -> str:
    return " ".join(Page(worker.get(where).content.decode()).one("main").text.split())


def whole(worker, smiths: SmithFamily) -> str:
    """The page of what Amy said."""
    return read_at(worker, page_of(smiths))


def test_its_page_says_from_whom_it_is_kept_or_why_he_may_read_it(worker, smiths, dean) -> None:
    opened(worker, smiths)
    assert "Kept from Dean" in whole(worker, smiths)
    form_of(worker, audience_of(said(smiths)), **TO_FAMILY, **yes(dean))
    page = whole(worker, smiths)
    assert f"Dean may read it, because “{SAFE}”" in page
    assert "Kept from Dean" not in page


def test_why_he_may_read_it_stands_in_the_history_when_it_is_closed_again(worker, smiths, dean) -> None:
    first = said(smiths)
    form_of(worker, audience_of(first), **TO_FAMILY, **yes(dean))
    form_of(worker, audience_of(said(smiths)), audience="team", why="Amy asked")
    assert "Dean" not in whole(worker, smiths)
    then = worker.get(reverse("timeline:entry", args=[smiths.family.pk, first.pk])).content.decode()
    assert f"It was said then that Dean may read it, because “{SAFE}”" in then


def answers_no_longer(smiths: SmithFamily, person: UUID) -> None:
    """Their responsibility has ended, for every child."""
    with scope.acting_as(smiths.worker):
        for row in ParentalResponsibility.objects.filter(family_id=smiths.family.pk, holder_person_id=person):
            people.end_responsibility(by=smiths.worker, responsibility=row, on=clock.today(), at=clock.now())


def keep_all_about_amy(smiths: SmithFamily, person: UUID) -> None:
    with scope.acting_as(smiths.manager):
        people.withhold(
            by=smiths.manager, family_id=smiths.family.pk, from_person_id=person, why="He looks for them",
            at=clock.now(), subject_id=smiths.amy,
        )  # fmt: skip


def kept_by_manager(smiths: SmithFamily, person: UUID) -> None:
    keep_from(smiths, person, said(smiths))


def taken_back(smiths: SmithFamily, _: UUID) -> None:
    did_not_happen(smiths, said(smiths))


@pytest.mark.parametrize("since", [answers_no_longer, kept_by_manager, keep_all_about_amy, taken_back])
def test_its_page_does_not_say_that_he_may_read_it_once_he_reads_it_no_more(worker, smiths, dean, since) -> None:
    form_of(worker, audience_of(said(smiths)), **TO_FAMILY, **yes(dean))
    user, where = signed_in(smiths, dean), page_of(smiths)
    assert "Can Nan come?" in known_to(user)
    assert "Dean may read it" in read_at(worker, where)
    since(smiths, dean)
    assert "Can Nan come?" not in known_to(user)
    assert "Dean may read it" not in read_at(worker, where)


def test_its_page_says_of_each_who_was_let_in_that_they_may_read_it_and_asks_the_record_no_more_for_two(
    worker, smiths, dean
) -> None:
    rick = another(smiths, "Rick", "He hurt Amy.")
    form_of(worker, audience_of(said(smiths)), **TO_FAMILY, **yes(dean))
    for_one, page = asked_at(worker, page_of(smiths))
    assert "Dean may read it" in page
    assert "Rick may read it" not in page
    form_of(worker, audience_of(said(smiths)), **TO_FAMILY, **yes(dean), **yes(rick))
    for_two, page = asked_at(worker, page_of(smiths))
    assert "Dean may read it" in page
    assert "Rick may read it" in page
    assert for_two <= for_one


def asked_at(worker, where: str) -> tuple[int, str]:
    """How many queries a page takes, and what it says."""
    with CaptureQueriesContext(connection) as asked:
        page = read_at(worker, where)
        return len(asked), page
