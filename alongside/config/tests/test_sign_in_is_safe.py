"""A service for real families does not start where signing in is weaker than it must be."""

import pytest

from alongside.config import env, preflight
from alongside.config.preflight import Refusal

UNSAFE = [
    ("ALONGSIDE_HOSTS", "*", "lets any name in"),
    ("ALONGSIDE_HOSTS", "alongside.example,.example", "lets any name in"),
    ("ALONGSIDE_SECRET_KEY", "short", "too short or too easily guessed"),
    ("ALONGSIDE_SECRET_KEY", "change-me-" * 6, "too short or too easily guessed"),
    ("ALONGSIDE_SECOND_FACTOR", "off", "ALONGSIDE_SECOND_FACTOR is not on"),
    ("ALONGSIDE_SECURE_COOKIES", "no", "ALONGSIDE_SECURE_COOKIES is not yes"),
]


@pytest.fixture(autouse=True)
def nothing_set(monkeypatch) -> None:
    for name in {name for name, _, _ in UNSAFE}:
        monkeypatch.delenv(name, raising=False)


def test_a_service_that_sets_nothing_is_safe() -> None:
    preflight.sign_in_is_safe(demonstration=False, served_beyond=True)


@pytest.mark.parametrize(("name", "value", "said"), UNSAFE)
def test_an_unsafe_setting_is_refused_for_real_families(monkeypatch, name, value, said) -> None:
    monkeypatch.setenv(name, value)
    with pytest.raises(Refusal, match=said):
        preflight.sign_in_is_safe(demonstration=False, served_beyond=True)


@pytest.mark.parametrize(("name", "value", "said"), UNSAFE[2:])
def test_a_demonstration_may_be_as_it_is(monkeypatch, name, value, said) -> None:
    monkeypatch.setenv(name, value)
    preflight.sign_in_is_safe(demonstration=True, served_beyond=False)


def test_a_demonstration_is_served_under_no_name(monkeypatch) -> None:
    monkeypatch.setenv("ALONGSIDE_HOSTS", "alongside.example")
    with pytest.raises(Refusal, match="there are demonstration accounts"):
        preflight.sign_in_is_safe(demonstration=True, served_beyond=True)


def test_the_councils_sign_in_is_set_whole_or_not_at_all(monkeypatch) -> None:
    for name in ("ISSUER", "CLIENT_ID", "CLIENT_SECRET"):
        monkeypatch.delenv(f"ALONGSIDE_OIDC_{name}", raising=False)
    assert env.provider() is None
    monkeypatch.setenv("ALONGSIDE_OIDC_ISSUER", "https://sign-in.example/")
    with pytest.raises(Refusal, match="lacks ALONGSIDE_OIDC_CLIENT_ID and ALONGSIDE_OIDC_CLIENT_SECRET"):
        env.provider()
    monkeypatch.setenv("ALONGSIDE_OIDC_CLIENT_ID", "alongside")
    monkeypatch.setenv("ALONGSIDE_OIDC_CLIENT_SECRET", "a secret")
    assert env.provider().origin == "https://sign-in.example"
