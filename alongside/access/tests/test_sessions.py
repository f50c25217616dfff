"""Signed in for so long, in these places; and what was written when it ended is kept."""

import re
import uuid

import pytest
from django.conf import settings
from django.contrib.sessions.models import Session
from django.db import connection
from django.test import Client

from alongside.access import actions, queries, scope
from alongside.access.models import AccountEvent, SignIn
from alongside.access.tests.factories import PASSWORD, somebody
from alongside.access.tests.test_sign_in import is_signed_in, sign_in
from alongside.kit import clock
from alongside.kit.tests.markup import Page

pytestmark = pytest.mark.django_db
WINDOWS = "Mozilla/5.0 (Windows NT 10.0; Win64) Chrome/141.0 Safari/537.36"
OWN = "/account/"
REFERRAL = "/referrals/new/"


def let_pass(client, *, minutes: float, busy: bool = False) -> None:
    """So long ago they signed in; and clicked last, unless they were busy all the while."""
    session = client.session
    marks = session["signed_in"]
    marks["began"] -= minutes * 60
    marks["seen"] -= 0 if busy else minutes * 60
    session["signed_in"] = marks
    session.save()


def signed_in(client, role: str = "senior_key_worker", **given):
    worker = somebody(role, **given)
    sign_in(client, worker.sign_in_name)
    return worker


def drafts_of(worker):
    with scope.acting_as(worker):
        return queries.drafts_of(worker, at=clock.now())


def test_after_half_an_hour_without_a_click_a_page_shows_nothing_and_asks_to_sign_in(client) -> None:
    # ASVS 5.0 V7.3.1
    signed_in(client)
    let_pass(client, minutes=29)
    assert client.get(OWN).status_code == 200
    let_pass(client, minutes=31)
    assert client.get(OWN).url == "/sign-in/?next=/account/"
    assert "Nothing happened here for 30 minutes" in client.get("/sign-in/?next=/account/").content.decode()


def test_after_twelve_hours_the_busiest_session_ends(client) -> None:
    # ASVS 5.0 V7.3.2
    signed_in(client)
    let_pass(client, minutes=11 * 60, busy=True)
    assert client.get(OWN).status_code == 200
    let_pass(client, minutes=60, busy=True)
    assert client.get(OWN).status_code == 302


def test_a_click_keeps_a_session_alive(client) -> None:
    signed_in(client)
    for _ in range(3):
        let_pass(client, minutes=20)
        assert client.get(OWN).status_code == 200


def test_a_session_that_does_not_say_when_it_began_shows_nothing_in_a_service(client, monkeypatch) -> None:
    client.force_login(somebody())
    assert client.get(OWN).status_code == 200
    monkeypatch.setattr(settings, "MODE", "service")
    assert client.get(OWN).status_code == 302


@pytest.fixture
def referral(client) -> dict[str, str]:
    """A form in which somebody wrote."""
    page = client.get(REFERRAL).content.decode()
    key = re.search(r'name="form_key" value="([^"]+)"', page)
    return {"form_key": key[1] if key else str(uuid.uuid4()), "worries": "Amy comes to school tired and hungry."}


@pytest.fixture
def writer(client):
    return signed_in(client)


@pytest.mark.parametrize("minutes", [31, 13 * 60, 48 * 60])
def test_what_was_written_when_the_session_ended_is_kept_and_comes_back_after_signing_in(
    writer, referral, client, minutes
) -> None:
    let_pass(client, minutes=minutes)

    sent_away = client.post(REFERRAL, referral)

    assert sent_away.url.startswith("/sign-in/?next=")
    (kept,) = drafts_of(writer)
    sign_in_page = client.get(sent_away.url).content.decode()
    assert "What you wrote is kept as a draft" in sign_in_page
    assert "Amy" not in sign_in_page
    back = client.post(sent_away.url, {"login": writer.sign_in_name, "password": PASSWORD}).url
    assert back == kept.go_on_url
    assert referral["worries"] in client.get(back).content.decode()


def test_nothing_is_saved_from_a_session_that_has_ended(writer, referral, client) -> None:
    let_pass(client, minutes=31)
    client.post(REFERRAL, referral)
    assert not is_allowed_in(client)
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM saved_form")
        assert cursor.fetchone() == (0,)


def is_allowed_in(client) -> bool:
    return client.get(OWN).status_code == 200


def test_what_somebody_wrote_is_shown_to_nobody_who_signs_in_after_them(writer, referral, client) -> None:
    let_pass(client, minutes=31)
    sent_away = client.post(REFERRAL, referral)
    other = somebody("senior_key_worker")
    back = client.post(sent_away.url, {"login": other.sign_in_name, "password": PASSWORD}).url
    assert client.get(back).status_code == 404


def test_a_browser_that_keeps_by_itself_is_heard_after_the_session_ended_too(writer, referral, client) -> None:
    let_pass(client, minutes=31)
    assert "kept" in client.post(REFERRAL, {**referral, "keep_draft": "by-itself"}).json()
    assert len(drafts_of(writer)) == 1


def test_an_ended_account_keeps_nothing_any_more(writer, referral, client) -> None:
    let_pass(client, minutes=31)
    actions.end_account(by=somebody("administrator"), user=writer, at=clock.now())
    assert client.post(REFERRAL, referral).url == f"/sign-in/?next={REFERRAL}"
    assert drafts_of(writer) == []


def test_somebody_sees_where_they_are_signed_in_in_plain_words(client) -> None:
    signed_in(client)
    words = Page(client.get("/account/sign-ins/").content.decode()).one("main").text
    assert "(this one)" in words
    assert "with password, from 127.0.0.1" in words


def test_somebody_signs_out_elsewhere_and_stays_here(client, client_elsewhere) -> None:
    # ASVS 5.0 V7.5.2: users can view and terminate any of their active sessions.
    worker = signed_in(client)
    sign_in(client_elsewhere, worker.sign_in_name)
    page = client.get("/account/sign-ins/").content.decode()
    assert "Chrome on a Windows computer" in page
    line = re.search(r'name="end" value="([0-9a-f-]{36})"', page)
    client.post("/account/sign-ins/", {"end": line[1]})
    assert is_allowed_in(client)
    assert not is_allowed_in(client_elsewhere)


def test_nobody_ends_the_session_of_somebody_else(client, client_elsewhere) -> None:
    other = signed_in(client_elsewhere)
    scope.open_own(other)
    line = SignIn.objects.get(author_id=other.pk).pk
    signed_in(client)
    client.post("/account/sign-ins/", {"end": str(line)})
    assert is_allowed_in(client_elsewhere)


def test_where_somebody_is_signed_in_is_theirs_alone_to_see_in_the_database_too(client) -> None:
    worker = signed_in(client)
    scope.open_own(somebody("administrator"))
    assert not SignIn.objects.filter(author_id=worker.pk).exists()
    scope.open_own(worker)
    assert SignIn.objects.filter(author_id=worker.pk).exists()


def test_every_other_session_ends_when_the_password_changes(client, client_elsewhere) -> None:
    # ASVS 5.0 V7.4.3
    worker = signed_in(client)
    sign_in(client_elsewhere, worker.sign_in_name)
    new = "another walk along the river"
    client.post("/password/", {"oldpassword": PASSWORD, "password1": new, "password2": new})
    assert is_allowed_in(client)
    assert not is_allowed_in(client_elsewhere)
    assert "The password was changed" in client.get("/account/sign-ins/").content.decode()


def test_signing_out_leaves_no_line_and_no_session(client) -> None:
    worker = signed_in(client)
    key = client.session.session_key
    client.post("/sign-out/")
    assert not is_signed_in(client)
    assert not Session.objects.filter(session_key=key).exists()
    scope.open_own(worker)
    assert SignIn.objects.get(author_id=worker.pk).ended_at is not None


def test_who_ended_an_account_is_written_down_and_never_changed(client) -> None:
    leaving, administrator = somebody(), somebody("administrator", name="Amina Diallo")
    actions.end_account(by=administrator, user=leaving, at=clock.now())
    scope.open_own(leaving)
    (event,) = AccountEvent.objects.filter(user_id=leaving.pk)
    assert queries.event_words(event) == "The account was ended, by Amina Diallo"


@pytest.fixture
def client_elsewhere():
    return Client(headers={"user-agent": WINDOWS})
