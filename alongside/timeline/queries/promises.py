"""What somebody said they would do by a day, and nobody has settled yet.

Computed from the entries of the kinds that promise and settle, so that a promise that is corrected, retracted or
restated for other readers is due as it stands now, and never twice.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any, NamedTuple, Protocol
from uuid import UUID

from alongside.people import queries as people
from alongside.timeline.kinds import all_kinds
from alongside.timeline.models import Entry

SOON = timedelta(days=7)
"""A promise is soon due in its last week: time for a reminder."""


@dataclass(frozen=True, slots=True)
class OpenPromise:
    """A promise nobody has settled. `source_id` is "kind/promise"; `title`: what its kind is called, without its
    words.
    """

    entry_id: UUID
    involvement_id: UUID | None
    source_id: str
    title: str
    started_on: date
    due_on: date
    owner_id: UUID | None

    @property
    def soon_on(self) -> date:
        """From when it is soon due; never before it was made."""
        return max(self.started_on, self.due_on - SOON)


def open_promises(family_id: int, owner_id: UUID | None, today: date) -> list[OpenPromise]:
    """Every promise of a family that stands open; what nobody else owns is `owner_id`'s (`owner_of`). One query, three
    where it matters who is a child still.
    """
    kinds = {key: kind for key, kind in all_kinds().items() if kind.promises or kind.settles}
    live = Entry.objects.live().filter(family_id=family_id, kind__in=kinds)
    rows = [_Row(*row) for row in live.values_list(*_Row._fields)]
    settling = [row.facts for row in rows if kinds[row.kind].settles]
    settled = {one for told in settling for one in (told.get("promise_id"), *told.get("settles_too", ()))}
    standing = [row for row in rows if kinds[row.kind].promises and row.facts["promise_id"] not in settled]
    return [_promise(row, kinds[row.kind].title, owner_id) for row in still_waited_for(family_id, standing, today)]


class Waits(Protocol):
    """An entry of which its kind may say that it is waited for no more."""

    @property
    def kind(self) -> str: ...
    @property
    def facts(self) -> dict[str, Any]: ...


def still_waited_for[R: Waits](family_id: int, rows: Sequence[R], today: date) -> list[R]:
    """Those of these whose kind does not say that nothing is waited for, with who is a child of the family today. Two
    queries, or none.
    """
    asked = {row.kind: waits for row in rows if (waits := all_kinds()[row.kind].waits)}
    still = {str(child) for child in people.children_still(family_id, today)} if asked else set()
    return [row for row in rows if row.kind not in asked or asked[row.kind](row.facts, still)]


class _Row(NamedTuple):
    """As much of an entry as says whether it is due: every page that says so, and every save, reads them all."""

    id: UUID
    involvement_id: UUID | None
    kind: str
    happened_on: date
    facts: dict[str, Any]


def _promise(row: _Row, title: str, key_worker: UUID | None) -> OpenPromise:
    owner = row.facts.get("owner_id")
    due_on = date.fromisoformat(row.facts["due_on"])
    return OpenPromise(
        entry_id=row.id,
        involvement_id=row.involvement_id,
        source_id=f"{row.kind}/{row.facts['promise_id']}",
        title=title,
        started_on=min(row.happened_on, due_on),
        due_on=due_on,
        owner_id=UUID(owner) if owner else key_worker,
    )
