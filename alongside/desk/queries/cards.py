"""Families as lists show them: by name, with their children, the stage, what is next and the last contact."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID

from django.db.models import Case, Exists, IntegerField, OuterRef, QuerySet, Value, When
from django.db.models.functions import Collate

from alongside.access import scope
from alongside.access.models import User
from alongside.desk.rules import age_said
from alongside.people.models import Family, Helper, Membership, PersonKnownAs
from alongside.people.rules import is_child
from alongside.timeline import queries as timeline
from alongside.timeline.models import Entry
from alongside.timeline.queries import DueLine

ALPHABET = "en-x-icu"
"""English order of names whatever the database was made with: Ángel beside Angel, small letters beside capitals."""


class Helped(scope.InScope):
    """Whether somebody helps this family, and does not only read their own record in it: `Helped("id")`."""

    template = "(%(expressions)s = ANY ((SELECT NULLIF(current_setting('app.around', true), '')::bigint[])::bigint[]))"


@dataclass(frozen=True, slots=True)
class Child:
    """A child as a list shows them: the name or the description, and the age in words ("" when not known)."""

    name: str
    age: str
    is_named: bool


@dataclass(frozen=True, slots=True)
class Contact:
    """The last time the family and the service met or spoke."""

    day: date
    sentence: str


@dataclass(frozen=True, slots=True)
class FamilyCard:
    """One family in a list. Never says why the family is helped."""

    family_id: int
    name: str
    reference: str
    children: tuple[Child, ...]
    stage: str
    due: tuple[DueLine, ...]
    last_contact: Contact | None


def by_name(user: User) -> QuerySet[Family]:
    """Every family the person helps or oversees, in the order of an English index."""
    return Family.objects.visible_to(user).filter(Helped("id")).order_by(Collate("name", ALPHABET), "id")


def helped_by(user: User, at: datetime) -> list[Family]:
    """The families in which the person takes part now, by name."""
    mine = Helper.objects.visible_to(user).filter(user=user, during__contains=at, family_id=OuterRef("pk"))
    return list(by_name(user).filter(Exists(mine)))


def cards(families: Sequence[Family], user: User, at: datetime, *, most_due: int = 2) -> list[FamilyCard]:
    """A card for each family, in the order given; the same number of queries for one family and for fifty."""
    ids = [family.pk for family in families]
    if not ids:
        return []
    children = children_of(ids, user, at.date())
    stages = timeline.stages_of(ids, user)
    due = timeline.next_due_of(ids, user, at, most=most_due)
    contacts = timeline.last_contact_of(ids, user)
    return [
        FamilyCard(
            family_id=family.pk, name=family.name, reference=family.reference,
            children=tuple(children.get(family.pk, ())), stage=stages[family.pk].words if family.pk in stages else "",
            due=tuple(due.get(family.pk, ())), last_contact=_contact(contacts.get(family.pk)),
        )
        for family in families
    ]  # fmt: skip


def children_of(family_ids: Sequence[int], user: User, today: date) -> dict[int, list[Child]]:
    """The children of each of these families, the eldest first, unborn ones last. Two queries."""
    roles: dict[tuple[int, UUID], str] = {
        (row.family_id, row.person_id): row.role
        for row in Membership.objects.visible_to(user).filter(family_id__in=family_ids, during__contains=today)
    }
    found: dict[int, list[Child]] = {}
    for row in _known_as(family_ids, user):
        role = roles.get((row.family_id, row.person_id))
        birth = days_of(row.birth)
        if role is None or row.died_on or not is_child(birth, row.due_on, today, role=role):
            continue
        child = Child(row.name or row.described_as, age_said(birth, row.due_on, None, today), bool(row.name))
        found.setdefault(row.family_id, []).append(child)
    return found


def _known_as(family_ids: Iterable[int], user: User) -> QuerySet[PersonKnownAs]:
    newer = PersonKnownAs.objects.filter(supersedes_id=OuterRef("pk"))
    unborn_last = Case(When(due_on__isnull=False, then=Value(1)), default=Value(0), output_field=IntegerField())
    rows: QuerySet[PersonKnownAs] = PersonKnownAs.objects.visible_to(user).filter(
        ~Exists(newer), family_id__in=list(family_ids)
    )
    return rows.order_by("family_id", unborn_last, "birth", "name", "id")


def days_of(birth: Any) -> tuple[date, date] | None:
    """First and last possible day of a stored range of days, or None."""
    if birth is None or birth.lower is None or birth.upper is None:
        return None
    return birth.lower, birth.upper - timedelta(days=1)


def _contact(entry: Entry | None) -> Contact | None:
    return Contact(entry.happened_on, entry.sentence) if entry else None
