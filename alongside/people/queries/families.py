"""A family and the people in it, as pages show them."""

import uuid
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import OuterRef
from django.db.models.functions import JSONObject

from alongside.access import scope
from alongside.access.models import User
from alongside.kit import clock
from alongside.kit.clock import london_day
from alongside.kit.reads import once
from alongside.kit.refusals import NotAllowed
from alongside.people.models import Family, Membership, PersonFact, PersonKnownAs
from alongside.people.rules import CHILD_ROLES, KEEP_AWAY, age_said, initials, is_child


@dataclass(frozen=True, slots=True)
class PersonLine:
    """One person of a family. `birth`: first and last day on which they may have been born; None when nothing is
    known.

    `name` is what they are called, or how they are described; `known_as` is the row a correction starts from.
    `is_child`: unborn, or not surely 18 yet. `of_family`: in the household, or one of the family's children wherever
    they live. `moved_out_on`: since when they live elsewhere, if they lived with the family before.
    """

    person_id: uuid.UUID
    name: str
    is_named: bool
    described_as: str
    role: str
    in_household: bool
    birth: tuple[date, date] | None
    due_on: date | None
    died_on: date | None
    is_child: bool
    protected: bool
    since: date
    known_as: PersonKnownAs = field(repr=False)
    today: date = field(repr=False)
    moved_out_on: date | None = None

    @property
    def birth_exact(self) -> date | None:
        """The day they were born, when it is known to the day."""
        return self.birth[0] if self.birth is not None and self.birth[0] == self.birth[1] else None

    @property
    def is_unborn(self) -> bool:
        return self.due_on is not None

    @property
    def of_family(self) -> bool:
        return self.in_household or self.role.lower() in CHILD_ROLES

    @property
    def age(self) -> str:
        """ "8", "9 months", "30 to 31", "due 3 Mar 2027", or "" when nothing is known or they have died."""
        return age_said(self.birth, self.due_on, self.died_on, self.today) if self.died_on is None else ""

    @property
    def initials(self) -> str:
        """One or two letters for a small picture; "" for somebody who is only described."""
        return initials(self.name) if self.is_named else ""


@dataclass(frozen=True, slots=True)
class EverKnown:
    """Somebody the family ever knew. `since`: from when, by their place in it or by when they were first recorded.

    `birth`: first and last day on which they may have been born. `is_child` is as of the day that was asked for.
    `protected_since`: from when who they are is for our own staff alone; None while it is not.
    """

    person_id: uuid.UUID
    name: str
    birth: tuple[date, date] | None
    is_child: bool
    since: date
    protected_since: datetime | None = None


@once
def family(user: User, family_id: int) -> Family:
    """The family. Raises NotAllowed when it is not the person's to see, or is not there."""
    families = Family.objects.visible_to(user).select_related("lead_team")
    found = families.annotate(kept_away=_kept_away(user)).filter(pk=family_id).first()
    if found is None:
        raise NotAllowed
    return found


def family_names(family_ids: Collection[int], user: User) -> dict[int, str]:
    """What those of these families are called that are the person's to see. One query, or none."""
    rows = Family.objects.visible_to(user).filter(pk__in=list(family_ids))
    return dict(rows.values_list("pk", "name"))


def kept_away(family: Family) -> dict[str, str]:
    """Who must be kept away, by identifier, and what they must not learn or do: a family as `family` read it, and
    KeyError for one that was read otherwise. No query.
    """
    told: list[dict[str, str]] = vars(family)["kept_away"]
    return {each["person"]: each["words"] for each in told}


def _kept_away(user: User) -> ArraySubquery:
    facts = PersonFact.objects.visible_to(user).newest().filter(family_id=OuterRef("pk"), kind=KEEP_AWAY)
    stand = facts.filter(retracts=False, during__contains=clock.today()).order_by("id")
    return ArraySubquery(stand.values(said=JSONObject(person="person_id", words="value")))


def every_family() -> list[int]:
    """The numbers of all families, for maintenance, which runs as the owner; anybody else gets those in scope."""
    return list(Family.objects.order_by("pk").values_list("pk", flat=True))


@dataclass(frozen=True, slots=True)
class PlaceLine:
    """A place somebody had in the family from `since`, until the day `until` when there was one, as it was known from
    one moment until another: None, it still is. `by_name`: who wrote it down.
    """

    role: str
    in_household: bool
    since: date
    until: date | None
    known_from: datetime
    known_until: datetime | None
    by_name: str


def places_of(family_id: int, user: User, person_id: uuid.UUID) -> list[PlaceLine]:
    """What was known when of somebody's place: with it, what stood on any day as it was known at any moment can be told
    again. What was written last comes first. One query.
    """
    rows = Membership.objects.visible_to(user).filter(family_id=family_id, person_id=person_id, during__isempty=False)
    return [
        PlaceLine(
            row.role, row.in_household, row.during.lower, row.during.upper, row.recorded_at, row.known_until,
            row.recorded_by.name,
        )
        for row in rows.select_related("recorded_by").order_by("-recorded_at", "-during", "-id")
    ]  # fmt: skip


@once
def people_of(family_id: int, user: User, today: date) -> list[PersonLine]:
    """Everybody who belongs to the family today: adults of the household, its children eldest first, unborn, others.
    Two queries whatever their number.
    """
    known = _known(family_id, user)
    ordered = [each for each in _places(family_id, user) if each.during.lower <= today]
    lines = [
        _line(each, known[each.person_id], today, _moved_out_on(each, ordered))
        for each in ordered
        if each.person_id in known and today in each.during
    ]
    return sorted(lines, key=_place)


@dataclass(frozen=True, slots=True)
class KnownOver:
    """Somebody the family ever knew, as they are known now, and when they lived with it: spans of days, the last of
    each not among them, None while they do. `belongs`: they belong to the family today.
    """

    known: PersonKnownAs = field(repr=False)
    lived_here: tuple[tuple[date, date | None], ...]
    belongs: bool


def known_over(family_id: int, user: User, today: date) -> list[KnownOver]:
    """Everybody the family ever knew, with when they lived with it, as it is known now. Two queries."""
    places = [each for each in _places(family_id, user) if each.during.lower <= today]
    return [
        KnownOver(
            row,
            tuple((p.during.lower, p.during.upper) for p in places if p.person_id == who and p.in_household),
            any(today in p.during for p in places if p.person_id == who),
        )
        for who, row in _known(family_id, user).items()
    ]


def _moved_out_on(now: Membership, places: Sequence[Membership]) -> date | None:
    """Since when somebody lives elsewhere who lived with the family before; None of anybody else."""
    had = [each for each in places if each.person_id == now.person_id and each.during.lower < now.during.lower]
    lived_there = [each.during.lower for each in had if each.in_household]
    if now.in_household or not lived_there:
        return None
    return min(each.during.lower for each in [*had, now] if each.during.lower > max(lived_there))


@once
def ever_known(family_id: int, user: User, today: date) -> list[EverKnown]:
    """Everybody the family ever knew, whoever was met first standing first. Two queries whatever their number."""
    places: dict[uuid.UUID, list[Membership]] = {}
    for place in sorted(_places(family_id, user), key=lambda each: each.during.lower):
        places.setdefault(place.person_id, []).append(place)
    found = []
    for person_id, each in sorted(_versions(family_id, user).items()):
        newest, had = each[-1], places.get(person_id, [])
        since = min([london_day(each[0].recorded_at), *(place.during.lower for place in had)])
        role = had[-1].role if had else ""
        child = is_child(newest.birth_days, newest.due_on, today, role=role)
        found.append(EverKnown(person_id, str(newest), newest.birth_days, child, since, _protected_since(each)))
    return found


def _protected_since(versions: Sequence[PersonKnownAs]) -> datetime | None:
    since = None
    for row in versions:
        since = (since or row.recorded_at) if row.protected else None
    return since


def children_of(family_id: int, user: User, today: date) -> list[PersonLine]:
    """The family's own children and young people, eldest first, then those not born yet; of a day that is past, as they
    were then. Two queries.
    """
    return _children(people_of(family_id, user, today))


@once
def children_still(family_id: int, today: date) -> frozenset[uuid.UUID]:
    """Whom `children_of` lists, for whatever scope is open. Two queries."""
    known = {row.person_id: row for row in PersonKnownAs.objects.filter(family_id=family_id).newest()}
    places = Membership.objects.filter(family_id=family_id, during__contains=today, known_until=None)
    lines = (_line(each, known[each.person_id], today) for each in places if each.person_id in known)
    return frozenset(line.person_id for line in _children(lines))


def children_of_each(family_ids: Collection[int], user: User, today: date) -> dict[int, list[PersonLine]]:
    """The own children of each of these families, as `children_of` lists them; a family without any may be left out.
    Two queries whatever their number.
    """
    rows = PersonKnownAs.objects.visible_to(user).filter(family_id__in=list(family_ids)).newest()
    known = {(row.family_id, row.person_id): row for row in rows}
    memberships = Membership.objects.visible_to(user).filter(
        family_id__in=list(family_ids), during__contains=today, known_until=None
    )
    found: dict[int, list[PersonLine]] = {}
    for each in memberships.order_by("recorded_at", "id"):
        if row := known.get((each.family_id, each.person_id)):
            found.setdefault(each.family_id, []).append(_line(each, row, today))
    return {family_id: _children(sorted(lines, key=_place)) for family_id, lines in found.items()}


def _children(lines: Iterable[PersonLine]) -> list[PersonLine]:
    return [
        line for line in lines if line.is_child and line.of_family and not (line.died_on and line.died_on <= line.today)
    ]


def names_of(family_id: int, user: User) -> dict[uuid.UUID, str]:
    """What everybody the family ever knew is called, or how they are described. One query."""
    return {person_id: str(known) for person_id, known in _known(family_id, user).items()}


def names_not_to_be_found(family_id: int, user: User) -> frozenset[str]:
    """Whatever those who must not be found now were ever called in this family. One query."""
    versions = _versions(family_id, user)
    hidden = (person_id for person_id, known in _known(family_id, user).items() if known.protected)
    return frozenset(each.name for person_id in hidden for each in versions[person_id] if each.name)


def names_in_scope(user: User, person_ids: Collection[uuid.UUID] | None = None) -> dict[tuple[int, uuid.UUID], str]:
    """What people are called, by family and person, over all the families in scope (only these persons when given).
    One query.
    """
    rows = PersonKnownAs.objects.visible_to(user).newest().order_by("recorded_at", "id")
    if person_ids is not None:
        rows = rows.filter(person_id__in=list(person_ids))
    return {(row.family_id, row.person_id): str(row) for row in rows}


def known_as(family_id: int, user: User, person_id: uuid.UUID) -> PersonKnownAs:
    """How the family knows somebody, as it stands. Raises NotAllowed when they are not the person's to see, or not
    there.
    """
    found = _known(family_id, user).get(person_id)
    if found is None:
        raise NotAllowed
    return found


def _known(family_id: int, user: User) -> dict[uuid.UUID, PersonKnownAs]:
    return {person_id: _newest(versions) for person_id, versions in sorted(_versions(family_id, user).items())}


def _newest(versions: Sequence[PersonKnownAs]) -> PersonKnownAs:
    superseded = {each.supersedes_id for each in versions}
    return next(each for each in reversed(versions) if each.pk not in superseded)


@once
def _versions(family_id: int, user: User) -> dict[uuid.UUID, list[PersonKnownAs]]:
    """All that was ever known of how each person is called, the newest last. One query."""
    found: dict[uuid.UUID, list[PersonKnownAs]] = {}
    for row in PersonKnownAs.objects.visible_to(user).filter(family_id=family_id).order_by("recorded_at", "id"):
        found.setdefault(row.person_id, []).append(row)
    return found


@once
def _places(family_id: int, user: User) -> list[Membership]:
    """Every place of everybody in the family as it stands, what was written down last standing last. One query."""
    held = Membership.objects.visible_to(user).filter(family_id=family_id, during__isempty=False, known_until=None)
    return list(held.order_by("recorded_at", "id"))


def _line(membership: Membership, known: PersonKnownAs, today: date, moved_out_on: date | None = None) -> PersonLine:
    return PersonLine(
        person_id=known.person_id, name=str(known), is_named=bool(known.name), described_as=known.described_as,
        role=membership.role, in_household=membership.in_household, birth=known.birth_days, due_on=known.due_on,
        died_on=known.died_on, is_child=is_child(known.birth_days, known.due_on, today, role=membership.role),
        protected=known.protected, since=membership.during.lower, known_as=known, today=today,
        moved_out_on=moved_out_on,
    )  # fmt: skip


def _place(line: PersonLine) -> tuple[int, date, uuid.UUID]:
    """Where somebody stands among the people of a family; whoever was first met comes first among equals, and keeps
    that place when their name is put right: a person's identifier tells when they were met.
    """
    met = line.person_id
    if not line.of_family:
        return 3, date.min, met
    if line.is_unborn:
        return 2, line.due_on or date.max, met
    if line.is_child:
        return 1, line.birth[0] if line.birth else date.max, met
    return 0, date.min, met


def wait_for_family(family_id: int) -> None:
    """Until this transaction ends, nobody else writes to this family's record: what an action reads first still stands
    when it writes. Ask for it before reading.

    Raises NotAllowed for whoever does not see the family any longer as they did when they came in: somebody who wrote
    before them ended their help, or took back the consent on which they see it.
    """
    if scope.wait_for_turn(family_id) and not scope.still_stands(family_id):
        raise NotAllowed
