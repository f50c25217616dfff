"""What the machine tells us."""

import os
import stat
from pathlib import Path

import pytest

from alongside.config import env
from alongside.config.refusal import Refusal


def test_the_data_folder_that_was_named(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("ALONGSIDE_DATA", str(tmp_path / "somewhere" / ".." / "here"))
    assert env.data_folder() == tmp_path / "here"


def test_each_clone_has_a_data_folder_of_its_own(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.delenv("ALONGSIDE_DATA", raising=False)
    monkeypatch.setattr(os, "geteuid", lambda: 0)
    first = env.data_folder()
    monkeypatch.setattr(env, "ROOT", tmp_path)
    assert first.parent == env.data_folder().parent == Path("/var/lib/alongside")
    assert env.data_folder() != first


def test_an_ordinary_users_data_lie_in_the_clone(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("ALONGSIDE_DATA", raising=False)
    monkeypatch.setattr(os, "geteuid", lambda: 1000)
    assert env.data_folder() == env.ROOT / "var"


@pytest.mark.parametrize(
    ("mode", "may"), [("service", False), ("demonstration", True), ("test", True), ("anything", False), (None, False)]
)
def test_who_may_set_the_day(monkeypatch: pytest.MonkeyPatch, mode: str | None, may: bool) -> None:
    monkeypatch.delenv("ALONGSIDE_MODE", raising=False)
    if mode is not None:
        monkeypatch.setenv("ALONGSIDE_MODE", mode)
    assert env.may_set_today() is may


def test_the_signing_secret_is_made_once_and_only_for_this_user(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.delenv("ALONGSIDE_SECRET_KEY", raising=False)
    monkeypatch.setenv("ALONGSIDE_DATA", str(tmp_path / "new"))

    secret = env.secret_key()

    assert len(secret) >= 50
    assert env.secret_key() == secret
    assert stat.S_IMODE((tmp_path / "new" / "secret_key").stat().st_mode) == 0o600
    assert os.listdir(tmp_path / "new") == ["secret_key"]


def test_two_who_make_the_secret_at_once_agree_on_one(tmp_path: Path) -> None:
    env._write_once(tmp_path / "secret_key", "the first")
    env._write_once(tmp_path / "secret_key", "the second")
    assert (tmp_path / "secret_key").read_text() == "the first"


def test_an_address_becomes_the_settings_of_a_connection() -> None:
    found = env.django_database("postgresql://app:s%40cret@db.example:5433/surrey?sslmode=require")
    assert (found["USER"], found["PASSWORD"], found["HOST"], found["PORT"], found["NAME"]) == (
        "app", "s@cret", "db.example", "5433", "surrey",
    )  # fmt: skip
    assert found["OPTIONS"] == {
        "application_name": "alongside", "server_side_binding": True,
        "prepare_threshold": env.ASKED_BEFORE_IT_IS_PREPARED, "sslmode": "require",
        "options": env.ONE_PLAN_FOR_ALL,
    }  # fmt: skip


def test_an_address_of_a_socket() -> None:
    found = env.django_database("postgresql://app@/surrey?host=/run/a%20folder")
    assert (found["HOST"], found["PORT"], found["PASSWORD"]) == ("/run/a folder", "", "")


def test_an_address_that_cannot_be_read_is_refused_without_its_password() -> None:
    with pytest.raises(Refusal, match=r"^A database address cannot be read") as refused:
        env.django_database("postgresql://app:secret@db/surrey?nothing_known=1")
    assert "secret" not in str(refused.value)


def test_role_and_database_names_follow_the_addresses(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DATABASE_URL", "postgresql://surrey_app@db/surrey")
    monkeypatch.setenv("DATABASE_OWNER_URL", "postgresql://surrey_owner@db/surrey")
    monkeypatch.setenv("ALONGSIDE_DEFINER_ROLE", "surrey_owner")
    assert env.roles() == env.Roles(owner="surrey_owner", application="surrey_app", definer="surrey_owner")
    assert env.database_name() == "surrey"


def test_without_addresses_they_are_our_own(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("DATABASE_URL", "DATABASE_OWNER_URL", "ALONGSIDE_DEFINER_ROLE"):
        monkeypatch.delenv(name, raising=False)
    assert env.roles() == env.Roles("alongside_owner", "alongside_app", "alongside_definer")
    assert env.database_name() == "alongside"


@pytest.mark.parametrize(("as_owner", "named"), [(False, "DATABASE_URL"), (True, "DATABASE_OWNER_URL")])
def test_a_missing_address_is_refused_by_its_name(monkeypatch: pytest.MonkeyPatch, as_owner: bool, named: str) -> None:
    monkeypatch.delenv(named, raising=False)
    with pytest.raises(Refusal, match=rf"^{named} is not set. Start with ./start"):
        env.database_url(as_owner=as_owner)


def test_a_cookie_that_only_goes_over_an_encrypted_line_can_be_set_by_no_other_host() -> None:
    assert env.cookie_name("sessionid", secure=True) == "__Host-sessionid"
    assert env.cookie_name("sessionid", secure=False) == "sessionid"
