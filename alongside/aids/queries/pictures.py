"""All the aids of a family on one page: a bulb for each child, and a house for each relationship."""

from dataclasses import dataclass
from datetime import datetime

from alongside.access.models import User
from alongside.aids.queries.blocks import Street, street
from alongside.aids.queries.bulbs import BulbLine, bulbs_of
from alongside.aids.queries.work import Work, work_with
from alongside.kit.clock import london_day
from alongside.people import queries as people
from alongside.people.models import Family
from alongside.people.queries import PersonLine
from alongside.people.rules import the_family, within


@dataclass(frozen=True, slots=True)
class ChildBulb:
    """A child with their bulb, None where there is none."""

    child: PersonLine
    name: str
    bulb: BulbLine | None


@dataclass(frozen=True, slots=True)
class PicturesPage:
    """The aids of a family."""

    family: Family
    called: str
    work: Work | None
    children: tuple[ChildBulb, ...]
    street: Street


def children_with_bulbs(family_id: int, surname: str, user: User, at: datetime) -> tuple[ChildBulb, ...]:
    """The family's children, the eldest first, each with their bulb."""
    children = people.children_of(family_id, user, london_day(at))
    named = [(child, within(child.name, surname)) for child in children]
    bulbs = bulbs_of({family_id: [(child.person_id, name) for child, name in named]}, user, at)
    return tuple(ChildBulb(child, name, bulbs.get((family_id, child.person_id))) for child, name in named)


def pictures_page(family: Family, user: User, *, at: datetime) -> PicturesPage:
    """The number of queries does not grow with the children."""
    shown = children_with_bulbs(family.pk, family.name, user, at)
    called, work = the_family(family.name), work_with(family.pk, user)
    return PicturesPage(family, called, work, shown, street(family, user, at))
