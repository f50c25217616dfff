"""Who works with whom: each key worker's families, children, hours, what is late and whose bulb is dark; every number
opens to the names behind it.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from uuid import UUID

from alongside.access import queries as access
from alongside.access.models import User
from alongside.aids.queries import works
from alongside.desk.queries.cards import Child, FamilyCard, at_hand, cards
from alongside.kit.clock import london_day
from alongside.kit.words import capital, listed
from alongside.people import queries as people
from alongside.people.models import Helper
from alongside.people.rules import family_words
from alongside.practice.rules import Limit
from alongside.timeline import queries as timeline
from alongside.timeline.queries import Late, WorkersSession

HOURS_OF = timedelta(days=7)
"""How far back hours with families are counted."""
USUAL_GAP = 14
LONGEST_GAP = 365


@dataclass(frozen=True, slots=True)
class Named:
    """A name behind a number, and the family it belongs to; with the day, the entry or the child where it is one."""

    words: str
    family_id: int
    day: date | None = None
    entry_id: UUID | None = None
    child_id: UUID | None = None


@dataclass(frozen=True, slots=True)
class WorkerRow:
    """One key worker. `minutes`: direct time with these families in the last seven days that they recorded themselves,
    which `sessions` make up. `over`: more families than the practice model finds usual.
    """

    name: str
    families: tuple[Named, ...]
    children: tuple[Named, ...]
    minutes: int
    sessions: tuple[Named, ...]
    late_steps: tuple[Named, ...]
    late_promises: tuple[Named, ...]
    dark: tuple[Named, ...]
    over: bool

    @property
    def hours(self) -> str:
        """To one decimal, without one where it is none."""
        return f"{round(self.minutes / 60, 1):g}"


@dataclass(frozen=True, slots=True)
class Quiet:
    """A family that nobody was in touch with for some days; `days` None when nobody ever was."""

    family_id: int
    name: str
    worker: str
    last: date | None
    days: int | None


@dataclass(frozen=True, slots=True)
class DarkChild:
    """A child whom no help has reached, and who helps the family."""

    child_id: UUID
    family_id: int
    name: str
    family: str
    worker: str
    cable_broken: bool


@dataclass(frozen=True, slots=True)
class TeamPage:
    """A manager's team. `gap`: after how many days without contact a family is named. `late_besides`: what is late for
    families that stand beside no worker here: without one yet, or followed up.
    """

    teams: str
    at: datetime
    workers: tuple[WorkerRow, ...]
    unallocated: tuple[Named, ...]
    dark: tuple[DarkChild, ...]
    quiet: tuple[Quiet, ...]
    gap: int
    limit: Limit | None
    late_besides: tuple[Named, ...]


def team_page(user: User, *, at: datetime, gap: str = "") -> TeamPage:
    """Every family the manager oversees whose work goes on. The number of queries does not grow with them."""
    today, days = london_day(at), _gap(gap)
    late = timeline.promises_in_words(timeline.late_of(user, at), user)
    shown = [card for card in cards(at_hand(user, at), user, at) if card.stage]
    ids = [card.family_id for card in shown]
    workers = people.key_workers_of(ids, user, at)
    limit = _limit(ids, user)
    sessions = timeline.sessions_between(ids, user, today - HOURS_OF + timedelta(days=1), today)
    return TeamPage(
        teams=listed([team.name for team in access.teams_of(user, at=at)]), at=at,
        workers=tuple(_rows(shown, workers, late, sessions, limit)),
        unallocated=tuple(Named(card.name, card.family_id) for card in shown if card.family_id not in workers),
        dark=tuple(_dark(shown, workers)), quiet=tuple(_quiet(shown, workers, today, days)), gap=days, limit=limit,
        late_besides=tuple(
            each for family_id, lines in late.items() if family_id not in workers for each in _late(family_id, lines)
        ),
    )  # fmt: skip


def _gap(given: str) -> int:
    return min(max(int(given), 1), LONGEST_GAP) if given.isascii() and given.isdigit() and len(given) < 5 else USUAL_GAP


def _limit(family_ids: Sequence[int], user: User) -> Limit | None:
    """How many families a key worker helps at one time, as the practice model says."""
    models = (model for work in works(family_ids, user).values() for model in work.models)
    return next((limit for model in models for limit in model.limits if limit.role == "key_worker"), None)


def _rows(
    shown: Sequence[FamilyCard], workers: Mapping[int, Helper], late: Mapping[int, Sequence[Late]],
    sessions: Sequence[WorkersSession], limit: Limit | None,
) -> Iterable[WorkerRow]:  # fmt: skip
    """In order of name: never in order of a number."""
    names = {card.family_id: card.name for card in shown}
    everybody = {helper.user_id: str(helper.user) for helper in workers.values()}
    for user_id, name in sorted(everybody.items(), key=lambda each: (each[1], each[0])):
        mine = [card for card in shown if card.family_id in workers and workers[card.family_id].user_id == user_id]
        theirs = {card.family_id for card in mine}
        met = [each for each in sessions if each.worker_id == user_id and each.family_id in theirs]
        children = [(card, child) for card in mine for child in card.children]
        yield WorkerRow(
            name=name,
            families=tuple(Named(card.name, card.family_id) for card in mine),
            children=tuple(_child(card, child) for card, child in children),
            minutes=sum(each.minutes for each in met),
            sessions=tuple(Named(names[each.family_id], each.family_id, each.day, each.entry_id) for each in met),
            late_steps=tuple(_late_of(mine, late, steps=True)), late_promises=tuple(_late_of(mine, late, steps=False)),
            dark=tuple(_child(card, child) for card, child in children if _is_dark(child)),
            over=limit is not None and len(mine) > limit.about,
        )  # fmt: skip


def _late_of(mine: Sequence[FamilyCard], late: Mapping[int, Sequence[Late]], *, steps: bool) -> Iterable[Named]:
    for card in mine:
        yield from _late(card.family_id, [one for one in late.get(card.family_id, ()) if one.is_step is steps])


def _late(family_id: int, lines: Sequence[Late]) -> Iterable[Named]:
    for one in lines:
        words = f"{one.name}, {capital(family_words(one.family_name))}"
        yield Named(words, family_id, one.due_on, None if one.is_step else one.because)


def _worker(card: FamilyCard, workers: Mapping[int, Helper]) -> str:
    """Who helps a family, "" when nobody does yet."""
    return str(workers[card.family_id].user) if card.family_id in workers else ""


def _child(card: FamilyCard, child: Child) -> Named:
    return Named(f"{child.name}, {card.name}", card.family_id, child_id=child.person_id)


def _is_dark(child: Child) -> bool:
    return child.bulb is not None and child.bulb.state == "dark"


def _dark(shown: Sequence[FamilyCard], workers: Mapping[int, Helper]) -> Iterable[DarkChild]:
    for card in shown:
        for child in card.children:
            if child.bulb is not None and _is_dark(child):
                yield DarkChild(
                    child.person_id, card.family_id, f"{child.name}, {child.age}" if child.age else child.name,
                    card.name, _worker(card, workers), child.bulb.cable_broken,
                )  # fmt: skip


def _quiet(shown: Sequence[FamilyCard], workers: Mapping[int, Helper], today: date, gap: int) -> Iterable[Quiet]:
    found = []
    for card in shown:
        last = card.last_contact.day if card.last_contact else None
        days = (today - last).days if last else None
        if days is None or days >= gap:
            found.append(Quiet(card.family_id, card.name, _worker(card, workers), last, days))
    return sorted(found, key=lambda each: (each.days is not None, -(each.days or 0), each.name))
