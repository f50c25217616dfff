"""Bringing partners' access to what consents, decisions to share, and helpers say."""

from datetime import datetime

from django.db import transaction

from alongside.access.models import Principal, User
from alongside.agreements import permissions, queries
from alongside.agreements.rules.consent import Grant
from alongside.people import actions as people
from alongside.people import queries as known
from alongside.people.queries import PartnerAccess, wait_for_family


@transaction.atomic
def settle_access(*, by: User, family_id: int, at: datetime) -> int:
    """Open what consents and decisions to share open to the partners who help now, and close what nothing bears any
    more; from their next request on. Returns how many bases changed.

    To be called wherever a helper joins, responsibility for a child changes, or something said is retracted. Raises
    NotAllowed.
    """
    permissions.require(by, family_id)
    wait_for_family(family_id)
    found = queries.consents(family_id, by, at)
    wanted = set(queries.grants(found, at))
    open_now = {_as_grant(row): row for row in known.partner_access(family_id, by, after=at) if row.helper_id}
    for grant, row in open_now.items():
        if grant not in wanted:
            people.close_one_access(by=by, access=row.access, at=at)
    new = wanted - open_now.keys()
    helpers = {line.helper.pk: line.helper for line in found.helpers}
    for grant in sorted(new, key=lambda each: (each.deed_id, each.helper_id)):
        people.open_access(
            by=by, family_id=family_id, principal=Principal.objects.get(user_id=grant.user_id), level="partner",
            basis=grant.basis, basis_id=grant.deed_id, why="", at=at, covers=grant.covers, since=max(grant.since, at),
            until=grant.until, helper=helpers[grant.helper_id],
        )  # fmt: skip
    return len(new) + len(open_now.keys() - wanted)


def _as_grant(row: PartnerAccess) -> Grant:
    assert row.helper_id is not None
    assert row.basis_id is not None
    return Grant(row.helper_id, row.user_id, row.basis, row.basis_id, row.covers, row.since, row.until)
