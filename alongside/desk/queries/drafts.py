"""What somebody typed and has not saved yet, over all their forms."""

from dataclasses import dataclass
from datetime import date, datetime

from alongside.access import queries as access
from alongside.access.models import User
from alongside.access.queries import DraftLine
from alongside.access.rules import draft_ends_soon
from alongside.kit.clock import london_day
from alongside.kit.words import capital
from alongside.people.models import Family
from alongside.people.rules import family_words


@dataclass(frozen=True, slots=True)
class DraftShown:
    """A draft on the list: the family in words ("" where there is none), and the last day it is there."""

    line: DraftLine
    family: str
    kept_on: date
    until: date


@dataclass(frozen=True, slots=True)
class DraftsToday:
    """What the first page says: how many drafts there are, and those that are gone in a few days, first to go first."""

    number: int
    ending: tuple[DraftShown, ...]


def drafts(user: User, *, at: datetime) -> tuple[DraftShown, ...]:
    """The person's drafts they may still go on with, last kept first; two queries."""
    return _shown(access.drafts_of(user, at=at), user)


def drafts_today(user: User, *, at: datetime) -> DraftsToday:
    """Two queries at most."""
    lines = access.drafts_of(user, at=at)
    ending = [line for line in reversed(lines) if draft_ends_soon(line.kept_at, at)]
    return DraftsToday(len(lines), _shown(ending, user) if ending else ())


def _shown(lines: list[DraftLine], user: User) -> tuple[DraftShown, ...]:
    wanted = {line.family_id for line in lines if line.family_id is not None}
    found = Family.objects.visible_to(user).filter(pk__in=wanted).values_list("pk", "name")
    names = {family_id: capital(family_words(name)) for family_id, name in found}
    return tuple(
        DraftShown(line, names.get(line.family_id or 0, ""), london_day(line.kept_at), london_day(line.ends_at))
        for line in lines
    )
