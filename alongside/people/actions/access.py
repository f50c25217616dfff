"""Who may see a family and on what basis, what is kept from whom, and who signs in as whom."""

import uuid
from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import partial

from django.db import transaction

from alongside.access.models import Principal, User
from alongside.access.permissions import Permission, user_may
from alongside.kit.clock import london_day
from alongside.kit.refusals import NotAllowed, Unacceptable
from alongside.kit.words import says_something
from alongside.people.actions._rows import known_here, moments_from, runs_on_after, short_enough, stamp, until_moment
from alongside.people.models import (
    FamilyAccess,
    FamilyAccessCovers,
    Helper,
    KeptWith,
    PersonAccount,
    PersonFact,
    Withholding,
)
from alongside.people.permissions import may_help_in_full, require, require_bringer
from alongside.people.queries import family, kept_away
from alongside.people.rules import AS_RECORDED, KEEP_AWAY


@transaction.atomic
def open_access(
    *, by: User, family_id: int, principal: Principal, level: str, basis: str, basis_id: uuid.UUID | None, why: str,
    at: datetime, covers: Collection[uuid.UUID] = (), since: datetime | None = None, until: datetime | None = None,
    helper: Helper | None = None,
) -> FamilyAccess:  # fmt: skip
    """Let a principal see the family from now, or `since` a later moment, on a basis: `basis_id` is the row it rests
    on. Level "full" or "partner".

    `full` is for the service's own staff. A partner sees what concerns the people it `covers` and nobody else, until
    that moment at the latest and no longer than they are this helper. What somebody may see is the union of their live
    bases, resolved at the start of their next request. Raises NotAllowed, Unacceptable.
    """
    require_bringer(by, family_id)
    if level == FamilyAccess.Level.FULL and (covers or (principal.user and not may_help_in_full(principal.user))):
        raise NotAllowed
    known_here(family_id, *covers)
    access = FamilyAccess(
        principal=principal, level=FamilyAccess.Level(level).value, basis=basis, basis_id=basis_id, helper=helper,
        why=short_enough("why", why, 500), during=moments_from(since or at, until), **stamp(by, family_id, at),
    )  # fmt: skip
    access.save(force_insert=True)
    FamilyAccessCovers.objects.bulk_create(
        FamilyAccessCovers(family_access=access, person_id=person, **stamp(by, family_id, at))
        for person in sorted(covers)
    )
    return access


@transaction.atomic
def close_one_access(*, by: User, access: FamilyAccess, at: datetime) -> None:
    """End that one basis, at the next request of whoever had it. Raises NotAllowed."""
    require(by, access.family_id)
    FamilyAccess.objects.filter(runs_on_after(at), pk=access.pk).update(during=until_moment(at))


@transaction.atomic
def close_access_of_helper(*, by: User, helper: Helper, at: datetime) -> int:
    """End all that rests on their being this helper, from that moment on. Returns how many. Raises NotAllowed."""
    require(by, helper.family_id)
    resting = FamilyAccess.objects.filter(runs_on_after(at), family_id=helper.family_id, helper=helper)
    return int(resting.update(during=until_moment(at)))


@transaction.atomic
def close_access(*, by: User, family_id: int, basis: str, basis_id: uuid.UUID | None, at: datetime) -> int:
    """End the access that rests on that row, at the next request of those who had it. Returns how many. Raises
    NotAllowed.
    """
    require(by, family_id)
    resting = FamilyAccess.objects.filter(runs_on_after(at), family_id=family_id, basis=basis, basis_id=basis_id)
    return int(resting.update(during=until_moment(at)))


@transaction.atomic
def withhold(
    *, by: User, family_id: int, from_person_id: uuid.UUID, why: str, at: datetime, strand_id: uuid.UUID | None = None,
    fact_id: uuid.UUID | None = None, subject_id: uuid.UUID | None = None, partners_may_read: bool = False,
) -> Withholding:  # fmt: skip
    """Keep one strand, one fact with all its versions, or everything about one person from somebody, with the reason;
    and from partners, unless `partners_may_read`.

    Raises NotAllowed, Unacceptable; ValueError unless exactly one thing is named.
    """
    require(by, family_id, Permission.WITHHOLD)
    if [strand_id, fact_id, subject_id].count(None) != 2:
        raise ValueError("name one strand, one fact or one subject")
    why = short_enough("why", why, 1000)
    if not says_something(why):
        raise Unacceptable("why", "Say why this is kept from them.")
    known_here(family_id, from_person_id, *([subject_id] if subject_id else []))
    if fact_id and not PersonFact.objects.filter(family_id=family_id, fact_id=fact_id).exists():
        raise Unacceptable("fact", "Choose a fact of this family.")
    withholding = Withholding(
        strand_id=strand_id, fact_id=fact_id, subject_id=subject_id, from_person_id=from_person_id, why=why,
        partners_may_read=partners_may_read, during=moments_from(at), **stamp(by, family_id, at),
    )  # fmt: skip
    withholding.save(force_insert=True)
    return withholding


@transaction.atomic
def end_kept_as_kept_away(
    *, by: User, family_id: int, person_id: uuid.UUID, but_not: Collection[uuid.UUID], at: datetime
) -> None:
    """That somebody must be kept away was never true, and nothing else says so: nothing is kept from them for that any
    longer, `but_not` these withholdings. What anybody kept from them for a reason of their own stays so. Raises
    NotAllowed.
    """
    require(by, family_id)
    if str(person_id) not in kept_away(family(by, family_id)):
        kept = Withholding.objects.filter(family_id=family_id, from_person_id=person_id, why=AS_RECORDED)
        still = kept.filter(during__upper_inf=True).exclude(pk__in=but_not)
        rightly = _rightly_kept_away(family_id, person_id)
        ends = [each.pk for each in still if not any(stood(each.during.lower) for stood in rightly)]
        still.filter(pk__in=ends).update(during=until_moment(at))


def _rightly_kept_away(family_id: int, person_id: uuid.UUID) -> list[Callable[[datetime], bool]]:
    """For each time it was recorded of somebody, and never said to be wrong, that they must be kept away: whether that
    stood at some moment from another on. What was kept then was kept for that too.
    """
    same = PersonFact.objects.filter(family_id=family_id, person_id=person_id, kind=KEEP_AWAY)
    rows = list(same.exclude(fact_id__in=same.filter(retracts=True).values("fact_id")))
    until = {row.supersedes_id: row.recorded_at for row in rows}
    return [partial(_stood_from, row, until.get(row.pk)) for row in rows if not row.during.isempty]


def _stood_from(version: PersonFact, until: datetime | None, moment: datetime) -> bool:
    still_true = version.during.upper is None or version.during.upper > london_day(moment)
    return still_true and (until is None or until > moment)


@transaction.atomic
def keep_strands_from(
    *, by: User, family_id: int, persons: Mapping[uuid.UUID, Collection[uuid.UUID]], why: str, at: datetime,
    partners_may_read: bool = False,
) -> list[Withholding]:  # fmt: skip
    """Keep each of these strands from these `persons`, whether or not they could read it today, and from partners
    unless they may read it. Whoever records help does so: they opened it to fewer than they might, or it follows from
    what was recorded of somebody. What is kept from them already stays so; what partners read of that, and may not, is
    kept once more. Two queries, whatever their number. Raises NotAllowed, Unacceptable.
    """
    require(by, family_id)
    known_here(family_id, *{person for those in persons.values() for person in those})
    why = short_enough("why", why, 1000)
    kept = Withholding.objects.filter(family_id=family_id, strand_id__in=persons, during__upper_inf=True)
    if not partners_may_read:
        kept = kept.filter(partners_may_read=False)
    settled = set(kept.values_list("strand_id", "from_person_id"))
    rows = [
        Withholding(
            strand_id=strand_id, from_person_id=person, why=why, partners_may_read=partners_may_read,
            during=moments_from(at), **stamp(by, family_id, at),
        )
        for strand_id, those in persons.items() for person in sorted(those) if (strand_id, person) not in settled
    ]  # fmt: skip
    return list(Withholding.objects.bulk_create(rows))


@dataclass(frozen=True, slots=True)
class Follows:
    """One strand is kept as another is: `strand_id` was made of `follows`, or takes its place `again`."""

    strand_id: uuid.UUID
    follows: uuid.UUID
    again: bool = False


@transaction.atomic
def keep_with(*, by: User, family_id: int, strands: Iterable[Follows], at: datetime) -> None:
    """What is kept of one strand is kept of what was made of it, from whenever it is kept and for as long. Said again,
    it stands as it is.
    """
    KeptWith.objects.bulk_create(
        [
            KeptWith(
                strand_id=each.strand_id, follows_strand_id=each.follows, again=each.again, **stamp(by, family_id, at)
            )
            for each in dict.fromkeys(strands)
            if each.strand_id != each.follows
        ],
        ignore_conflicts=True,
    )


@transaction.atomic
def stop_withholding(*, by: User, family_id: int, withholding_id: uuid.UUID, at: datetime) -> None:
    """From the next request on it is kept from them no longer; that it was stays on the record. Raises NotAllowed."""
    require(by, family_id, Permission.WITHHOLD)
    kept = Withholding.objects.visible_to(by).filter(pk=withholding_id, family_id=family_id)
    if not kept.exists():
        raise NotAllowed
    kept.filter(during__upper_inf=True).update(during=until_moment(at))


@transaction.atomic
def let_in_again(*, by: User, family_id: int, kept: Collection[uuid.UUID], at: datetime) -> None:
    """What was kept from somebody only because they must be kept away is kept no longer, by these withholdings: it was
    said why that is safe. Raises NotAllowed.
    """
    require(by, family_id)
    still = Withholding.objects.filter(family_id=family_id, why=AS_RECORDED, during__upper_inf=True)
    still.filter(pk__in=kept).update(during=until_moment(at))


@transaction.atomic
def link_account(*, by: User, family_id: int, person_id: uuid.UUID, user: User, at: datetime) -> PersonAccount:
    """This sign-in is this person of the family: a parent's or a child's account. Raises NotAllowed,
    Unacceptable("user").
    """
    require(by, family_id, Permission.LEAD_HELP)
    known_here(family_id, person_id)
    if not user_may(user, Permission.SEE_OWN_RECORD):
        raise Unacceptable("user", "Choose an account of a parent or a child.")
    linked = PersonAccount.objects.filter(family_id=family_id, during__upper_inf=True)
    if linked.filter(user=user).exists():
        raise Unacceptable("user", f"{user.name} signs in as somebody of this family already.")
    account = PersonAccount(person_id=person_id, user=user, during=moments_from(at), **stamp(by, family_id, at))
    account.save(force_insert=True)
    return account


@transaction.atomic
def unlink_account(*, by: User, account: PersonAccount, at: datetime) -> None:
    """The sign-in is this person no longer, from its next request on. Raises NotAllowed."""
    require(by, account.family_id, Permission.LEAD_HELP)
    PersonAccount.objects.filter(pk=account.pk, during__upper_inf=True).update(during=until_moment(at))
