"""An address is asked for only in the ways that the list declares. ASVS 5.0: 8.1.1, 8.2.1."""

import pytest
from django.core.checks import run_checks
from django.db import connection
from django.test.utils import CaptureQueriesContext

from alongside.access.tests.factories import somebody
from alongside.config import who_may

pytestmark = pytest.mark.django_db
UNDECLARED = ("PUT", "PATCH", "DELETE", "OPTIONS", "TRACE", "PROPFIND")


@pytest.mark.parametrize("method", UNDECLARED)
def test_what_is_not_declared_is_refused_before_anybody_is_known(client, method) -> None:
    client.force_login(somebody("manager"))
    with CaptureQueriesContext(connection) as asked:
        answers = [client.generic(method, address) for address in ("/families/1/", "/families/999999/", "/password/")]

    assert [answer.status_code for answer in answers] == [405, 405, 405]
    assert answers[0].content == answers[1].content
    assert answers[0].headers["Allow"] == answers[1].headers["Allow"] == "GET, HEAD"
    assert not asked.captured_queries


def test_a_page_that_only_shows_takes_nothing_that_is_sent(client) -> None:
    client.force_login(somebody("manager"))

    assert client.post("/families/", {"name": "x"}).status_code == 405
    assert (
        "Nothing was saved" in client.get("/drafts/018f3a5e-0000-7000-8000-000000000000/throw-away/").content.decode()
    )


def test_a_method_cannot_be_put_on_by_another_name(client) -> None:
    client.force_login(somebody("manager"))
    hidden = {"_method": "DELETE"}

    plain = client.post("/administration/teams/add/", hidden)
    assert client.post("/administration/teams/add/", hidden, headers={"X-HTTP-Method-Override": "GET"}).status_code == (
        plain.status_code
    )


def test_an_address_that_nobody_declared_answers_nobody(client, monkeypatch) -> None:
    monkeypatch.setattr(who_may, "declared", dict)
    client.force_login(somebody("manager"))

    assert client.get("/account/").status_code == 405


def test_the_start_stops_where_the_list_and_the_views_differ(monkeypatch) -> None:
    assert not [each for each in run_checks() if each.id == "alongside.E100"]
    monkeypatch.setattr(who_may, "declared", dict)

    assert [each for each in run_checks() if each.id == "alongside.E100"]
