"""What every answer carries, whatever it says."""

import re
import uuid

import pytest
from django.test import Client
from django.urls import get_resolver

from alongside.access.tests.factories import somebody
from tests.architecture.laws.routes import addresses

pytestmark = pytest.mark.django_db
EXPECTED = {
    "X-Frame-Options": "DENY",
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), display-capture=(), geolocation=(), microphone=(), payment=(), usb=()",
}


def guards_of(answer) -> dict[str, str]:
    return {name: answer.headers.get(name) for name in EXPECTED}


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
    too_much = {f"field{number}": "x" for number in range(4001)}
    kinds["more than is taken in"] = client.post("/administration/teams/add/", too_much)
    client.raise_request_exception = False
    with pytest.MonkeyPatch.context() as broken:
        broken.setattr("alongside.access.queries.accounts", None)
        kinds["broken"] = client.get("/administration/accounts/")
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
    assert "max-age=31536000" in answer.headers["Cache-Control"]
    assert guards_of(answer) == EXPECTED


def test_no_answer_is_framed_guessed_at_or_named_to_other_sites(answers) -> None:
    """ASVS 5.0: 3.4.4, 3.4.5, 3.4.6, 3.4.8, 3.5.8."""
    for what, answer in answers.items():
        assert guards_of(answer) == EXPECTED, what


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
    assert guards_of(answer) == EXPECTED


def test_every_kind_of_refusal_is_among_the_answers(answers) -> None:
    assert {answer.status_code for answer in answers.values()} == {200, 301, 302, 400, 404, 405, 413, 500}


def every_address() -> list[str]:
    """One address of each route, with numbers and names that nothing bears."""
    nothing = {"int": "1", "uuid": str(uuid.UUID(int=7)), "slug": "none", "str": "none", "path": "none"}
    routes = [re.sub(r"[\^$]|\\Z", "", route) for route, _ in addresses(get_resolver())]
    return ["/" + re.sub(r"<(?:(\w+):)?\w+>", lambda found: nothing[found[1] or "str"], route) for route in routes]


@pytest.mark.parametrize("who", ["nobody", "key_worker"])
def test_every_route_answers_with_all_of_it_whoever_asks(client, who) -> None:
    """ASVS 5.0: 3.4.3 to 3.4.6, 3.4.8, 14.3.2."""
    if who != "nobody":
        client.force_login(somebody(who))
    for address in every_address():
        for answer in (client.get(address), client.post(address), client.options(address)):
            assert answer.status_code < 500, address
            assert guards_of(answer) == EXPECTED, address
            assert "no-store" in answer.headers["Cache-Control"], address
            assert "default-src 'none'" in answer.headers["Content-Security-Policy"], address


def test_cookies_of_a_service_only_go_over_an_encrypted_line_and_to_this_host_alone(client, settings) -> None:
    """ASVS 5.0: 3.3.1 to 3.3.4, 3.4.1."""
    names = ["__Host-sessionid", "__Host-csrftoken"]
    settings.SESSION_COOKIE_NAME, settings.CSRF_COOKIE_NAME = names
    settings.SESSION_COOKIE_SECURE = settings.CSRF_COOKIE_SECURE = True
    somebody(sign_in_name="ada.min")

    client.get("/sign-in/")
    answer = client.post("/sign-in/", {"login": "ada.min", "password": "a long walk by the canal"})

    assert set(client.cookies) == {*names, "__Host-known_browser"}
    for cookie in client.cookies.values():
        assert (cookie["secure"], cookie["httponly"], cookie["path"], cookie["domain"]) == (True, True, "/", "")
        assert cookie["samesite"] in ("Lax", "Strict")
    assert "max-age=31536000" in answer.headers["Strict-Transport-Security"]
