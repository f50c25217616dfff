"""What is typed and not saved is kept for its writer alone. Tried on the page that adds a team."""

import json

import pytest

from alongside.access import queries, scope
from alongside.access.models import Draft
from alongside.access.tests.factories import somebody
from alongside.kit import clock
from alongside.kit.ids import uuid7
from alongside.kit.tests.markup import Page

pytestmark = pytest.mark.django_db
ADD_TEAM = "/administration/teams/add/"


@pytest.fixture
def administrator(client):
    user = somebody("administrator")
    client.force_login(user)
    return user


def test_keeping_a_form_half_filled_and_going_on_with_it(administrator, client) -> None:
    key = str(uuid7())

    kept = client.post(ADD_TEAM, {"team_name": " Ea", "form_key": key, "keep_draft": "yes"}, follow=True)

    assert kept.redirect_chain == [("/drafts/", 302)]
    link = next(link for link in Page(kept.content.decode()).all("a") if "draft=" in link["href"])
    again = client.get(link["href"])
    page = Page(again.content.decode())
    assert page.one("input", name="team_name")["value"] == " Ea"
    assert page.one("input", name="form_key")["value"] == key
    assert "You kept this as a draft" in again.content.decode()
