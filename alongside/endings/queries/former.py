"""What letters ask for once the key worker changed, and what they ask for no longer."""

from collections.abc import Sequence
from uuid import UUID

from alongside.access.models import User
from alongside.endings import rules
from alongside.endings.queries.ending import involvement_of
from alongside.timeline import queries as timeline
from alongside.timeline.queries import ToldLine
from alongside.timeline.rules import InTheirName


def letters_name_former(*, family_id: int, user: User, worker: User) -> list[InTheirName]:
    """The last letter to each person of the work now, where it names this worker. Raises NotAllowed."""
    involvement = involvement_of(family_id, user)
    letters = last_to_each(timeline.told(family_id, user, [rules.LETTER_GIVEN], involvement_id=involvement.pk))
    bodies = timeline.words_told(letters, user) if letters else {}
    return [
        rules.in_their_name(line.facts["name"], worker.name, letter=line.entry.strand_id, stands=line.id)
        for line in letters
        if rules.names_worker(bodies.get(line.id, {}).get("note", ""), worker.name, worker.telephone)
    ]


def needless(family_id: int, user: User, leads: UUID | None = None) -> list[UUID]:
    """What asks to write again although that was done, the letter was taken back, the work has ended, or it names
    whoever `leads` the help now.
    """
    told = timeline.told(family_id, user, [rules.LETTER_GIVEN, rules.LETTER_FORMER])
    asked = [line for line in told if line.entry.kind == rules.LETTER_FORMER]
    if not asked:
        return []
    over = timeline.work_is_over(family_id, user)
    stand = {str(line.entry.strand_id) for line in last_to_each([line for line in told if line not in asked])}
    return [
        line.id
        for line in asked
        if over or line.facts["letter"] not in stand or line.facts.get("worker_id") == str(leads)
    ]


def last_to_each(letters: Sequence[ToldLine]) -> list[ToldLine]:
    """Of these, those that happened last first, the last to each person."""
    found: dict[tuple[UUID, ...], ToldLine] = {}
    for line in letters:
        found.setdefault(tuple(line.persons()), line)
    return list(found.values())
