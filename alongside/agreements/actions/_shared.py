"""What the writes of this room share: one at a time, who is meant, to which manager something goes."""

from datetime import datetime, timedelta
from uuid import UUID

from alongside.access import queries as access
from alongside.access.models import User
from alongside.agreements import queries
from alongside.agreements.queries import Consents
from alongside.agreements.rules.consent import NEW_AGENCY, Recipient
from alongside.kit.refusals import NotAllowed, Unacceptable
from alongside.people import actions as known
from alongside.people import queries as people

TO_LOOK_AT_WITHIN = timedelta(days=2)


def settled_recipient(by: User, found: Consents, to: Recipient, name: str) -> Recipient:
    """Who is meant: one of those around the family, or an agency that is new here. Raises NotAllowed, Unacceptable."""
    if to == NEW_AGENCY:
        try:
            return Recipient("agency", known.agency_named(by=by, name=name).pk)
        except Unacceptable as refusal:
            raise Unacceptable("agency", refusal.message) from refusal
    if to not in queries.recipients_of(found):
        raise NotAllowed
    return to


def manager_of(by: User, family_id: int, at: datetime) -> UUID | None:
    """A manager of the team that leads, to whom such things go; None when it has none."""
    team = people.family(by, family_id).lead_team
    managers = access.colleagues(team, roles=["manager"], at=at)
    return managers[0].pk if managers else None
