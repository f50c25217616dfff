"""Giving minutes out, and settling how the team around the family works together."""

from datetime import date, datetime
from uuid import UUID

from django.db import transaction

from alongside.access.models import User
from alongside.kit.dates import day_long
from alongside.kit.refusals import AlreadyCorrected, NotAllowed, Unacceptable
from alongside.meetings import permissions, queries
from alongside.meetings.rules import HOW_GIVEN, TeamAgreed, given_entry, giving_refused, team_entry
from alongside.pathway import actions as pathway
from alongside.people.queries import wait_for_family
from alongside.timeline import actions as timeline
from alongside.timeline.models import Entry
from alongside.timeline.rules import Happened


@transaction.atomic
def give_minutes(
    *, by: User, deed_id: UUID, family_id: int, meeting_id: UUID, key: str, how: str, on: date, at: datetime,
    why_safe: str = "", safe: bool | None = None, as_known: bool = False,
) -> Entry:  # fmt: skip
    """Write down that somebody of the family, or who helps it, was given their minutes.

    `key` names the reader as `queries.minutes_choice` does: nobody else can be given any. `why_safe`: why it is safe
    that somebody has them who must be kept away; `safe`, `as_known`: of minutes sent to somebody of the family, as
    `letter_refused` asks. Raises NotAllowed, also when there is nothing they may read; Unacceptable for a day before
    the meeting, no such way, or one that is not safe.
    """
    permissions.require(by, family_id)
    page = queries.minutes_page(by, family_id, meeting_id, key, at)
    if page is None or page.meeting.held is None or page.meeting.told is None:
        raise NotAllowed
    if how not in HOW_GIVEN:
        raise Unacceptable("how", "Say how they were given")
    if on < page.meeting.held.day:
        raise Unacceptable("on", "Minutes are given after the meeting. Check the day")
    refused = giving_refused(
        page.reader.recipient, how, keep_away=page.reader.keep_away, why_safe=why_safe, letters=page.reader.letters,
        safe=safe, as_known=as_known,
    )  # fmt: skip
    for field, words in refused:
        raise Unacceptable(field, words)
    entry = given_entry(page.meeting.type, meeting_id, page.reader.recipient, key, how)
    (row,) = timeline.record(
        by=by, deed_id=deed_id, family_id=family_id, at=at, happened=Happened.day(on), entries=[entry],
        involvement_id=page.meeting.told.entry.involvement_id,
    )  # fmt: skip
    if page.reader.keep_away:
        why = {str(page.reader.recipient.person_id): why_safe}
        pathway.keep_why(by=by, family_id=family_id, deed_id=deed_id, why=why, at=at)
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
        happened=Happened.day(on), entries=[team_entry(agreed, stands)],
    )  # fmt: skip
    return row
