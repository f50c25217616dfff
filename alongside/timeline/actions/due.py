"""The list of what is due: recomputed for a family whenever something is written on its timeline."""

from collections.abc import Iterable
from datetime import date, datetime
from uuid import UUID

from django.db import transaction

from alongside.access.models import User
from alongside.kit.ids import uuid7
from alongside.timeline import permissions
from alongside.timeline.actions._stored import bring_up_to_date
from alongside.timeline.models import Due


@transaction.atomic
def refresh_due(*, by: User, family_id: int, at: datetime) -> list[Due]:
    """Make the stored clocks of a family what the entries say now. Returns the rows.

    Only differences are written. Raises NotAllowed.
    """
    permissions.require_writer(by)
    return bring_up_to_date(family_id, at).rows


@transaction.atomic
def set_due(
    *,
    by: User,
    family_id: int,
    source: str,
    source_id: str,
    name: str,
    due_on: date | None,
    soon_on: date | None = None,
    since: date | None = None,
    owner_id: UUID | None = None,
    because: Iterable[UUID] = (),
) -> Due | None:
    """For the rooms above: keep when their own row (an action, a booking) is due; None takes it off the list.
    Raises NotAllowed.
    """
    permissions.require_staff(by)
    Due.objects.filter(family_id=family_id, source=source, source_id=source_id).delete()
    if due_on is None:
        return None
    row = Due(
        id=uuid7(),
        family_id=family_id,
        source=source,
        source_id=source_id,
        name=name,
        due_on=due_on,
        soon_on=soon_on or due_on,
        started_on=since or due_on,
        owner_id=owner_id,
        because=list(because),
    )
    row.save(force_insert=True)
    return row
