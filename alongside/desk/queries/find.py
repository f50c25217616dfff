"""What somebody looks for among their families, with whoever was found and why."""

import uuid
from dataclasses import dataclass
from datetime import datetime

from alongside.access.models import User
from alongside.kit.clock import london_day
from alongside.kit.words import capital
from alongside.people import queries as people
from alongside.people.queries import FoundFamily, FoundPerson
from alongside.people.rules import family_words
from alongside.people.rules.finding import asked

MOST_FAMILIES = 25
MOST_PEOPLE = 8


@dataclass(frozen=True, slots=True)
class FoundCard:
    """A family that was found: its name in words, whoever of it may be meant, and how many more of it may be."""

    family_id: int
    name: str
    reference: str
    people: tuple[FoundPerson, ...]
    more: int


@dataclass(frozen=True, slots=True)
class FindPage:
    """What was looked for (`text`) and found. `count`: how many families are shown; `more`: there are others."""

    text: str
    families: tuple[FoundCard, ...]
    count: int
    more: bool


def find_page(user: User, *, text: str, at: datetime, request_id: uuid.UUID) -> FindPage:
    """Whoever may be meant, the nearest family first. The same number of queries for one family and for a thousand."""
    today = london_day(at)
    wanted = asked(text, today)
    if not wanted.anything:
        return FindPage(wanted.text, (), 0, more=False)
    found = people.find(user, wanted, today, route="desk:find", request_id=request_id)
    shown = tuple(_card(each) for each in found.families[:MOST_FAMILIES])
    return FindPage(wanted.text, shown, len(shown), more=found.more or len(found.families) > MOST_FAMILIES)


def _card(one: FoundFamily) -> FoundCard:
    return FoundCard(
        one.family_id, capital(family_words(one.family_name)), one.reference, one.people[:MOST_PEOPLE],
        len(one.people) - MOST_PEOPLE if len(one.people) > MOST_PEOPLE else 0,
    )  # fmt: skip
