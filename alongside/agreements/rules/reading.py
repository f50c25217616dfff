"""What a partner could read, and when, as the walls of the database answer it. Pure.

Basis: S9 (002:2954-2960): who said yes may know what was read on the ground of it. A partner reads an entry when
everybody it is about is covered, and nothing of it is kept from them or protected.
"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID


@dataclass(frozen=True, slots=True)
class Version:
    """A version of an entry that stood from the one moment until the other. `named`: those merely mentioned too."""

    strand_id: UUID
    about: frozenset[UUID]
    named: frozenset[UUID]
    since: datetime
    until: datetime | None = None


@dataclass(frozen=True, slots=True)
class Access:
    """One basis on which one partner reads: whom it covers, from when, until when."""

    basis_id: UUID | None
    covers: frozenset[UUID]
    since: datetime
    until: datetime | None = None


@dataclass(frozen=True, slots=True)
class Hidden:
    """One strand, or everything that names one person, was not for partners."""

    strand_id: UUID | None
    subject_id: UUID | None
    since: datetime
    until: datetime | None = None


def read_on(basis_id: UUID, version: Version, accesses: Sequence[Access], hidden: Sequence[Hidden]) -> bool:
    """Whether a partner, with all their bases, could ever read a version and needed this one for it.

    What they may read begins only where one of its spans begins, or where something is hidden no longer.
    """
    moments = {version.since, *(each.since for each in accesses), *(each.until for each in hidden if each.until)}
    return any(_read_at(moment, basis_id, version, accesses, hidden) for moment in moments)


def _read_at(
    moment: datetime, basis_id: UUID, version: Version, accesses: Sequence[Access], hidden: Sequence[Hidden]
) -> bool:
    if not _runs(version, moment):
        return False
    open_then = [each for each in accesses if _runs(each, moment)]
    needed = any(each.basis_id == basis_id and each.covers & version.about for each in open_then)
    covers = frozenset[UUID]().union(*(each.covers for each in open_then))
    return needed and is_read(version, covers, [each for each in hidden if _runs(each, moment)])


def is_read(version: Version, covers: Collection[UUID], hidden: Sequence[Hidden]) -> bool:
    """Whether a partner who covers these people reads a version that stands, with what is hidden then."""
    return version.about <= set(covers) and not any(
        each.strand_id == version.strand_id or each.subject_id in version.named for each in hidden
    )


def _runs(span: Version | Access | Hidden, moment: datetime) -> bool:
    return span.since <= moment and (span.until is None or moment < span.until)
