"""What deeds told, as the rooms above the timeline read their own entries again."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any
from uuid import UUID

from django.db.models import OuterRef, Subquery

from alongside.access.models import User
from alongside.kit import hooks, reads
from alongside.kit.reads import once
from alongside.timeline.models import Entry, EntryAbout, EntryContent, EntryText, FirstStrand


@dataclass(frozen=True, slots=True)
class ToldLine:
    """One live entry with the content its room gave it ({} when it has none) and who is in it, as (person, part).

    `first_strand`: the strand in which it was first recorded, before any change of who may read it.
    """

    entry: Entry
    content: Mapping[str, Any]
    about: tuple[tuple[UUID, str], ...]
    first_strand: UUID | None = None

    @property
    def id(self) -> UUID:
        return self.entry.pk

    @property
    def facts(self) -> Mapping[str, Any]:
        return dict(self.entry.facts)

    @property
    def by_name(self) -> str:
        return str(self.entry.recorded_by)

    def persons(self, *parts: str) -> list[UUID]:
        """Who had one of these parts; anybody in it without parts."""
        return [person for person, part in self.about if not parts or part in parts]


def told(
    family_id: int,
    user: User,
    kinds: Collection[str],
    *,
    involvement_id: UUID | None = None,
    limit: int | None = None,
    with_about: bool = True,
) -> list[ToldLine]:
    """Live entries of these kinds, those that happened last first. Two queries, whatever there is; one for a page
    that does not ask who is in them.
    """
    together = reads.kept((family_id, user))
    if together is not None and together.kinds.issuperset(kinds):
        lines = together.of(kinds, involvement_id)[:limit]
        if not lines or not with_about or together.with_about:
            return lines
        together = replace(together, lines=_knowing_whom(together.lines, user), with_about=True)
        reads.keep((family_id, user), together)
        return together.of(kinds, involvement_id)[:limit]
    return _told(family_id, user, frozenset(kinds), involvement_id=involvement_id, limit=limit, with_about=with_about)


def read_together(page: str, family_id: int, user: User, *, with_words: bool = False) -> None:
    """Read at one go what many rooms tell of a family on one page: `told` gives it from there, until the page writes,
    and `words_told` its long texts, where most of them are read.

    A room names the kinds in its hooks: `told_on = {"close": kinds}`. Two queries, instead of two for each room;
    three with the texts.
    """
    if reads.on_one_page():
        kinds = frozenset(kind for _, declared in hooks.answers("told_on") for kind in declared.get(page, ()))
        lines = _told(family_id, user, kinds, involvement_id=None, limit=None, with_about=False)
        words = words_told(lines, user) if with_words else {}
        reads.keep((family_id, user), _Together(kinds, tuple(lines), words))


@dataclass(frozen=True, slots=True)
class _Together:
    """All live entries of these kinds, in the order of `told`, and their long texts where they were read."""

    kinds: frozenset[str]
    lines: tuple[ToldLine, ...]
    words: dict[UUID, dict[str, str]]
    with_about: bool = False

    def of(self, kinds: Collection[str], involvement_id: UUID | None) -> list[ToldLine]:
        return [
            line
            for line in self.lines
            if line.entry.kind in kinds and involvement_id in (None, line.entry.involvement_id)
        ]


def words_told(lines: Sequence[ToldLine], user: User) -> dict[UUID, dict[str, str]]:
    """The long texts of these entries, each by its part ("note", "reason", "words" …). One query, or none."""
    together = reads.kept((lines[0].entry.family_id, user)) if lines else None
    if together is not None and together.words.keys() >= {line.id for line in lines}:
        return {line.id: together.words[line.id] for line in lines}
    return _words(tuple(line.id for line in lines), user) if lines else {}


def texts_by_part(entry_ids: Collection[UUID], user: User) -> dict[UUID, dict[str, str]]:
    """The same for entries known by their ids alone. One query, or none."""
    return _words(tuple(entry_ids), user) if entry_ids else {}


@once
def _told(
    family_id: int,
    user: User,
    kinds: frozenset[str],
    *,
    involvement_id: UUID | None,
    limit: int | None,
    with_about: bool,
) -> list[ToldLine]:
    live = Entry.objects.visible_to(user).live().filter(family_id=family_id, kind__in=kinds)
    if involvement_id is not None:
        live = live.filter(involvement_id=involvement_id)
    content = EntryContent.objects.visible_to(user).filter(entry_id=OuterRef("pk")).values("content")
    told_now = live.select_related("recorded_by").annotate(
        content=Subquery(content), first_strand=FirstStrand("strand_id")
    )
    rows = list(told_now.order_by("-happened_on", "-recorded_at", "-id")[:limit])
    lines = tuple(ToldLine(row, row.content or {}, (), row.first_strand) for row in rows)
    return list(_knowing_whom(lines, user) if with_about else lines)


def _knowing_whom(lines: tuple[ToldLine, ...], user: User) -> tuple[ToldLine, ...]:
    about = _about([line.id for line in lines], user) if lines else {}
    return tuple(replace(line, about=tuple(about.get(line.id, ()))) for line in lines)


def _about(entry_ids: Collection[UUID], user: User) -> dict[UUID, list[tuple[UUID, str]]]:
    found: dict[UUID, list[tuple[UUID, str]]] = {}
    persons = EntryAbout.objects.visible_to(user).filter(entry_id__in=entry_ids).order_by("id")
    for entry_id, person_id, part in persons.values_list("entry_id", "person_id", "part"):
        found.setdefault(entry_id, []).append((person_id, part))
    return found


@once
def _words(entry_ids: tuple[UUID, ...], user: User) -> dict[UUID, dict[str, str]]:
    found: dict[UUID, dict[str, str]] = {entry_id: {} for entry_id in entry_ids}
    texts = EntryText.objects.visible_to(user).filter(entry_id__in=entry_ids).order_by("id")
    for entry_id, part, body in texts.values_list("entry_id", "part", "body"):
        found[entry_id].setdefault(part, body)
    return found
