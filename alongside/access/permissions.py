"""The names other rooms use to say who may do what. The matrix itself is in `rules`."""

from alongside.access.models import User
from alongside.access.rules import ROLES, Permission, Role, may

__all__ = ["ROLES", "Permission", "Role", "user_may"]


def user_may(user: User, permission: Permission) -> bool:
    """Whether this person, in their role, may do this at all."""
    return permission is Permission.PUBLIC or (user.is_active and may(user.role, permission))
