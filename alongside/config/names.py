"""Every name a practice model may use, gathered from what the rooms declare."""

from alongside.access.permissions import ROLES
from alongside.practice.rules import KnownNames
from alongside.timeline.queries import known_kinds


def known_names() -> KnownNames:
    """The kinds of deed that rooms record, and the roles."""
    return KnownNames(kinds=known_kinds(), roles=frozenset(ROLES))
