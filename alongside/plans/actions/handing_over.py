"""Another worker takes over what one of the service's own said they would do."""

from collections.abc import Collection, Iterable
from datetime import date, datetime
from itertools import groupby
from uuid import UUID

from django.db import transaction

from alongside.access.models import User
from alongside.kit.clock import london_day
from alongside.kit.ids import uuid7
from alongside.pathway.rules import WentOver
from alongside.people.queries import wait_for_family
from alongside.plans import permissions, queries
from alongside.plans.queries import ActionLine
from alongside.plans.rules import AGREED, handed_over, taken_over_entry
from alongside.timeline import actions as timeline
from alongside.timeline import queries as entries_of
from alongside.timeline.queries import ToldLine
from alongside.timeline.rules import Audience, Happened, Nature, NewEntry, NewText, Part


@transaction.atomic
def take_over(
    *, by: User, family_id: int, promises: Collection[UUID], before: User, worker: User, at: datetime
) -> WentOver:
    """These promises of `before` are `worker`'s from now: each is restated where it was agreed, so that both stand in
    its history. One stays as it is where somebody has said what became of it, or it is another's by now. Raises
    NotAllowed.
    """
    wait_for_family(family_id)
    permissions.require(by, family_id)
    made = {UUID(line.promise_id): line for line in queries.actions_of(family_id, by)}
    asked = {key: line for key, line in made.items() if key in promises}
    refused = {key: why for key, line in asked.items() if (why := _why_not(line, before))}
    _restate(by, family_id, [line for key, line in asked.items() if key not in refused], worker, at)
    return WentOver(asked.keys() - refused.keys(), refused)


def _why_not(line: ActionLine, before: User) -> str:
    """Why a promise stays as it is, in words; "" where it does not."""
    if not line.is_open:
        return f"“{line.what}” ({line.how_words.lower()})"
    return f"“{line.what}” ({line.who} does it by now)" if line.owner_id != before.pk else ""


def _restate(by: User, family_id: int, lines: Iterable[ActionLine], worker: User, at: datetime) -> None:
    """Each in the strand, the deed and the day in which it was agreed; that it was taken over is a deed of today."""
    words = {line.entry_id: line.what for line in lines}
    told = [line for line in entries_of.told(family_id, by, [AGREED]) if line.id in words]
    for _, together in groupby(sorted(told, key=_deed), _deed):
        of_one = list(together)
        first = of_one[0].entry
        timeline.record(
            by=by, deed_id=first.deed_id, family_id=family_id, involvement_id=first.involvement_id, at=at,
            happened=Happened(first.happened_on, first.happened_to, first.happened_at, first.precision),
            entries=[_restated(line, words[line.id], worker, london_day(at)) for line in of_one],
        )  # fmt: skip
    if told:
        timeline.record(
            by=by, deed_id=uuid7(), family_id=family_id, involvement_id=told[0].entry.involvement_id, at=at,
            happened=Happened.instant(at),
            entries=[_taken_over(line, words[line.id], worker, london_day(at)) for line in told],
        )  # fmt: skip


def _deed(line: ToldLine) -> UUID:
    return line.entry.deed_id


def _taken_over(line: ToldLine, what: str, worker: User, on: date) -> NewEntry:
    like = _restated(line, what, worker, on)
    return taken_over_entry(line.facts, worker.name, what, like, Audience(line.entry.audience))


def _restated(line: ToldLine, what: str, worker: User, on: date) -> NewEntry:
    return NewEntry(
        AGREED, Nature.PROCESS, handed_over(line.facts, worker.name, worker.pk, on),
        [(person, Part(part)) for person, part in line.about], [NewText("note", what)], supersedes_id=line.id,
    )  # fmt: skip
