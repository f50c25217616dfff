"""What stands in the name of somebody who leads the help no longer, and asks whoever leads it now to change it. Pure.

Basis: as of an agreement, `agreements.rules.former`. The fourteen days are ours.
"""

from datetime import date, timedelta
from uuid import UUID

from alongside.timeline.rules import InTheirName, Nature, NewEntry, NewText

WITHIN = timedelta(days=14)


def asks_to_change(found: InTheirName, worker: str, worker_id: UUID, *, promise_id: UUID, on: date) -> NewEntry:
    """What asks whoever leads the help now to change what stands in the name of this worker."""
    facts = {
        **found.facts, "worker": worker, "worker_id": str(worker_id), "promise_id": str(promise_id),
        "due_on": (on + WITHIN).isoformat(), "who": "", "owner_id": None,
    }  # fmt: skip
    note = [NewText("note", found.asks)]
    return NewEntry(found.kind, Nature.PROCESS, facts, texts=note, kept_as=(found.stands,))
