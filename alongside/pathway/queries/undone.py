"""What was recorded of a family's people and helpers, and did not happen."""

import uuid
from dataclasses import dataclass
from datetime import datetime

from alongside.access.models import User
from alongside.pathway.rules import FACT_RECORDED, ON_ROWS, ROW
from alongside.people import queries as people
from alongside.people.queries import FactLine
from alongside.timeline import queries as timeline


@dataclass(frozen=True, slots=True)
class FactUndone:
    """A fact that was recorded wrongly. `newest`: the version to go on from. `stands`: the version that holds again,
    None when the fact was never true. `ended`: facts that it had ended, each as it now is and as it was before.
    """

    newest: FactLine
    stands: FactLine | None
    ended: tuple[tuple[FactLine, FactLine], ...]


def rows_taken_back(user: User, family_id: int, at: datetime) -> list[tuple[str, uuid.UUID]]:
    """(kind of entry, row) of what was said at that moment not to have happened, and nothing else says. Two queries."""
    gone = timeline.taken_back(family_id, user, ON_ROWS, at)
    stand = {line.facts.get(ROW) for line in timeline.told(family_id, user, {row.kind for row in gone})}
    named = {(row.kind, row.facts[ROW]) for row in gone if row.facts.get(ROW) and row.facts[ROW] not in stand}
    return [(kind, uuid.UUID(row)) for kind, row in sorted(named)]


def fact_undone(user: User, family_id: int, row_id: uuid.UUID) -> FactUndone | None:
    """What is to be undone of the fact recorded as that row; None when it stands on something that was said of it
    since, or is gone already.
    """
    versions = people.versions_of_fact(family_id, user, row_id)
    place = next((number for number, line in enumerate(versions) if line.fact.pk == row_id), None)
    if place is None or versions[-1].fact.retracts:
        return None
    said = {entry.facts.get(ROW) for entry in timeline.ever_told(family_id, user, [FACT_RECORDED])}
    stand = {line.facts.get(ROW) for line in timeline.told(family_id, user, [FACT_RECORDED])}
    wrong = versions[place]
    for later in versions[place + 1 :]:
        row = str(later.fact.pk)
        # What other rooms say of a fact leaves no entry of this kind; a version with the same value only ends this one.
        if row in stand or (row not in said and later.value != wrong.value):
            return None
    before = [line for line in versions[:place] if str(line.fact.pk) not in said - stand]
    if before:
        return FactUndone(versions[-1], before[-1], ())
    ended = people.ended_with(family_id, user, versions[0].fact)
    pairs = ((line, people.version_before(family_id, user, line.fact)) for line in ended)
    return FactUndone(versions[-1], None, tuple((now, was) for now, was in pairs if was is not None))
