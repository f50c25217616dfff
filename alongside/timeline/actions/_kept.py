"""What is kept of one thing from somebody is kept of whatever settles, repeats, follows or restates it."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from uuid import UUID

from alongside.access.models import User
from alongside.kit.ids import uuid7
from alongside.kit.refusals import NotAllowed
from alongside.people.models import Withholding
from alongside.timeline.models import Entry
from alongside.timeline.rules import NewEntry


def keep_as_before(by: User, rows: Sequence[Entry], entries: Sequence[NewEntry], at: datetime) -> None:
    """Carry what is kept of the entries that new ones name in `kept_as`. No query without one; two with any. Raises
    NotAllowed for an entry of another family.
    """
    wanted = {new.kept_as for new in entries if new.kept_as is not None}
    if not wanted:
        return
    family_id = rows[0].family_id
    strands = dict(Entry.objects.filter(family_id=family_id, pk__in=wanted).values_list("pk", "strand_id"))
    if len(strands) != len(wanted):
        raise NotAllowed
    followers: dict[UUID, list[UUID]] = {}
    for row, new in zip(rows, entries, strict=True):
        if new.kept_as is not None and strands[new.kept_as] != row.strand_id:
            followers.setdefault(strands[new.kept_as], []).append(row.strand_id)
    carry_withholdings(by, family_id, followers, at)


def carry_withholdings(by: User, family_id: int, followers: Mapping[UUID, Sequence[UUID]], at: datetime) -> None:
    """Keep each new strand from whoever the strand it follows is kept from at that moment. `followers`: new strands by
    the one they follow.
    """
    held = Withholding.objects.filter(family_id=family_id, strand_id__in=followers, during__contains=at)
    Withholding.objects.bulk_create(
        Withholding(
            id=uuid7(), family_id=family_id, strand_id=strand_id, from_person_id=row.from_person_id, why=row.why,
            partners_may_read=row.partners_may_read, during=(at, None), recorded_by=by, recorded_at=at,
        )
        for row in held
        if row.strand_id is not None
        for strand_id in followers[row.strand_id]
    )  # fmt: skip
