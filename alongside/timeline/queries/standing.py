"""Entries as plain values, of one family or of many, as they stand or as they stood: for what is counted over them.

Only indexed columns and whom an entry is about are read, never its long texts or its content.
"""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db.models import Q
from django.db.models.expressions import RawSQL

from alongside.access.models import User
from alongside.timeline.models import Entry, EntryAbout, FirstStrand
from alongside.timeline.rules import Part

COLUMNS = (
    "id", "deed_id", "family_id", "involvement_id", "kind", "subtype", "nature", "happened_on", "happened_to",
    "minutes", "recorded_at", "recorded_by_id", "sentence", "facts",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class StandingEntry:
    """One entry as it stands, or stood: `about` holds (person, part), without whoever was merely mentioned.
    `first_strand`: where it was first recorded, read only when asked for.
    """

    id: UUID
    deed_id: UUID
    family_id: int
    involvement_id: UUID | None
    kind: str
    subtype: str | None
    nature: str
    happened_on: date
    happened_to: date
    minutes: int | None
    recorded_at: datetime
    recorded_by_id: UUID
    sentence: str
    facts: dict[str, Any]
    about: tuple[tuple[UUID, str], ...] = ()
    first_strand: UUID | None = None

    def concerns(self, person_id: UUID) -> bool:
        """Whether it is about this person, other than merely mentioning them."""
        return any(person == person_id for person, _ in self.about)


def standing(
    family_ids: Collection[int], user: User, wanted: Q, *, known_at: datetime | None = None, first_strands: bool = False
) -> list[StandingEntry]:
    """The entries of these families that the reader may see and that meet `wanted`, the last first; as they stood for
    somebody who knew what was recorded by `known_at`. Two queries, one when there are none.
    """
    live = Entry.objects.visible_to(user).live(known_at).filter(wanted, family_id__in=family_ids)
    columns: tuple[Any, ...] = (*COLUMNS, FirstStrand("strand_id")) if first_strands else COLUMNS
    rows = list(live.order_by("-happened_to", "-id").values_list(*columns))
    about: dict[UUID, list[tuple[UUID, str]]] = {}
    if rows:
        # Joined, not listed: a list is compared with row after row where the plan is kept for any list.
        these = RawSQL("SELECT unnest(%s::uuid[])", [[row[0] for row in rows]])
        concerned = EntryAbout.objects.visible_to(user).filter(entry_id__in=these)
        parts = concerned.exclude(part=Part.MENTIONED.value).order_by("id")
        for entry_id, person_id, part in parts.values_list("entry_id", "person_id", "part"):
            about.setdefault(entry_id, []).append((person_id, part))
    return [_entry(row, tuple(about.get(row[0], ()))) for row in rows]


def _entry(row: tuple[Any, ...], about: tuple[tuple[UUID, str], ...]) -> StandingEntry:
    columns = len(COLUMNS)
    fields: tuple[Any, ...] = (*row[:columns], about, *row[columns:])
    return StandingEntry(*fields)
