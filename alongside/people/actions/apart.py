"""Who is kept out of a family that they would see, and to whom alone a family is open. What they see it by is left as
it is: when it ends, exactly that is theirs again.
"""

from collections.abc import Collection
from datetime import date, datetime

from django.db import transaction

from alongside.access.models import User
from alongside.access.permissions import Permission
from alongside.kit.clock import london_day
from alongside.kit.refusals import NotAllowed, Unacceptable
from alongside.kit.words import says_something
from alongside.people.actions._rows import moments_from, runs_on_after, short_enough, stamp, until_moment
from alongside.people.models import Family, Helper, KeptOut, OpenTo
from alongside.people.models.apart import TIES
from alongside.people.permissions import require
from alongside.people.queries.apart import sees_now


@transaction.atomic
def keep_out(*, by: User, family_id: int, user: User, tie: str, at: datetime) -> KeptOut:
    """Somebody is a relative of the family or known to it: they see nothing of it from their next request on, whatever
    would let them. Any of the staff who see the family say so, of themselves too. Raises NotAllowed; Unacceptable, also
    while they are its key worker.
    """
    require(by, family_id)
    if tie not in TIES:
        raise Unacceptable("tie", "Choose how they are tied to the family.")
    leads = Helper.objects.filter(
        family_id=family_id, user=user, role__in=("key_worker", "follow_up"), during__contains=at
    )
    if leads.exists():
        raise Unacceptable("user", f"{user.name} leads the help. A manager names somebody else first.")
    if KeptOut.objects.filter(runs_on_after(at), family_id=family_id, user=user).exists():
        raise Unacceptable("user", f"{user.name} is kept out of this family already.")
    kept = KeptOut(user=user, tie=tie, during=moments_from(at), **stamp(by, family_id, at))
    kept.save(force_insert=True)
    return kept


@transaction.atomic
def let_back(*, by: User, kept: KeptOut, why: str, at: datetime) -> None:
    """A manager says why they are kept out no longer. Whatever lets them see the family does so again. Raises
    NotAllowed, Unacceptable.
    """
    require(by, kept.family_id, Permission.ALLOCATE)
    KeptOut.objects.filter(runs_on_after(at), pk=kept.pk).update(during=until_moment(at), ended_why=_reason(why))


@transaction.atomic
def restrict(*, by: User, family_id: int, users: Collection[User], why: str, look_again_on: date, at: datetime) -> None:
    """From the next request on only these see the family, of those who see it now; whoever was named before and is not
    now, no more. A manager says why and when to look again, and at least one manager is named. A parent or child goes
    on reading their own page. Raises NotAllowed, Unacceptable.
    """
    require(by, family_id, Permission.ALLOCATE)
    why = _reason(why)
    if look_again_on <= london_day(at):
        raise Unacceptable("look_again_on", "Give a day after today on which to look at this again.")
    blind = [user.name for user in users if not sees_now(family_id, user, at)]
    if blind:
        raise Unacceptable("users", f"{blind[0]} does not see this family. Name only people who do.")
    if not any(user.role == "manager" for user in users):
        raise Unacceptable("users", "Name at least one manager.")
    _end_naming(family_id, why, at)
    OpenTo.objects.bulk_create(
        OpenTo(user=user, why=why, look_again_on=look_again_on, during=moments_from(at), **stamp(by, family_id, at))
        for user in sorted(set(users), key=lambda each: each.pk)
    )
    Family.objects.filter(pk=family_id).update(restricted=True)


@transaction.atomic
def lift_restriction(*, by: User, family_id: int, why: str, at: datetime) -> None:
    """Everybody sees the family again who saw it before, unless what they saw it by ended meanwhile. Raises NotAllowed,
    Unacceptable.
    """
    require(by, family_id, Permission.ALLOCATE)
    if not Family.objects.filter(pk=family_id, restricted=True).exists():
        raise NotAllowed
    _end_naming(family_id, _reason(why), at)
    Family.objects.filter(pk=family_id).update(restricted=False)


def _end_naming(family_id: int, why: str, at: datetime) -> None:
    OpenTo.objects.filter(runs_on_after(at), family_id=family_id).update(during=until_moment(at), ended_why=why)


def _reason(why: str) -> str:
    why = short_enough("why", why, 500)
    if not says_something(why):
        raise Unacceptable("why", "Say why.")
    return why
