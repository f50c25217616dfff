"""The names other rooms use to say who may do what. The matrix itself is in `rules`."""

from alongside.access.models import User
from alongside.access.rules import ROLES, Permission, Relationship, Role, holds, may

__all__ = [
    "ROLES", "Permission", "Relationship", "Role", "is_from_outside", "user_may", "user_may_for", "user_may_write",
]  # fmt: skip


def user_may(user: User, permission: Permission) -> bool:
    """Whether this person, in their role, may do this at all."""
    return permission is Permission.PUBLIC or (user.is_active and may(user.role, permission))


def user_may_for(user: User, permission: Permission, to_family: Relationship) -> bool:
    """Whether this person, in their role and as they stand to one family, may do this for it."""
    return user.is_active and holds(user.role, permission, to_family)


def is_from_outside(user: User) -> bool:
    """Whether this person asks for help for families in their own name, and is not of the team that helps."""
    role = ROLES.get(user.role)
    return user.is_active and role is not None and role.from_outside


def user_may_write(user: User) -> bool:
    """Whether anything this person tells comes into a family's record: our own staff who record help, and who asks for
    help from outside, while the service receives it at its front door. Which family is settled by the scope.
    """
    return user_may(user, Permission.RECORD_HELP) or is_from_outside(user)
