"""What agencies agree among themselves."""

from datetime import date, datetime
from uuid import UUID

from django.db import transaction

from alongside.access.models import User
from alongside.agreements import permissions
from alongside.agreements.rules.agencies import Among
from alongside.kit.refusals import NotAllowed, Unacceptable
from alongside.people import queries as people
from alongside.people.rules import within
from alongside.timeline import actions as timeline
from alongside.timeline.models import Entry
from alongside.timeline.rules import Happened


@transaction.atomic
def record_agencies(*, by: User, deed_id: UUID, family_id: int, on: date, among: Among, at: datetime) -> Entry:
    """Each agency with what it promises, as it stands from that day; what was agreed before stays on the record.

    Raises NotAllowed; Unacceptable without anybody it is for, or without an agency.
    """
    permissions.require(by, family_id)
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
        entries=[among.entry(names)],
    )  # fmt: skip
    return row
