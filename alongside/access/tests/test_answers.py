"""What every answer carries, whatever it says."""

import pytest
from django.test import Client

from alongside.access.tests.factories import somebody

pytestmark = pytest.mark.django_db


@pytest.fixture
def answers(client):
    """Pages of every kind: of nobody, of somebody, sent away, missing, refused, not understood."""
    somebody(sign_in_name="ada.min", role="administrator")
    kinds = {
        "sign of life": client.get("/health/"),
        "sign-in": client.get("/sign-in/"),
        "wrong password": client.post("/sign-in/", {"login": "ada.min", "password": "no"}),
        "sent away": client.get("/administration/accounts/"),
        "missing": client.get("/nothing/here/"),
    }
    client.force_login(somebody("administrator"))
    kinds["page"] = client.get("/administration/accounts/")
    kinds["form"] = client.get("/administration/teams/add/")
    kinds["missing when signed in"] = client.get("/nothing/here/")
    kinds["without its last slash"] = client.get("/administration/accounts")
    kinds["from another host"] = client.get("/sign-in/", headers={"host": "elsewhere.example"})
    kinds["way of asking not allowed"] = client.delete("/administration/accounts/")
    client.force_login(somebody("chair"))
    kinds["refused"] = client.get("/administration/accounts/")
    return kinds


def test_no_browser_or_proxy_keeps_a_page(answers) -> None:
    for what, answer in answers.items():
        assert "no-store" in answer.headers["Cache-Control"], what


def test_every_answer_has_a_strict_content_policy(answers) -> None:
    for what, answer in answers.items():
        policy = answer.headers["Content-Security-Policy"]
        assert "default-src 'none'" in policy, what
        assert "unsafe" not in policy, what
        assert "frame-ancestors 'none'" in policy, what
        assert "base-uri 'none'" in policy, what


def test_a_file_that_everybody_gets_has_the_content_policy_too(client) -> None:
    answer = client.get("/static/kit/mark.svg")
    answer.close()

    assert answer.status_code == 200
    assert "default-src 'none'" in answer.headers["Content-Security-Policy"]
    assert "Cookie" not in answer.headers.get("Vary", "")


def test_no_answer_is_framed_guessed_at_or_named_to_other_sites(answers) -> None:
    for what, answer in answers.items():
        assert answer.headers["X-Frame-Options"] == "DENY", what
        assert answer.headers["X-Content-Type-Options"] == "nosniff", what
        assert answer.headers["Referrer-Policy"] == "same-origin", what


def test_every_request_has_a_number_of_its_own(client) -> None:
    first, second = client.get("/health/").wsgi_request, client.get("/health/").wsgi_request

    assert first.request_id != second.request_id
    assert first.request_id.version == 7


def test_the_session_cookie_is_out_of_reach_of_scripts_and_ends_with_the_browser(client) -> None:
    somebody(sign_in_name="ada.min")
    client.post("/sign-in/", {"login": "ada.min", "password": "a long walk by the canal"})

    cookie = client.cookies["sessionid"]

    assert cookie["httponly"]
    assert cookie["samesite"] == "Lax"
    assert not cookie["max-age"]


def test_a_forged_form_is_refused_in_plain_words() -> None:
    from_elsewhere = Client(enforce_csrf_checks=True)

    answer = from_elsewhere.post("/sign-in/", {"login": "x", "password": "y"})

    assert answer.status_code == 403
    assert "Content-Security-Policy" in answer.headers
