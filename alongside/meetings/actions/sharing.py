"""Giving minutes out, and settling how the team around the family works together."""

from datetime import date, datetime
from uuid import UUID

from django.db import transaction

from alongside.access.models import User
from alongside.kit.dates import day_long
from alongside.kit.refusals import AlreadyCorrected, NotAllowed, Unacceptable
from alongside.meetings import permissions, queries
from alongside.meetings.rules import HOW_GIVEN, TeamAgreed, given_entry, team_entry
from alongside.people.queries import wait_for_family
from alongside.timeline import actions as timeline
from alongside.timeline.models import Entry
from alongside.timeline.rules import Happened


@transaction.atomic
def give_minutes(
    *, by: User, deed_id: UUID, family_id: int, meeting_id: UUID, key: str, how: str, on: date, at: datetime
) -> Entry:
    """Write down that somebody of the family, or who helps it, was given their minutes.

    `key` names the reader as `queries.minutes_choice` does: nobody else can be given any. Raises NotAllowed, also when
    there is nothing they may read; Unacceptable for a day before the meeting, or no such way.
    """
    permissions.require(by, family_id)
    page = queries.minutes_page(by, family_id, meeting_id, key, at)
    if page is None or page.meeting.held is None or page.meeting.told is None:
        raise NotAllowed
    if how not in HOW_GIVEN:
        raise Unacceptable("how", "Say how they were given")
    if on < page.meeting.held.day:
        raise Unacceptable("on", "Minutes are given after the meeting. Check the day")
    entry = given_entry(page.meeting.type, meeting_id, page.reader.recipient, key, how)
    (row,) = timeline.record(
        by=by, deed_id=deed_id, family_id=family_id, at=at, happened=Happened.day(on), entries=[entry],
        involvement_id=page.meeting.told.entry.involvement_id,
    )  # fmt: skip
    return row


@transaction.atomic
def agree_team(
    *, by: User, deed_id: UUID, family_id: int, agreed: TeamAgreed, shown: UUID | None, on: date, at: datetime
) -> Entry:
    """Settle the one message to the family and what each agency gives, holds back and changes; earlier ones are kept.

    `shown` is the entry that stood when the form was shown. Raises NotAllowed; AlreadyCorrected with the newer entry
    when somebody settled it anew meanwhile; Unacceptable when nothing is said, or for a day before that of what
    stands.
    """
    wait_for_family(family_id)
    permissions.require(by, family_id)
    page = queries.team_page(by, family_id, at)
    stands = page.line.id if page.line else None
    if stands != shown:
        raise AlreadyCorrected(stands)
    if page.line and on < page.line.entry.happened_on:
        stood = day_long(page.line.entry.happened_on)
        raise Unacceptable("on", f"What stands was agreed on {stood}. Give that day or a later one")
    if not agreed.message and not agreed.agencies:
        raise Unacceptable("message", "Write what was agreed")
    (row,) = timeline.record(
        by=by, deed_id=deed_id, family_id=family_id, involvement_id=page.around.involvement.pk, at=at,
        happened=Happened.day(on), entries=[team_entry(agreed)],
    )  # fmt: skip
    return row
