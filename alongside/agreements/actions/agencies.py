"""What agencies agree among themselves."""

from datetime import date, datetime
from uuid import UUID

from django.db import transaction

from alongside.access.models import User
from alongside.agreements import permissions
from alongside.agreements.rules.agencies import AGENCIES_AGREED, Among
from alongside.kit.dates import day_long
from alongside.kit.refusals import AlreadyCorrected, NotAllowed, Unacceptable
from alongside.people import queries as people
from alongside.people.queries import wait_for_family
from alongside.people.rules import within
from alongside.timeline import actions as timeline
from alongside.timeline import queries as entries
from alongside.timeline.models import Entry
from alongside.timeline.rules import Happened


@transaction.atomic
def record_agencies(
    *, by: User, deed_id: UUID, family_id: int, on: date, among: Among, at: datetime, stood: UUID | None = None
) -> Entry:
    """Each agency with what it promises, as it stands from that day; what was agreed before stays on the record.

    `stood`: the deed of what stood when it was written, None before there was any. Raises NotAllowed; Unacceptable
    without anybody it is for, without an agency, for a day before what stands was agreed, or once the work has ended;
    AlreadyCorrected, with the deed of the other or None, when somebody wrote down what agencies agreed meanwhile, or
    said that it did not happen.
    """
    permissions.require(by, family_id)
    wait_for_family(family_id)
    if entries.work_is_over(family_id, by):
        raise Unacceptable("", "The work with this family has ended. What was agreed stays to be read")
    follows = _follows(by, family_id, stood, on)
    family = people.family(by, family_id)
    involvement = people.current_involvement(family_id, by)
    names = {person_id: within(name, family.name) for person_id, name in people.names_of(family_id, by).items()}
    if involvement is None or not set(among.about) <= names.keys():
        raise NotAllowed
    if not among.about:
        raise Unacceptable("about", "Say for whom of the family it is")
    if not among.promises:
        raise Unacceptable("", "Give at least one agency, and what it does")
    (row,) = timeline.record(
        by=by, deed_id=deed_id, family_id=family_id, involvement_id=involvement.pk, happened=Happened.day(on), at=at,
        entries=[among.entry(names, follows)],
    )  # fmt: skip
    return row


def _follows(by: User, family_id: int, stood: UUID | None, on: date) -> UUID | None:
    """The entry that stands, and is the one that was shown."""
    told = entries.told(family_id, by, [AGENCIES_AGREED], limit=1, with_about=False)
    stands = told[0].entry if told else None
    if (stands.deed_id if stands else None) != stood:
        raise AlreadyCorrected(stands.deed_id if stands else None)
    if stands is not None and on < stands.happened_on:
        day = day_long(stands.happened_on)
        raise Unacceptable("day", f"What stands was agreed on {day}. Give that day or a later one")
    return stands.pk if stands else None
