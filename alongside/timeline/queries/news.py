"""What others recorded for families since somebody was last there."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from functools import reduce
from operator import or_
from uuid import UUID

from django.db.models import Q

from alongside.access.models import User
from alongside.timeline.kinds import all_kinds
from alongside.timeline.models import Entry

NATURES_FIRST = ("process", "intervention", "difference", "voice")


@dataclass(frozen=True, slots=True)
class NewsLine:
    """A deed that is new to somebody, by the first of its entries: what it is, who recorded it, on which day it
    happened. `put_right`: it corrects what was recorded before.
    """

    entry_id: UUID
    title: str
    by: str
    day: date
    put_right: bool


@dataclass(frozen=True, slots=True)
class News:
    """What is new in one family, the newest first, and how much more there is."""

    lines: tuple[NewsLine, ...]
    more: int


def news_of(since: Mapping[int, datetime], user: User, *, most: int) -> dict[int, News]:
    """Of each family, what others than the reader recorded after that moment and the reader may read; a family without
    news is left out. What one recorded oneself is not news. One query whatever their number.
    """
    if not since:
        return {}
    after = reduce(or_, (Q(family_id=family_id, recorded_at__gt=at) for family_id, at in since.items()))
    rows = Entry.objects.visible_to(user).live().filter(after).exclude(recorded_by=user).select_related("recorded_by")
    deeds: dict[int, dict[UUID, list[Entry]]] = {}
    for row in rows.defer("facts").order_by("-recorded_at", "-id"):
        deeds.setdefault(row.family_id, {}).setdefault(row.deed_id, []).append(row)
    return {
        family_id: News(tuple(map(_line, list(those.values())[:most])), max(len(those) - most, 0))
        for family_id, those in deeds.items()
    }


def _line(entries: Sequence[Entry]) -> NewsLine:
    first = min(entries, key=lambda row: (NATURES_FIRST.index(row.nature), row.pk))
    kind = all_kinds().get(first.kind)
    return NewsLine(
        first.pk, kind.title if kind else "Entry", str(first.recorded_by), first.happened_on,
        first.supersedes_id is not None,
    )  # fmt: skip
