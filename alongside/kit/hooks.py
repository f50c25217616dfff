"""The one inversion: a lower room asks something of the rooms above it, by a closed list of names.

Each room answers in its `hooks.py`; `answers(name)` gives every room's answer, lowest room first. A room that has
nothing to say for a name leaves it out.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from importlib import import_module
from importlib.util import find_spec
from typing import Any

from django.conf import settings

NAMES = frozenset(
    {
        "after_kept_away", "after_move", "after_retraction", "chosen_apart", "end_at_close", "entry_kinds",
        "names_former", "needless", "notes_for_review", "outstanding_at_close", "panels", "promised_by_agencies",
        "promised_by_worker", "promises_taken_over", "running_at_close", "said_of_assessment", "told_at_close",
        "told_on", "unlit_at_close",
    }
)  # fmt: skip
PACKAGE = "alongside."


@dataclass(frozen=True, slots=True)
class Panel:
    """A part of a lower room's page that an upper room fills: its heading, its icon, its template and what that shows.

    The template finds the values as `panel.values`. `at_hand`: whoever goes there has to know it first;
    `on_top`: it stands beside that.
    """

    title: str
    template: str
    values: Mapping[str, Any]
    icon: str = ""
    at_hand: bool = False
    on_top: bool = False


def answers(name: str) -> Iterator[tuple[str, Any]]:
    """(room, its answer) for every room whose hooks define `name`. Raises KeyError for a name that is not on the
    list.
    """
    if name not in NAMES:
        raise KeyError(name)
    for room in settings.INSTALLED_APPS:
        if room.startswith(PACKAGE):
            module = _hooks(room)
            if module is not None and hasattr(module, name):
                yield room.removeprefix(PACKAGE), getattr(module, name)


def panels_on(page: str, **about: Any) -> list[Panel]:
    """What the rooms have to show on that page, lowest room first.

    A room declares `panels = {"visit": [function]}`; each function takes what the page is about by keyword and gives a
    Panel, or None when it has nothing to show.
    """
    shown = [show(**about) for _, declared in answers("panels") for show in declared.get(page, ())]
    return [panel for panel in shown if panel is not None]


@cache
def _hooks(room: str) -> Any:
    return import_module(f"{room}.hooks") if find_spec(f"{room}.hooks") else None
