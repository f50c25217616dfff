"""Named reads of the timeline."""

from alongside.practice.rules import KnownKind
from alongside.timeline.kinds import all_kinds


def known_kinds() -> dict[str, KnownKind]:
    """Every declared kind, as practice models check the names they use."""
    known = {}
    for key, kind in all_kinds().items():
        source = kind.subtypes_from
        known[key] = KnownKind(subtypes_from=source) if isinstance(source, str) else KnownKind(subtypes=source)
    return known
