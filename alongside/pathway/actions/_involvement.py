"""What the writes of this room share: the involvement they stand in, held until they are done, and the entries they
leave.
"""

import uuid
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from alongside.access.models import User
from alongside.kit import hooks
from alongside.kit.clock import london_day
from alongside.kit.refusals import NotAllowed, Unacceptable
from alongside.pathway import queries
from alongside.pathway.permissions import Permission, require
from alongside.pathway.rules import STANDING_WORDS, Standing
from alongside.people import queries as people
from alongside.people.models import Family, Involvement
from alongside.timeline import actions as timeline
from alongside.timeline.models import Entry
from alongside.timeline.rules import Happened, Nature, NewEntry, NewText, Part


@dataclass(frozen=True, slots=True)
class Here:
    """A family, its newest involvement and where that stands, nobody else deciding about it meanwhile."""

    family: Family
    involvement: Involvement
    standing: Standing
    today: date


def held(by: User, family_id: int, at: datetime, permission: Permission, *allowed: Standing) -> Here:
    """Hold the family until the end of the transaction, so that two people do not decide the same thing.

    Raises NotAllowed; Unacceptable, saying where the family stands, when it stands at none of `allowed` (all, when
    none given).
    """
    require(by, permission)
    people.wait_for_family(family_id)
    family = people.family(by, family_id)
    involvement = people.current_involvement(family_id, by)
    if involvement is None:
        raise NotAllowed
    today = london_day(at)
    standing = queries.standing_of(by, involvement, today)
    if allowed and standing not in allowed:
        raise Unacceptable("", f"{STANDING_WORDS[standing]}. Go back to the family and see what happened meanwhile")
    return Here(family, involvement, standing, today)


def leave(
    by: User,
    here: Here,
    deed_id: uuid.UUID,
    at: datetime,
    entries: Sequence[NewEntry],
    *,
    happened: Happened | None = None,
) -> list[Entry]:
    """Leave the entries of one deed on the family's timeline, now unless it says when."""
    return timeline.record(
        by=by, deed_id=deed_id, family_id=here.family.pk, involvement_id=here.involvement.pk,
        happened=happened or Happened.instant(at), entries=entries, at=at,
    )  # fmt: skip


def step(
    kind: str, facts: dict[str, Any] | None = None, *, subtype: str | None = None, texts: dict[str, str] | None = None,
    mentions: Iterable[uuid.UUID] = (), helpers: Sequence[uuid.UUID] = (),
) -> NewEntry:  # fmt: skip
    """One process entry of this room."""
    return NewEntry(
        f"pathway.{kind}", Nature.PROCESS, facts=facts or {}, subtype=subtype, helpers=helpers,
        texts=[NewText(part, body) for part, body in (texts or {}).items() if body],
        about=[(person, Part.MENTIONED) for person in dict.fromkeys(mentions)],
    )  # fmt: skip


def ask_no_more(by: User, family_id: int, at: datetime, *, leads: uuid.UUID | None = None) -> None:
    """Nobody is asked any more, by any room, to change what names a former key worker, where the work has ended or
    whoever is named `leads` the help again.
    """
    found = [each for _, needless in hooks.answers("needless") for each in needless(family_id, by, leads)]
    timeline.ask_no_more(by=by, family_id=family_id, entry_ids=found, at=at)


def not_before_the_start(field: str, day: date, here: Here) -> None:
    """Raises Unacceptable for a day on which the family was not yet with us, or that has not come."""
    if day > here.today:
        raise Unacceptable(field, "This day has not come yet. Give the day it happened")
    if day < here.involvement.opened_on:
        raise Unacceptable(field, "The family was not yet with us on that day. Give a later day")
