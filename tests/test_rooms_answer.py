"""What a lower room asks of those above it, every room answers."""

import pytest

from alongside.kit import hooks

AT_WORK_WITH_FAMILIES = {"aids", "agreements", "pathway", "assessments", "plans", "visits", "meetings", "endings"}
"""The rooms in which something may be left open when the work with a family ends."""


def test_every_room_at_work_with_families_says_what_it_leaves_open() -> None:
    assert {room for room, _ in hooks.answers("outstanding_at_close")} == AT_WORK_WITH_FAMILIES


def test_only_what_is_on_the_list_can_be_asked() -> None:
    with pytest.raises(KeyError):
        list(hooks.answers("anything"))
