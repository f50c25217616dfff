"""Signing in and out with a password."""

import os
import re
import subprocess
import sys

import pytest
from django.conf import settings

from alongside.access import actions
from alongside.access.tests.factories import PASSWORD, somebody
from alongside.kit import clock
from alongside.kit.tests.markup import Page

pytestmark = pytest.mark.django_db
SIGN_IN = "/sign-in/"
SECRETS = re.compile(r'name="csrfmiddlewaretoken" value="[^"]*"')


def sign_in(client, name: str, password: str = PASSWORD, **more):
    return client.post(SIGN_IN, {"login": name, "password": password, **more})


def is_signed_in(client) -> bool:
    return "_auth_user_id" in client.session


def what_it_says(answer, name: str) -> str:
    """The page without what differs because of what was typed or sent along."""
    return SECRETS.sub("", answer.content.decode()).replace(name, "NAME")


def test_a_stranger_is_shown_the_way_in_and_brought_back_to_where_they_wanted_to_go(client) -> None:
    somebody("administrator", sign_in_name="ada.min")

    sent_away = client.get("/administration/accounts/")
    assert sent_away.url == "/sign-in/?next=/administration/accounts/"
    assert client.post(sent_away.url, {"login": "ada.min", "password": PASSWORD}).url == "/administration/accounts/"


def test_signing_in_sends_nobody_to_another_site(client) -> None:
    somebody(sign_in_name="joanne.mercer")

    answer = sign_in(client, "joanne.mercer", next="https://elsewhere.example/")

    assert answer.status_code == 302
    assert answer.url == "/"


def test_a_sign_in_name_is_known_in_any_mixture_of_capitals(client) -> None:
    somebody(sign_in_name="joanne.mercer")

    sign_in(client, "Joanne.MERCER")

    assert is_signed_in(client)


def test_a_wrong_name_and_a_wrong_password_get_the_same_answer(client) -> None:
    somebody(sign_in_name="joanne.mercer")

    wrong_password = sign_in(client, "joanne.mercer", "not the right one at all")
    nobody = sign_in(client, "nobody.atall", "not the right one at all")

    assert (wrong_password.status_code, nobody.status_code) == (200, 200)
    assert what_it_says(wrong_password, "joanne.mercer") == what_it_says(nobody, "nobody.atall")
    assert not is_signed_in(client)


def test_the_password_is_never_sent_back(client) -> None:
    answer = sign_in(client, "nobody.atall", "not the right one at all")

    assert "not the right one at all" not in answer.content.decode()
    assert "nobody.atall" in answer.content.decode()


def test_what_is_missing_is_said_in_words(client) -> None:
    words = Page(sign_in(client, "", "").content.decode()).one("main").text

    assert "Enter your sign-in name" in words
    assert "Enter your password" in words


def test_the_page_before_signing_in_tells_nothing_about_anybody(client) -> None:
    worker = somebody(name="Joanne Mercer")

    assert worker.name not in client.get(SIGN_IN).content.decode()


@pytest.mark.parametrize(("mode", "comes_in"), [("demonstration", True), ("service", False)])
def test_an_account_of_the_demonstration_works_only_in_a_demonstration(client, monkeypatch, mode, comes_in) -> None:
    somebody(sign_in_name="demo.worker", demonstration=True)
    monkeypatch.setattr(settings, "MODE", mode)

    answer = sign_in(client, "demo.worker")

    assert is_signed_in(client) is comes_in
    assert answer.status_code == (302 if comes_in else 200)


def test_in_a_service_a_demonstration_account_is_refused_like_one_that_does_not_exist(client, monkeypatch) -> None:
    somebody(sign_in_name="demo.worker", demonstration=True)
    monkeypatch.setattr(settings, "MODE", "service")

    assert what_it_says(sign_in(client, "demo.worker"), "demo.worker") == what_it_says(
        sign_in(client, "no.one"), "no.one"
    )


def test_a_session_of_a_demonstration_account_ends_when_the_service_turns_real(client, monkeypatch) -> None:
    client.force_login(somebody("administrator", demonstration=True))
    assert client.get("/administration/accounts/").status_code == 200

    monkeypatch.setattr(settings, "MODE", "service")

    assert client.get("/administration/accounts/").status_code == 302


def test_an_ended_account_loses_its_session_at_the_next_request(client) -> None:
    leaving = somebody("administrator")
    client.force_login(leaving)
    assert client.get("/administration/accounts/").status_code == 200

    actions.end_account(by=somebody("administrator"), user=leaving, at=clock.now())

    assert client.get("/administration/accounts/").status_code == 302
    sign_in(client, leaving.sign_in_name)
    assert client.get("/administration/accounts/").status_code == 302


def test_signing_out_asks_once_and_then_leaves_nothing(client) -> None:
    client.force_login(somebody("administrator"))

    assert client.get("/sign-out/").status_code == 200
    assert client.get("/administration/accounts/").status_code == 200
    client.post("/sign-out/")

    assert client.get("/administration/accounts/").status_code == 302


def test_somebody_changes_their_own_password(client) -> None:
    worker = somebody()
    client.force_login(worker)
    new = "another walk along the river"

    client.post("/password/", {"oldpassword": PASSWORD, "password1": new, "password2": new})
    client.logout()

    sign_in(client, worker.sign_in_name, PASSWORD)
    assert not is_signed_in(client)
    sign_in(client, worker.sign_in_name, new)
    assert is_signed_in(client)


@pytest.mark.parametrize("weak", ["short", "password1234"])
def test_a_short_or_common_password_is_refused_with_the_reason(client, weak) -> None:
    worker = somebody()
    client.force_login(worker)

    answer = client.post("/password/", {"oldpassword": PASSWORD, "password1": weak, "password2": weak})

    assert answer.status_code == 200
    assert "password" in Page(answer.content.decode()).one("main").text.lower()
    worker.refresh_from_db()
    assert worker.check_password(PASSWORD)


@pytest.mark.parametrize("address", ["/sign-up/", "/signup/", "/accounts/signup/", "/password/reset/", "/email/"])
def test_nobody_makes_an_account_or_resets_one_for_themselves(client, address) -> None:
    assert client.get(address).status_code == 404


def test_outside_tests_passwords_are_kept_as_argon2_digests() -> None:
    show = "from django.conf import settings; print(settings.PASSWORD_HASHERS)"
    surroundings = {**os.environ, "ALONGSIDE_MODE": "demonstration"}

    shown = subprocess.run([sys.executable, "-c", show], env=surroundings, capture_output=True, text=True, check=True)

    assert shown.stdout.strip() == "['django.contrib.auth.hashers.Argon2PasswordHasher']"
