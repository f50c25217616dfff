"""The log of looks: who saw whom, on what basis, by which page. Every door ends in it, so no view knows of it.

A look is written in the transaction of its request, before its answer leaves: a page that could not be written down is
not sent. What a view did before it raised is taken back and its look with it; then the middleware writes the look in
a transaction of its own, and if it cannot, an error is all that is sent.
"""

import re
import uuid
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from django.db import connection
from django.http import HttpResponse, HttpResponseBase, JsonResponse

from alongside.kit import clock
from alongside.kit.ids import uuid7

NOBODY_SAW = range(300, 400)
"""Answers that only say where to go on."""
LAST_FAMILY = 2**63 - 1
NAMED = re.compile(rb"/(?:families|referrals)/(\d{1,18})/")
"""How a page of many families names each: by the way to it. A test holds every such page to it."""
PERSONS = ("person_id", "child_id")

WRITE = """
INSERT INTO read_log
    (said_at, user_id, basis, family_id, families, person_id, route, path, status, rows, request_id)
VALUES (
    %s, %s, %s, %s,
    CASE WHEN %s THEN NULLIF(current_setting('app.families', true), '')::bigint[] ELSE %s::bigint[] END,
    %s, %s, %s, %s, %s, %s
)
"""


@dataclass(slots=True)
class Look:
    """One request behind a door. `basis`: on what the door let it in. `of_all_in_scope`: it is about every family this
    transaction sees, as one's own record is.
    """

    request: Any
    basis: str
    family_id: int | None = None
    person_id: uuid.UUID | None = None
    of_all_in_scope: bool = False

    def leaves(self, answer: HttpResponseBase) -> HttpResponseBase:
        """The answer, once it is in the log who is about to see it; one that says nothing of anybody is not."""
        shows = answer.status_code not in NOBODY_SAW and not isinstance(answer, JsonResponse)
        if shows and not getattr(self.request, "look_written", False):
            if connection.needs_rollback:
                self.request.look_failed = self
            else:
                self.write(answer.status_code, _named(answer) if self.family_id is None else None)
                self.request.look_written = True
        return answer

    def write(self, status: int, families: list[int] | None) -> None:
        """Put it into the log."""
        request, everything = self.request, self.of_all_in_scope
        route = request.resolver_match.view_name if request.resolver_match else request.path
        with connection.cursor() as cursor:
            cursor.execute(WRITE, [
                clock.now(), request.user.pk, self.basis, self.family_id, everything, families, self.person_id,
                route[:200], request.path[:500], status, 1 if self.family_id is not None else len(families or ()),
                getattr(request, "request_id", None) or uuid7(),
            ])  # fmt: skip


@contextmanager
def watched(request: Any, asked: Mapping[str, Any], *, basis: str) -> Iterator[Look]:
    """A request behind a door, whose address named what was `asked`. What fails inside is written down later, with the
    answer that it got; nobody who has not signed in is.
    """
    look = Look(request, basis, _family(asked.get("family_id")), _person(asked))
    try:
        yield look
    except Exception:
        if request.user.is_authenticated and not hasattr(request, "look_failed"):
            request.look_failed = look
        raise


def log_what_failed(request: Any, status: int) -> None:
    """Write down the look of a request that failed or was refused, if there is one, outside of what was taken back."""
    look: Look | None = getattr(request, "look_failed", None)
    if look is not None:
        look.of_all_in_scope = False
        look.write(status, None)


def _named(answer: HttpResponseBase) -> list[int]:
    # A page that is not drawn yet is one of signing in, which names nobody.
    drawn = isinstance(answer, HttpResponse) and getattr(answer, "is_rendered", True)
    body = answer.content if drawn else b""  # type: ignore[attr-defined]
    return sorted({int(found) for found in NAMED.findall(body)})


def _family(family_id: int | None) -> int | None:
    return family_id if family_id is not None and family_id <= LAST_FAMILY else None


def _person(asked: Mapping[str, Any]) -> uuid.UUID | None:
    return next((asked[name] for name in PERSONS if asked.get(name) is not None), None)
