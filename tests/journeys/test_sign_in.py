"""Signing in and out."""

import pytest

from tests.browser import Way
from tests.journeys import given
from tests.journeys.given import PASSWORD

pytestmark = pytest.mark.journey

NOT_RIGHT = "The sign-in name or the password is not right"


@pytest.fixture
def administrator(service):
    return service.arrange(lambda: given.an_account("Amina Diallo", "administrator"))


def test_an_administrator_signs_in_and_out(administrator, somebody, way):
    amina = somebody(way=way)
    amina.opens("/sign-in/")
    amina.looked_at("sign-in")
    amina.signs_in("amina.diallo", PASSWORD)
    amina.follows("Accounts")
    assert amina.heading() == "Accounts"
    amina.looked_at("accounts")
    amina.signs_out()
    amina.opens("/administration/accounts/")
    assert amina.heading() == "Sign in to Alongside"


def test_a_wrong_password_and_an_unknown_name_are_told_apart_by_nobody(administrator, somebody):
    said = {}
    for name in ("amina.diallo", "nobody.here"):
        visitor = somebody()
        visitor.signs_in(name, "not the password")
        visitor.looked_at(f"sign-in-refused-{name.split('.')[0]}")
        assert visitor.page.get_by_label("Sign-in name").input_value() == name
        said[name] = visitor.reads().replace(name, "")
    assert said["amina.diallo"] == said["nobody.here"]


def test_signing_in_needs_no_mouse(administrator, somebody):
    amina = somebody()
    amina.opens("/sign-in/")
    keys = amina.page.keyboard
    keys.press("Tab")
    assert amina.focused_words() == "Skip to main content"
    while amina.focused_words() != "Sign-in name":
        keys.press("Tab")
    keys.type("amina.diallo")
    keys.press("Tab")
    keys.type(PASSWORD)
    keys.press("Enter")
    amina.page.wait_for_url(lambda address: "/sign-in/" not in address)
    amina.page.get_by_role("link", name="Sign out").wait_for()


def test_an_account_is_added_and_ended(administrator, somebody, way):
    amina = somebody(way=way)
    amina.signs_in("amina.diallo", PASSWORD)
    amina.follows("Accounts")
    amina.presses("Add an account")
    amina.looked_at("add-account")
    amina.writes("Full name", "Joanne Mercer")
    amina.presses("Add the account")
    amina.looked_at("add-account-refused")
    assert amina.page.get_by_label("Full name").input_value() == "Joanne Mercer"
    amina.page.get_by_label("Sign-in name").fill("joanne.mercer")
    amina.page.get_by_label("Key worker", exact=True).check()
    amina.page.get_by_label("First password").fill(PASSWORD)
    amina.presses("Add the account")
    assert amina.sees("Joanne Mercer can sign in now.")

    joanne = somebody(way=Way())
    joanne.signs_in("joanne.mercer", PASSWORD)
    assert joanne.sees("Sign out")

    amina.follows("End the account of Joanne Mercer")
    amina.looked_at("end-account")
    amina.presses("End the account")
    assert amina.sees("Joanne Mercer can sign in no more.")
    joanne.opens("/administration/accounts/")
    assert joanne.heading() == "Sign in to Alongside"
