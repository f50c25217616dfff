"""About whom each helper from another agency may hear, as consent and decisions to share stand."""

from collections.abc import Mapping
from datetime import datetime
from uuid import UUID

from alongside.access.models import User
from alongside.agreements import queries as agreements
from alongside.agreements.queries import Consents
from alongside.agreements.rules import consent as rules
from alongside.people.queries import HelperLine


def covered(family_id: int, user: User, at: datetime) -> Mapping[UUID, frozenset[UUID]]:
    """By helper, the people about whom they may read at that moment: those whom a live consent to them or to their
    agency covers, or a decision to share with them without one. The service's own staff are left out.
    """
    found = agreements.consents(family_id, user, at)
    return {line.helper.pk: _covered(found, line, at) for line in found.helpers}


def _covered(found: Consents, line: HelperLine, at: datetime) -> frozenset[UUID]:
    meant = _meant(line)
    keys = {to.key for to in meant}
    shared = [sharing.about for sharing in agreements.shared_now(found, at).values() if sharing.to in keys]
    return rules.covered(found.record, meant, at).union(*shared)


def _meant(line: HelperLine) -> set[rules.Recipient]:
    """All that a yes may have named when it meant this helper."""
    helper = line.helper
    named = (("agency", helper.agency_id), ("user", helper.user_id), ("professional", helper.professional_id))
    return {rules.Recipient(kind, pk) for kind, pk in named if pk is not None}
