"""A deed of this room, written into the family's involvement."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from alongside.access.models import User
from alongside.kit.refusals import NotAllowed
from alongside.people import queries as people
from alongside.timeline import actions as timeline
from alongside.timeline.models import Entry
from alongside.timeline.rules import Happened, NewEntry


@dataclass(frozen=True, slots=True)
class Deed:
    """What all entries of one deed share."""

    id: UUID
    family_id: int
    on: date
    at: datetime


def recorded(by: User, deed: Deed, entries: Sequence[NewEntry]) -> list[Entry]:
    """The entries of a deed, written into the family's involvement. Raises NotAllowed before there is one."""
    involvement = people.current_involvement(deed.family_id, by)
    if involvement is None:
        raise NotAllowed
    return timeline.record(
        by=by, deed_id=deed.id, family_id=deed.family_id, involvement_id=involvement.pk,
        happened=Happened.day(deed.on), entries=entries, at=deed.at,
    )  # fmt: skip
