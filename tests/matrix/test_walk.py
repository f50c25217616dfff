"""Every address of the service, asked for in every way by everybody: what is declared opens, and all else is answered
byte for byte like what does not exist, at the same cost, writing nothing.

ASVS 5.0: 8.2.1, 8.2.2, 8.3.1. It walks the Smith family of the demonstration.
"""

import os
from collections.abc import Iterator
from uuid import uuid4

import pytest

from alongside.access.rules import Permission, Relationship, holds, may
from alongside.config.who_may import Line, declared
from tests.matrix.cast import STANDS, Cast, everybody, ids_in
from tests.matrix.walking import Answer, ask, filled, links, missing, signed_in, things

SEES_ALL = "manages the team"
WHOLE = bool(os.environ.get("ALONGSIDE_PROVE"))
"""`just prove`: every way of asking, empty and filled in. Else each address is looked at, and sent to filled in."""
OPEN_TO = [
    who for who, stands in STANDS.items() if stands is not Relationship.UNRELATED and (WHOLE or "senior" not in who)
]
SIGNING_IN = ("sign-in/", "sign-out/", "account/second-step/", "account/again/", "account/sign-ins/")
FRAMEWORK = tuple(route for route in declared() if route.startswith(SIGNING_IN))
"""The sign-in library's own, proved where signing in is."""


@pytest.fixture(scope="module")
def cast(django_db_setup, django_db_blocker) -> Iterator[Cast]:
    with django_db_blocker.unblock(), everybody() as cast:
        yield cast


@pytest.fixture(scope="module")
def real(cast) -> dict[str, str]:
    """An address of every route, about what there is; of the Smiths' where they have such a thing."""
    given = {**ids_in(cast.family_id, cast.people[SEES_ALL]), "family_id": str(cast.family_id)}
    by_id = {route: filled(route, given | cast.given.get(route, {})) for route in declared()}
    return by_id | reached_by(cast, SEES_ALL)


def reached_by(cast: Cast, who: str) -> dict[str, str]:
    """An address of every route to which links lead from both families' pages, the Smiths' rather than the others'."""
    client, found = signed_in(cast.people[who]), {}
    for family_id in (cast.other_id, cast.family_id):
        found |= links(client, ["/", "/account/", f"/families/{family_id}/"], only=family_id)
    return found


def is_open(who: str, role: str, line: Line) -> bool:
    """What the table says."""
    if line.permission is Permission.PUBLIC:
        return True
    if "<int:family_id>" in line.route:
        return holds(role, line.permission, STANDS[who])
    return may(role, line.permission)


def typed() -> dict[str, str]:
    """A form that somebody filled in, kept by itself while they write: more than any other save can go wrong."""
    return {"form_key": str(uuid4()), "keep_draft": "by-itself", "note": "Something that was typed", "name": "Somebody"}


def asked_alike(client, line: Line, there: str, nowhere: str) -> Iterator[tuple[str, Answer, Answer]]:
    """The same asked of what there is and of what there is not, in every way."""
    for method in ("GET", "HEAD", "POST", "PUT") if WHOLE else line.methods[:1] * (line.methods[0] == "GET"):
        yield method, ask(client, method, there), ask(client, method, nowhere)
    if "POST" in line.methods:
        yield "POST filled in", ask(client, "POST", there, typed()), ask(client, "POST", nowhere, typed())


@pytest.mark.parametrize("who", STANDS)
def test_what_the_table_does_not_open_is_answered_like_what_does_not_exist(cast, real, who) -> None:
    user = cast.people[who]
    client = signed_in(user)
    told = []
    for line in declared().values():
        if line.route in FRAMEWORK or is_open(who, user.role, line):
            continue
        there = real[line.route]
        for how, got, nothing in asked_alike(client, line, there, missing(line.route, there)):
            expected = 404 if how.split()[0] in line.lets else 405
            if got != nothing or got.status not in (expected, 405) or got.wrote:
                told.append(f"{how} {there}: {got.status}, {nothing.status} for nothing; {_apart(got, nothing)}")
    assert not told, "\n".join(told)


def test_whoever_is_not_signed_in_is_sent_to_sign_in_whatever_there_is(cast, real) -> None:
    client, told = signed_in(None), []
    for line in declared().values():
        if line.permission is Permission.PUBLIC:
            continue
        there = real[line.route]
        for how, got, nothing in asked_alike(client, line, there, missing(line.route, there)):
            expected = 302 if how.split()[0] in line.lets else 405
            if got != nothing or got.status != expected or got.wrote or got.asked:
                told.append(f"{how} {there}: {got.status}, {nothing.status} for nothing; {_apart(got, nothing)}")
    assert not told, "\n".join(told)


NOT_SHOWN_OPEN = {
    "drafts/<uuid:draft_id>/throw-away/",
    "families/<int:family_id>/agreements/copies/<uuid:entry_id>/",
    "families/<int:family_id>/agreements/look-at/<uuid:entry_id>/",
    "families/<int:family_id>/agreements/share/<uuid:deed_id>/",
    "families/<int:family_id>/agreements/share/<uuid:deed_id>/end/",
    "families/<int:family_id>/aids/answers/<uuid:deed_id>/",
    "families/<int:family_id>/aids/blocks/<uuid:other_id>/back/<slug:stage_id>/",
    "families/<int:family_id>/aids/blocks/<uuid:other_id>/done/<slug:line_id>/",
    "families/<int:family_id>/aids/blocks/<uuid:other_id>/on/<slug:stage_id>/",
    "families/<int:family_id>/aids/blocks/<uuid:other_id>/stuck/",
    "families/<int:family_id>/aids/blocks/stuck/<uuid:entry_id>/",
    "families/<int:family_id>/aids/legal-planning/<uuid:entry_id>/",
    "families/<int:family_id>/assessment/compare/",
    "families/<int:family_id>/assessment/correct/<uuid:deed_id>/",
    "families/<int:family_id>/ending/<uuid:entry_id>/",
    "families/<int:family_id>/ending/letters/<uuid:entry_id>/",
    "families/<int:family_id>/plan/change/<uuid:deed_id>/correct/",
    "families/<int:family_id>/see-now/end/",
    "families/<int:family_id>/seen/<uuid:glass_id>/",
    "families/<int:family_id>/timeline/<uuid:entry_id>/keep-from/<uuid:withholding_id>/end/",
    "first-steps/",
    "referrals/mine/<uuid:submission_id>/",
}
"""Routes whose page the manager is not shown open here: the two families have no such thing (a copy, sharing without
consent, an ending, a draft, broken glass), or it is the key worker's to do. Each is opened by the tests of its room.
"""


@pytest.mark.parametrize("who", OPEN_TO)
def test_what_the_table_opens_is_open(cast, real, who) -> None:
    """Over-blocking is a failure too. What links lead to has been opened by following them."""
    user = cast.people[who]
    client, own = signed_in(user), reached_by(cast, who)
    shut = set()
    for line in declared().values():
        if line.route in own or line.route in FRAMEWORK or not is_open(who, user.role, line):
            continue
        if not ask(client, "GET" if "GET" in line.methods else "POST", real[line.route]).opened:
            shut.add(line.route)
    assert not shut - NOT_SHOWN_OPEN, "\n".join(sorted(shut - NOT_SHOWN_OPEN))
    assert who != SEES_ALL or shut == NOT_SHOWN_OPEN, "\n".join(sorted(NOT_SHOWN_OPEN - shut))


@pytest.mark.parametrize("who", ["helps the family", *([SEES_ALL] if WHOLE else [])])
def test_another_familys_thing_under_ones_own_familys_address_does_not_exist(cast, real, who) -> None:
    """Also for whoever may see both families: an address is about one."""
    user = cast.people[who]
    client, told = signed_in(user), []
    others = links(client, [f"/families/{cast.other_id}/"], only=cast.other_id)
    theirs = ids_in(cast.other_id, user)
    for line in declared().values():
        if "<int:family_id>" not in line.route or not list(things(line.route)) or not is_open(who, user.role, line):
            continue
        like = others.get(line.route) or filled(line.route, theirs)
        mixed = filled(line.route, {"family_id": str(cast.family_id)}, like)
        nowhere = missing(line.route, mixed, keep=frozenset({"family_id"}))
        for how, got, nothing in asked_alike(client, line, mixed, nowhere):
            if got != nothing or got.wrote:
                told.append(f"{how} {mixed}: {got.status}, {nothing.status} for nothing; {_apart(got, nothing)}")
    assert not told, "\n".join(told)


def _apart(got: Answer, nothing: Answer) -> str:
    """Where two answers differ first."""
    said = [f"wrote {got.wrote[:1]}"] if got.wrote else []
    said += [f"asked {got.asked} and {nothing.asked}"] if got.asked != nothing.asked else []
    said += [f"{dict(got.headers)} {dict(nothing.headers)}"] if got.headers != nothing.headers else []
    if got.body != nothing.body:
        at = next((n for n, (one, two) in enumerate(zip(got.body, nothing.body, strict=False)) if one != two), -1)
        said.append(f"{got.body[at - 20 : at + 60]!r} {nothing.body[at - 20 : at + 60]!r}")
    return "; ".join(said)
