"""What stands beside a worker's own families: forms they began, and what others recorded since they were last there."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from uuid import UUID

from alongside.access import queries as access
from alongside.access.models import User
from alongside.access.queries import DraftLine, Looked
from alongside.desk.queries.cards import FamilyCard
from alongside.kit.clock import london_day
from alongside.timeline import queries as timeline
from alongside.timeline.queries import OLDEST_NEWS, SAVED_WITHIN, News, Since

NEVER_THERE = timedelta(days=7)
"""How far back news go of a family whose page somebody never had before them."""
MOST_NEWS = 3
NEVER = Looked(None, ())


@dataclass(frozen=True, slots=True)
class NewsShown:
    """What is new in a family since that day. `was_there`: they had its page before them then; else it is so many days
    back.
    """

    news: News
    since: date
    was_there: bool


@dataclass(frozen=True, slots=True)
class MyCard:
    """A family with what is beside it for whoever helps it. `begun`: forms they began and did not save, each once."""

    card: FamilyCard
    news: NewsShown | None
    begun: tuple[DraftLine, ...]


def beside(cards: Sequence[FamilyCard], user: User, at: datetime) -> tuple[MyCard, ...]:
    """Each family with what is beside it. Three queries whatever their number."""
    ids = [card.family_id for card in cards]
    looked = access.last_looks(user, ids) if ids else {}
    said = {family_id: _said_since(looked.get(family_id, NEVER), at) for family_id in ids}
    since = {family_id: _since(looked.get(family_id, NEVER), at) for family_id in ids}
    begun = _begun(user, at) if ids else {}
    shown = {
        family_id: NewsShown(each, london_day(said[family_id]), looked.get(family_id, NEVER).at == said[family_id])
        for family_id, each in timeline.news_of(since, user, most=MOST_NEWS).items()
    }
    return tuple(MyCard(card, shown.get(card.family_id), begun.get(card.family_id, ())) for card in cards)


def news_besides(family_id: int, user: User, shown: Collection[UUID], at: datetime) -> bool:
    """Whether a family has news for the reader other than what is `shown` to them now. Two queries."""
    since = _since(access.last_looks(user, [family_id]).get(family_id, NEVER), at)
    besides = replace(since, seen={*since.seen, *shown})
    return bool(timeline.news_of({family_id: besides}, user, most=0))


def _said_since(looked: Looked, at: datetime) -> datetime:
    return max(looked.at or at - NEVER_THERE, at - OLDEST_NEWS)


def _since(looked: Looked, at: datetime) -> Since:
    """From a little before they looked: what was begun then may have been saved since, and what was not is seen."""
    since = _said_since(looked, at)
    return Since(since - SAVED_WITHIN if since == looked.at else since, looked.seen)


def _begun(user: User, at: datetime) -> dict[int, tuple[DraftLine, ...]]:
    """The newest draft of each form, by family."""
    found: dict[int, dict[str, DraftLine]] = {}
    for line in access.drafts_of(user, at=at):
        if line.family_id is not None:
            found.setdefault(line.family_id, {}).setdefault(line.path, line)
    return {family_id: tuple(lines.values()) for family_id, lines in found.items()}
