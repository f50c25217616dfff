"""A family, those who belong to it, and what they are called."""

import uuid
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any, Final

from django.db import connection, transaction
from django.db.backends.postgresql.psycopg_any import DateRange

from alongside.access.models import Principal, Team, User
from alongside.kit.clock import london_day
from alongside.kit.refusals import NotAllowed, Unacceptable
from alongside.people.actions._rows import (
    add_version,
    days_from,
    known_here,
    not_before_birth,
    not_in_the_future,
    short_enough,
    stamp,
)
from alongside.people.actions.access import open_access
from alongside.people.models import Family, FamilyAccess, Membership, Person, PersonKnownAs
from alongside.people.models.base import FamilyRowQuerySet
from alongside.people.permissions import require, require_bringer
from alongside.people.rules import NotPossible, family_reference, possible_life

Birth = tuple[date, date]


class Unchanged:
    """Stands for "as it was" where None means "not known"."""


UNCHANGED: Final = Unchanged()


@transaction.atomic
def next_family_id() -> int:
    """A number that no family has had; whoever makes the family opens a scope for it first."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT nextval(pg_get_serial_sequence('family', 'id'))")
        return int(cursor.fetchone()[0])


@transaction.atomic
def make_family(*, by: User, family_id: int, name: str, lead_team: Team, at: datetime) -> Family:
    """A new family, led by a team whose managers see it from now. The scope must hold `family_id` (see
    `next_family_id`).

    Raises NotAllowed, Unacceptable("name").
    """
    require_bringer(by, family_id)
    name = short_enough("name", name)
    if not name:
        raise Unacceptable("name", "Give the family’s name.")
    family = Family(
        pk=family_id, reference=family_reference(name, family_id), name=name, lead_team=lead_team, made_at=at
    )
    family.save(force_insert=True)
    open_access(
        by=by, family_id=family_id, principal=Principal.objects.get(team=lead_team), level=FamilyAccess.Level.FULL,
        basis="lead_team", basis_id=lead_team.pk, why=f"{lead_team.name} leads the help", at=at,
    )  # fmt: skip
    return family


@dataclass(frozen=True, slots=True)
class _Life:
    """What is said of somebody, put in order. `birth`: first and last day on which they may have been born."""

    name: str
    described_as: str
    birth: Birth | None
    due_on: date | None
    died_on: date | None

    @classmethod
    def said(cls, today: date, *, name: str, described_as: str, **days: Any) -> "_Life":
        """Raises Unacceptable for what cannot be true."""
        name, described_as = short_enough("name", name), short_enough("described_as", described_as)
        if not name and not described_as:
            raise Unacceptable("name", "Give a name, or describe the person, for example “mum’s partner”.")
        try:
            birth = possible_life(today=today, **days)
        except NotPossible as refusal:
            raise Unacceptable(refusal.what, str(refusal)) from refusal
        return cls(name, described_as, birth, days["due_on"], days["died_on"])

    def columns(self) -> dict[str, Any]:
        """As the table keeps it."""
        return {
            "name": self.name, "described_as": self.described_as, "birth": _as_range(self.birth), "due_on": self.due_on,
            "died_on": self.died_on,
        }  # fmt: skip


@transaction.atomic
def add_person(
    *, by: User, family_id: int, at: datetime, name: str = "", described_as: str = "", birth: Birth | None = None,
    due_on: date | None = None, died_on: date | None = None, role: str = "", in_household: bool = True,
    since: date | None = None, protected: bool = False, person_id: uuid.UUID | None = None,
) -> PersonKnownAs:  # fmt: skip
    """Somebody belongs to the family: a name or a description is enough, `birth` is (first, last) possible day.

    `person_id` names somebody already known in another family, or gives a new person their id. `since` is the first
    day of belonging (the London day of `at` unless given). Raises NotAllowed, Unacceptable.
    """
    require_bringer(by, family_id)
    today = london_day(at)
    life = _Life.said(today, name=name, described_as=described_as, birth=birth, due_on=due_on, died_on=died_on)
    if since is not None:
        not_in_the_future("since", since, today, "The day they joined")
    if person_id is not None and PersonKnownAs.objects.filter(family_id=family_id, person_id=person_id).exists():
        raise Unacceptable("person", "This person is known in the family already.")
    if person_id is None or not Person.objects.filter(pk=person_id).exists():
        person = Person(**({} if person_id is None else {"pk": person_id}))
        person.save(force_insert=True)
        person_id = person.pk
    known = PersonKnownAs(
        person_id=person_id, during=days_from(since or today), protected=protected,
        **life.columns(), **stamp(by, family_id, at),
    )  # fmt: skip
    if since is not None:
        not_before_birth("since", since, known)
    known.save(force_insert=True)
    _begin_membership(person_id, role, since or today, in_household=in_household, stamped=stamp(by, family_id, at))
    return known


@transaction.atomic
def change_known_as(
    *, by: User, family_id: int, known_as: PersonKnownAs, at: datetime, name: str | Unchanged = UNCHANGED,
    described_as: str | Unchanged = UNCHANGED, birth: Birth | Unchanged | None = UNCHANGED,
    due_on: date | Unchanged | None = UNCHANGED, died_on: date | Unchanged | None = UNCHANGED,
    since: date | None = None, protected: bool | Unchanged = UNCHANGED,
) -> PersonKnownAs:  # fmt: skip
    """What somebody is called, or their birth or death, put right or changed; what is not given stays as it was.

    Giving a birth ends an expected date. Raises NotAllowed, Unacceptable, AlreadyCorrected with the version that came
    first.
    """
    require(by, family_id)
    if known_as.family_id != family_id:
        raise NotAllowed
    today = london_day(at)
    if not isinstance(birth, Unchanged) and birth is not None and isinstance(due_on, Unchanged):
        due_on = None
    life = _Life.said(
        today, name=_or(name, known_as.name), described_as=_or(described_as, known_as.described_as),
        birth=_or(birth, known_as.birth_days), due_on=_or(due_on, known_as.due_on),
        died_on=_or(died_on, known_as.died_on),
    )  # fmt: skip
    if since is not None:
        not_in_the_future("since", since, today, "The day of the change")
    newer = PersonKnownAs(
        person_id=known_as.person_id, supersedes_id=known_as.pk, during=days_from(since or today),
        protected=_or(protected, known_as.protected), **life.columns(), **stamp(by, family_id, at),
    )  # fmt: skip
    if since is not None:
        not_before_birth("since", since, newer)
    add_version(newer)
    return newer


@transaction.atomic
def leave_family(*, by: User, family_id: int, person_id: uuid.UUID, on: date, at: datetime) -> Membership:
    """Somebody no longer belongs to the family from `on`; what is known of them stays. Raises NotAllowed,
    Unacceptable("on").
    """
    require(by, family_id)
    not_in_the_future("on", on, london_day(at), "The day they left")
    now = _place_now(family_id, person_id)
    if now is None:
        raise Unacceptable("person", "This person does not belong to the family now.")
    return _until(now, on, at, stamp(by, family_id, at))


@transaction.atomic
def change_membership(
    *, by: User, family_id: int, person_id: uuid.UUID, role: str, in_household: bool, on: date, at: datetime
) -> Membership:
    """From `on` somebody has another role in the family, moves into or out of the household, or comes back.

    On the very day from which their place holds it is put right: nobody had two places on one day.
    Raises NotAllowed, Unacceptable.
    """
    require(by, family_id)
    not_in_the_future("on", on, london_day(at), "The day of the change")
    not_before_birth("on", on, *known_here(family_id, person_id).values())
    now, stamped = _place_now(family_id, person_id), stamp(by, family_id, at)
    if now is not None and now.during.lower == on:
        _known_no_longer(now, at)
    elif now is not None:
        _until(now, on, at, stamped)
    elif _memberships(family_id, person_id).filter(during__endswith__gt=on).exists():
        raise Unacceptable("on", "They still belonged to the family on that day. Give a later day.")
    return _begin_membership(person_id, role, on, in_household=in_household, stamped=stamped)


@transaction.atomic
def correct_membership(
    *, by: User, family_id: int, person_id: uuid.UUID, role: str, in_household: bool, at: datetime
) -> Membership:
    """The place somebody has was told wrongly from the beginning: what is said now takes its place for its whole time.
    Raises NotAllowed, Unacceptable.
    """
    require(by, family_id)
    known_here(family_id, person_id)
    now = _place_now(family_id, person_id)
    if now is None:
        raise Unacceptable("person", "This person does not belong to the family now.")
    _known_no_longer(now, at)
    return _begin_membership(
        person_id, role, now.during.lower, in_household=in_household, stamped=stamp(by, family_id, at)
    )


@transaction.atomic
def resume_membership(*, by: User, family_id: int, person_id: uuid.UUID, at: datetime) -> Membership:
    """The place somebody has was told wrongly, and never began: the one before it goes on. Raises NotAllowed,
    Unacceptable.
    """
    require(by, family_id)
    now = _place_now(family_id, person_id)
    before = now and _memberships(family_id, person_id).filter(during__endswith=now.during.lower).first()
    if now is None or before is None:
        raise Unacceptable("person", "There is no place before this one.")
    _known_no_longer(now, at)
    _known_no_longer(before, at)
    return _begin_membership(
        person_id, before.role, before.during.lower, in_household=before.in_household,
        stamped=stamp(by, family_id, at),
    )  # fmt: skip


@transaction.atomic
def correct_day(*, by: User, family_id: int, person_id: uuid.UUID, on: date, at: datetime) -> Membership:
    """The place somebody has began on another day than was told, and the one before it lasted until then. Raises
    NotAllowed, Unacceptable.
    """
    require(by, family_id)
    not_in_the_future("on", on, london_day(at), "The day of the change")
    now, stamped = _place_now(family_id, person_id), stamp(by, family_id, at)
    before = now and _memberships(family_id, person_id).filter(during__endswith=now.during.lower).first()
    if now is None or before is None:
        raise Unacceptable("on", "There is no place before this one. Say what changed on that day.")
    _known_no_longer(now, at)
    _until(before, on, at, stamped)
    return _begin_membership(person_id, now.role, on, in_household=now.in_household, stamped=stamped)


def _begin_membership(
    person_id: uuid.UUID, role: str, since: date, *, in_household: bool, stamped: dict[str, Any]
) -> Membership:
    membership = Membership(
        person_id=person_id, role=short_enough("role", role, 60), in_household=in_household, during=days_from(since),
        **stamped,
    )  # fmt: skip
    membership.save(force_insert=True)
    return membership


def _until(place: Membership, on: date, at: datetime, stamped: dict[str, Any]) -> Membership:
    """The same place, ended on that day."""
    if on <= place.during.lower:
        raise Unacceptable("on", "Give a day after the one on which they joined or last changed.")
    _known_no_longer(place, at)
    ended = Membership(
        person_id=place.person_id, role=place.role, in_household=place.in_household,
        during=days_from(place.during.lower, on), **stamped,
    )  # fmt: skip
    ended.save(force_insert=True)
    return ended


def _known_no_longer(place: Membership, at: datetime) -> None:
    place.known_until = at
    place.save(update_fields=["known_until"])


def _place_now(family_id: int, person_id: uuid.UUID) -> Membership | None:
    found: Membership | None = _memberships(family_id, person_id).filter(during__upper_inf=True).first()
    return found


def _memberships(family_id: int, person_id: uuid.UUID) -> FamilyRowQuerySet:
    return Membership.objects.filter(family_id=family_id, person_id=person_id, known_until=None)


def _or[T](given: T | Unchanged, before: T) -> T:
    return before if isinstance(given, Unchanged) else given


def _as_range(birth: Birth | None) -> DateRange | None:
    return None if birth is None else DateRange(birth[0], birth[1] + timedelta(days=1))
