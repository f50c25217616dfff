"""Who sees a family and why, and who a sign-in is."""

import uuid
from dataclasses import dataclass, field
from datetime import datetime

from django.contrib.postgres.fields import ArrayField
from django.db.models import BooleanField, Func, Q, UUIDField

from alongside.access.models import Principal, User
from alongside.people.models import (
    Family,
    FamilyAccess,
    FamilyAccessCovers,
    Helper,
    PersonAccount,
    PersonKnownAs,
    Withholding,
)
from alongside.people.rules import HELPS_IN_FULL


@dataclass(frozen=True, slots=True)
class AccessLine:
    """One basis on which a principal sees a family."""

    principal_id: uuid.UUID
    level: str
    basis: str
    basis_id: uuid.UUID | None


@dataclass(frozen=True, slots=True)
class AccountPerson:
    """Who a sign-in is in one family: their name there, or how they are described."""

    family_id: int
    person_id: uuid.UUID
    name: str


def who_sign_in(family_id: int, user: User, at: datetime) -> frozenset[uuid.UUID]:
    """Who of a family signs in here at that moment. One query."""
    rows = PersonAccount.objects.visible_to(user).filter(family_id=family_id, during__contains=at)
    return frozenset(rows.values_list("person_id", flat=True))


def persons_of_account(user: User, at: datetime) -> list[AccountPerson]:
    """Who this parent's or child's sign-in is, in every family of the scope. Two queries."""
    accounts = (
        PersonAccount.objects.visible_to(user).filter(user=user, during__contains=at).order_by("recorded_at", "id")
    )
    linked = [(each.family_id, each.person_id) for each in accounts]
    known = PersonKnownAs.objects.visible_to(user).filter(person_id__in=[person for _, person in linked]).newest()
    names = {(each.family_id, each.person_id): str(each) for each in known}
    return [AccountPerson(family, person, names.get((family, person), "")) for family, person in linked]


@dataclass(frozen=True, slots=True)
class PartnerAccess:
    """One basis on which a partner sees a family: as which helper, whom it covers, from when, until when at most.

    `until` is None while nothing ends it. `basis_id` is the deed of the consent, or of the decision to share without.
    """

    access: FamilyAccess = field(repr=False, compare=False)
    user_id: uuid.UUID
    helper_id: uuid.UUID | None
    basis: str
    basis_id: uuid.UUID | None
    covers: frozenset[uuid.UUID]
    since: datetime
    until: datetime | None


def partner_access(
    family_id: int, user: User, at: datetime | None = None, *, after: datetime | None = None
) -> list[PartnerAccess]:
    """Each basis on which a partner sees the family at that moment, or that runs on `after` one; without either, every
    basis there ever was. Those recorded last come first. Two queries.
    """
    rows = FamilyAccess.objects.visible_to(user).filter(
        family_id=family_id, level=FamilyAccess.Level.PARTNER, principal__user__isnull=False
    )
    if at is not None:
        rows = rows.filter(during__contains=at)
    if after is not None:
        rows = rows.filter(Q(during__upper_inf=True) | Q(during__endswith__gt=after))
    found = list(rows.filter(during__isempty=False).select_related("principal__user").order_by("-recorded_at", "-id"))
    covers: dict[uuid.UUID, set[uuid.UUID]] = {}
    for each in FamilyAccessCovers.objects.visible_to(user).filter(family_access__in=found):
        covers.setdefault(each.family_access_id, set()).add(each.person_id)
    return [
        PartnerAccess(
            row, row.principal.user.pk, row.helper_id, row.basis, row.basis_id, frozenset(covers.get(row.pk, ())),
            row.during.lower, row.during.upper,
        )
        for row in found
        if row.principal.user is not None
    ]  # fmt: skip


@dataclass(frozen=True, slots=True)
class Kept:
    """Something is, or was, kept from one person: a strand, a fact, or everything about a person. `strands`: that
    strand and all that was made of it, which is kept as well. `until` is None while it is kept.
    """

    id: uuid.UUID
    from_person_id: uuid.UUID
    why: str
    partners_may_read: bool
    strand_id: uuid.UUID | None
    fact_id: uuid.UUID | None
    subject_id: uuid.UUID | None
    strands: frozenset[uuid.UUID]
    since: datetime
    until: datetime | None

    def holds(self, at: datetime) -> bool:
        """Whether it is kept at that moment."""
        return self.since <= at and (self.until is None or at < self.until)


class _KeptStrands(Func):
    """A strand and all that is kept as it is: what a transaction of whoever it is kept from does not see."""

    function = "kept_strands"
    output_field = ArrayField(UUIDField())
    arity = 1


class Keeps(Func):
    """Whether a withholding keeps a strand, itself or as what was made of the one it names: `Keeps(OuterRef(strand),
    "strand_id")`.
    """

    template = "(%(expressions)s)))"
    arg_joiner = " = ANY (kept_strands("
    output_field = BooleanField()
    arity = 2


def kept(family_id: int, user: User) -> list[Kept]:
    """All that is or was kept from somebody of the family, with what is kept because of it, first kept first. One
    query.
    """
    rows = Withholding.objects.visible_to(user).filter(family_id=family_id, during__isempty=False)
    return [
        Kept(
            row.pk, row.from_person_id, row.why, row.partners_may_read, row.strand_id, row.fact_id, row.subject_id,
            frozenset(row.strands or ()), row.during.lower, row.during.upper,
        )
        for row in rows.annotate(strands=_KeptStrands("strand_id")).order_by("recorded_at", "id")
    ]  # fmt: skip


@dataclass(frozen=True, slots=True)
class KeptFromPartners:
    """One strand, or everything about one person, was kept from partners, because it was kept from one of the family.
    `until` is None while it is.
    """

    strand_id: uuid.UUID | None
    subject_id: uuid.UUID | None
    since: datetime
    until: datetime | None


def kept_from_partners(family_id: int, user: User) -> list[KeptFromPartners]:
    """What of the family's entries partners may not read though they are covered, now and before. One query."""
    return [
        KeptFromPartners(strand_id, each.subject_id, each.since, each.until)
        for each in kept(family_id, user)
        if each.fact_id is None and not each.partners_may_read
        for strand_id in (each.strands or [None])
    ]


def access_standing(family_id: int, user: User, at: datetime) -> frozenset[AccessLine]:
    """Every live basis on which the service's own staff see the family, but for broken glass. One query."""
    rows = FamilyAccess.objects.visible_to(user).filter(
        family_id=family_id, level=FamilyAccess.Level.FULL, during__contains=at
    )
    rows = rows.exclude(basis__startswith="break_glass")
    return frozenset(AccessLine(row.principal_id, row.level, row.basis, row.basis_id) for row in rows)


def access_from_bases(family_id: int, user: User, at: datetime) -> frozenset[AccessLine]:
    """What `access_standing` must be, made anew from what it rests on: the lead team, and helpers of our own. Three
    queries.
    """
    family = Family.objects.visible_to(user).get(pk=family_id)
    team = Principal.objects.get(team_id=family.lead_team_id)
    rows = Helper.objects.visible_to(user).filter(family_id=family_id, user__isnull=False, during__contains=at)
    helping = {
        AccessLine(row.user.principal.pk, "full", "helper", row.pk)
        for row in rows.filter(role__in=HELPS_IN_FULL).select_related("user__principal")
        if row.user is not None
    }
    return frozenset({AccessLine(team.pk, "full", "lead_team", family.lead_team_id)} | helping)
