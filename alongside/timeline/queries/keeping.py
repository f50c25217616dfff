"""What is kept from somebody of the family."""

from collections.abc import Collection
from uuid import UUID

from django.db import connection
from django.db.models import Exists, OuterRef, Q

from alongside.access.models import User
from alongside.people import queries as people
from alongside.people.models import Withholding
from alongside.timeline.models import Entry, EntryAbout


def overtaken_unseen(user: User, strand_id: UUID) -> bool:
    """Whether something has taken the place of what stands in a strand, and this reader does not see it. One query, and
    one more where something has.
    """
    with connection.cursor() as cursor:
        cursor.execute("SELECT in_place_of(%s)", [strand_id])
        found = {strand for (strand,) in cursor.fetchall()}
    if not found:
        return False
    rows = Entry.objects.visible_to(user).filter(strand_id__in=found)
    return set(rows.values_list("strand_id", flat=True)) != found


def kept_from_somebody(
    family_id: int, user: User, entry_ids: Collection[UUID], person_id: UUID | None = None
) -> frozenset[UUID]:
    """Which of these entries are kept from anybody, or from that person: by themselves, with what they were made of, or
    with everything about one person. One query.
    """
    about = EntryAbout.objects.filter(entry_id=OuterRef(OuterRef("pk"))).values("person_id")
    kept = (
        Withholding.objects.visible_to(user)
        .filter(family_id=family_id, during__endswith__isnull=True)
        .filter(Q(people.Keeps(OuterRef("strand_id"), "strand_id")) | Q(subject_id__in=about))
    )
    kept = kept.filter(from_person_id=person_id) if person_id else kept
    rows = Entry.objects.visible_to(user).filter(Exists(kept), family_id=family_id, pk__in=entry_ids)
    return frozenset(rows.values_list("pk", flat=True))
