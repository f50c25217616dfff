"""The list of what is due: recomputed for a family whenever something is written on its timeline."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import datetime

from django.db import transaction

from alongside.access.models import User
from alongside.timeline import permissions
from alongside.timeline.actions._stored import bring_up_to_date
from alongside.timeline.models import Due

_waiting: ContextVar[set[int] | None] = ContextVar("_waiting", default=None)


@contextmanager
def refresh_later() -> Iterator[set[int]]:
    """For the block many deeds are written one after the other, and nobody reads the list between them: nothing is
    refreshed. Gives the families for which whoever asked for it does so afterwards.
    """
    families: set[int] = set()
    before = _waiting.set(families)
    try:
        yield families
    finally:
        _waiting.reset(before)


@transaction.atomic
def refresh_due(*, by: User, family_id: int, at: datetime) -> list[Due]:
    """Make the stored clocks of a family what the entries say now. Returns the rows; none of them while that waits
    (`refresh_later`).

    Only differences are written. Raises NotAllowed.
    """
    permissions.require_writer(by)
    waiting = _waiting.get()
    if waiting is not None:
        waiting.add(family_id)
        return []
    return bring_up_to_date(family_id, at).rows
