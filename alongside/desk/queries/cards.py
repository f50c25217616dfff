"""Families as lists show them: by name, with their children, the stage, what is next and the last contact."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db.models import Func, QuerySet, TextField, Value

from alongside.access import scope
from alongside.access.models import User
from alongside.access.permissions import Permission, user_may
from alongside.aids import queries as aids
from alongside.aids.queries import BulbLine
from alongside.kit.clock import london_day
from alongside.kit.reads import once
from alongside.kit.words import capital
from alongside.people import queries as people
from alongside.people.models import Family, Helper
from alongside.people.rules import family_words, the_family, within
from alongside.timeline import queries as timeline
from alongside.timeline.models import Entry
from alongside.timeline.queries import DueLine


class PlainName(Func):
    """A name in small letters without accents, so that Ángel stands and is found beside angel in any database."""

    function = "plain_name"
    output_field = TextField()
    arity = 1


class Helped(scope.InScope):
    """Whether somebody helps this family, and does not only read their own record in it: `Helped("id")`."""

    template = "(%(expressions)s = ANY ((SELECT NULLIF(current_setting('app.around', true), '')::bigint[])::bigint[]))"


@dataclass(frozen=True, slots=True)
class Child:
    """A child as a list shows them: the name or the description, the age in words ("" when not known), and whether our
    help reaches them, None where nothing tells.
    """

    person_id: UUID
    name: str
    age: str
    bulb: BulbLine | None = None


@dataclass(frozen=True, slots=True)
class Contact:
    """The last time the family and the service met."""

    day: date
    sentence: str


@dataclass(frozen=True, slots=True)
class Pressing:
    """Something due, and for which family in words."""

    line: DueLine
    family: str


@dataclass(frozen=True, slots=True)
class FamilyCard:
    """One family in a list: `name` "Smith family", `about` "the Smith family". Never says why the family is helped."""

    family_id: int
    name: str
    about: str
    reference: str
    children: tuple[Child, ...]
    stage: str
    followed_up: bool
    due: tuple[DueLine, ...]
    last_contact: Contact | None


def by_name(user: User, holding: str = "") -> QuerySet[Family]:
    """Every family the person helps or oversees, in alphabetical order; only those with these letters in their name."""
    mine = Family.objects.visible_to(user).filter(Helped("id")).alias(plain=PlainName("name"))
    if holding:
        mine = mine.filter(plain__contains=PlainName(Value(holding)))
    return mine.order_by("plain", "name", "id")


def at_hand(user: User, at: datetime, besides: Iterable[int] = ()) -> list[Family]:
    """The families whose work goes on; the page sees from here on these, those in which the person takes part, and
    `besides`. A team's families of ten years are many, and it helps few of them now.
    """
    going = list(by_name(user).filter(timeline.goes_on()))
    scope.narrow({each.pk for each in going} | _taken_part_in(user, at) | set(besides))
    return going


def helped_by(user: User, at: datetime) -> list[Family]:
    """The families in which the person takes part now, by name."""
    return list(by_name(user).filter(pk__in=_taken_part_in(user, at)))


@once
def _taken_part_in(user: User, at: datetime) -> set[int]:
    mine = Helper.objects.visible_to(user).filter(user=user, during__contains=at)
    return set(mine.values_list("family_id", flat=True))


def cards(families: Sequence[Family], user: User, at: datetime, *, most_due: int = 2) -> list[FamilyCard]:
    """A card for each family, in the order given; the same number of queries for one family and for fifty."""
    ids = [family.pk for family in families]
    children = _children(families, user, at)
    stages = timeline.stages_of(ids, user)
    due = timeline.next_due_of(ids, user, at, most=most_due)
    contacts = timeline.last_contact_of(ids, user)
    return [
        FamilyCard(
            family_id=family.pk,
            name=capital(family_words(family.name)),
            about=the_family(family.name),
            reference=family.reference,
            children=children[family.pk],
            stage=stages[family.pk].words if family.pk in stages else "",
            followed_up=family.pk in stages and stages[family.pk].closed,
            due=tuple(due.get(family.pk, ())),
            last_contact=_contact(contacts.get(family.pk)),
        )
        for family in families
    ]


def pressing(lines: Sequence[DueLine]) -> tuple[Pressing, ...]:
    """Each line with its family in words."""
    return tuple(Pressing(line, family_words(line.family_name)) for line in lines)


def _children(families: Sequence[Family], user: User, at: datetime) -> dict[int, tuple[Child, ...]]:
    """The own children of each of these families, the eldest first, unborn ones last, each with their bulb for whoever
    records help.
    """
    lines = people.children_of_each([family.pk for family in families], user, london_day(at))
    named = {
        family.pk: [(line, within(line.name, family.name)) for line in lines.get(family.pk, ())] for family in families
    }
    asked = {family_id: [(line.person_id, name) for line, name in those] for family_id, those in named.items()}
    bulbs = aids.bulbs_of(asked, user, at) if user_may(user, Permission.RECORD_HELP) else {}
    return {
        family_id: tuple(
            Child(line.person_id, name, line.age, bulbs.get((family_id, line.person_id))) for line, name in those
        )
        for family_id, those in named.items()
    }


def _contact(entry: Entry | None) -> Contact | None:
    return Contact(entry.happened_on, entry.sentence) if entry else None
