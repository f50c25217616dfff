"""Who saw a family without a basis, what they looked at, and what waits to be looked at."""

import uuid
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import connection

from alongside.access.models import User
from alongside.people.models import BrokenGlass
from alongside.people.models.base import FamilyRowQuerySet
from alongside.people.rules import the_family
from alongside.people.rules.glass import REASONS

TOLD_FOR = timedelta(days=7)
"""Whoever leads the help reads for so long that somebody saw the family."""


@dataclass(frozen=True, slots=True)
class GlassLine:
    """Once that somebody saw a family without a basis. `family`: "the Smith family". `until`: when it ended or ends.
    `found` "" until somebody has looked at it.
    """

    id: uuid.UUID
    family_id: int
    family: str
    user_id: uuid.UUID
    who: str
    reason: str
    what_for: str
    writes: bool
    since: datetime
    until: datetime
    reviewed_by: str
    reviewed_at: datetime | None
    justified: bool | None
    found: str


@dataclass(frozen=True, slots=True)
class LookThrough:
    """One page that was looked at meanwhile."""

    at: datetime
    route: str
    path: str


def may_break_glass(family_id: int, user: User, at: datetime) -> bool:
    """Whether they asked for somebody of that family a moment ago, and it is not closed to them. One query."""
    if family_id > 2**63 - 1:
        return False
    with connection.cursor() as cursor:
        cursor.execute("SELECT may_break_glass(%s, %s, %s)", [user.pk, at, family_id])
        return bool(cursor.fetchone()[0])


def glass_of(family_id: int, user: User) -> list[GlassLine]:
    """Every time anybody saw that family so, the latest first. One query."""
    rows = BrokenGlass.objects.visible_to(user).filter(family_id=family_id)
    return [_line(row) for row in _whole(rows).order_by("-recorded_at", "-id")]


def one_glass(family_id: int, user: User, glass_id: uuid.UUID) -> BrokenGlass | None:
    """One of them. One query."""
    return _whole(BrokenGlass.objects.visible_to(user).filter(family_id=family_id, pk=glass_id)).first()


def glass_to_look_at(user: User, at: datetime, *, oversees: bool) -> list[GlassLine]:
    """Over the families in scope: what nobody has looked at yet; for whoever leads the help what was of late. One
    query.
    """
    rows = BrokenGlass.objects.visible_to(user).exclude(user=user)
    rows = rows.filter(reviewed_at=None) if oversees else rows.filter(recorded_at__gt=at - TOLD_FOR)
    return [_line(row) for row in _whole(rows).order_by("recorded_at", "id")]


def looked_at_through(glass_id: uuid.UUID) -> list[LookThrough]:
    """What they looked at while it was broken, in order; for whoever sees the family in full. One query."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT at, route, path FROM looks_through_glass(%s)", [glass_id])
        return [LookThrough(*row) for row in cursor.fetchall()]


def line_of(row: BrokenGlass) -> GlassLine:
    """As pages show it."""
    return _line(row)


def _whole(rows: FamilyRowQuerySet) -> FamilyRowQuerySet:
    return rows.select_related("user", "reviewed_by", "family")


def _line(row: BrokenGlass) -> GlassLine:
    return GlassLine(
        row.pk, row.family_id, the_family(row.family.name), row.user_id, row.user.name, REASONS[row.reason],
        row.what_for, row.writes, row.recorded_at, row.during.upper or row.recorded_at,
        row.reviewed_by.name if row.reviewed_by else "", row.reviewed_at, row.justified, row.found,
    )  # fmt: skip
