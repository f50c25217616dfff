"""Changing one's own password."""

import pytest

from alongside.access.tests import factories
from alongside.kit.tests.markup import Page

pytestmark = pytest.mark.django_db


def test_the_page_says_what_a_password_needs_in_plain_words(client):
    client.force_login(factories.somebody("key_worker"))
    page = client.get("/password/").content.decode()
    assert "At least 12 characters" in page
    assert "&lt;" not in page
    assert [label.text.strip() for label in Page(page.partition("<main")[2]).all("label")] == [
        "Current password", "New password", "New password again",
    ]  # fmt: skip


def test_a_new_password_replaces_the_old(client):
    person = factories.somebody("key_worker")
    client.force_login(person)
    new = "a boat in the morning"
    given = {"oldpassword": factories.PASSWORD, "password1": new, "password2": new}
    assert client.post("/password/", given).status_code == 302
    person.refresh_from_db()
    assert person.check_password(new)


def test_a_short_password_is_refused_with_the_reason(client):
    client.force_login(factories.somebody("key_worker"))
    given = {"oldpassword": factories.PASSWORD, "password1": "short", "password2": "short"}
    assert "12 characters" in client.post("/password/", given).content.decode()


def test_what_is_missing_is_named(client):
    client.force_login(factories.somebody("key_worker"))
    page = client.post("/password/", {"oldpassword": "", "password1": "", "password2": ""}).content.decode()
    for words in ("Enter the password you have now", "Enter a new password", "Enter the new password again"):
        assert words in page
    # Passwords are never sent back, so the page must not promise that they are kept.
    assert "Nothing you typed is lost" not in page
    assert "Your password is as it was" in page
