"""The state of a family's assessment: what was answered, by whom, in which version, and who agrees.

A version is complete when it is said to be; it is never closed, and what is answered afterwards belongs to the next
(002:3061, 3183). Within a version an answer is put right; over versions each is kept. Pure, over what was told.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from alongside.assessments.rules.filled import Filled, SetRef

type Key = tuple[str, UUID | None]
"""A section, and of whom it was asked."""


@dataclass(frozen=True, slots=True)
class Said:
    """Who wrote an entry, when it happened and when it was written."""

    entry_id: UUID
    by: str
    on: date
    at: datetime


@dataclass(frozen=True, slots=True)
class Started:
    """The beginning. `agreed`: whether the family had agreed to it."""

    said: Said
    agreed: bool


@dataclass(frozen=True, slots=True)
class Answered:
    """One section answered in one version, with the version of the set of questions it answers."""

    said: Said
    version: int
    ref: SetRef
    filled: Filled

    @property
    def key(self) -> Key:
        return self.filled.section, self.filled.person_id


@dataclass(frozen=True, slots=True)
class Viewed:
    """How somebody sees a section differently. `person_id`: whose view, None for an agency; `about`: of whom."""

    said: Said
    version: int
    section: str
    whose: str
    words: str
    person_id: UUID | None = None
    about: UUID | None = None


@dataclass(frozen=True, slots=True)
class Agreement:
    """What one person or agency said of a version. `answer`: yes, no or could_not."""

    said: Said
    version: int
    whose: str
    answer: str
    person_id: UUID | None = None
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Given:
    """An answer to be recorded: of a person, or of an agency by name. `how`: how they got to know the version."""

    answer: str
    person_id: UUID | None = None
    agency: str = ""
    reason: str = ""
    how: str = ""


@dataclass(frozen=True, slots=True)
class Version:
    """A version said to be complete. `kept`: ids of the principles it keeps to."""

    said: Said
    number: int
    kept: tuple[str, ...] = ()
    note: str = ""


@dataclass(frozen=True, slots=True)
class Assessment:
    """The whole of it, each part oldest first."""

    started: Started | None = None
    answered: tuple[Answered, ...] = ()
    views: tuple[Viewed, ...] = ()
    versions: tuple[Version, ...] = ()
    agreements: tuple[Agreement, ...] = ()

    @property
    def working(self) -> int:
        """The number of the version being written now."""
        return max((version.number for version in self.versions), default=0) + 1

    def standing(self, version: int | None = None) -> dict[Key, Answered]:
        """What stood in that version (what stands now when None): the last answer of each section and person."""
        limit = self.working if version is None else version
        return {one.key: one for one in self.answered if one.version <= limit}

    def changed_since(self) -> list[Answered]:
        """What was answered after the last complete version."""
        return [one for one in self.answered if one.version == self.working]

    @property
    def to_compare(self) -> tuple[int, ...]:
        """The numbers of the versions that can be set beside each other: the one being written only once something in
        it is new. Fewer than two: there is nothing to compare yet.
        """
        return tuple(range(1, self.working + (1 if self.changed_since() else 0)))

    def views_of(self, key: Key, version: int | None = None) -> list[Viewed]:
        """How others see that section, of that person, up to a version."""
        limit = self.working if version is None else version
        return [view for view in self.views if (view.section, view.about) == key and view.version <= limit]

    def answers_to(self, version: int) -> list[Agreement]:
        """What each last said of a version."""
        last = {(one.person_id, one.whose): one for one in self.agreements if one.version == version}
        return list(last.values())

    def version(self, number: int) -> Version | None:
        """The complete version of that number."""
        return next((version for version in self.versions if version.number == number), None)

    def first(self, key: Key) -> Answered | None:
        """The first answer ever given there: what is shown back later."""
        return next((one for one in self.answered if one.key == key), None)


def assessment_of(
    *,
    started: Iterable[Started] = (),
    answered: Sequence[Answered] = (),
    views: Sequence[Viewed] = (),
    versions: Sequence[Version] = (),
    agreements: Sequence[Agreement] = (),
) -> Assessment:
    """Put in order what was told in any order."""
    beginnings = sorted(started, key=lambda one: one.said.at)
    return Assessment(
        beginnings[0] if beginnings else None,
        tuple(sorted(answered, key=lambda one: (one.version, one.said.at, one.said.entry_id))),
        tuple(sorted(views, key=lambda one: (one.version, one.said.at, one.said.entry_id))),
        tuple(sorted(versions, key=lambda one: one.number)),
        tuple(sorted(agreements, key=lambda one: (one.said.at, one.said.entry_id))),
    )
