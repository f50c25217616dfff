"""Copies of what is written, that somebody asked for."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from alongside.access.models import User
from alongside.agreements.queries.asked import KINDS, CopyLine, copies_told
from alongside.agreements.queries.pages import Header, Person, header, persons
from alongside.agreements.queries.partnership import versions_of
from alongside.agreements.rules import agreement
from alongside.kit.clock import london_day
from alongside.kit.hooks import Panel, panels_on
from alongside.people import queries as people
from alongside.people.models import Family
from alongside.people.queries import AccountPerson
from alongside.timeline import queries as timeline

COPY_PANEL = "agreements/copy_panel.jinja"
"""How a room shows what of it can be printed for a copy: `to_print`, each a ToPrint."""


@dataclass(frozen=True, slots=True)
class ToPrint:
    """A page of a room that can be printed for a copy. `entries`: what it tells, or was made of; `to_read`: which of
    these, or what was opened of them, somebody must be able to read to be given the page as it is.
    """

    words: str
    address: str
    entries: tuple[UUID, ...]
    to_read: tuple[UUID, ...]


@dataclass(frozen=True, slots=True)
class CopiesPage:
    """The page on which a worker writes down that somebody asked for a copy. `lines`: what was asked before, last
    first.
    """

    header: Header
    persons: tuple[Person, ...]
    lines: tuple[CopyLine, ...]


@dataclass(frozen=True, slots=True)
class CopyPage:
    """One request opened. `words`: what they said, in their own words; `to_print`: what the rooms can print of it;
    `asker`: who asks; `away`: that they must be kept away; `not_theirs`: the entries that are not for
    them to read.
    """

    header: Header
    line: CopyLine
    words: str
    to_print: tuple[Panel, ...]
    asker: str
    away: bool
    not_theirs: frozenset[UUID]

    def holds_back(self, one: ToPrint) -> bool:
        """Whether something that stands on a page is kept from who asks, or was never theirs to read."""
        return bool(self.not_theirs.intersection(one.entries + one.to_read))


@dataclass(frozen=True, slots=True)
class OwnChoice:
    """About whom somebody may ask for a copy on their own page: themselves, or a child they are responsible for."""

    family_id: int
    by: UUID
    person_id: UUID
    name: str

    @property
    def key(self) -> str:
        """As the form sends it."""
        return f"{self.family_id}:{self.person_id}"


def asked_copies(family_id: int, user: User) -> list[CopyLine]:
    """Every copy that was asked for in this family. Three queries."""
    return copies_told(timeline.told(family_id, user, KINDS))


def copies_page(family: Family, user: User, at: datetime) -> CopiesPage:
    """Who may ask, and what was asked before."""
    offered = persons(family, user, london_day(at))
    return CopiesPage(header(family), tuple(offered), tuple(asked_copies(family.pk, user)))


def copy_page(family: Family, user: User, entry_id: UUID, at: datetime) -> CopyPage | None:
    """One request opened; None when there is none. One query of what is not for
    whoever asks to read.
    """
    line = next((each for each in asked_copies(family.pk, user) if each.entry_id == entry_id), None)
    if line is None:
        return None
    to_print = tuple(panels_on("copy", family_id=family.pk, user=user, at=at))
    pages = [one for panel in to_print for one in panel.values["to_print"]]
    return CopyPage(
        header(family), line, timeline.words_told([line.line], user).get(entry_id, {}).get("words", ""), to_print,
        people.names_of(family.pk, user)[line.by], str(line.by) in people.kept_away(family),
        timeline.not_for(
            family.pk, user, line.by, london_day(at), tells={entry for one in pages for entry in one.entries},
            to_read={entry for one in pages for entry in one.to_read},
        ),
    )  # fmt: skip


def agreements_standing(family_id: int, user: User) -> list[tuple[UUID, date, UUID]]:
    """Each agreement with the family that stands: its deed, its day, and its entry."""
    told = timeline.told(family_id, user, [agreement.AGREED])
    standing = {version.deed_id for version in agreement.current(versions_of(told))}
    return [(line.entry.deed_id, line.entry.happened_on, line.id) for line in told if line.entry.deed_id in standing]


def own_choices(user: User, at: datetime) -> tuple[OwnChoice, ...]:
    """Of this sign-in: themselves, then the children they are responsible for, in each of their families. Three
    queries.
    """
    names = people.names_in_scope(user)
    return tuple(
        OwnChoice(me.family_id, me.person_id, person, name)
        for me in people.persons_of_account(user, at)
        for person, name in [(me.person_id, "Me"), *_children(me, names)]
    )


def _children(me: AccountPerson, names: Mapping[tuple[int, UUID], str]) -> Iterable[tuple[UUID, str]]:
    """Whom a parent's scope holds beside themselves."""
    for (family_id, person), name in names.items():
        if family_id == me.family_id and person != me.person_id:
            yield person, name
