"""Beginning a demonstration: what refuses, what an interruption leaves, and what the sign-in page says afterwards."""

from datetime import timedelta
from io import StringIO

import pytest
from django.conf import settings
from django.core.management import call_command

from alongside.access import actions as access
from alongside.access import queries
from alongside.demo import actions
from alongside.demo.actions import load_demonstration
from alongside.demo.rules import ACCOUNTS
from alongside.kit import clock
from alongside.kit.refusals import Unacceptable

pytestmark = pytest.mark.django_db


@pytest.fixture
def without_families(monkeypatch) -> None:
    """Accounts only: families take seconds, and are shown elsewhere."""
    monkeypatch.setattr(actions, "STORIES", ())


@pytest.fixture
def demonstration(settings) -> None:
    settings.DEMONSTRATION = True


def refused() -> str:
    err = StringIO()
    with pytest.raises(SystemExit) as ended:
        call_command("load_demonstration", stdout=StringIO(), stderr=err)
    assert ended.value.code == 2
    return err.getvalue()


def test_a_service_for_real_families_refuses_in_one_line(settings):
    settings.MODE = "service"
    said = refused()
    assert said.count("\n") == 1
    assert "not made in a service for real families" in said
    assert queries.demonstration_accounts() == []


def test_a_record_with_accounts_refuses_in_one_line():
    access.add_account(
        by=None, sign_in_name="first", name="First Person", role="administrator", password="a long enough password",
        at=clock.now(),
    )  # fmt: skip
    said = refused()
    assert said.count("\n") == 1
    assert "has accounts already" in said


def test_an_interruption_leaves_nothing():
    def interrupt(words: str) -> None:
        if "family" in words:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        load_demonstration(by=None, at=clock.now(), say=interrupt)
    assert queries.accounts(at=clock.now()).count == 0
    assert list(queries.all_teams()) == []


def test_the_list_of_accounts_names_everybody_and_the_password_once(without_families):
    call_command("load_demonstration", stdout=StringIO())
    out = StringIO()
    call_command("list_demonstration_accounts", stdout=out)
    lines = out.getvalue().splitlines()
    assert len(lines) == len(ACCOUNTS) + 2
    assert lines[1].split() == ["Joanne", "Mercer", "key", "worker", "joanne.mercer"]
    assert len({line.index(told.sign_in_name) for line, told in zip(lines[1:], ACCOUNTS, strict=False)}) == 1
    assert out.getvalue().count(settings.DEMONSTRATION_PASSWORD) == 1


def test_without_a_demonstration_nothing_is_listed():
    out = StringIO()
    call_command("list_demonstration_accounts", stdout=out)
    assert out.getvalue() == ""


def test_the_sign_in_page_says_who_can_sign_in_and_they_can(client, demonstration, without_families):
    load_demonstration(by=None, at=clock.now(), say=lambda _: None)
    page = client.get("/sign-in/").content.decode()
    for told in ACCOUNTS:
        assert told.sign_in_name in page
    assert "./start --reset" not in page
    answer = client.post("/sign-in/", {"login": "joanne.mercer", "password": settings.DEMONSTRATION_PASSWORD})
    assert answer.url == "/first-steps/"


def test_after_a_week_the_sign_in_page_says_that_it_is_old(client, demonstration, without_families):
    load_demonstration(by=None, at=clock.now() - timedelta(days=8), say=lambda _: None)
    assert "./start --reset" in client.get("/sign-in/").content.decode()


def test_seven_days_are_not_old_yet(client, demonstration, without_families):
    load_demonstration(by=None, at=clock.now() - timedelta(days=7), say=lambda _: None)
    assert "./start --reset" not in client.get("/sign-in/").content.decode()


def test_a_real_service_says_nothing_of_demonstrations(client, settings, without_families):
    load_demonstration(by=None, at=clock.now(), say=lambda _: None)
    settings.DEMONSTRATION = False
    assert settings.DEMONSTRATION_PASSWORD not in client.get("/sign-in/").content.decode()


def test_a_second_load_says_why_not(without_families):
    load_demonstration(by=None, at=clock.now(), say=lambda _: None)
    with pytest.raises(Unacceptable, match="has accounts already"):
        load_demonstration(by=None, at=clock.now(), say=lambda _: None)
