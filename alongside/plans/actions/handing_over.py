"""Another worker takes over what one of the service's own said they would do."""

from collections.abc import Collection, Iterable
from datetime import datetime
from itertools import groupby
from uuid import UUID

from django.db import transaction

from alongside.access.models import User
from alongside.people.queries import wait_for_family
from alongside.plans import permissions, queries
from alongside.plans.queries import ActionLine
from alongside.plans.rules import AGREED, handed_over
from alongside.timeline import actions as timeline
from alongside.timeline import queries as entries_of
from alongside.timeline.queries import ToldLine
from alongside.timeline.rules import Happened, Nature, NewEntry, NewText, Part


@transaction.atomic
def take_over(
    *, by: User, family_id: int, promises: Collection[UUID], before: User, worker: User, at: datetime
) -> list[str]:
    """These promises of `before` are `worker`'s from now: each is restated where it was agreed, so that both stand in
    its history. Returns, in words, those that stay as they are because somebody has said what became of them, or that
    they were never made. Raises NotAllowed.
    """
    wait_for_family(family_id)
    permissions.require(by, family_id)
    made = {UUID(line.promise_id): line for line in queries.actions_of(family_id, by) if line.owner_id == before.pk}
    asked = [line for key, line in made.items() if key in promises]
    _restate(by, family_id, [line for line in asked if line.is_open], worker, at)
    gone = ["One that was taken off the record" for key in promises if key not in made]
    return [f"“{line.what}” ({line.how_words.lower()})" for line in asked if not line.is_open] + gone


def _restate(by: User, family_id: int, lines: Iterable[ActionLine], worker: User, at: datetime) -> None:
    """Each in the strand, the deed and the day in which it was agreed."""
    words = {line.entry_id: line.what for line in lines}
    told = [line for line in entries_of.told(family_id, by, [AGREED]) if line.id in words]
    for _, together in groupby(sorted(told, key=_deed), _deed):
        of_one = list(together)
        first = of_one[0].entry
        timeline.record(
            by=by, deed_id=first.deed_id, family_id=family_id, involvement_id=first.involvement_id, at=at,
            happened=Happened(first.happened_on, first.happened_to, first.happened_at, first.precision),
            entries=[_restated(line, words[line.id], worker) for line in of_one],
        )  # fmt: skip


def _deed(line: ToldLine) -> UUID:
    return line.entry.deed_id


def _restated(line: ToldLine, what: str, worker: User) -> NewEntry:
    return NewEntry(
        AGREED, Nature.PROCESS, handed_over(line.facts, worker.name, worker.pk),
        [(person, Part(part)) for person, part in line.about], [NewText("note", what)], supersedes_id=line.id,
    )  # fmt: skip
