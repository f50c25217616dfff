"""The first page of somebody who works with families: what needs them first, and their families."""

from dataclasses import dataclass
from datetime import date, datetime

from alongside.access import queries as access
from alongside.access.models import User
from alongside.desk.queries.cards import FamilyCard, cards, helped_by
from alongside.desk.rules import called, greeting, joined
from alongside.timeline import queries as timeline
from alongside.timeline.queries import DueLine

FIRST = 7
"""How many things the page calls first; the rest stand with their families."""
LATE_SHOWN = 25


@dataclass(frozen=True, slots=True)
class MyDay:
    """A worker's day. `first`: the most urgent things, late ones first. `next_due`: what comes next when nothing presses."""

    greeting: str
    day: date
    first: tuple[DueLine, ...]
    anything_late: bool
    families: tuple[FamilyCard, ...]


@dataclass(frozen=True, slots=True)
class TeamDay:
    """A manager's day. `late`: the latest first, at most LATE_SHOWN; `more_late`: whether there are others."""

    greeting: str
    day: date
    teams: str
    late: tuple[DueLine, ...]
    more_late: bool
    next_due: DueLine | None
    families: tuple[FamilyCard, ...]


def my_day(user: User, *, at: datetime) -> MyDay:
    """What needs the person first over all their families, and each of their families."""
    first = timeline.due_for_user(user, at, limit=FIRST)
    return MyDay(
        greeting=_greeting(user, at), day=at.date(), first=tuple(first),
        anything_late=any(line.state == "late" for line in first),
        families=tuple(cards(helped_by(user, at), user, at)),
    )  # fmt: skip


def team_day(user: User, *, at: datetime) -> TeamDay:
    """What is late over a manager's families, read from the stored list: no family is evaluated here."""
    lines = timeline.due_for_user(user, at, limit=LATE_SHOWN + 1)
    late = [line for line in lines if line.state == "late"]
    to_come = [line for line in lines if line.state != "late"]
    return TeamDay(
        greeting=_greeting(user, at), day=at.date(), teams=joined([team.name for team in access.teams_of(user, at=at)]),
        late=tuple(late[:LATE_SHOWN]), more_late=len(late) > LATE_SHOWN, next_due=to_come[0] if to_come else None,
        families=tuple(cards(helped_by(user, at), user, at)),
    )  # fmt: skip


def _greeting(user: User, at: datetime) -> str:
    return f"{greeting(at.hour)}, {called(user.name)}"
