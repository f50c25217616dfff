"""Which entries stood, as known at a moment: corrections and retractions resolved."""

from collections.abc import Iterable
from datetime import datetime
from uuid import UUID

from alongside.timeline.clocks.values import EntryVersion, LiveEntry


def live(versions: Iterable[EntryVersion], known_at: datetime | None = None) -> tuple[LiveEntry, ...]:
    """The entries as they stood for someone who knew all that was recorded by `known_at` (None: everything).

    A version superseded by then gives way to the later one; a retraction leaves nothing. Versions not yet
    recorded have no effect, so an old picture can be made again. Raises ValueError for a moment without a time
    zone.
    """
    if known_at is not None and known_at.tzinfo is None:
        raise ValueError("give known_at with its time zone")
    known = {v.id: v for v in versions if known_at is None or v.recorded_at <= known_at}
    superseded = {v.supersedes_id for v in known.values() if v.supersedes_id is not None}
    first_of_strand: dict[UUID, EntryVersion] = {}
    for version in known.values():
        held = first_of_strand.get(version.strand_id)
        if held is None or version.recorded_at < held.recorded_at:
            first_of_strand[version.strand_id] = version
    return tuple(
        _standing(version, known, first_of_strand)
        for version in known.values()
        if version.id not in superseded and not version.retracts
    )


def _standing(
    version: EntryVersion, known: dict[UUID, EntryVersion], first_of_strand: dict[UUID, EntryVersion]
) -> LiveEntry:
    moved = _latest_with_another_day(version, known)
    first = _first_recorded(version, first_of_strand)
    return LiveEntry(
        id=version.id,
        deed_id=version.deed_id,
        strand_id=version.strand_id,
        kind=version.kind,
        subtype=version.subtype,
        happened_on=version.happened_on,
        happened_to=version.happened_to,
        happened_at=version.happened_at,
        recorded_at=version.recorded_at,
        about=version.about,
        corrected_from=moved.happened_to if moved else None,
        corrected_from_at=moved.happened_at if moved else None,
        first_recorded_at=first if first < version.recorded_at else None,
        agreed_by=version.agreed_by,
    )


def _latest_with_another_day(version: EntryVersion, known: dict[UUID, EntryVersion]) -> EntryVersion | None:
    when = (version.happened_to, version.happened_at)
    earlier = known.get(version.supersedes_id) if version.supersedes_id else None
    while earlier is not None:
        if (earlier.happened_to, earlier.happened_at) != when:
            return earlier
        earlier = known.get(earlier.supersedes_id) if earlier.supersedes_id else None
    return None


def _first_recorded(version: EntryVersion, first_of_strand: dict[UUID, EntryVersion]) -> datetime:
    first = first_of_strand[version.strand_id]
    passed = {version.strand_id}
    while first.continues is not None and first.continues in first_of_strand and first.continues not in passed:
        passed.add(first.continues)
        first = first_of_strand[first.continues]
    return min(first.recorded_at, version.recorded_at)
