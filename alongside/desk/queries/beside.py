"""What stands beside a worker's own families: forms they began, and what others recorded since they were last there."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from alongside.access import queries as access
from alongside.access.models import User
from alongside.access.queries import DraftLine
from alongside.desk.queries.cards import FamilyCard
from alongside.kit.clock import london_day
from alongside.timeline import queries as timeline
from alongside.timeline.queries import News

NEVER_THERE = timedelta(days=7)
"""How far back news go of a family whose page somebody never had before them."""
OLDEST_NEWS = timedelta(days=28)
MOST_NEWS = 3


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
    since = {family_id: max(looked.get(family_id, at - NEVER_THERE), at - OLDEST_NEWS) for family_id in ids}
    news = timeline.news_of(since, user, most=MOST_NEWS)
    begun = _begun(user, at) if ids else {}
    shown = {
        family_id: NewsShown(each, london_day(since[family_id]), looked.get(family_id) == since[family_id])
        for family_id, each in news.items()
    }
    return tuple(MyCard(card, shown.get(card.family_id), begun.get(card.family_id, ())) for card in cards)


def _begun(user: User, at: datetime) -> dict[int, tuple[DraftLine, ...]]:
    """The newest draft of each form, by family."""
    found: dict[int, dict[str, DraftLine]] = {}
    for line in access.drafts_of(user, at=at):
        if line.family_id is not None:
            found.setdefault(line.family_id, {}).setdefault(line.path, line)
    return {family_id: tuple(lines.values()) for family_id, lines in found.items()}
