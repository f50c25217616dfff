"""What an attached file leaves on the timeline: an entry of its own, so that it has its own readers. Pure.

It stands under the walls of every entry: only our own staff read it until somebody says otherwise of this file, it is
kept from somebody, retracted and corrected like whatever else was recorded.
"""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from alongside.kit.files import CheckedFile
from alongside.timeline.rules import EntryKind, Facts, Nature, NewEntry, NewText, OwnWords, Part, Reader


def new_attachment(kind: str, file: CheckedFile, there: Sequence[UUID], **more: str) -> NewEntry:
    """The entry of one file, about everybody who was there. `more`: further facts."""
    facts: dict[str, Any] = {"media_type": file.media_type, "what": file.kind, **more}
    about = [(person, Part.PRESENT) for person in there]
    return NewEntry(kind, Nature.PROCESS, facts, about, [NewText("note", file.name)], attached=file)


def attached_still(entry_id: UUID, facts: Facts, about: Sequence[tuple[UUID, Part]], kind: str, name: str) -> NewEntry:
    """The same, when what it was recorded with is put right: it keeps its file, its name and its readers."""
    return NewEntry(kind, Nature.PROCESS, dict(facts), about, [NewText("note", name)], supersedes_id=entry_id)


def attached_kind(key: str, **more: Any) -> EntryKind:
    """The kind of what a room attaches."""
    return EntryKind(
        key, frozenset({Nature.PROCESS}), attached_sentence, "Attached",
        headings={"note": "Called by who attached it"}, own=OwnWords("Kept with this", _own, {"note": "Its name"}),
        holds_protected="Leave it to our own staff, or attach one that does not hold it", **more,
    )  # fmt: skip


def attached_sentence(facts: Facts) -> str:
    """ "A picture was attached." """
    return f"A {facts['what']} was attached."


def _own(facts: Facts, _: Reader) -> str:
    return f"We kept this: a {facts['what']}."
