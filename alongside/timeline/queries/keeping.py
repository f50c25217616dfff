"""What is kept from somebody of the family."""

from collections.abc import Collection
from datetime import date
from uuid import UUID

from django.db import connection
from django.db.models import Exists, OuterRef, Q, QuerySet

from alongside.access.models import User
from alongside.people import queries as people
from alongside.people.models import ParentalResponsibility, Withholding
from alongside.timeline.models import Entry, EntryAbout
from alongside.timeline.rules import Audience, Part


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


def kept_from_somebody(family_id: int, user: User, entry_ids: Collection[UUID]) -> frozenset[UUID]:
    """Which of these entries are kept from anybody: by themselves, with what they were made of, or with everything
    about one person. One query.
    """
    rows = Entry.objects.visible_to(user).filter(
        Exists(_keeping(family_id, user)), family_id=family_id, pk__in=entry_ids
    )
    return frozenset(rows.values_list("pk", flat=True))


def not_for(
    family_id: int, user: User, person_id: UUID, today: date, *, tells: Collection[UUID], to_read: Collection[UUID]
) -> frozenset[UUID]:
    """Which entries that a page `tells` are not to be given to somebody of the family: what is kept from them, and what
    of `to_read` they could not read on their own pages. They read what the family may read of themselves, and
    of a child they hold responsibility for. One query.
    """
    held = ParentalResponsibility.objects.visible_to(user).filter(
        family_id=family_id, holder_person_id=person_id, during__contains=today
    )
    theirs = EntryAbout.objects.filter(
        Q(person_id=person_id) | Q(person_id__in=held.values("child_id")), entry_id=OuterRef("pk")
    ).exclude(part=Part.MENTIONED.value)
    kept = Exists(_keeping(family_id, user).filter(from_person_id=person_id))
    unread = ~(Q(audience=Audience.FAMILY.value) & Exists(theirs))
    rows = Entry.objects.visible_to(user).filter(Q(kept, pk__in=tells) | Q(unread, pk__in=to_read), family_id=family_id)
    return frozenset(rows.values_list("pk", flat=True))


def _keeping(family_id: int, user: User) -> QuerySet[Withholding]:
    """What keeps the entry of the outer query from somebody."""
    about = EntryAbout.objects.filter(entry_id=OuterRef(OuterRef("pk"))).values("person_id")
    return (
        Withholding.objects.visible_to(user)
        .filter(family_id=family_id, during__endswith__isnull=True)
        .filter(Q(people.Keeps(OuterRef("strand_id"), "strand_id")) | Q(subject_id__in=about))
    )
