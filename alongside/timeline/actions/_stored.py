"""Bringing the stored list of what is due to what the entries say.

One list serves every page that spans families; a family's own pages compute. Only when something is due is kept, never
that it is late, so the list stays right as days go by.
"""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from alongside.kit.ids import uuid7
from alongside.timeline.models import Due
from alongside.timeline.queries.clocks import OpenRun, open_runs


@dataclass(frozen=True, slots=True)
class BroughtUpToDate:
    """The rows as they are now, and whether any had to be written."""

    rows: list[Due]
    differed: bool


def bring_up_to_date(family_id: int, at: datetime) -> BroughtUpToDate:
    """Write the differences between a family's stored clocks and what its entries say."""
    wanted = {_key(run): run for run in open_runs(family_id, at)}
    stored = {
        (row.involvement_id, row.source_id, row.subject_id): row
        for row in Due.objects.filter(family_id=family_id, source=Due.Source.CLOCK)
    }
    gone = [row.pk for key, row in stored.items() if key not in wanted]
    if gone:
        Due.objects.filter(pk__in=gone).delete()
    kept = [_put(stored.get(key), run, family_id) for key, run in wanted.items()]
    Due.objects.bulk_create([row for row, change in kept if change == "new"])
    changed = [row for row, change in kept if change == "changed"]
    if changed:
        Due.objects.bulk_update(
            changed, ["name", "started_on", "soon_on", "due_on", "due_at", "on_hold", "owner", "because"]
        )
    return BroughtUpToDate([row for row, _ in kept], bool(gone) or any(change != "same" for _, change in kept))


def _key(run: OpenRun) -> tuple[UUID, str, UUID | None]:
    return run.involvement_id, run.source_id, run.run.subject


def _put(row: Due | None, run: OpenRun, family_id: int) -> tuple[Due, str]:
    values = {
        "name": run.clock.name,
        "started_on": run.run.started_on,
        "soon_on": run.run.soon_from,
        "due_on": run.run.due,
        "due_at": run.run.due_at,
        "on_hold": run.run.state == "on hold",
        "owner_id": run.owner_id,
        "because": list(run.run.because),
    }
    if row is None:
        new = Due(
            id=uuid7(),
            family_id=family_id,
            involvement_id=run.involvement_id,
            source=Due.Source.CLOCK,
            source_id=run.source_id,
            subject_id=run.run.subject,
            **values,
        )
        return new, "new"
    if row.on_hold and values["on_hold"]:
        # The due day of what is on hold moves with every day that passes; only that it is on hold is compared.
        values = {name: value for name, value in values.items() if name not in ("due_on", "due_at", "soon_on")}
    if all(getattr(row, name) == value for name, value in values.items()):
        return row, "same"
    for name, value in values.items():
        setattr(row, name, value)
    return row, "changed"
