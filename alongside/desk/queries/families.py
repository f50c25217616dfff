"""The list of families, a page at a time."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from django.core.paginator import Paginator

from alongside.access import scope
from alongside.access.models import User
from alongside.access.permissions import Permission, user_may
from alongside.agreements import queries as agreements
from alongside.agreements.queries import CoverShown
from alongside.desk.queries.cards import FamilyCard, by_name, cards

PER_PAGE = 50
LONGEST_NAME = 200


@dataclass(frozen=True, slots=True)
class FamiliesPage:
    """A page of the list. `name`: what was looked for. `number` counts from 1. `may_record`: not a partner's list;
    `cover`: what a partner may read of each.
    """

    families: tuple[FamilyCard, ...]
    name: str
    count: int
    number: int
    pages: int
    may_record: bool
    cover: Mapping[int, CoverShown]

    @property
    def before(self) -> int | None:
        """The number of the page before this one."""
        return self.number - 1 if self.number > 1 else None

    @property
    def after(self) -> int | None:
        """The number of the page after this one."""
        return self.number + 1 if self.number < self.pages else None


def families(user: User, *, name: str, number: str, at: datetime) -> FamiliesPage:
    """The families whose name holds those letters, in alphabetical order.

    A page number that is not there gives the nearest. The same number of queries for one family and for a thousand.
    """
    wanted = " ".join(name.replace("\x00", " ").split())[:LONGEST_NAME]
    page = Paginator(by_name(user, wanted), PER_PAGE).get_page(number)
    records, shown, count = user_may(user, Permission.RECORD_HELP), list(page.object_list), page.paginator.count
    cover = {} if records else agreements.own_cover(user, at)
    scope.narrow(family.pk for family in shown)
    return FamiliesPage(
        families=tuple(cards(shown, user, at, most_due=1)), name=wanted, count=count,
        number=page.number, pages=page.paginator.num_pages, may_record=records,
        cover=cover,
    )  # fmt: skip
