"""Who may record agreements and consent: whoever records help, for a family in scope; a manager looks at them."""

from alongside.access.models import User
from alongside.access.permissions import Permission
from alongside.people import permissions as people


def require(by: User, family_id: int, permission: Permission = Permission.RECORD_HELP) -> None:
    """Raises NotAllowed unless the person may do this and this transaction holds the family at the team's level."""
    people.require(by, family_id, permission)
