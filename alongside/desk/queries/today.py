"""The first page of somebody who works with families: what needs them first, and their families."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from alongside.access import queries as access
from alongside.access.models import User
from alongside.desk.queries.beside import MyCard, beside
from alongside.desk.queries.cards import FamilyCard, Pressing, at_hand, cards, helped_by, pressing
from alongside.desk.queries.drafts import DraftsToday, drafts_today
from alongside.desk.rules import called, greeting
from alongside.kit.clock import london_day
from alongside.kit.words import listed
from alongside.pathway import queries as pathway
from alongside.pathway.queries import GivenTo, ReferralLine
from alongside.people import queries as people
from alongside.people.queries import GivenOn, GlassLine
from alongside.people.rules import family_words, the_family
from alongside.timeline import queries as timeline

FIRST = 7
"""How many things the page calls first; the rest stand with their families."""
LATE_SHOWN = 25
GIVEN_ON_TOLD = timedelta(days=14)
"""How long the page says that a family was given to somebody else."""


@dataclass(frozen=True, slots=True)
class Given:
    """Who gave a family ("the Smith family") that the worker led to whom, and on which day. `out_of_sight`: the worker
    sees it no longer.
    """

    family: str
    by: str
    to: str
    on: date
    out_of_sight: bool


@dataclass(frozen=True, slots=True)
class MyDay:
    """A worker's day. `first`: the most urgent things, late ones before those to come. `next_due`: the first of them
    whose day has not passed. `given_on`: families that others lead since a few days; `given_to`: those that are
    theirs since a few days, until they were in touch.
    """

    greeting: str
    day: date
    first: tuple[Pressing, ...]
    anything_late: bool
    next_due: Pressing | None
    families: tuple[MyCard, ...]
    drafts: DraftsToday
    given_on: tuple[Given, ...]
    given_to: tuple[GivenTo, ...]
    seen_through_glass: tuple[GlassLine, ...]


@dataclass(frozen=True, slots=True)
class WaitingLine:
    """A referral that waits: the family in words, who asked and when."""

    family_id: int
    family: str
    source: str
    received_on: date


@dataclass(frozen=True, slots=True)
class TeamDay:
    """A manager's day. `to_look_at`: what is for managers to look at, from the moment it was recorded, urgent things
    on top. `due_today` and `late`, what has waited longest first: at most LATE_SHOWN of each, `more_today`
    and `more_late` when there is more.

    `to_allocate`: families that wait for a key worker; `waiting`: referrals to decide on; `more_waiting`: how many
    others there are of both.
    """

    greeting: str
    day: date
    teams: str
    to_look_at: tuple[Pressing, ...]
    due_today: tuple[Pressing, ...]
    more_today: bool
    late: tuple[Pressing, ...]
    more_late: bool
    next_due: Pressing | None
    to_allocate: tuple[WaitingLine, ...]
    waiting: tuple[WaitingLine, ...]
    more_waiting: int
    families: tuple[MyCard, ...]
    drafts: DraftsToday
    seen_through_glass: tuple[GlassLine, ...]


def my_day(user: User, *, at: datetime) -> MyDay:
    """What needs the person first over all their families, and each of their families."""
    first = timeline.due_for_user(user, at, limit=FIRST)
    mine = tuple(cards(helped_by(user, at), user, at))
    return MyDay(
        greeting=_greeting(user, at),
        day=london_day(at),
        first=pressing(first),
        next_due=next(iter(pressing([line for line in first if line.state != "late" and not line.gone_by])), None),
        anything_late=any(line.state == "late" for line in first),
        families=beside(mine, user, at),
        drafts=drafts_today(user, at=at),
        given_on=tuple(_given(each, mine) for each in people.given_on(at - GIVEN_ON_TOLD, at)),
        given_to=tuple(pathway.given_to(user, at)),
        seen_through_glass=tuple(people.glass_to_look_at(user, at, oversees=False)),
    )


def _given(one: GivenOn, mine: Sequence[FamilyCard]) -> Given:
    sees = any(card.family_id == one.family_id for card in mine)
    return Given(the_family(one.family_name), one.by, one.to, london_day(one.at), not sees)


def team_day(user: User, *, at: datetime) -> TeamDay:
    """What is due today and what is late over a manager's families, with who sees to it, read from the stored list: no
    family is evaluated here.
    """
    # Before the page sees families at hand alone: what was begun about one whose work has ended waits too.
    drafts, glass = drafts_today(user, at=at), people.glass_to_look_at(user, at, oversees=True)
    at_hand(user, at, timeline.families_with_due(user))
    morning = timeline.due_this_morning(user, at, most=LATE_SHOWN + 1)
    due_today, late = pressing(morning.today), pressing(morning.late)
    waiting = pathway.waiting_referrals(user, at)
    return TeamDay(
        greeting=_greeting(user, at),
        day=london_day(at),
        teams=listed([team.name for team in access.teams_of(user, at=at)]),
        to_look_at=pressing(morning.to_look_at),
        due_today=due_today[:LATE_SHOWN],
        more_today=len(due_today) > LATE_SHOWN,
        late=late[:LATE_SHOWN],
        more_late=len(late) > LATE_SHOWN,
        next_due=pressing([morning.to_come])[0] if morning.to_come else None,
        to_allocate=tuple(map(_waiting, waiting.to_allocate)),
        waiting=tuple(map(_waiting, waiting.to_decide)),
        more_waiting=waiting.more,
        families=beside(cards(helped_by(user, at), user, at), user, at),
        drafts=drafts,
        seen_through_glass=tuple(glass),
    )


def _waiting(line: ReferralLine) -> WaitingLine:
    source = f"{line.from_name}, {line.agency}" if line.agency else line.from_name
    return WaitingLine(line.family_id, family_words(line.family_name), source, line.received_on)


def _greeting(user: User, at: datetime) -> str:
    return f"{greeting(at.hour)}, {called(user.name)}"
