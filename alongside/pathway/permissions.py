"""Who may do what along the pathway. Which family is settled by the scope and the row policies."""

from alongside.access.models import User
from alongside.access.permissions import Permission, is_from_outside, user_may
from alongside.kit.refusals import NotAllowed

__all__ = ["Permission", "is_from_outside", "require", "user_may"]


def require(by: User, permission: Permission) -> None:
    """Nothing, or NotAllowed for a person whose role does not hold the permission."""
    if not user_may(by, permission):
        raise NotAllowed
