"""One person over all the families somebody sees: what they are called in each, and their places in them."""

import uuid
from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from django.db.models import Q
from django.db.models.functions import Coalesce

from alongside.access.models import User
from alongside.kit.refusals import NotAllowed
from alongside.people.models import Family, Involvement, Membership, Person, PersonKnownAs
from alongside.people.rules import CHILD_ROLES, age_said, initials, is_child


@dataclass(frozen=True, slots=True)
class PlaceInFamily:
    """A place somebody has or had in a family: `until` is None while they have it."""

    role: str
    in_household: bool
    since: date
    until: date | None

    @property
    def of_family(self) -> bool:
        """In the household, or one of the family's children wherever they live."""
        return self.in_household or self.role.lower() in CHILD_ROLES


@dataclass(frozen=True, slots=True)
class InFamily:
    """Somebody as one family knows them. `earlier`: what they were called before, the newest first. `opened`: since
    when the family was helped, each time, the newest first. `birth`: first and last day on which they may have been
    born.
    """

    person_id: uuid.UUID
    family_id: int
    family_name: str
    name: str
    described_as: str
    age: str
    birth: tuple[date, date] | None
    died_on: date | None
    is_child: bool
    protected: bool
    places: tuple[PlaceInFamily, ...]
    earlier: tuple[str, ...]
    opened: tuple[date, ...]

    @property
    def initials(self) -> str:
        """One or two letters for a small picture."""
        return initials(self.name)


def over_families(person_id: uuid.UUID, user: User, today: date) -> list[InFamily]:
    """Somebody in each family of the scope that knows them, under every identifier they have, by the family's name.

    Five queries. Raises NotAllowed when no family of the scope knows them.
    """
    ids = _same_as(person_id)
    versions: dict[tuple[int, uuid.UUID], list[PersonKnownAs]] = defaultdict(list)
    known = PersonKnownAs.objects.visible_to(user).filter(person_id__in=ids)
    for row in known.order_by("recorded_at", "id"):
        versions[row.family_id, row.person_id].append(row)
    if not versions:
        raise NotAllowed
    family_ids = {family_id for family_id, _ in versions}
    families = {each.pk: each for each in Family.objects.visible_to(user).filter(pk__in=family_ids)}
    places = _places(ids, family_ids, user)
    opened = _opened(family_ids, user)
    found = [
        _in_family(families[family_id], rows, places[family_id, each], opened[family_id], today)
        for (family_id, each), rows in versions.items()
        if family_id in families
    ]
    return sorted(found, key=lambda each: (each.family_name.lower(), each.family_id, each.person_id))


def _same_as(person_id: uuid.UUID) -> list[uuid.UUID]:
    """Every identifier of somebody who was found to be the same person as another."""
    named = Person.objects.filter(pk=person_id).values(named=Coalesce("canonical_id", "pk"))[:1]
    same = Q(pk=named) | Q(canonical_id=named)
    return list(Person.objects.filter(same).values_list("pk", flat=True))


def _places(
    ids: Collection[uuid.UUID], family_ids: Collection[int], user: User
) -> dict[tuple[int, uuid.UUID], list[PlaceInFamily]]:
    # Which rows are known still is asked here: asked in SQL, it leads to the index that forbids two places at a time,
    # which is walked whole for one person.
    rows = Membership.objects.visible_to(user).filter(family_id__in=family_ids, person_id__in=ids)
    found = defaultdict(list)
    for row in rows.filter(during__isempty=False).order_by("-during", "id"):
        if row.known_until is not None:
            continue
        place = PlaceInFamily(row.role, row.in_household, row.during.lower, row.during.upper)
        found[row.family_id, row.person_id].append(place)
    return found


def _opened(family_ids: Collection[int], user: User) -> dict[int, list[date]]:
    found = defaultdict(list)
    rows = Involvement.objects.visible_to(user).filter(family_id__in=family_ids)
    for family_id, day in rows.order_by("-opened_on", "-id").values_list("family_id", "opened_on"):
        found[family_id].append(day)
    return found


def _in_family(
    family: Family, rows: list[PersonKnownAs], places: list[PlaceInFamily], opened: list[date], today: date
) -> InFamily:
    overtaken = {row.supersedes_id for row in rows}
    now = next(row for row in reversed(rows) if row.pk not in overtaken)
    names = dict.fromkeys(str(row) for row in reversed(rows))
    return InFamily(
        person_id=now.person_id, family_id=family.pk, family_name=family.name, name=str(now),
        described_as=now.described_as if now.name else "",
        age=age_said(now.birth_days, now.due_on, now.died_on, today), birth=now.birth_days, died_on=now.died_on,
        is_child=is_child(now.birth_days, now.due_on, today, role=places[0].role if places else ""),
        protected=now.protected, places=tuple(places), earlier=tuple(name for name in names if name != str(now)),
        opened=tuple(opened),
    )  # fmt: skip
