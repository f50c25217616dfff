"""Small drawings that stand beside words: the mark, icons, bars and clocks."""

import math
from collections.abc import Mapping
from types import MappingProxyType
from typing import Literal

from markupsafe import Markup

from alongside.kit.drawing.base import INK, LAMP, LATE, SOFT_INK, SOON, WELL, WHITE, ornament, stroke

ClockState = Literal["late", "soon", "due", "done"]

_CLOCK_COLOUR: Mapping[ClockState, str] = MappingProxyType({"late": LATE, "soon": SOON, "due": SOFT_INK, "done": WELL})
_LEAST_SECTOR, _WHOLE_SECTOR = 0.02, 0.995

ICONS: Mapping[str, str] = MappingProxyType(
    {
        "back": "M12 4a8 8 0 1 0 8 8M12 8v4.5l3 2",
        "cloud": "M7 18.5h10a4 4 0 0 0 .6-7.95A6 6 0 0 0 6.2 9.6 4.5 4.5 0 0 0 7 18.5Z",
        "hands": "M4 13l4-4 4 3.5M20 13l-4-4-6 5.5c-.9.9.5 2.2 1.5 1.4L14 14M8 17l2 2 3-1.5",
        "leaf": "M5 19C5 10 10 5 19.5 4.5C20 14 15 19 8 18.5M5 19.5c2-4 5-7 9-9",
        "next": "M4 12h14M13 6.5l5.5 5.5-5.5 5.5",
        "paper": "M6 3.5h8l4 4v13H6ZM14 3.5v4h4",
        "pencil": "M5 19l1-4L16.5 4.5l3 3L9 18Z M14.5 6.5l3 3",
        "people": (
            "M8.5 10.5a3 3 0 1 0 0-6 3 3 0 0 0 0 6ZM3 19c0-3.4 2.3-5.5 5.5-5.5S14 15.6 14 19"
            "M16.5 11.5a2.4 2.4 0 1 0 0-4.8M16 14c2.9 0 5 1.8 5 5"
        ),
        "phone": ("M6 4h4l1.5 4-2 1.6a11 11 0 0 0 5 5l1.6-2L20 14v4a2 2 0 0 1-2 2A14 14 0 0 1 4 6a2 2 0 0 1 2-2Z"),
        "search": "M10.5 17a6.5 6.5 0 1 0 0-13 6.5 6.5 0 0 0 0 13ZM15.5 15.5L20.5 20.5",
        "shield": "M12 3.5l7 2.5v5.5c0 4.5-3 7.5-7 9-4-1.5-7-4.5-7-9V6Z",
        "speech": "M4 5h16v11h-8l-5 4v-4H4Z",
        "tick": "M5 12.5l4.5 4.5L19 7",
    }
)


def mark(size: int = 34, *, ring: str = LAMP, bar: str = WHITE) -> Markup:
    """The mark, a ring and a bar: somebody standing beside somebody. Not inside, not over."""
    body = f'<circle cx="14" cy="21" r="9.2" fill="none" stroke="{ring}" stroke-width="5"/>'
    return ornament(body + stroke("M30 7.5V30", bar, 5), box=36, size=size, css="al-mark")


def icon(name: str, size: int = 24) -> Markup:
    """A line drawing in the colour of the text around it. Raises KeyError for a name that is not in ICONS."""
    return ornament(stroke(ICONS[name], "currentColor", 2), box=24, size=size, css="al-icon")


def bar(part: float, width: int = 120) -> Markup:
    """A lying bar, `part` (0 to 1) of it filled, for a number that stands beside it in words."""
    filled = round(max(0.0, min(part, 1.0)) * (width - 2))
    body = (
        f'<rect x="1" y="3" width="{filled}" height="12" fill="{LAMP}" stroke="{INK}" stroke-width="1.5"/>'
        if filled
        else ""
    )
    return Markup(  # noqa: S704 - numbers only
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} 18" width="{width}" height="18" '
        f'aria-hidden="true" focusable="false">{body}</svg>'
    )


def clock_face(state: ClockState, part: float = 0.0, size: int = 20) -> Markup:
    """A clock of ours: the sector is the share of the time used (0 to 1), a tick is done, a solid disc with ! is late.

    Raises ValueError for a state that is not one of the four.
    """
    if state not in _CLOCK_COLOUR:
        raise ValueError(f"a clock is late, soon, due or done, not {state!r}")
    colour = _CLOCK_COLOUR[state]
    if state == "late":
        body = f'<circle cx="12" cy="12" r="10.5" fill="{colour}"/>' + stroke("M12 6.2v7.4M12 17.2v.2", WHITE, 2.8)
    else:
        body = f'<circle cx="12" cy="12" r="9.5" fill="{WHITE}" stroke="{colour}" stroke-width="2.2"/>'
        body += stroke("M7.5 12.5l3 3.2 6-7.2", colour, 2.4) if state == "done" else _sector(part, colour)
    return ornament(body, box=24, size=size, css="al-clock")


def _sector(part: float, colour: str) -> str:
    """The time used, from twelve o'clock. A whole turn has no end point of its own, so it is a disc."""
    if part <= _LEAST_SECTOR:
        return ""
    if part >= _WHOLE_SECTOR:
        return f'<circle cx="12" cy="12" r="6.8" fill="{colour}"/>'
    turn = 2 * math.pi * part - math.pi / 2
    x, y = 12 + 6.8 * math.cos(turn), 12 + 6.8 * math.sin(turn)
    return f'<path d="M12 12V5.2A6.8 6.8 0 {int(part > 0.5)} 1 {x:.2f} {y:.2f}Z" fill="{colour}"/>'
