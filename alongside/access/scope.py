"""What the database lets this transaction see: the signed-in person's families, resolved once and held in its settings.

`open_families` and `open_family` call definer functions (defined where `family_access` lies, in room people),
because the application role cannot read everybody's access. Outside a transaction nothing is visible.
"""

import uuid
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from django.db import connection, transaction
from django.db.models import BooleanField, Func, UUIDField, Value

from alongside.access.rules import Permission, Relationship, may, relationship
from alongside.kit import clock, reads

if TYPE_CHECKING:
    from alongside.access.models import User

WITHHELD = ("app.withheld_strands", "app.withheld_facts", "app.withheld_subjects")
ACTOR = ("app.actor", "app.request")
"""Who does what is done, and in which request: what the change log writes down, whoever the scope is widened for."""
SETTINGS = ("app.user", "app.families", "app.team", "app.around", "app.covered", "app.persons", *WITHHELD, *ACTOR)

of_request: ContextVar[str] = ContextVar("of_request", default="")
"""The number of the request that is answered."""

_at_front_door: ContextVar[frozenset[int]] = ContextVar("_at_front_door", default=frozenset())
# Whose turn it is goes by the lock; the setting remembers that this transaction has it, so that what it ends itself
# takes nothing from under it.
_TURN = """
SELECT held <> set_config('app.turn', family, true) FROM (
    SELECT pg_advisory_xact_lock(hashtextextended(%s, 0)), %s AS family, COALESCE(current_setting('app.turn', true), '')
        AS held
) AS turn
"""

BY_FAMILY = ("app.families", "app.team", "app.around")
"""Those that list families. Whoever is covered, and what is kept, is asked of these families alone."""

# Where somebody may act for the service itself, before anyone has access to the family; each with its reason. At
# most five.
FRONT_DOOR_PLACES = {
    "agreements.ask_for_own_copy": "a parent or young person asks for a copy of what is written about them",
    "pathway.receive_referral": "a referral makes a family that nobody can see yet",
    "pathway.answer_referrer": "the decision returns to the referrer's own submission",
}


@dataclass(frozen=True, slots=True)
class Basis:
    """Why a person may see a family: level full, partner or own; the basis in words and the row it rests on."""

    family_id: int
    level: str
    basis: str
    basis_id: uuid.UUID | None

    @property
    def relationship(self) -> Relationship:
        """How whoever sees the family on it stands to the family."""
        return relationship(self.level, self.basis)


# The highest number a family can have. An address may name a higher one, about which PostgreSQL could not be asked.
LAST_FAMILY = 2**63 - 1


def open_families(user: "User", *, at: datetime | None = None) -> int:
    """Let this transaction see every family the person has live access to. Returns how many."""
    reads.forget()
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT open_families(%s, %s), {_SAY_WHO}", [user.pk, at or clock.now(), *_who(user)])
        return int(cursor.fetchone()[0])


def open_family(user: "User", family_id: int, *, at: datetime | None = None) -> Basis | None:
    """Let this transaction see that one family and no other; None, and nothing visible, without live access."""
    if family_id > LAST_FAMILY:
        open_own(user)
        return None
    reads.forget()
    with connection.cursor() as cursor:
        cursor.execute(
            f"SELECT family_id, level, basis, basis_id, {_SAY_WHO} FROM open_family(%s, %s, %s)",  # noqa: S608 (made of constants)
            [*_who(user), user.pk, at or clock.now(), family_id],
        )
        row = cursor.fetchone()
    return Basis(*row[:4]) if row else None


def narrow(family_ids: Iterable[int]) -> None:
    """Let this transaction see, of the families it was opened for, only these: for the rest of a page that shows few of
    many, since each row is held against every family in scope. It only takes away.
    """
    kept, before = set(family_ids), _read()
    _put({name: _only(before[name], kept) for name in BY_FAMILY})


def may_open(user: "User", family_id: int, *, at: datetime | None = None) -> bool:
    """Whether the person has live access to that family; what this transaction sees stays as it was."""
    with _afterwards_as_before():
        return open_family(user, family_id, at=at) is not None


def open_own(user: "User") -> None:
    """Let this transaction see what the person wrote themselves (saves, submissions) and no family."""
    said = dict(zip(ACTOR, _who(user), strict=True))
    _put({**dict.fromkeys(SETTINGS, ""), "app.user": str(user.pk), **said})


class InScope(Func):
    """Whether a family's id is among those this transaction was opened for: `InScope("family_id")`."""

    template = (
        "(%(expressions)s = ANY ((SELECT NULLIF(current_setting('app.families', true), '')::bigint[])::bigint[]))"
    )
    output_field = BooleanField()
    arity = 1


class ScopeIsOf(Func):
    """Whether this transaction was opened for that person: `ScopeIsOf(Value(user.pk))`."""

    template = "(NULLIF(current_setting('app.user', true), '')::uuid = %(expressions)s)"
    output_field = BooleanField()
    arity = 1


class OfOneself(Func):
    """Whether a person is the signed-in parent or child, or a child they hold parental responsibility for:
    `OfOneself("person_id")`.
    """

    template = "(%(expressions)s = ANY ((SELECT NULLIF(current_setting('app.persons', true), '')::uuid[])::uuid[]))"
    output_field = BooleanField()
    arity = 1


class IsCovered(Func):
    """Whether a partner's live bases cover somebody in a family: `IsCovered("family_id", "person_id")`. A column that
    names nobody asks nothing.
    """

    template = (
        "COALESCE((%(expressions)s) = ANY "
        "(COALESCE((SELECT NULLIF(current_setting('app.covered', true), '')::text[]), '{}')::text[]), true)"
    )
    arg_joiner = "::text || ' ' || "
    output_field = BooleanField()
    arity = 2


def only_covered(user: "User") -> bool:
    """Whether the person, in their role, sees of a family only whom a live consent, or a decision to share, covers."""
    return not (may(user.role, Permission.RECORD_HELP) or may(user.role, Permission.SEE_OWN_RECORD))


class InScopeOf(Func):
    """`InScope` and `ScopeIsOf` in one, since nearly every read asks both: `InScopeOf("family_id", Value(user.pk))`.

    COALESCE, because the walls ask the same of the families: said twice plainly, the planner takes it for twice as rare
    and reads all of every family rather than the few rows a page names.
    """

    template = "(COALESCE(%(expressions)s)"
    arg_joiner = (
        " = ANY ((SELECT NULLIF(current_setting('app.families', true), '')::bigint[])::bigint[]), false) "
        "AND NULLIF(current_setting('app.user', true), '')::uuid = "
    )
    output_field = BooleanField()
    arity = 2


def of_user(user: "User", family_column: str = "family_id") -> InScopeOf:
    """The condition of `visible_to(user)`: the application's own filter, which holds without the row policies too."""
    return InScopeOf(family_column, Value(user.pk, output_field=UUIDField()))


def wait_for_turn(family_id: int) -> bool:
    """Until this transaction ends, nobody else writes to that family's record. False when it had the turn already."""
    with connection.cursor() as cursor:
        cursor.execute(_TURN, [f"everybody family {family_id}", str(family_id)])
        return bool(cursor.fetchone()[0])


def still_stands(family_id: int) -> bool:
    """Whether the person this transaction was opened for sees the family as it says, also now: asked by whoever waited
    for their turn. Where the service acts as its own front door, it does.
    """
    if family_id in _at_front_door.get():
        return True
    with connection.cursor() as cursor:
        cursor.execute("SELECT scope_still_stands(%s, %s)", [family_id, clock.now()])
        return bool(cursor.fetchone()[0])


def close() -> None:
    """Let this transaction see nothing."""
    _put(dict.fromkeys(SETTINGS, ""))


@contextmanager
def acting_as(user: "User", *, at: datetime | None = None) -> Iterator[None]:
    """Outside a request (demonstration, tests, tasks): one transaction that sees what the person may see."""
    with transaction.atomic(), _afterwards_as_before():
        open_families(user, at=at)
        yield


@contextmanager
def acting_for(service: str, *, place: str, family_id: int, author_id: uuid.UUID | None = None) -> Iterator[None]:
    """Act for the service itself towards one family, and towards one author's submission, inside the block.

    `service` is "front_door"; `place` must be one of FRONT_DOOR_PLACES. Raises ValueError for any other. Nothing is
    kept from the service: what is due is counted from all there is, whoever stands at the door.
    """
    if service != "front_door" or place not in FRONT_DOOR_PLACES:
        raise ValueError(f"{place} is not a declared place of the {service}")
    with _afterwards_as_before() as before:
        widened = {name: _with_family(before[name], family_id) for name in ("app.families", "app.team", "app.around")}
        widened |= dict.fromkeys(WITHHELD, "")
        if author_id is not None:
            widened["app.user"] = str(author_id)
        _put(widened)
        told = _at_front_door.set(_at_front_door.get() | {family_id})
        try:
            yield
        finally:
            _at_front_door.reset(told)


@contextmanager
def _afterwards_as_before() -> Iterator[dict[str, str]]:
    before = _read()
    try:
        yield before
    finally:
        if not connection.needs_rollback:
            _put(before)


_SAY_WHO = ", ".join(f"set_config('{name}', %s, true)" for name in ACTOR)


def _who(user: "User") -> list[str]:
    return [str(user.pk), of_request.get()]


def _with_family(array: str, family_id: int) -> str:
    inside = array.strip("{}")
    return "{" + (f"{inside},{family_id}" if inside else str(family_id)) + "}"


def _only(array: str, kept: set[int]) -> str:
    inside = array.strip("{}")
    return "{" + ",".join(each for each in inside.split(",") if each and int(each) in kept) + "}" if inside else array


def _read() -> dict[str, str]:
    columns = ", ".join("COALESCE(current_setting(%s, true), '')" for _ in SETTINGS)
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {columns}", list(SETTINGS))
        return dict(zip(SETTINGS, cursor.fetchone(), strict=True))


def _put(values: dict[str, str]) -> None:
    reads.forget()
    columns = ", ".join("set_config(%s, %s, true)" for _ in values)
    parameters = [part for pair in values.items() for part in pair]
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {columns}", parameters)
