"""The first page of somebody who works with families: what needs them first, and their families."""

from dataclasses import dataclass
from datetime import date, datetime

from alongside.access import queries as access
from alongside.access.models import User
from alongside.desk.queries.cards import FamilyCard, Pressing, cards, helped_by, pressing
from alongside.desk.queries.drafts import DraftsToday, drafts_today
from alongside.desk.rules import called, greeting
from alongside.kit.clock import london_day
from alongside.kit.words import listed
from alongside.pathway import queries as pathway
from alongside.pathway.queries import ReferralLine
from alongside.people.rules import family_words
from alongside.timeline import queries as timeline

FIRST = 7
"""How many things the page calls first; the rest stand with their families."""
LATE_SHOWN = 25


@dataclass(frozen=True, slots=True)
class MyDay:
    """A worker's day. `first`: the most urgent things, late ones before those to come. `next_due`: the first of them
    whose day has not passed.
    """

    greeting: str
    day: date
    first: tuple[Pressing, ...]
    anything_late: bool
    next_due: Pressing | None
    families: tuple[FamilyCard, ...]
    drafts: DraftsToday


@dataclass(frozen=True, slots=True)
class WaitingLine:
    """A referral that waits: the family in words, who asked and when, and whether it waits for a key worker."""

    family_id: int
    family: str
    source: str
    received_on: date
    to_allocate: bool


@dataclass(frozen=True, slots=True)
class TeamDay:
    """A manager's day. `late`: what has waited longest first, at most LATE_SHOWN, `more_late` when there is more.

    `waiting`: referrals to decide on, then those to allocate; `more_waiting`: how many others there are.
    """

    greeting: str
    day: date
    teams: str
    late: tuple[Pressing, ...]
    more_late: bool
    next_due: Pressing | None
    waiting: tuple[WaitingLine, ...]
    more_waiting: int
    families: tuple[FamilyCard, ...]
    drafts: DraftsToday


def my_day(user: User, *, at: datetime) -> MyDay:
    """What needs the person first over all their families, and each of their families."""
    first = timeline.due_for_user(user, at, limit=FIRST)
    return MyDay(
        greeting=_greeting(user, at),
        day=london_day(at),
        first=pressing(first),
        next_due=next(iter(pressing([line for line in first if line.state != "late" and not line.gone_by])), None),
        anything_late=any(line.state == "late" for line in first),
        families=tuple(cards(helped_by(user, at), user, at)),
        drafts=drafts_today(user, at=at),
    )


def team_day(user: User, *, at: datetime) -> TeamDay:
    """What is late over a manager's families, read from the stored list: no family is evaluated here."""
    lines = timeline.due_for_user(user, at, limit=LATE_SHOWN + 1, bookings=False)
    late = pressing([line for line in lines if line.state == "late"])
    to_come = pressing([line for line in lines if line.state != "late"])
    waiting = pathway.waiting_referrals(user, at)
    return TeamDay(
        greeting=_greeting(user, at),
        day=london_day(at),
        teams=listed([team.name for team in access.teams_of(user, at=at)]),
        late=late[:LATE_SHOWN],
        more_late=len(late) > LATE_SHOWN,
        next_due=to_come[0] if to_come else None,
        waiting=(
            *(_waiting(line, to_allocate=False) for line in waiting.to_decide),
            *(_waiting(line, to_allocate=True) for line in waiting.to_allocate),
        ),
        more_waiting=waiting.more,
        families=tuple(cards(helped_by(user, at), user, at)),
        drafts=drafts_today(user, at=at),
    )


def _waiting(line: ReferralLine, *, to_allocate: bool) -> WaitingLine:
    source = f"{line.from_name}, {line.agency}" if line.agency else line.from_name
    return WaitingLine(line.family_id, family_words(line.family_name), source, line.received_on, to_allocate)


def _greeting(user: User, at: datetime) -> str:
    return f"{greeting(at.hour)}, {called(user.name)}"
