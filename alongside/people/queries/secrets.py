"""What is protected of a family, for whatever is written for others to read."""

from datetime import datetime
from uuid import UUID

from alongside.access.models import User
from alongside.kit.clock import london_day
from alongside.people.queries.facts import facts_of
from alongside.people.queries.families import names_of, people_of
from alongside.people.rules import KEEP_AWAY, Secret


def secrets_of(family_id: int, user: User, at: datetime) -> tuple[Secret, ...]:
    """What is protected of the family, that was and that is: facts, and the names of people who must not be found."""
    lines = people_of(family_id, user, london_day(at))
    household = frozenset(line.person_id for line in lines if line.in_household)
    names = names_of(family_id, user)

    def known_to(whose: UUID) -> frozenset[UUID]:
        return household if whose in household else frozenset({whose})

    facts = [fact for fact in facts_of(family_id, user, ended=True) if fact.protected]
    return (
        *(
            Secret(
                f"“{fact.label}” of {names.get(fact.person_id, 'somebody')}", fact.words,
                frozenset() if fact.kind == KEEP_AWAY else known_to(fact.person_id),
            )
            for fact in facts
        ),
        *(
            Secret("the name of somebody who must not be found", line.name, known_to(line.person_id))
            for line in lines
            if line.protected and " " in line.name
        ),
    )  # fmt: skip
