"""What a partner is told of what they may read."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from uuid import UUID

from django.db import connection

from alongside.access.models import User
from alongside.agreements.rules.cover import Cover, Span, covers
from alongside.people import queries as people

TOLD_FOR = timedelta(days=90)
"""How long a partner is told that something ended: our choice."""


@dataclass(frozen=True, slots=True)
class MayRead:
    """About whom a partner reads, by name, from which day, until which, that day too; None while nothing ends it."""

    about: tuple[str, ...]
    since: date
    until: date | None


@dataclass(frozen=True, slots=True)
class CoverShown:
    """What one family is to a partner now: what they may read, and on which day it ended for how many people."""

    reference: str
    reads: tuple[MayRead, ...]
    ended: tuple[tuple[date, int], ...]


def own_cover(user: User, at: datetime) -> dict[int, CoverShown]:
    """For a partner, by family: what they may read of it, and what ended in the last ninety days, never why. Families
    of which they read nothing any more are among them. Two queries; nothing for anybody else.
    """
    ended_after = at - TOLD_FOR
    with connection.cursor() as cursor:
        cursor.execute(_OWN_COVER, [at, ended_after])
        spans = [Span(*row) for row in cursor.fetchall()]
    names = people.names_in_scope(user)
    return {each.family_id: _shown(each, names) for each in covers(spans, at, ended_after)}


_OWN_COVER = "SELECT family_id, reference, person_id, since, until FROM own_cover(%s, %s)"


def _shown(cover: Cover, names: Mapping[tuple[int, UUID], str]) -> CoverShown:
    reads = []
    for each in cover.reads:
        known = sorted(names[key] for person in each.persons if (key := (cover.family_id, person)) in names)
        if known:
            reads.append(MayRead(tuple(known), each.since, each.until))
    return CoverShown(cover.reference, tuple(reads), cover.ended)
