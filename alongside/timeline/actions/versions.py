"""When a practice model gets a new version, or what is due has to be made anew for everybody.

Run by maintenance as the owner of the tables, never in a request.
"""

from collections.abc import Iterable
from datetime import datetime

from django.db import transaction

from alongside.people import actions as people
from alongside.practice.models import ModelVersion
from alongside.timeline.actions._stored import bring_up_to_date
from alongside.timeline.clocks import DECLINED, FOLLOW_UP_ENDED
from alongside.timeline.models import Entry


@transaction.atomic
def follow_new_versions(*, versions: Iterable[ModelVersion], at: datetime) -> int:
    """Move open involvements to newly published versions of the models they follow, by appended rows. Returns how many.

    Runs that began under an older version keep it.
    """
    ended = Entry.objects.live().filter(kind__in=[DECLINED, FOLLOW_UP_ENDED]).values("involvement_id")
    return people.follow_new_versions(versions=versions, ended=ended, at=at)


@transaction.atomic
def recompute_due(*, family_id: int, at: datetime) -> bool:
    """Compare what is stored as due for a family with what its entries say; put right what differs. Whether it did."""
    return bring_up_to_date(family_id, at).differed
