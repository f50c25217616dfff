"""What an assessment says of facts about people is what the record knows from then on."""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from alongside.access.models import User
from alongside.assessments.queries import Held
from alongside.assessments.rules import Filled, contact_facts
from alongside.pathway import actions as pathway
from alongside.people import queries as people


def keep_known(by: User, deed_id: UUID, where: Held, filled: Sequence[Filled], at: datetime) -> None:
    """Record each fact that was answered differently from what is known. Raises Unacceptable for a wrong value."""
    told = contact_facts(where.questions, filled)
    if not told:
        return
    known = {(line.person_id, line.kind, line.value) for line in people.facts_of(where.family.pk, by)}
    for person_id, kind, value in told:
        if (person_id, kind, value.strip()) not in known:
            pathway.record_fact(
                by=by, family_id=where.family.pk, deed_id=deed_id, person_id=person_id, kind=kind, value=value, at=at
            )
