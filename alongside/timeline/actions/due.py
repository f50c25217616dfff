"""The list of what is due: recomputed for a family whenever something is written on its timeline."""

from datetime import datetime

from django.db import transaction

from alongside.access.models import User
from alongside.timeline import permissions
from alongside.timeline.actions._later import waits
from alongside.timeline.actions._stored import bring_up_to_date
from alongside.timeline.models import Due


@transaction.atomic
def refresh_due(*, by: User, family_id: int, at: datetime) -> list[Due]:
    """Make the stored clocks of a family what the entries say now. Returns the rows; none of them while that waits
    (`refresh_later`).

    Only differences are written. Raises NotAllowed.
    """
    permissions.require_writer(by)
    if waits(family_id):
        return []
    return bring_up_to_date(family_id, at).rows
