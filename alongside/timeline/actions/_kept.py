"""What is kept of one thing from somebody is kept of whatever settles, repeats, follows or restates it."""

from collections.abc import Iterator, Sequence
from datetime import datetime
from uuid import UUID

from alongside.access.models import User
from alongside.kit.refusals import NotAllowed
from alongside.people import actions as people
from alongside.timeline.models import Entry
from alongside.timeline.rules import NewEntry


def keep_as_before(by: User, rows: Sequence[Entry], entries: Sequence[NewEntry], at: datetime) -> None:
    """Say of which entries new ones were made, and whose place they take. No query without any; two with some. Raises
    NotAllowed for an entry of another family.
    """
    followed = [(row, *each) for row, new in zip(rows, entries, strict=True) for each in _followed(new)]
    if not followed:
        return
    family_id, wanted = rows[0].family_id, {entry_id for _, entry_id, _ in followed}
    strands = dict(Entry.objects.filter(family_id=family_id, pk__in=wanted).values_list("pk", "strand_id"))
    if len(strands) != len(wanted):
        raise NotAllowed
    relations = [people.Follows(row.strand_id, strands[entry_id], again) for row, entry_id, again in followed]
    people.keep_with(by=by, family_id=family_id, strands=relations, at=at)


def keep_alike(by: User, family_id: int, one: UUID, other: UUID, at: datetime) -> None:
    """Two strands are the same thing, told for other readers: what is kept of either is kept of both, and both are
    kept as what they were made of.
    """
    pairs = [(one, other), (other, one)]
    relations = [people.Follows(*pair, again) for pair in pairs for again in (False, True)]
    people.keep_with(by=by, family_id=family_id, strands=relations, at=at)


def _followed(new: NewEntry) -> Iterator[tuple[UUID, bool]]:
    """The entries a new one follows, and whether it takes their place."""
    yield from ((entry_id, False) for entry_id in new.kept_as)
    if new.takes_place_of is not None:
        yield new.takes_place_of, True
