"""Who may do what to a family's rows: the role's permission, and a scope that holds the family at the team's level.

This is the first wall; the row policies ask the same question again beneath the application.
"""

from django.db import connection

from alongside.access.models import User
from alongside.access.permissions import Permission, user_may, user_may_write
from alongside.kit.refusals import NotAllowed

_HOLDS_FAMILY = """
SELECT COALESCE(%s = ANY (NULLIF(current_setting('app.team', true), '')::bigint[]), false)
   AND COALESCE(NULLIF(current_setting('app.user', true), '')::uuid = %s, true)
"""


def scope_holds(by: User, family_id: int) -> bool:
    """Whether this transaction was opened for this person, or for nobody, and holds the family at the team's level."""
    with connection.cursor() as cursor:
        cursor.execute(_HOLDS_FAMILY, [family_id, by.pk])
        return bool(cursor.fetchone()[0])


def may_write_family(by: User, family_id: int, permission: Permission = Permission.RECORD_HELP) -> bool:
    """Whether this person may write this kind of thing about this family now."""
    return user_may(by, permission) and scope_holds(by, family_id)


def may_bring_family(by: User, family_id: int) -> bool:
    """Whether this person may make a family and what is first known of it.

    Who refers from outside too, but their scope holds a family at the team's level only while the service acts as its
    own front door (`scope.acting_for`), because nobody gives full access to a referrer.
    """
    return user_may_write(by) and scope_holds(by, family_id)


def may_help_in_full(user: User) -> bool:
    """Whether this account is one of the service's own staff, for whom being a helper opens the family."""
    return user_may(user, Permission.RECORD_HELP)


def require(by: User, family_id: int, permission: Permission = Permission.RECORD_HELP) -> None:
    """Raises NotAllowed unless `may_write_family`."""
    if not may_write_family(by, family_id, permission):
        raise NotAllowed


def require_bringer(by: User, family_id: int) -> None:
    """Raises NotAllowed unless `may_bring_family`."""
    if not may_bring_family(by, family_id):
        raise NotAllowed
