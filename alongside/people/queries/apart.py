"""Whether somebody else sees a family."""

from datetime import datetime

from alongside.access import scope
from alongside.access.models import User


def sees_now(family_id: int, user: User, at: datetime) -> bool:
    """Whether that person sees the family at that moment as one who helps. What this transaction sees stays."""
    return scope.may_open(user, family_id, at=at) and user.role_meant.staff
