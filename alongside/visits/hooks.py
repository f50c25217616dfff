"""What visits answer to the rooms below: the kinds of deed they record."""

from collections.abc import Sequence
from datetime import date, datetime
from uuid import UUID

from alongside.access.models import User
from alongside.kit.hooks import Panel
from alongside.timeline import actions as timeline
from alongside.timeline.attaching import attached_kind
from alongside.timeline.queries import OpenedEntry, why_not_read
from alongside.timeline.rules import Books, EntryKind, Nature, Running, ended_with_the_work, with_own_words
from alongside.visits import queries, rules
from alongside.visits.rules.own_words import OWN_WORDS

CORRECT = "visits:correct"

entry_kinds = [
    EntryKind(
        rules.VISIT, frozenset({Nature.PROCESS}), rules.visit_sentence, "Visit",
        subtypes_from="list:visit_purpose", correct_url_name=CORRECT, headings={"note": "Who else was there"},
        reads=rules.afterwards_reads,
    ),
    EntryKind(
        rules.PLANNED, frozenset({Nature.PROCESS}), rules.planned_sentence, "Visit planned",
        correct_url_name="visits:plan_anew", reads=rules.plan_reads,
        books=Books(rules.booked_words, frozenset({rules.VISIT}), opens="visits:planned"),
    ),
    EntryKind(
        rules.DIRECT_WORK, frozenset({Nature.INTERVENTION}), rules.direct_work_sentence, "Direct work",
        subtypes_from="list:direct_work_tool", correct_url_name=CORRECT,
    ),
    EntryKind(
        rules.CHILD_SAID, frozenset({Nature.VOICE}), rules.said_sentence, "In the child’s own words",
        correct_url_name=CORRECT,
    ),
    attached_kind(rules.ATTACHED, correct_url_name=CORRECT, refuses_readers=why_not_read),
    EntryKind(
        rules.ADULT_WORK, frozenset({Nature.INTERVENTION}), rules.adult_work_sentence, "Work with a parent or carer",
        subtypes_from="list:direct_work_tool", correct_url_name=CORRECT,
    ),
    EntryKind(
        rules.ADULT_SAID, frozenset({Nature.VOICE}), rules.said_sentence, "In their own words",
        correct_url_name=CORRECT,
    ),
]  # fmt: skip
entry_kinds = with_own_words(entry_kinds, OWN_WORDS)


def the_same_day(*, family_id: int, user: User, opened: OpenedEntry, at: datetime) -> Panel | None:  # noqa: ARG001 - told
    """Beside a visit, the others of its day."""
    visit = opened.last_told.entry
    if visit.kind != rules.VISIT:
        return None
    others = queries.same_day(user, family_id, visit)
    values = {"visits": others, "family_id": family_id}
    return Panel("On the same day", "visits/panel_same_day.jinja", values) if others else None


panels = {"entry": [the_same_day]}
told_on = {"close": queries.PLANNED_AND_MADE}
outstanding_at_close = queries.open_at_the_end
running_at_close = queries.running_at_close


def end_at_close(*, by: User, family_id: int, deed_id: UUID, on: date, ended: Sequence[Running], at: datetime) -> None:
    """These planned visits are not made: they are taken back as on their own page."""
    entries = [each.key for each in ended]
    timeline.retract(by=by, family_id=family_id, entry_ids=entries, why=ended_with_the_work(on), at=at, deed_id=deed_id)
