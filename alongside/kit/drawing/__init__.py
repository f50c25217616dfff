"""The drawing language: pure functions, values in, SVG text out.

Ink outlines, round ends, presentation attributes only (a strict content security policy allows no style). A drawing
that says something carries its words as title and description; a drawing beside its words is hidden from readers.
Solid is there, dashed is missing or not yet. Nothing is said by colour alone.

- `base`: colours, lines, shapes and words in a drawing, and the drawing itself;
- `lettering`: how wide words are, and where they break;
- `marks`: the mark, icons, bars and clocks;
- `bulb` (and `lamp`, its glass), `blocks`, `scales`: the three pictures of our work.
"""

from alongside.kit.drawing.base import (
    INK,
    LAMP,
    LATE,
    SOFT_INK,
    SOON,
    WELL,
    WHITE,
    Anchor,
    circle,
    line,
    ornament,
    picture,
    rect,
    stroke,
    text,
    tube,
)
from alongside.kit.drawing.marks import ICONS, ClockState, bar, clock_face, icon, mark

__all__ = [
    "ICONS",
    "INK",
    "LAMP",
    "LATE",
    "SOFT_INK",
    "SOON",
    "WELL",
    "WHITE",
    "Anchor",
    "ClockState",
    "bar",
    "circle",
    "clock_face",
    "icon",
    "line",
    "mark",
    "ornament",
    "picture",
    "rect",
    "stroke",
    "text",
    "tube",
]
