"""Nothing protected reaches a reader who does not know it: whatever is recorded, corrected, opened, kept no longer."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

from alongside.access.models import User
from alongside.kit.refusals import Unacceptable
from alongside.kit.words import capital, listed
from alongside.people import queries as people
from alongside.people.queries import Kept
from alongside.timeline.kinds import all_kinds, kind_of
from alongside.timeline.models import Entry
from alongside.timeline.queries.apart import ForReaders, who_reads
from alongside.timeline.queries.readers import (
    answers_of,
    protected_standing,
    protected_told,
    stored,
    strands_about,
    to_be_read,
)
from alongside.timeline.rules import NewEntry


def refuse_recording(by: User, rows: Sequence[Entry], entries: Sequence[NewEntry], at: datetime) -> None:
    """Raises Unacceptable when a new entry tells what is protected to somebody who does not know it, with each answer
    that does.
    """
    those = [to_be_read(row, new) for row, new in zip(rows, entries, strict=True)]
    held = _told(by, rows, those, at)
    if held:
        holding = [new for one, new in zip(those, entries, strict=True) if _told(by, rows, [one], at)]
        told = [(words, _told(by, rows, [replace(one, facts="", typed=words)], at))
                for one, new in zip(those, entries, strict=True) for words in answers_of(new)]  # fmt: skip
        marked = {words: _leave_out(holding, whats) for words, whats in told if whats}
        raise Unacceptable("", capital(_leave_out(holding, held)), marked)


def _told(by: User, rows: Sequence[Entry], those: Sequence[ForReaders], at: datetime) -> list[str]:
    return protected_told(rows[0].family_id, by, those, at) if rows else []


def _leave_out(holding: Sequence[NewEntry], held: Sequence[str]) -> str:
    """What to do about the entries that hold it, inside a sentence. Whoever reads what is recorded with another
    is chosen with that one; and who reads what is put right, where it stands.
    """
    chosen = any(new.supersedes_id or kind_of(new.kind).readers_are_chosen for new in holding)
    or_ours = ", or let only our own staff read it" if chosen else ""
    return f"leave out what is protected{or_ours}: {listed(held)}"


def refuse_opening(by: User, restated: Sequence[Entry], at: datetime) -> None:
    """Raises Unacceptable when something tells what is protected to those who may now read it."""
    new = restated[0]
    held = protected_standing(people.family(by, new.family_id), by, restated, at)
    if held:
        kind = all_kinds().get(new.kind)
        do = kind.holds_protected if kind else "Leave it to our own staff"
        raise Unacceptable("audience", f"{'. '.join(held)}. {do}")


def refuse_keeping_no_longer(by: User, family_id: int, ended: Kept, at: datetime) -> None:
    """Raises Unacceptable when somebody who must be kept away would read what was kept from them, or when what is
    protected would be read by somebody who does not know it. What is kept besides counts.
    """
    strands = ended.strands if ended.subject_id is None else strands_about(family_id, by, ended.subject_id)
    those, person = stored(family_id, by, strands), ended.from_person_id
    away = people.kept_away(people.family(by, family_id)).get(str(person))
    if away is not None and who_reads(family_id, by, [person], those, at):
        name = people.names_of(family_id, by).get(person, "Somebody")
        raise Unacceptable(
            "", f"{name} must be kept away: {away.rstrip('.')}. Leave it kept from them while that stands"
        )
    held = protected_told(family_id, by, those, at)
    if held:
        raise Unacceptable(
            "", f"It holds what is protected: {listed(held)}. Leave it kept, or let only our own staff read it first"
        )
