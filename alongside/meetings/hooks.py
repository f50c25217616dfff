"""What meetings answer to the rooms below: the kinds of deed they record."""

from collections.abc import Sequence
from datetime import date, datetime
from uuid import UUID

from alongside.access.models import User
from alongside.kit.ids import derived_uuid7
from alongside.meetings import actions, queries, rules
from alongside.meetings.rules.own_words import OWN_WORDS
from alongside.timeline.attaching import attached_kind
from alongside.timeline.queries import why_not_read
from alongside.timeline.rules import Books, EntryKind, Nature, Running, ended_with_the_work, with_own_words

_PROCESS = frozenset({Nature.PROCESS})
_TYPES = frozenset(rules.TYPES)

entry_kinds = [
    EntryKind(
        rules.PLANNED, _PROCESS, rules.planned_sentence, "Meeting planned", subtypes_from=_TYPES,
        url_name="meetings:entry", correct_url_name="meetings:plan_anew",
        books=Books(rules.booked_words, frozenset({rules.HELD, rules.CANCELLED}), shares="meeting"),
    ),
    EntryKind(
        rules.HELD, _PROCESS, rules.held_sentence, "Meeting", subtypes_from=_TYPES, url_name="meetings:entry",
        correct_url_name="meetings:correct",
    ),
    EntryKind(
        rules.VIEW, frozenset({Nature.VOICE}), rules.view_sentence, "In their own words", url_name="meetings:entry",
        correct_url_name="meetings:correct",
    ),
    EntryKind(
        rules.APART, _PROCESS, rules.apart_sentence, "Part of a meeting", url_name="meetings:entry",
        correct_url_name="meetings:correct",
    ),
    attached_kind(rules.ATTACHED, refuses_readers=why_not_read),
    EntryKind(
        rules.CANCELLED, _PROCESS, rules.cancelled_sentence, "Meeting that is not held", subtypes_from=_TYPES,
        url_name="meetings:entry",
    ),
    EntryKind(rules.PREPARED, _PROCESS, rules.prepared_sentence, "Review prepared", url_name="meetings:entry"),
    EntryKind(rules.TEAM, _PROCESS, rules.team_sentence, "Team around the family", reads=rules.team_reads),
    EntryKind(rules.GIVEN, _PROCESS, rules.given_sentence, "Minutes given", url_name="meetings:entry"),
]  # fmt: skip
entry_kinds = with_own_words(entry_kinds, OWN_WORDS)


def end_at_close(*, by: User, family_id: int, deed_id: UUID, on: date, ended: Sequence[Running], at: datetime) -> None:
    """These meetings are called off."""
    for each in ended:
        actions.cancel_meeting(
            by=by, deed_id=derived_uuid7(deed_id, each.key), family_id=family_id, meeting_id=each.key,
            why=ended_with_the_work(on), at=at,
        )  # fmt: skip


said_of_assessment = queries.said_of_assessment
told_on = {"close": queries.OF_A_MEETING}
outstanding_at_close = queries.open_at_the_end
running_at_close = queries.running_at_close
