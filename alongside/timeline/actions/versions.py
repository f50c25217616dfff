"""When a practice model gets a new version, or what is due has to be made anew for everybody.

Run by maintenance as the owner of the tables, never in a request.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from alongside.kit.ids import uuid7
from alongside.people.models import Family, Involvement, InvolvementModel
from alongside.practice.models import ModelVersion
from alongside.timeline.actions.due import bring_up_to_date
from alongside.timeline.clocks import DECLINED, FOLLOW_UP_ENDED
from alongside.timeline.models import Entry


@dataclass(frozen=True, slots=True)
class Recomputed:
    """How many families were looked at, and for how many the stored list differed from what their entries say."""

    families: int
    differed: int


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


def recompute_due(*, at: datetime, report: Callable[[int, int], None] | None = None) -> Recomputed:
    """Compare what is stored as due with what the entries say, family by family, and put right what differs.

    `report` is told how many families are done, of how many. Each family is its own transaction, so it may be stopped.
    """
    numbers = list(Family.objects.order_by("pk").values_list("pk", flat=True))
    differed = 0
    for done, family_id in enumerate(numbers, start=1):
        with transaction.atomic():
            differed += bring_up_to_date(family_id, at).differed
        if report is not None:
            report(done, len(numbers))
    return Recomputed(len(numbers), differed)
