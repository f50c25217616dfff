"""Seeing a family without a basis, for a reason of the moment, and what is found of it afterwards."""

from datetime import datetime

from django.db import connection, transaction

from alongside.access.models import User
from alongside.access.permissions import Permission, user_may
from alongside.kit.ids import uuid7
from alongside.kit.refusals import NotAllowed, Unacceptable
from alongside.kit.words import says_something
from alongside.people.actions._rows import short_enough, until_moment
from alongside.people.models import BrokenGlass, FamilyAccess
from alongside.people.permissions import require
from alongside.people.rules.glass import REASONS

_BREAK = "SELECT break_glass(%s, %s, %s, %s, %s, %s, %s, %s)"


@transaction.atomic
def break_glass(*, by: User, family_id: int, reason: str, what_for: str, writes: bool, at: datetime) -> None:
    """From their next request on, and for four hours at most, they see that one family as whoever helps it does: to
    read, or `writes` as well. Whoever leads the help and the manager are told on their first page.

    Only where they asked within the last half hour for somebody of it by name and birth, or by a number. Raises
    NotAllowed, for whoever is kept out of it and for a restricted family too; Unacceptable.
    """
    if not user_may(by, Permission.RECORD_HELP):
        raise NotAllowed
    if reason not in REASONS:
        raise Unacceptable("reason", "Choose why it cannot wait.")
    what_for = short_enough("what_for", what_for, 1000)
    if not says_something(what_for):
        raise Unacceptable("what_for", "Say what you have to see, and for whom.")
    with connection.cursor() as cursor:
        cursor.execute(_BREAK, [by.pk, at, family_id, uuid7(), uuid7(), reason, what_for, writes])
        if not cursor.fetchone()[0]:
            raise NotAllowed


@transaction.atomic
def end_glass(*, by: User, glass: BrokenGlass, at: datetime) -> None:
    """Whoever broke it needs it no longer: it ends now. Raises NotAllowed."""
    if glass.user_id != by.pk:
        raise NotAllowed
    open_still = {"family_id": glass.family_id, "during__contains": at}
    BrokenGlass.objects.filter(pk=glass.pk, **open_still).update(during=until_moment(at))
    FamilyAccess.objects.filter(basis_id=glass.pk, **open_still).update(during=until_moment(at))


@transaction.atomic
def review_glass(*, by: User, glass: BrokenGlass, justified: bool, found: str, at: datetime) -> None:
    """A manager who did not break it says whether it was right, and what they found. Raises NotAllowed; Unacceptable,
    also when somebody said so already.
    """
    require(by, glass.family_id, Permission.OVERSEE_TEAM)
    if glass.user_id == by.pk:
        raise NotAllowed
    found = short_enough("found", found, 1000)
    if not says_something(found):
        raise Unacceptable("found", "Say what you found, and what happens next.")
    said = {"reviewed_by": by, "reviewed_at": at, "justified": justified, "found": found}
    if not BrokenGlass.objects.filter(pk=glass.pk, reviewed_at=None).update(**said):
        raise Unacceptable("", "Somebody has looked at this already.")
