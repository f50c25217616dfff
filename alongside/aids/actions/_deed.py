"""A deed of this room, written into the family's newest involvement."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from alongside.access.models import User
from alongside.aids import permissions, queries
from alongside.aids.queries import Work
from alongside.kit.clock import london_day
from alongside.kit.refusals import NotAllowed, Unacceptable
from alongside.people import queries as people
from alongside.people.queries import PersonLine, wait_for_family
from alongside.timeline import actions as timeline
from alongside.timeline.models import Entry
from alongside.timeline.rules import Happened, NewEntry


@dataclass(frozen=True, slots=True)
class Deed:
    """What all entries of one deed share."""

    by: User
    id: UUID
    family_id: int
    on: date
    at: datetime


def begin(deed: Deed) -> Work:
    """The work a deed belongs to. Raises NotAllowed; Unacceptable for a day before the work began."""
    permissions.require(deed.by, deed.family_id)
    wait_for_family(deed.family_id)
    work = queries.work_with(deed.family_id, deed.by)
    if work is None:
        raise NotAllowed
    if deed.on < work.opened_on:
        raise Unacceptable("on", "The family was not yet with us. Give a later day")
    return work


def child_of(deed: Deed, child_id: UUID) -> PersonLine:
    """A child of the family. Raises NotAllowed for anybody else."""
    children = people.children_of(deed.family_id, deed.by, london_day(deed.at))
    found = next((each for each in children if each.person_id == child_id), None)
    if found is None:
        raise NotAllowed
    return found


def recorded(deed: Deed, work: Work, entries: Sequence[NewEntry]) -> list[Entry]:
    """The entries of a deed, written into that work."""
    return timeline.record(
        by=deed.by, deed_id=deed.id, family_id=deed.family_id, involvement_id=work.involvement_id,
        happened=Happened.day(deed.on), entries=entries, at=deed.at,
    )  # fmt: skip
