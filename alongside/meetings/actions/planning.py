"""Planning a meeting, planning it anew, and saying that it did not happen."""

from dataclasses import replace
from datetime import datetime
from uuid import UUID

from django.db import transaction

from alongside.access.models import User
from alongside.kit.clock import london_day
from alongside.kit.refusals import AlreadyCorrected, NotAllowed, Unacceptable
from alongside.kit.words import says_something
from alongside.meetings import permissions, queries
from alongside.meetings.queries import Around
from alongside.meetings.rules import (
    PLANNED,
    REVIEWS,
    TYPES,
    Plan,
    Prepared,
    cancelled_entry,
    planned_entry,
    prepared_entry,
)
from alongside.people.queries import wait_for_family
from alongside.timeline import actions as timeline
from alongside.timeline.models import Entry
from alongside.timeline.queries import newest_deed, told_then
from alongside.timeline.rules import Happened, NewEntry


@transaction.atomic
def plan_meeting(*, by: User, deed_id: UUID, family_id: int, plan: Plan, at: datetime) -> Entry:
    """Plan a meeting; the deed's id becomes the meeting's. Its day may come yet, the planning is today's.

    Raises NotAllowed; Unacceptable("day") for a day that has passed, Unacceptable("type") for no such type.
    """
    wait_for_family(family_id)
    permissions.require(by, family_id)
    here = queries.around(by, family_id, at)
    _sound(plan, here, at)
    return _record(by, deed_id, here, planned_entry(plan, deed_id, here.names), at)


@transaction.atomic
def plan_meeting_anew(*, by: User, deed_id: UUID, family_id: int, corrects: UUID, plan: Plan, at: datetime) -> Entry:
    """Change what is planned: another day, who was asked and what they answered. What stood before is kept.

    `corrects` is the deed on the screen. Raises as `plan_meeting`, and AlreadyCorrected with the newer deed (None when
    the meeting was held or called off meanwhile).
    """
    wait_for_family(family_id)
    permissions.require(by, family_id)
    if told_then(by, family_id, corrects, PLANNED) is None:
        raise NotAllowed
    found = queries.plan_page(by, family_id, plan.type, at, corrects)
    newest = newest_deed(by, family_id, corrects, PLANNED)
    if found is None or newest != corrects or found.meeting is None or found.meeting.planned is None:
        raise AlreadyCorrected(newest if found else None)
    _sound(plan, found.around, at)
    meeting, stood = found.meeting, found.meeting.planned
    entry = replace(planned_entry(plan, meeting.meeting_id, found.around.names), supersedes_id=stood.id)
    try:
        return _record(by, deed_id, found.around, entry, at, involvement_id=stood.entry.involvement_id)
    except AlreadyCorrected as collision:
        raise AlreadyCorrected(newest_deed(by, family_id, corrects, PLANNED)) from collision


@transaction.atomic
def cancel_meeting(*, by: User, deed_id: UUID, family_id: int, meeting_id: UUID, why: str, at: datetime) -> Entry:
    """Say that a planned meeting did not happen, or will not, and why.

    Raises NotAllowed; Unacceptable without a reason, or when it was held.
    """
    wait_for_family(family_id)
    permissions.require(by, family_id)
    found = queries.meeting(family_id, by, meeting_id)
    if found is None or found.planned is None:
        raise NotAllowed
    if found.state != "planned":
        raise Unacceptable("why", "This meeting was held, or called off already. Look at it again")
    if not says_something(why):
        raise Unacceptable("why", "Say why it did not happen")
    entry = cancelled_entry(found.type, meeting_id, found.day, why, ahead=found.day > london_day(at))
    of = found.planned.entry.involvement_id
    return _record(by, deed_id, queries.around(by, family_id, at), entry, at, involvement_id=of)


@transaction.atomic
def prepare_review(
    *, by: User, deed_id: UUID, family_id: int, meeting_id: UUID, prepared: Prepared, at: datetime,
    shown: UUID | None = None,
) -> Entry:  # fmt: skip
    """Write down how far plan and contract were kept, before a review that is planned. Preparing again tells it anew.

    `shown`: the entry that stood when the form was shown. Raises NotAllowed, also for a meeting that is no review;
    and for a note that does not stand; AlreadyCorrected with the newer entry when somebody prepared it meanwhile;
    Unacceptable when nothing was found.
    """
    wait_for_family(family_id)
    permissions.require(by, family_id)
    found = queries.meeting(family_id, by, meeting_id)
    if found is None or found.planned is None or found.type not in REVIEWS:
        raise NotAllowed
    stood = found.prepared_line.id if found.prepared_line else None
    if stood != shown:
        raise AlreadyCorrected(stood)
    if not prepared.checks:
        raise Unacceptable("", "Say of at least one thing how far it was kept")
    noted = {str(note.strand): note.entry_id for note in queries.notes_of(family_id, by)}
    if not {each.strand for each in prepared.brought} <= noted.keys():
        raise NotAllowed
    those = [noted[each.strand] for each in prepared.brought]
    entry = replace(prepared_entry(prepared, found.type, meeting_id, those), supersedes_id=stood)
    of = found.planned.entry.involvement_id
    return _record(by, deed_id, queries.around(by, family_id, at), entry, at, involvement_id=of)


def _sound(plan: Plan, here: Around, at: datetime) -> None:
    if plan.type not in TYPES:
        raise Unacceptable("type", "Choose what sort of meeting it is")
    if plan.day < london_day(at):
        raise Unacceptable("day", "This day has passed. Give the day it is meant to be, or record that it was held")
    helpers = {each.helper_id for each in here.helpers}
    named = {each.person_id for each in plan.invited if each.person_id} | set(plan.explained)
    asked = {each.helper_id for each in plan.invited if each.helper_id}
    if not named <= here.names.keys() or not asked <= helpers:
        raise NotAllowed


def _record(
    by: User, deed_id: UUID, here: Around, entry: NewEntry, at: datetime, *, involvement_id: UUID | None = None
) -> Entry:
    (row,) = timeline.record(
        by=by, deed_id=deed_id, family_id=here.family.pk, involvement_id=involvement_id or here.involvement.pk, at=at,
        happened=Happened.day(london_day(at)), entries=[entry],
    )  # fmt: skip
    return row
