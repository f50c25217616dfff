"""What partners could read of a family, as far as its audience goes; whom each entry is about decides the rest."""

from dataclasses import dataclass
from uuid import UUID

from alongside.access.models import User
from alongside.timeline.kinds import all_kinds
from alongside.timeline.models import Entry, EntryAbout
from alongside.timeline.rules import Audience, Part


@dataclass(frozen=True, slots=True)
class OpenedOutside:
    """An entry that is not for our own staff alone, and the people it is about, other than merely mentioned."""

    entry: Entry
    title: str
    about: frozenset[UUID]


def opened_outside(family_id: int, user: User) -> list[OpenedOutside]:
    """Every version of every entry that more than our own staff may read, what happened last first. Two queries."""
    rows = list(
        Entry.objects.visible_to(user)
        .filter(family_id=family_id, retracts=False)
        .exclude(audience=Audience.TEAM.value)
        .order_by("-happened_on", "-id")
    )
    about: dict[UUID, set[UUID]] = {}
    parts = EntryAbout.objects.visible_to(user).filter(family_id=family_id).exclude(audience=Audience.TEAM.value)
    for entry_id, person in parts.exclude(part=Part.MENTIONED.value).values_list("entry_id", "person_id"):
        about.setdefault(entry_id, set()).add(person)
    kinds = all_kinds()
    return [
        OpenedOutside(row, kinds[row.kind].title if row.kind in kinds else "Entry", frozenset(about.get(row.pk, ())))
        for row in rows
    ]
