"""What is looked at before a start; tests/start tries the same on real processes."""

import os
import socket

import pytest

from alongside.config import preflight
from alongside.config.preflight import Refusal


def one_line(refused: pytest.ExceptionInfo[Refusal]) -> str:
    said = str(refused.value)
    assert "\n" not in said
    assert said.count(". ") >= 1, "it says what is wrong, then what to do"
    return said


@pytest.mark.parametrize(("found", "old"), [((3, 9), True), ((3, 11), True), ((3, 12), False), ((3, 13), False)])
def test_pythons(found: tuple[int, int], old: bool) -> None:
    if not old:
        preflight.python_is_new_enough(found)
        return
    with pytest.raises(Refusal) as refused:
        preflight.python_is_new_enough(found)
    assert f"This is Python {found[0]}.{found[1]}; Alongside needs 3.12 or newer." in one_line(refused)


def test_a_port_that_is_taken() -> None:
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        port = other.getsockname()[1]
        with pytest.raises(Refusal) as refused:
            preflight.port_is_free("127.0.0.1", port)
    assert f"Port {port} is taken" in one_line(refused)
    preflight.port_is_free("127.0.0.1", port)


@pytest.mark.parametrize("host", ["127.0.0.1", "::1", "localhost"])
def test_a_demonstration_on_this_machine_alone(host: str) -> None:
    preflight.host_is_safe(host, demonstration=True)


@pytest.mark.parametrize("host", ["0.0.0.0", "::", "192.0.2.1", "alongside.example"])
def test_a_demonstration_that_others_would_reach(host: str) -> None:
    preflight.host_is_safe(host, demonstration=False)
    with pytest.raises(Refusal) as refused:
        preflight.host_is_safe(host, demonstration=True)
    assert f"will not answer on {host}" in one_line(refused)


def test_a_day_may_be_set_for_a_demonstration_only(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ALONGSIDE_TODAY", "2026-03-02")
    preflight.today_is_a_date()
    preflight.today_may_be_set(demonstration=True)
    with pytest.raises(Refusal) as refused:
        preflight.today_may_be_set(demonstration=False)
    assert "ALONGSIDE_TODAY is set" in one_line(refused)
    monkeypatch.delenv("ALONGSIDE_TODAY")
    preflight.today_is_a_date()
    preflight.today_may_be_set(demonstration=False)


def test_the_databases_of_this_run_are_refused_for_not_waiting_for_the_disk() -> None:
    # The tests' own server is fast and forgetful, just what a service must never run on.
    with pytest.raises(Refusal) as refused:
        preflight.database_is_safe(os.environ["ALONGSIDE_TEST_ADMINISTRATOR"])
    assert "is a superuser" in one_line(refused)


@pytest.mark.django_db
def test_a_server_of_another_version_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(preflight, "POSTGRESQL", 19)
    with pytest.raises(Refusal) as refused:
        preflight.database_is_safe(os.environ["DATABASE_URL"])
    assert "The server is PostgreSQL 18; Alongside needs 19." in one_line(refused)


@pytest.mark.django_db
def test_the_role_of_the_tests_is_bound_but_their_server_forgets() -> None:
    with pytest.raises(Refusal) as refused:
        preflight.database_is_safe(os.environ["DATABASE_URL"])
    assert "fsync off" in one_line(refused)


@pytest.mark.django_db
def test_a_models_text_published_here_must_stay() -> None:
    url = os.environ["DATABASE_URL"]
    preflight.models_unchanged(url, {("something_new", "1"): "0" * 64})
    with pytest.raises(Refusal) as refused:
        preflight.models_unchanged(url, dict.fromkeys(_published(url), "0" * 64))
    assert "was changed since this version was published. Give it a new version" in one_line(refused)


def _published(url: str) -> list[tuple[str, str]]:
    with preflight.psycopg.connect(url) as connection:
        return connection.execute("SELECT model, version FROM model_version").fetchall()
