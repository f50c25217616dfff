"""A partner is told about whom they may read, since and until when, and that it ended; never why."""

from datetime import timedelta

import pytest
from django.db import connection
from django.urls import reverse

from alongside.access import scope
from alongside.agreements import queries
from alongside.agreements.rules.cover import Span, covers
from alongside.agreements.tests.factories import consent, holds, withdraw
from alongside.kit import clock
from alongside.kit.dates import day_long
from alongside.kit.ids import uuid7
from alongside.kit.tests.markup import Page
from alongside.people import actions as people
from alongside.timeline.tests.factories import SmithFamily, account, smith_family

AMY, LIAM = uuid7(), uuid7()
NOON = clock.at(clock.today())


def day(number: int):
    return NOON + timedelta(days=number)


def span(person, first: int, last: int | None = None) -> Span:
    return Span(3, "F-3", person, day(first), day(last) if last is not None else None)


def test_one_basis_after_another_without_a_gap_was_open_all_the_time() -> None:
    (found,) = covers([span(AMY, -9, -3), span(AMY, -3, -1), span(AMY, -1)], NOON, day(-90))
    assert [(each.persons, each.since, each.until) for each in found.reads] == [((AMY,), day(-9).date(), None)]
    assert found.ended == ()


def test_what_ended_is_told_by_its_day_and_number_and_not_for_ever() -> None:
    (found,) = covers([span(AMY, -9, -2), span(LIAM, -9, -2), span(uuid7(), -200, -100)], NOON, day(-90))
    assert found.reads == ()
    assert found.ended == ((day(-2).date(), 2),)


def test_what_opened_again_has_not_ended() -> None:
    (found,) = covers([span(AMY, -9, -5), span(AMY, -2)], NOON, day(-90))
    assert [each.since for each in found.reads] == [day(-2).date()]
    assert found.ended == ()


@pytest.fixture
def smiths(db) -> SmithFamily:
    found = smith_family(clock.now() - timedelta(days=40))
    holds(found, found.katie, found.amy, found.liam)
    return found


def told(client, user, where: str) -> str:
    client.force_login(user)
    return " ".join(Page(client.get(where).content.decode()).one("main").text.split())


def test_a_partner_reads_since_and_until_when_on_every_page_of_theirs(smiths, hill, client) -> None:
    until = clock.today() + timedelta(days=30)
    consent(smiths, hill.to, smiths.amy, until=until)
    words = f"You may read what is about Amy, since {day_long(clock.today())}, until {day_long(until)}."
    for where in ("/", "/families/", reverse("desk:family", args=[smiths.family.pk])):
        assert words in told(client, hill.rao, where), where
    assert "You may read" not in told(client, smiths.worker, reverse("desk:family", args=[smiths.family.pk]))


def test_a_partner_is_told_that_it_became_less_and_not_of_whom_nor_why(smiths, hill, client) -> None:
    yes = consent(smiths, hill.to, smiths.amy, smiths.liam)
    withdraw(smiths, yes, smiths.liam, words="Canary")
    for where in ("/", reverse("desk:family", args=[smiths.family.pk])):
        page = told(client, hill.rao, where)
        assert "You may read what is about Amy" in page
        assert f"Ended on {day_long(clock.today())} for one person." in page
        for hidden in ("Liam", "Canary", "Katie", "took"):
            assert hidden not in page, hidden


def test_a_partner_is_told_that_all_of_it_ended_by_the_familys_reference_alone(smiths, hill, client) -> None:
    yes = consent(smiths, hill.to, smiths.amy)
    withdraw(smiths, yes, smiths.amy)
    page = told(client, hill.rao, "/")
    assert f"Family {smiths.family.reference}" in page
    assert f"ended on {day_long(clock.today())}." in page
    assert "Smith" not in page
    assert "Amy" not in page


def test_who_helps_no_longer_is_told_so_too(smiths, hill, client) -> None:
    consent(smiths, hill.to, smiths.amy)
    with scope.acting_as(smiths.worker):
        people.end_helper(by=smiths.worker, helper=hill.helper, at=clock.now())
    assert "What you might read here ended on" in told(client, hill.rao, "/")


def test_nobody_is_told_of_somebody_elses_reading(smiths, hill) -> None:
    consent(smiths, hill.to, smiths.amy)
    others = [account("partner"), smiths.worker, smiths.manager, account("parent")]
    for user in others:
        with scope.acting_as(user):
            assert queries.own_cover(user, clock.now()) == {}
    with connection.cursor() as cursor:
        cursor.execute("SELECT * FROM own_cover(%s, %s)", [clock.now(), clock.now() - timedelta(days=9)])
        assert cursor.fetchall() == []


def test_a_partner_is_not_told_even_the_number_of_those_whom_they_are_not_to_know(smiths, hill, client) -> None:
    with scope.acting_as(smiths.worker):
        nan = people.add_person(
            by=smiths.worker, family_id=smiths.family.pk, at=clock.now() - timedelta(days=9), name="Nan",
            role="grandmother", since=clock.today() - timedelta(days=9), protected=True,
        ).person_id  # fmt: skip
    with scope.acting_as(smiths.manager):
        people.withhold(
            by=smiths.manager, family_id=smiths.family.pk, from_person_id=smiths.katie, why="x", at=clock.now(),
            subject_id=smiths.liam,
        )  # fmt: skip
    yes = consent(smiths, hill.to, smiths.amy, smiths.liam)
    nans = consent(smiths, hill.to, nan, by=nan)
    with scope.acting_as(hill.rao):
        (reads,) = queries.own_cover(hill.rao, clock.now())[smiths.family.pk].reads
    assert reads.about == ("Amy",)
    withdraw(smiths, yes, smiths.amy, smiths.liam)
    withdraw(smiths, nans, nan)
    with scope.acting_as(hill.rao):
        assert queries.own_cover(hill.rao, clock.now())[smiths.family.pk].ended == ((clock.today(), 1),)
