"""What is kept from somebody of the family."""

from collections.abc import Collection
from uuid import UUID

from django.db.models import Exists, OuterRef, Q

from alongside.access.models import User
from alongside.people import queries as people
from alongside.people.models import Withholding
from alongside.timeline.models import Entry, EntryAbout


def kept_from_somebody(family_id: int, user: User, entry_ids: Collection[UUID]) -> frozenset[UUID]:
    """Which of these entries are kept from anybody, by themselves, with what they were made of, or with everything
    about one person. One query.
    """
    about = EntryAbout.objects.filter(entry_id=OuterRef(OuterRef("pk"))).values("person_id")
    kept = (
        Withholding.objects.visible_to(user)
        .filter(family_id=family_id, during__endswith__isnull=True)
        .filter(Q(people.Keeps(OuterRef("strand_id"), "strand_id")) | Q(subject_id__in=about))
    )
    rows = Entry.objects.visible_to(user).filter(Exists(kept), family_id=family_id, pk__in=entry_ids)
    return frozenset(rows.values_list("pk", flat=True))
