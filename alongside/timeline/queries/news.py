"""What others recorded for families since somebody was last there."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum
from functools import reduce
from operator import or_
from uuid import UUID

from django.db.models import Exists, OuterRef, Q

from alongside.access.models import User
from alongside.kit.newest import NothingNewer
from alongside.timeline.kinds import all_kinds
from alongside.timeline.models import Entry, Strand
from alongside.timeline.rules import Audience

NATURES_FIRST = ("process", "intervention", "difference", "voice")
OLDEST_NEWS = timedelta(days=28)
SAVED_WITHIN = timedelta(minutes=15)
"""How long after its moment something is on the record at the latest: a request that takes longer is ended before."""


class How(StrEnum):
    """What was done to something that is news: who may read it is changed by somebody who did not write it."""

    RECORDED = "recorded"
    PUT_RIGHT = "put right"
    TAKEN_BACK = "taken back"
    LET_FAMILY = "let the family"
    LET_PARTNERS = "let partners"
    LET_OTHERS = "let others"


@dataclass(frozen=True, slots=True)
class Since:
    """From when on news of a family are told to somebody, without what they have `seen`."""

    at: datetime
    seen: Collection[UUID] = ()


@dataclass(frozen=True, slots=True)
class NewsLine:
    """Deeds that are new to somebody: what they are, who did them, how often, and when the last of them happened.
    `entry_id`: of the newest.
    """

    entry_id: UUID
    title: str
    by: str
    day: date
    how: How
    times: int


@dataclass(frozen=True, slots=True)
class News:
    """What is new in one family, the newest first, and how much more there is."""

    lines: tuple[NewsLine, ...]
    more: int


def news_of(since: Mapping[int, Since], user: User, *, most: int) -> dict[int, News]:
    """Of each family, what others than the reader recorded, put right, took back or let others read, and the reader may
    read and has not seen; a family without news is left out. What one did oneself is not news. One query whatever
    their number.
    """
    if not since:
        return {}
    after = reduce(or_, (Q(family_id=family_id, recorded_at__gt=one.at) for family_id, one in since.items()))
    seen = {entry_id for one in since.values() for entry_id in one.seen}
    # Who reads it was changed, and nothing taken back, where another strand goes on with it.
    goes_on = Q(retracts=True) & Exists(Strand.objects.filter(continues_id=OuterRef("strand_id")))
    newest = Entry.objects.visible_to(user).filter(NothingNewer("pk", table="entry")).filter(after)
    rows = newest.exclude(recorded_by=user).exclude(goes_on).select_related("recorded_by", "strand__continues")
    deeds: dict[int, dict[tuple[UUID, How], list[Entry]]] = {}
    for row in rows.defer("facts").order_by("-recorded_at", "-id"):
        if row.pk not in seen:
            deeds.setdefault(row.family_id, {}).setdefault((row.deed_id, _how(row)), []).append(row)
    return {family_id: _news(those.items(), most) for family_id, those in deeds.items()}


def seen_lately(family_id: int, user: User, at: datetime) -> tuple[UUID, ...]:
    """What was recorded shortly before that moment and is there to be seen. What was begun before it and is not there
    yet is news the next time, whatever moment it bears. One query.
    """
    rows = Entry.objects.visible_to(user).filter(family_id=family_id, recorded_at__gt=at - SAVED_WITHIN)
    return tuple(rows.order_by().values_list("pk", flat=True))


def _how(row: Entry) -> How:
    if row.retracts:
        return How.TAKEN_BACK
    if row.supersedes_id is not None:
        return How.PUT_RIGHT
    before = row.strand.continues
    if before is None:
        return How.RECORDED
    if row.audience == Audience.FAMILY and before.audience != Audience.FAMILY:
        return How.LET_FAMILY
    return How.LET_PARTNERS if before.audience == Audience.TEAM else How.LET_OTHERS


def _news(deeds: Iterable[tuple[tuple[UUID, How], list[Entry]]], most: int) -> News:
    """What one person did of one kind in one way is one line."""
    alike: dict[tuple[str, UUID, How], list[Entry]] = {}
    for (_, how), entries in deeds:
        first = min(entries, key=lambda row: (NATURES_FIRST.index(row.nature), row.pk))
        alike.setdefault((_title(first), first.recorded_by_id, how), []).append(first)
    lines = [_line(those, how) for (_, _, how), those in alike.items()]
    return News(tuple(lines[:most]), sum(line.times for line in lines[most:]))


def _line(deeds: Sequence[Entry], how: How) -> NewsLine:
    newest = deeds[0]
    return NewsLine(
        newest.pk, _title(newest), str(newest.recorded_by), max(each.happened_on for each in deeds), how,
        len(deeds),
    )  # fmt: skip


def _title(entry: Entry) -> str:
    kind = all_kinds().get(entry.kind)
    return kind.title if kind else "Entry"
