"""Every kind of entry there is, gathered from the rooms' hooks."""

from collections.abc import Sequence
from functools import cache
from typing import Any
from uuid import UUID

from django.core.checks import Error

from alongside.kit import hooks
from alongside.timeline.rules import EntryKind, Facts


@cache
def all_kinds() -> dict[str, EntryKind]:
    """Kinds by key. Raises ValueError when two rooms declare one key, or a room one that is not its own."""
    found: dict[str, EntryKind] = {}
    for room, kinds in hooks.answers("entry_kinds"):
        for kind in kinds:
            if kind.key in found or not kind.key.startswith(f"{room}."):
                raise ValueError(f"room {room} declares the kind {kind.key}, which is taken or not its own")
            found[kind.key] = kind
    return found


def kind_of(key: str) -> EntryKind:
    """The declared kind. Raises KeyError for one that no room declares."""
    return all_kinds()[key]


def instead_of_taking_back(key: str, facts: Facts) -> str:
    """What puts an entry of that kind with these facts right, as it cannot be said that it did not happen; "" when it
    can, as for a kind that no room declares any more.
    """
    kind = all_kinds().get(key)
    return kind.instead_of_taking_back(facts) if kind else ""


def why_not_opened(key: str, **asked: Any) -> str:
    """Why more may not read an entry of that kind, as its kind says (`refuses_readers`); "" when nothing stands against
    it. `asked`: by, entry, audience, at.
    """
    kind = all_kinds().get(key)
    return kind.refuses_readers(**asked) if kind and kind.refuses_readers else ""


def read_with(key: str, **asked: Any) -> Sequence[UUID]:
    """Which entries those who read an entry of that kind read with it, as its kind says (`read_with`). `asked`: by,
    entry, audience.
    """
    kind = all_kinds().get(key)
    return kind.read_with(**asked) if kind and kind.read_with else ()


def every_kind_is_sound(**_: object) -> list[Error]:
    """System check: kinds are declared once, by their room, with a nature."""
    try:
        kinds = all_kinds().values()
    except ValueError as error:
        return [Error(str(error), id="timeline.E001")]
    return [Error(f"{kind.key} has no nature", id="timeline.E002") for kind in kinds if not kind.natures]
