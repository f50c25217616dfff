"""A parent and a child read on their own page what they agreed and said yes to, and nothing anybody else said."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from alongside.access import scope
from alongside.agreements.rules.consent import REFUSED
from alongside.agreements.tests.factories import agreed, consent, withdraw
from alongside.kit import clock
from alongside.kit.dates import day_long
from alongside.kit.ids import uuid7
from alongside.kit.tests.markup import Page
from alongside.people import actions as people
from alongside.people.models import PersonAccount
from alongside.timeline import actions as timeline
from alongside.timeline.tests.factories import account

pytestmark = pytest.mark.django_db


def signs_in(smiths, role: str, person):
    user = account(role)
    with scope.acting_as(smiths.worker):
        people.link_account(by=smiths.worker, family_id=smiths.family.pk, person_id=person, user=user, at=clock.now())
    return user


@pytest.fixture
def katie(smiths):
    return signs_in(smiths, "parent", smiths.katie)


@pytest.fixture
def amy(smiths):
    return signs_in(smiths, "child", smiths.amy)


def reads(client, user) -> str:
    client.force_login(user)
    answer = client.get(reverse("agreements:own"))
    assert answer.status_code == 200
    return " ".join(Page(answer.content.decode()).one("main").text.split())


def kept(smiths, entry, person) -> None:
    with scope.acting_as(smiths.manager):
        timeline.withhold_strand(
            by=smiths.manager, family_id=smiths.family.pk, strand_id=entry.strand_id, from_person_id=person,
            why="x", at=clock.now(),
        )  # fmt: skip


def statements(user) -> list[tuple[str, str]]:
    """What the database tells somebody of statements of consent, asked in plain SQL."""
    with scope.acting_as(user), connection.cursor() as cursor:
        cursor.execute("SELECT kind, words FROM own_statements_of_consent(%s)", [clock.now()])
        return cursor.fetchall()


def test_a_parent_reads_what_was_agreed_and_not_only_its_sentence(smiths, katie, client) -> None:
    agreed(
        smiths, worker_wants=("Be on time",), family_fine="No shoes indoors", how_we_contact="Text first",
        when_not="Never after nine", not_engaging="Three times nobody is in", told="Yes or no, you get help",
    )  # fmt: skip
    page = reads(client, katie)
    assert "You said yes to this on" in page
    for words in ("Ring before you come", "Be on time", "No shoes indoors", "Text first", "Never after nine",
                  "Three times nobody is in", "Yes or no, you get help", "When we must tell."):  # fmt: skip
        assert words in page, words
    client.force_login(katie)
    assert reverse("agreements:own") in client.get(reverse("desk:own_record")).content.decode()


@pytest.mark.parametrize("where", ["agreements:own", "plans:own", "desk:own_record"])
def test_every_page_of_ones_own_says_who_helps_and_how_to_reach_them(smiths, katie, amy, client, where) -> None:
    for user in (katie, amy):
        client.force_login(user)
        text = " ".join(Page(client.get(reverse(where)).content.decode()).one("main").text.split())
        assert "Who helps you" in text
        assert f"{smiths.worker.name}Your key worker" in text


def test_a_parent_reads_to_whom_what_for_about_whom_and_how_to_take_it_back(smiths, hill, katie, client) -> None:
    until = clock.today() + timedelta(days=90)
    consent(smiths, hill.to, smiths.katie, smiths.amy, until=until, words="If it helps her")
    page = reads(client, katie)
    assert f"Hill Primary may know about you and Amy, until {day_long(until)}." in page
    assert "What for: So that school can help" in page
    assert "What they may know: How things are" in page
    assert "If it helps her" in page
    assert "You can take a yes back on any day." in page


def test_what_was_taken_back_stands_no_more(smiths, hill, katie, client) -> None:
    yes = consent(smiths, hill.to, smiths.katie, smiths.amy)
    withdraw(smiths, yes, smiths.amy)
    page = reads(client, katie)
    assert "Hill Primary may know about you, until you take it back." in page
    assert "You took it back for Amy." in page
    assert "Hill Primary may no longer know about Amy." in page


def test_a_yes_whose_last_day_is_over_says_so(smiths, hill, katie, client) -> None:
    on = clock.today() - timedelta(days=9)
    consent(smiths, hill.to, smiths.katie, on=on, until=on + timedelta(days=2))
    assert "That is over now." in reads(client, katie)


def test_a_child_reads_their_own_in_a_childs_words(smiths, hill, amy, client) -> None:
    agreed(smiths, (smiths.amy, "yes"), purpose="So that mornings are calm", not_engaging="Hidden from no one")
    consent(smiths, hill.to, smiths.amy, by=smiths.amy, able=True, capacity="She told it back", words="Miss may know")
    page = reads(client, amy)
    assert "Why we meet So that mornings are calm" in page
    assert "Hidden from no one" not in page
    assert "Hill Primary may know about you, until you take it back." in page
    assert "Miss may know" in page
    assert "nobody will be cross" in page


def test_nobody_reads_what_somebody_else_said(smiths, hill, katie, amy, client) -> None:
    consent(smiths, hill.to, smiths.amy, words="Katie-canary")
    consent(smiths, hill.to, smiths.amy, by=smiths.amy, able=True, capacity="x", kind=REFUSED, words="Amy-canary")
    assert [words for _, words in statements(katie)] == ["Katie-canary"]
    assert [words for _, words in statements(amy)] == ["Amy-canary"]
    assert "Amy-canary" not in reads(client, katie)
    assert "Katie-canary" not in reads(client, amy)
    for other in (hill.rao, smiths.worker, smiths.manager, account("parent"), account("partner")):
        assert statements(other) == []


def test_what_is_kept_from_them_or_did_not_happen_is_not_there(smiths, hill, katie, client) -> None:
    entry, wrong = (consent(smiths, hill.to, smiths.katie, words=words)[0] for words in ("kept", "wrong"))
    whole = agreed(smiths, purpose="kept as well")[0]
    kept(smiths, entry, smiths.katie)
    kept(smiths, whole, smiths.katie)
    with scope.acting_as(smiths.worker):
        timeline.retract(
            by=smiths.worker, family_id=smiths.family.pk, entry_ids=[wrong.pk], why="x", at=clock.now(),
            deed_id=uuid7(),
        )  # fmt: skip
    assert statements(katie) == []
    page = reads(client, katie)
    assert "kept as well" not in page
    assert "There is no agreement here yet." in page
    assert "Nobody has asked you yet" in page


def test_an_account_that_is_theirs_no_longer_tells_nothing(smiths, hill, katie) -> None:
    consent(smiths, hill.to, smiths.katie)
    with scope.acting_as(smiths.worker):
        linked = PersonAccount.objects.get(user=katie)
        people.unlink_account(by=smiths.worker, account=linked, at=clock.now())
    assert statements(katie) == []


def test_staff_and_partners_have_no_such_page(smiths, hill, client) -> None:
    for user in (smiths.worker, hill.rao, account("administrator")):
        client.force_login(user)
        assert client.get(reverse("agreements:own")).status_code == 404


def test_the_page_asks_the_database_as_often_with_much_as_with_little(smiths, hill, katie, client) -> None:
    def count() -> int:
        reads(client, katie)
        with CaptureQueriesContext(connection) as asked:
            reads(client, katie)
        return len(asked)

    agreed(smiths)
    consent(smiths, hill.to, smiths.katie)
    few = count()
    for _ in range(4):
        agreed(smiths)
        consent(smiths, hill.to, smiths.katie)
    assert count() == few
