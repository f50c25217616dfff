"""Who records what an aid rests on: whoever records help, for a family in scope."""

from alongside.access.models import User
from alongside.access.permissions import Permission
from alongside.people import permissions as people


def require(by: User, family_id: int) -> None:
    """Raises NotAllowed unless the person records help and this transaction holds the family at the team's level."""
    people.require(by, family_id, Permission.RECORD_HELP)
