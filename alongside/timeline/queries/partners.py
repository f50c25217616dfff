"""What partners could read of a family, as far as its audience goes; whom each entry is about decides the rest."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from alongside.access.models import User
from alongside.timeline.kinds import all_kinds
from alongside.timeline.models import Entry, EntryAbout
from alongside.timeline.rules import Audience, Part


@dataclass(frozen=True, slots=True)
class OpenedOutside:
    """A version of an entry that is not for our own staff alone. `about`: the people it is about; `named`: those who
    are merely mentioned as well. `until`: when another version, or that it did not happen, took its place.
    """

    entry: Entry
    title: str
    about: frozenset[UUID]
    named: frozenset[UUID]
    until: datetime | None


def opened_outside(family_id: int, user: User) -> list[OpenedOutside]:
    """Every version of every entry that more than our own staff may read, what happened last first. Two queries."""
    rows = list(
        Entry.objects.visible_to(user)
        .filter(family_id=family_id)
        .exclude(audience=Audience.TEAM.value)
        .order_by("-happened_on", "-id")
    )
    # Identifiers are in the order in which versions were made.
    after: dict[UUID, datetime] = {}
    until: dict[UUID, datetime | None] = {}
    for row in sorted(rows, key=lambda each: each.pk, reverse=True):
        until[row.pk] = after.get(row.strand_id)
        after[row.strand_id] = row.recorded_at
    about: dict[UUID, set[UUID]] = {}
    mentioned: dict[UUID, set[UUID]] = {}
    parts = EntryAbout.objects.visible_to(user).filter(family_id=family_id).exclude(audience=Audience.TEAM.value)
    for entry_id, person, part in parts.values_list("entry_id", "person_id", "part"):
        (mentioned if part == Part.MENTIONED.value else about).setdefault(entry_id, set()).add(person)
    kinds = all_kinds()
    return [
        OpenedOutside(
            row, kinds[row.kind].title if row.kind in kinds else "Entry", frozenset(about.get(row.pk, ())),
            frozenset(about.get(row.pk, set()) | mentioned.get(row.pk, set())), until[row.pk],
        )
        for row in rows
        if not row.retracts
    ]  # fmt: skip
