"""Whatever is sent to whichever address by whomever: the answer is one of ours, guarded, and never an error of the
service. 500 requests in each run; `just prove` sends 10,000.

ASVS 5.0: 16.5.3, 3.4.3, 3.4.4.
"""

import os
import re
from collections.abc import Iterator
from functools import cache
from html import unescape
from typing import Any
from urllib.parse import quote, urlencode, urlsplit

import pytest
from django.db import transaction
from django.test import Client
from hypothesis import HealthCheck, Phase, given, settings

from alongside.access.rules import may
from alongside.config.who_may import declared
from tests.hostile.requests import DECLARED, Hostile, some_requests
from tests.matrix.cast import Cast, everybody, ids_in
from tests.matrix.walking import filled, links, signed_in

MANY = 10_000 if os.environ.get("ALONGSIDE_PROVE") else 500
ROUTES = tuple(declared())
GUARDS = ("Content-Security-Policy", "X-Content-Type-Options", "X-Frame-Options", "Referrer-Policy", "Cache-Control")
SENT_BACK_RAW = ("<script>alert(1)", "<img src=x onerror", "<svg onload")
_TAKES = re.compile(r"<(\w+):(\w+)>")
_INPUT = re.compile(r'<(?:input|textarea|select)[^>]*\bname="([^"]+)"(?:[^>]*\bvalue="([^"]*)")?')


class Attacker:
    """Everybody of the cast in turn, and the addresses of the Smiths."""

    def __init__(self, cast: Cast) -> None:
        self.cast = cast
        self.people = [None, *cast.people.values()]
        self.let_in = {
            route: [place for place, who in enumerate(self.people) if who and may(who.role, line.permission)] or [0]
            for route, line in declared().items()
        }
        sees_most = cast.people["manages the team"]
        ids = {**ids_in(cast.family_id, sees_most), "family_id": str(cast.family_id)}
        client = signed_in(sees_most)
        self.there = {route: filled(route, ids | cast.given.get(route, {})) for route in ROUTES}
        for family_id in (cast.other_id, cast.family_id):
            self.there |= links(client, ["/", "/account/", f"/families/{family_id}/"], only=family_id)

    def sends(self, hostile: Hostile) -> Any:
        """The answer; all it changed is undone."""
        route, number = ROUTES[_spread(hostile.route) % len(ROUTES)], _spread(hostile.who)
        # One in five is anybody: what others send than those who may is answered at the door.
        some = range(len(self.people)) if number % 5 == 0 else self.let_in[route]
        who = some[number // 5 % len(some)]
        client = Client(raise_request_exception=False)
        if self.people[who] is not None:
            client.force_login(self.people[who])
        path = self._path(route, hostile.damaged)
        shown = self._form(who, path) if hostile.from_form and hostile.damaged is None else ()
        content_type, body = hostile.raw or self._filled(shown, hostile)
        if hostile.asked:
            path += "?" + urlencode(hostile.asked, errors="surrogatepass")
        headers = {name: _sendable(value) for name, value in hostile.headers.items()}
        method = declared()[route].methods[-1] if hostile.method == DECLARED else hostile.method
        with transaction.atomic():
            got = client.generic(method, path, body, content_type=_sendable(content_type), **headers)
            transaction.set_rollback(True)
        return got

    def _path(self, route: str, damaged: str | None) -> str:
        if damaged is None:
            return urlsplit(self.there[route]).path
        return "/" + _TAKES.sub(quote(damaged, safe="", errors="surrogatepass"), route)

    @cache  # noqa: B019 (one attacker a run)
    def _form(self, who: int, path: str) -> tuple[tuple[str, str], ...]:
        client = Client(raise_request_exception=False)
        if self.people[who] is not None:
            client.force_login(self.people[who])
        with transaction.atomic():
            page = client.get(path).content.decode("utf-8", "replace")
            transaction.set_rollback(True)
        return tuple((unescape(name), unescape(value)) for name, value in _INPUT.findall(page))

    @staticmethod
    def _filled(shown: tuple[tuple[str, str], ...], hostile: Hostile) -> tuple[str, bytes]:
        fields = [list(each) for each in shown]
        for place, words in hostile.fields:
            if fields:
                fields[place % len(fields)][1] = words
        body = urlencode([*map(tuple, fields), *hostile.more], errors="surrogatepass")
        return "application/x-www-form-urlencoded", body.encode()


def _spread(number: int) -> int:
    """Small numbers, which Hypothesis likes best, all over the place."""
    return number * 2_654_435_761 % 2**32 >> 8


def _sendable(words: str) -> str:
    """As a server hands a header on: Latin letters, no end of line."""
    return re.sub(r"[\x00\r\n]", " ", words.encode("utf-8", "surrogatepass").decode("latin-1"))[:8_000]


@pytest.fixture(scope="module")
def attacker(django_db_setup, django_db_blocker) -> Iterator[Attacker]:
    with django_db_blocker.unblock(), everybody() as cast:
        yield Attacker(cast)


@settings(
    max_examples=MANY, deadline=None, suppress_health_check=list(HealthCheck), database=None, phases=[Phase.generate]
)
@given(hostile=some_requests())
def test_no_request_breaks_the_service(attacker: Attacker, hostile: Hostile) -> None:
    got = attacker.sends(hostile)

    assert got.status_code < 500, (got.status_code, getattr(got, "exc_info", None))
    assert not [name for name in GUARDS if name not in got.headers]
    page = b"" if got.streaming else got.content
    assert not [each for each in SENT_BACK_RAW if each.encode() in page]
    assert b"Traceback" not in page
