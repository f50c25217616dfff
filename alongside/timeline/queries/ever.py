"""What was ever told, whether or not it counts now."""

from collections.abc import Collection
from datetime import datetime
from uuid import UUID

from django.db.models import OuterRef, Subquery

from alongside.access.models import User
from alongside.timeline.models import Entry, EntryContent
from alongside.timeline.queries.told import ToldLine


def ever_told(family_id: int, user: User, kinds: Collection[str]) -> list[Entry]:
    """Every version of entries of these kinds, also what was put right since and what did not happen; not the rows that
    say so. One query.
    """
    rows = Entry.objects.visible_to(user).filter(family_id=family_id, kind__in=list(kinds), retracts=False)
    return list(rows.order_by("recorded_at", "id"))


def ever_told_whole(
    family_id: int, user: User, kinds: Collection[str], *, involvement_id: UUID, up_to: int
) -> list[ToldLine]:
    """The same in one involvement with what each told, without who was in it, of what says in its facts of which
    `version` it is: those until then. One query.
    """
    rows = Entry.objects.visible_to(user).filter(
        family_id=family_id, kind__in=list(kinds), retracts=False, involvement_id=involvement_id,
        facts__version__lte=up_to,
    )  # fmt: skip
    content = EntryContent.objects.visible_to(user).filter(entry_id=OuterRef("pk")).values("content")
    whole = rows.select_related("recorded_by").annotate(content=Subquery(content)).order_by("recorded_at", "id")
    return [ToldLine(row, row.content or {}, ()) for row in whole]


def taken_back(family_id: int, user: User, kinds: Collection[str], at: datetime) -> list[Entry]:
    """The entries of these kinds that say, written down at that moment, that something did not happen; with the facts
    of what they take back. One query.
    """
    rows = Entry.objects.visible_to(user).filter(
        family_id=family_id, kind__in=list(kinds), retracts=True, recorded_at=at
    )
    return list(rows.order_by("id"))
