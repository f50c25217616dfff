"""Bringing the stored list of what is due to what the entries say.

One list serves every page that spans families; a family's own pages compute. Only when something is due is kept, never
that it is late, so the list stays right as days go by.
"""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from alongside.kit.clock import london_day
from alongside.kit.ids import uuid7
from alongside.timeline.models import Due
from alongside.timeline.queries.bookings import open_bookings
from alongside.timeline.queries.clocks import OpenRun, open_runs, owner_of
from alongside.timeline.queries.promises import OpenPromise, open_promises

ACTION, BOOKING = Due.Source.ACTION.value, Due.Source.BOOKING.value
SOURCES = (Due.Source.CLOCK.value, ACTION, BOOKING)
VALUES = ("name", "started_on", "soon_on", "due_on", "due_at", "on_hold", "owner_id", "because")


@dataclass(frozen=True, slots=True)
class BroughtUpToDate:
    """The rows as they are now, and whether any had to be written."""

    rows: list[Due]
    differed: bool


def bring_up_to_date(family_id: int, at: datetime) -> BroughtUpToDate:
    """Write the differences between what is stored as due for a family and what its entries say."""
    wanted = {_key(row): row for row in _wanted(family_id, at)}
    stored = {_key(row): row for row in Due.objects.filter(family_id=family_id, source__in=SOURCES)}
    gone = [row.pk for key, row in stored.items() if key not in wanted]
    if gone:
        Due.objects.filter(pk__in=gone).delete()
    kept = [_put(stored.get(key), row) for key, row in wanted.items()]
    Due.objects.bulk_create([row for row, change in kept if change == "new"])
    changed = [row for row, change in kept if change == "changed"]
    if changed:
        Due.objects.bulk_update(changed, [name.removesuffix("_id") for name in VALUES])
    return BroughtUpToDate([row for row, _ in kept], bool(gone) or any(change != "same" for _, change in kept))


def _wanted(family_id: int, at: datetime) -> list[Due]:
    """What should be stored, as rows nobody has saved yet."""
    owner_id, today = owner_of(family_id, at), london_day(at)
    runs = [_of_run(run, family_id) for run in open_runs(family_id, at, owner_id)]
    promises = [_of_promise(each, family_id, ACTION) for each in open_promises(family_id, owner_id, today)]
    bookings = [_of_promise(each, family_id, BOOKING) for each in open_bookings(family_id, owner_id, today)]
    return [*runs, *promises, *bookings]


def _key(row: Due) -> tuple[str, UUID | None, str, UUID | None]:
    return str(row.source), row.involvement_id, row.source_id, row.subject_id


def _of_run(run: OpenRun, family_id: int) -> Due:
    return Due(
        id=uuid7(),
        family_id=family_id,
        involvement_id=run.involvement_id,
        source=Due.Source.CLOCK.value,
        source_id=run.source_id,
        subject_id=run.run.subject,
        name=run.name,
        started_on=run.run.started_on,
        soon_on=run.run.soon_from or run.run.due,
        due_on=run.run.due,
        due_at=run.run.due_at,
        on_hold=run.run.state == "on hold",
        owner_id=run.owner_id,
        because=list(run.run.because),
    )


def _of_promise(promise: OpenPromise, family_id: int, source: str) -> Due:
    # The name is only what its kind is called: more people may see this row than may read what was promised.
    return Due(
        id=uuid7(),
        family_id=family_id,
        involvement_id=promise.involvement_id,
        source=source,
        source_id=promise.source_id,
        name=promise.title,
        started_on=promise.started_on,
        soon_on=promise.soon_on,
        due_on=promise.due_on,
        owner_id=promise.owner_id,
        because=[promise.entry_id],
    )


def _put(row: Due | None, wanted: Due) -> tuple[Due, str]:
    if row is None:
        return wanted, "new"
    values = {name: getattr(wanted, name) for name in VALUES}
    # The due day of what is on hold moves with every day that passes; only that it is on hold is compared.
    if row.on_hold and wanted.on_hold:
        values = {name: value for name, value in values.items() if name not in ("due_on", "due_at", "soon_on")}
    if all(getattr(row, name) == value for name, value in values.items()):
        return row, "same"
    for name, value in values.items():
        setattr(row, name, value)
    return row, "changed"
