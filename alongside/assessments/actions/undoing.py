"""What followed from a risk assessment that did not happen is undone: it was of another family, or was never made."""

from datetime import datetime

from django.db import transaction

from alongside.access.models import User
from alongside.assessments import permissions, queries
from alongside.assessments.actions._facts import keep_restrictions
from alongside.kit.clock import london_day
from alongside.kit.ids import uuid7
from alongside.people import actions as people_actions
from alongside.people import queries as people
from alongside.people.queries import FactLine, wait_for_family
from alongside.timeline import actions as timeline

WHY = "The risk assessment it follows from did not happen"


@transaction.atomic
def undo_what_followed(*, by: User, family_id: int, at: datetime) -> None:
    """Facts that only such an assessment set were never true, and what stood before it stands again; what it asked to
    be looked at is no longer asked, and what it had answered is.

    What a later assessment that counts was shown, and kept, stays. Raises NotAllowed.
    """
    permissions.require(by, family_id)
    wait_for_family(family_id)
    found = queries.what_did_not_happen(by, family_id)
    for line in found.facts:
        _undo(by, family_id, line, at)
    _stand_again(by, family_id, at)
    if found.followed:
        timeline.retract(by=by, family_id=family_id, entry_ids=found.followed, why=WHY, at=at, deed_id=uuid7())


def _stand_again(by: User, family_id: int, at: datetime) -> None:
    """Restrictions of the assessment that counts now; one that it had ended on its first day was no fact any more."""
    page = queries.risk_page(by, family_id, london_day(at))
    keep_restrictions(by, page.held, [], page.restrictions, at)


def _undo(by: User, family_id: int, line: FactLine, at: datetime) -> None:
    before = people.version_before(family_id, by, line.fact)
    if before is None:
        people_actions.retract_fact(by=by, family_id=family_id, fact=line.fact, at=at)
        return
    people_actions.record_fact(
        by=by, family_id=family_id, person_id=line.person_id, kind=line.kind, value=before.value, at=at,
        since=before.since, until=before.until, corrects=line.fact,
    )  # fmt: skip
