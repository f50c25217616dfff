"""Every page has a door; a refusal is the answer for a page that does not exist."""

import pytest
from django.contrib.auth.models import AnonymousUser
from django.http import Http404, HttpResponse
from django.test import RequestFactory

from alongside.access.doors import public, requires
from alongside.access.permissions import Permission
from alongside.access.rules import ROLES, may
from alongside.access.tests.factories import somebody

pytestmark = pytest.mark.django_db
ADMINISTRATION = ["/administration/accounts/", "/administration/accounts/add/", "/administration/teams/add/"]


@requires(Permission.ALLOCATE)
def a_page(request) -> HttpResponse:
    return HttpResponse("inside")


@public
def an_open_page(request) -> HttpResponse:
    return HttpResponse("inside")


def ask(user, view=a_page):
    request = RequestFactory().get("/somewhere/?page=2")
    request.user = user
    return view(request)


def test_a_stranger_is_sent_to_sign_in_and_will_be_brought_back() -> None:
    assert ask(AnonymousUser()).url == "/sign-in/?next=/somewhere/%3Fpage%3D2"


@pytest.mark.parametrize("role", ROLES)
def test_a_page_opens_only_for_roles_that_hold_its_permission(role: str) -> None:
    if may(role, Permission.ALLOCATE):
        assert ask(somebody(role)).content == b"inside"
    else:
        with pytest.raises(Http404):
            ask(somebody(role))


def test_a_page_for_anyone_opens_to_strangers() -> None:
    assert ask(AnonymousUser(), an_open_page).content == b"inside"


def test_a_door_says_its_permission_and_keeps_the_name_of_its_page() -> None:
    assert a_page.permission is Permission.ALLOCATE
    assert a_page.__name__ == "a_page"
    assert an_open_page.permission is Permission.PUBLIC


@pytest.mark.parametrize("role", [role for role in ROLES if not may(role, Permission.MANAGE_ACCOUNTS)])
@pytest.mark.parametrize("address", ADMINISTRATION)
def test_administration_refused_and_not_existing_are_the_same_answer_byte_for_byte(client, role, address) -> None:
    client.force_login(somebody(role))

    refused, missing = client.get(address), client.get("/administration/nothing-here/")

    assert (refused.status_code, missing.status_code) == (404, 404)
    assert refused.content == missing.content
    assert dict(refused.headers) == dict(missing.headers)


def test_a_refused_save_saves_nothing(client) -> None:
    client.force_login(somebody("key_worker"))

    assert client.post("/administration/teams/add/", {"team_name": "Taken over"}).status_code == 404
    client.force_login(somebody("administrator"))
    assert "Taken over" not in client.get("/administration/accounts/add/").content.decode()
