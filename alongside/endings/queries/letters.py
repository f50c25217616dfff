"""A letter as it went out, to read and to print."""

from dataclasses import dataclass
from uuid import UUID

from alongside.access.models import User
from alongside.endings import rules
from alongside.people.models import Family
from alongside.timeline import queries as timeline
from alongside.timeline.queries import ToldLine


@dataclass(frozen=True, slots=True)
class LetterPage:
    """One letter: the entry that tells of it, and its words."""

    family: Family
    line: ToldLine
    body: str


def letter_page(family: Family, user: User, entry_id: UUID) -> LetterPage | None:
    """A letter by its entry, or by one whose place that took; None when there is none to see."""
    lines = timeline.told(family.pk, user, [rules.LETTER_GIVEN])
    line = next((line for line in lines if line.id == entry_id), None)
    if line is None and lines:
        deed_id = timeline.deed_now(user, family.pk, entry_id, rules.LETTER_GIVEN)
        line = next((line for line in lines if line.entry.deed_id == deed_id), None)
    if line is None:
        return None
    return LetterPage(family, line, timeline.words_told([line], user).get(line.id, {}).get("note", ""))
