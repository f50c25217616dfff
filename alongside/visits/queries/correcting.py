"""What putting a visit right shows."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from alongside.access.models import User
from alongside.timeline import queries as timeline
from alongside.visits.queries.pages import VisitPage, visit_page
from alongside.visits.queries.records import entry_ids, told
from alongside.visits.rules import VISIT, VisitTold


@dataclass(frozen=True, slots=True)
class Correction:
    """A visit to put right. `newest`: the deed it is now, None when it was said that it did not happen; `told`: as it
    stands there; `stood`: the entries that count of the deed that was asked for.
    """

    page: VisitPage
    newest: UUID | None
    told: VisitTold | None
    stood: frozenset[UUID]


def correction(user: User, family_id: int, deed_id: UUID, today: date) -> Correction | None:
    """What the page of putting a visit right needs; None for a deed that never recorded a visit of this family."""
    if timeline.told_then(user, family_id, deed_id, VISIT) is None:
        return None
    newest = timeline.newest_deed(user, family_id, deed_id, VISIT)
    stands = told(user, family_id, newest) if newest else None
    stood = entry_ids(timeline.deed(user, family_id, deed_id))
    return Correction(visit_page(user, family_id, today, stands), newest, stands, frozenset(stood))
