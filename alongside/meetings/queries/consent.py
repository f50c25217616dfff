"""About whom each helper from another agency may hear, as consent and decisions to share stand."""

from collections.abc import Mapping
from datetime import datetime
from uuid import UUID

from alongside.access.models import User
from alongside.agreements import queries as agreements


def covered(family_id: int, user: User, at: datetime) -> Mapping[UUID, frozenset[UUID]]:
    """By helper, the people about whom they may read at that moment: those whom a live consent to them or to their
    agency covers, or a decision to share with them without one. The service's own staff are left out.
    """
    found = agreements.consents(family_id, user, at)
    return {line.helper.pk: agreements.known_about(found, agreements.meant_by(line), at) for line in found.helpers}
