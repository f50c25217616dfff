"""Who may assess, and whether there may be an assessment: only with the family's agreement, or for a recorded reason
(S9; 002:2679).
"""

from uuid import UUID

from alongside.access.models import User
from alongside.agreements import queries as agreements
from alongside.people import permissions as people


def require(by: User, family_id: int) -> None:
    """Raises NotAllowed unless the person records help and this transaction holds the family at the team's level."""
    people.require(by, family_id)


def family_agrees(user: User, family_id: int, involvement_id: UUID) -> bool:
    """Whether the family agreed to work with us, so that an assessment needs no other reason. Three queries."""
    return agreements.has_agreement(family_id, user, involvement_id)
