"""An entry as it is told on the own page of a parent or child: in words for them, composed from its facts."""

from collections.abc import Collection
from dataclasses import dataclass

from alongside.timeline.kinds import all_kinds
from alongside.timeline.queries.entries import EntryLine
from alongside.timeline.rules import OwnWords, Reader


@dataclass(frozen=True, slots=True)
class OwnTold:
    """`title` and `sentence` to the reader; `headings`: above each of its texts, in their order."""

    title: str
    sentence: str
    headings: tuple[str, ...]


def own_told(line: EntryLine, *, names: Collection[str], writer: str) -> OwnTold:
    """That entry, told to whom its facts call by one of these names. `writer`: how whoever wrote it is called."""
    kind = all_kinds().get(line.entry.kind)
    words = kind.own_words if kind else OwnWords(line.title)
    facts, reader = line.entry.facts, Reader(frozenset(names))
    return OwnTold(
        words.title,
        words.sentence(facts, reader) if words.sentence else line.entry.sentence,
        tuple(words.heading(text.part, writer) for text in line.texts),
    )
