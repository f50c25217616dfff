"""When families are invented, and what a start then says."""

import os
import signal
import time

from django.conf import settings
from playwright.sync_api import Browser

from alongside.demo.rules import ACCOUNTS
from tests.browser import Visitor, look_at

from .council import Council
from .house import House

INVENTED = 'SELECT count(*) > 0 FROM "user" WHERE demonstration'


def test_an_empty_record_is_given_demonstration_families_and_their_accounts_are_printed(
    house: House, browser: Browser
) -> None:
    with house.started() as running:
        assert house.ask(INVENTED) == [(True,)]
        listed = running.said[:-1]
        for sign_in_name, role in house.ask('SELECT sign_in_name, role FROM "user" WHERE demonstration'):
            assert any(str(sign_in_name) in line for line in listed), (sign_in_name, role, listed)
        assert running.said[-1] == f"Ready: {house.address}"
        each_is_shown_what_to_try(browser, house.address)

    with house.started("--no-demo") as again:
        assert again.said[-1] == f"Ready: {house.address}"
        people = house.ask('SELECT count(*) FROM "user"')
    with house.started("--reset", "--no-demo"):
        assert house.ask('SELECT count(*) FROM "user"') == [(0,)] != people


def each_is_shown_what_to_try(browser: Browser, address: str) -> None:
    """Whoever signs in for the first time comes to a page that keeps to the law of pages: staff, a partner, family."""
    visitor = Visitor(browser, address)
    for role in ("key_worker", "partner", "parent"):
        sign_in_name = next(account.sign_in_name for account in ACCOUNTS if account.role == role)
        visitor.signs_in(sign_in_name, settings.DEMONSTRATION_PASSWORD)
        assert visitor.page.url.endswith("/first-steps/"), role
        look_at(visitor, f"first-steps-{role}")
        visitor.signs_out()
    visitor.leaves()


def test_interrupted_while_families_are_invented_nobody_is(house: House) -> None:
    running = house.begin(house.command())
    while "Making" not in running.out.read_text():
        assert running.process.poll() is None, running.errors
        time.sleep(0.05)
    os.killpg(running.process.pid, signal.SIGINT)
    assert running.wait() == 0
    assert not house.left_after(5)

    with house.started("--no-demo"):
        assert house.ask('SELECT count(*) FROM "user"') == [(0,)]


def test_on_a_councils_own_server_they_are_invented_when_asked(house: House, council: Council) -> None:
    with house.started("--demo"):
        assert council.run(INVENTED, inside=True) == [(True,)]
