"""Whoever tries many passwords waits, nobody else does, and nobody learns who has an account."""

import re
from unittest.mock import patch

import pytest
from django.contrib.auth.hashers import get_hasher
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from alongside.access.tests.factories import PASSWORD, somebody
from alongside.access.tests.test_sign_in import is_signed_in, sign_in, what_it_says
from alongside.kit import clock
from alongside.kit.tests.markup import Page

pytestmark = pytest.mark.django_db
HERE, ELSEWHERE = "192.0.2.1", "198.51.100.7"
WAIT = "You have tried too many times. Wait 1 minute, then try again."


def tries(name: str, times: int, *, place: str = HERE, client: Client | None = None):
    """Somebody types wrong passwords; the last answer."""
    for _ in range(times):
        answer = sign_in(client or Client(REMOTE_ADDR=place), name, "not the right one at all")
    return answer


def test_who_tries_many_passwords_waits_even_with_the_right_one() -> None:
    # ASVS 5.0 V6.3.1: credential stuffing and brute force are countered.
    somebody(sign_in_name="joanne.mercer")
    assert tries("joanne.mercer", 5).status_code == 200
    refused = tries("joanne.mercer", 1)
    assert refused.status_code == 429
    assert WAIT in refused.content.decode()
    client = Client(REMOTE_ADDR=HERE)
    assert sign_in(client, "joanne.mercer").status_code == 429
    assert not is_signed_in(client)


def test_the_owner_elsewhere_is_not_held_up_by_somebody_who_tries_their_name() -> None:
    # ASVS 5.0 V6.3.1: no malicious account lockout.
    somebody(sign_in_name="joanne.mercer")
    tries("joanne.mercer", 8)
    owner = Client(REMOTE_ADDR=ELSEWHERE)
    sign_in(owner, "joanne.mercer")
    assert is_signed_in(owner)


def test_a_browser_that_the_owner_used_before_is_held_up_by_nobody_else_at_the_same_place_or_any() -> None:
    somebody(sign_in_name="joanne.mercer")
    owner = Client(REMOTE_ADDR=HERE)
    sign_in(owner, "joanne.mercer")
    owner.post("/sign-out/")
    for number in range(51):
        tries("joanne.mercer", 1, place=f"203.0.113.{number}")
        tries(f"nobody.{number}", 1)
    stranger = Client(REMOTE_ADDR=ELSEWHERE)
    assert sign_in(stranger, "joanne.mercer").status_code == 429
    sign_in(owner, "joanne.mercer")
    assert is_signed_in(owner)


def test_who_tries_many_names_from_one_place_waits() -> None:
    somebody(sign_in_name="joanne.mercer")
    for number in range(50):
        tries(f"nobody.{number}", 1)
    assert tries("joanne.mercer", 1).status_code == 429


def test_a_cookie_that_somebody_wrote_themselves_is_known_for_nothing() -> None:
    somebody(sign_in_name="joanne.mercer")
    for number in range(51):
        tries("joanne.mercer", 1, place=f"203.0.113.{number}")
    forger = Client(REMOTE_ADDR=ELSEWHERE)
    forger.cookies["known_browser"] = "anything:at:all"
    assert sign_in(forger, "joanne.mercer").status_code == 429


def test_signing_in_forgets_what_was_mistyped_before() -> None:
    somebody(sign_in_name="joanne.mercer")
    for _ in range(3):
        tries("joanne.mercer", 4)
        client = Client(REMOTE_ADDR=HERE)
        sign_in(client, "joanne.mercer")
        assert is_signed_in(client)


def test_a_name_that_nobody_has_waits_as_long_as_one_that_somebody_has() -> None:
    somebody(sign_in_name="joanne.mercer")
    for _ in range(7):
        theirs, nobodys = tries("joanne.mercer", 1), tries("nobody.atall", 1, place=ELSEWHERE)
        assert (theirs.status_code, what_it_says(theirs, "joanne.mercer")) == (
            nobodys.status_code,
            what_it_says(nobodys, "nobody.atall"),
        )


@pytest.mark.parametrize("why", ["wrong password", "ended", "dormant", "of a demonstration"])
def test_every_refusal_costs_the_same_work_as_one_of_a_name_that_nobody_has(why, settings) -> None:
    # ASVS 5.0 V6.3.8: accounts cannot be enumerated by text, status or time.
    worker = somebody(sign_in_name="joanne.mercer", demonstration=why == "of a demonstration")
    if why == "ended":
        type(worker).objects.filter(pk=worker.pk).update(is_active=False)
    if why == "dormant":
        type(worker).objects.filter(pk=worker.pk).update(added_at=clock.at(clock.today().replace(year=2020)))
    settings.CLOSE_DORMANT = True
    settings.MODE = "service"

    def cost(name: str, password: str) -> tuple[int, list[str], int]:
        hasher = type(get_hasher())
        client = Client(REMOTE_ADDR=HERE)
        with patch.object(hasher, "encode", autospec=True, side_effect=hasher.encode) as hashed:
            with CaptureQueriesContext(connection) as asked:
                answer = sign_in(client, name, password)
            assert not is_signed_in(client)
        return answer.status_code, [_shape(each["sql"]) for each in asked], hashed.call_count

    right = PASSWORD if why != "wrong password" else "not the right one at all"
    assert cost("joanne.mercer", right) == cost("nobody.atall", right)


def _shape(sql: str) -> str:
    return re.sub(r"'[^']*'|\d+", "?", sql)[:40]


def test_in_whatever_capitals_it_is_one_name() -> None:
    somebody(sign_in_name="joanne.mercer")
    tries("joanne.mercer", 3)
    tries("JOANNE.mercer", 2)
    assert tries("Joanne.Mercer", 1).status_code == 429


def test_nothing_that_is_counted_says_who_or_where() -> None:
    tries("joanne.mercer", 1)
    with connection.cursor() as cursor:
        cursor.execute("SELECT key FROM sign_in_tries")
        keys = [key for (key,) in cursor.fetchall()]
    assert keys
    assert all(re.fullmatch("[0-9a-f]{64}", key) for key in keys)


def test_the_wait_is_said_above_the_form() -> None:
    page = Page(tries("joanne.mercer", 6).content.decode()).one("main").text
    assert WAIT in page
