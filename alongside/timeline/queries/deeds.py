"""One deed on its way through corrections, as the rooms whose deeds they are ask of it."""

from collections.abc import Collection, Mapping
from typing import Any
from uuid import UUID

from alongside.access.models import User
from alongside.timeline.models import Entry, EntryContent, Strand


def told_then(user: User, family_id: int, deed_id: UUID, *kinds: str) -> Entry | None:
    """What a deed of this family told of one of these kinds, whatever became of it since; None when it told nothing of
    them, or only said that it did not happen. One query.
    """
    rows = Entry.objects.visible_to(user).filter(family_id=family_id, kind__in=kinds, deed_id=deed_id, retracts=False)
    found: Entry | None = rows.order_by("id").first()
    return found


def newest_deed(user: User, family_id: int, deed_id: UUID, kind: str) -> UUID | None:
    """The deed that now tells what this one told of that kind: itself, or the one that put it right last. None when it
    was retracted or never was. Two queries, and two more for each time it went on in another strand without counting
    in the one before.
    """
    rows = Entry.objects.visible_to(user).filter(family_id=family_id, kind=kind)
    strands = list(rows.filter(deed_id=deed_id, retracts=False).values_list("strand_id", flat=True))
    while strands:
        newest: UUID | None = rows.live().filter(strand_id__in=strands).values_list("deed_id", flat=True).first()
        if newest is not None:
            return newest
        strands = continued_in(family_id, strands)
    return None


def deed_now(user: User, family_id: int, entry_id: UUID, kind: str) -> UUID | None:
    """The same by an entry that told it: it was put right, or others may read it now. One query more."""
    rows = Entry.objects.visible_to(user).filter(family_id=family_id, kind=kind, pk=entry_id)
    deed_id = rows.values_list("deed_id", flat=True).first()
    return newest_deed(user, family_id, deed_id, kind) if deed_id else None


def continued_in(family_id: int, strand_ids: Collection[UUID]) -> list[UUID]:
    """The strands in which these go on. When who may read a thing is changed it goes on in another strand, and may be
    put right there. One query, or none.
    """
    goes_on = Strand.objects.filter(family_id=family_id, continues_id__in=strand_ids)
    return list(goes_on.exclude(pk__in=strand_ids).values_list("pk", flat=True))


def content_of(user: User, entry_id: UUID) -> Mapping[str, Any]:
    """What one version of an entry told, in the shape its room gave it; {} when it has none to see. One query."""
    rows = EntryContent.objects.visible_to(user).filter(entry_id=entry_id)
    return dict(rows.values_list("content", flat=True).first() or {})
