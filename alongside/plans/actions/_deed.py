"""A deed of this room, written into the family's involvement."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from alongside.access.models import User
from alongside.kit.refusals import NotAllowed, Unacceptable
from alongside.people import queries as people
from alongside.timeline import actions as timeline
from alongside.timeline import queries as entries_of
from alongside.timeline.models import Entry
from alongside.timeline.rules import Happened, NewEntry


@dataclass(frozen=True, slots=True)
class Deed:
    """What all entries of one deed share."""

    id: UUID
    family_id: int
    on: date
    at: datetime


def refuse_after_the_end(by: User, family_id: int) -> None:
    """Raises Unacceptable once the work has ended: the plan stays as it is, and is read."""
    if entries_of.work_is_over(family_id, by):
        raise Unacceptable("", "The work with this family has ended. Its plan stays to be read")


def recorded(by: User, deed: Deed, entries: Sequence[NewEntry]) -> list[Entry]:
    """The entries of a deed, written into the family's involvement. Raises NotAllowed before there is one."""
    involvement = people.current_involvement(deed.family_id, by)
    if involvement is None:
        raise NotAllowed
    return timeline.record(
        by=by, deed_id=deed.id, family_id=deed.family_id, involvement_id=involvement.pk,
        happened=Happened.day(deed.on), entries=entries, at=deed.at,
    )  # fmt: skip
