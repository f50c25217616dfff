"""When a practice model gets a new version, or what is due has to be made anew for everybody.

Run by maintenance as the owner of the tables, never in a request.
"""

from collections.abc import Iterable
from datetime import datetime

from django.db import transaction

from alongside.kit.ids import uuid7
from alongside.people.models import Involvement, InvolvementModel
from alongside.practice.models import ModelVersion
from alongside.timeline.actions._stored import bring_up_to_date
from alongside.timeline.clocks import DECLINED, FOLLOW_UP_ENDED
from alongside.timeline.models import Entry


@transaction.atomic
def follow_new_versions(*, versions: Iterable[ModelVersion], at: datetime) -> int:
    """Move open involvements to newly published versions of the models they follow, by appended rows. Returns how many.

    Runs that began under an older version keep it.
    """
    moved = 0
    ended = Entry.objects.live().filter(kind__in=[DECLINED, FOLLOW_UP_ENDED]).values("involvement_id")
    for version in versions:
        following = InvolvementModel.objects.filter(model_version__model=version.model)
        already = following.filter(model_version=version)
        rows = [
            InvolvementModel(
                id=uuid7(),
                family_id=row.family_id,
                involvement=row,
                model_version=version,
                recorded_at=at,
                recorded_by=None,
            )
            for row in Involvement.objects.filter(pk__in=following.values("involvement_id"))
            .exclude(pk__in=already.values("involvement_id"))
            .exclude(pk__in=ended)
        ]
        InvolvementModel.objects.bulk_create(rows, batch_size=1000)
        moved += len(rows)
    return moved


@transaction.atomic
def recompute_due(*, family_id: int, at: datetime) -> bool:
    """Compare what is stored as due for a family with what its entries say; put right what differs. Whether it did."""
    return bring_up_to_date(family_id, at).differed
