"""Refreshing what is due once, after many deeds that nobody reads between."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar

_waiting: ContextVar[set[int] | None] = ContextVar("_waiting", default=None)


@contextmanager
def refresh_later() -> Iterator[set[int]]:
    """For the block many deeds are written one after the other, and nobody reads the list between them: nothing is
    refreshed. Gives the families for which whoever asked for it does so afterwards.
    """
    families: set[int] = set()
    before = _waiting.set(families)
    try:
        yield families
    finally:
        _waiting.reset(before)


def waits(family_id: int) -> bool:
    """Whether what is due of a family is refreshed later; if so that is kept in mind."""
    families = _waiting.get()
    if families is not None:
        families.add(family_id)
    return families is not None
