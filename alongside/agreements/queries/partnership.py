"""Partnership agreements as they stand."""

from collections.abc import Sequence
from uuid import UUID

from alongside.access.models import User
from alongside.agreements.rules import agreement as rules
from alongside.timeline import queries as timeline
from alongside.timeline.queries import ToldLine


def has_agreement(family_id: int, user: User, involvement_id: UUID) -> bool:
    """Whether somebody of the family said yes to an agreement that counts, in this involvement. Two queries."""
    told = timeline.told(family_id, user, [rules.AGREED], involvement_id=involvement_id)
    return rules.stands(versions_of(told))


def versions_of(told: Sequence[ToldLine]) -> list[rules.Version]:
    """Each recorded agreement, as the rules weigh it."""
    return [
        rules.Version(
            line.entry.deed_id,
            rules.Agreement.from_content(line.content).revises,
            len(line.facts.get("yes", ())),
        )
        for line in told
    ]
