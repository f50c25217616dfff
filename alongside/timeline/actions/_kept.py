"""What is kept of one thing from somebody is kept of whatever settles, repeats, follows or restates it."""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from alongside.access.models import User
from alongside.kit.refusals import NotAllowed
from alongside.people import actions as people
from alongside.timeline.models import Entry
from alongside.timeline.rules import NewEntry


def keep_as_before(by: User, rows: Sequence[Entry], entries: Sequence[NewEntry], at: datetime) -> None:
    """Carry what is kept of the entries that new ones name in `kept_as`. No query without one; two with any. Raises
    NotAllowed for an entry of another family.
    """
    wanted = {followed for new in entries for followed in new.kept_as}
    if not wanted:
        return
    family_id = rows[0].family_id
    strands = dict(Entry.objects.filter(family_id=family_id, pk__in=wanted).values_list("pk", "strand_id"))
    if len(strands) != len(wanted):
        raise NotAllowed
    followers: dict[UUID, list[UUID]] = {}
    for row, new in zip(rows, entries, strict=True):
        for strand_id in {strands[followed] for followed in new.kept_as} - {row.strand_id}:
            followers.setdefault(strand_id, []).append(row.strand_id)
    people.carry_withholdings(by=by, family_id=family_id, followers=followers, at=at)
