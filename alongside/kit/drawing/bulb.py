"""The light bulb: a cable of what must be done, energy that feeds it, and the light, each drawn by itself.

The cable is on the right with square clips (ticked kept, open due, dashed late with a frayed gap), the energy on the
left with round beads that feed a dashed core; what stands in the way is a wall of numbered bricks.
"""

from dataclasses import dataclass
from itertools import pairwise, zip_longest
from typing import Literal

from markupsafe import Markup

from alongside.kit.drawing import lamp
from alongside.kit.drawing.base import (
    INK,
    LAMP,
    LAMP_DEEP,
    PALE,
    SOFT_INK,
    WHITE,
    Anchor,
    circle,
    picture,
    rect,
    small_picture,
    stroke,
    text,
    tube,
)
from alongside.kit.drawing.lamp import BulbState, Lamp
from alongside.kit.drawing.lettering import broken

ClipState = Literal["kept", "due", "late"]

WIDTH, MIDDLE = 480, 240
SIDE, BESIDE = 168, 146
"""How wide words may be beside the cable, and beside the bulb."""
_LEFT, _RIGHT = MIDDLE - 66, MIDDLE + 66
_EDGE = 16
_LINE, _GAP = 20, 17
_BRICK, _BRICK_DOWN = 62, 34
_MOST_LINES = 5
"""A name or a step is read whole; what is longer than so many lines stands whole in the description and the table."""
_NOTHING = "Nothing recorded yet"


@dataclass(frozen=True)
class Clip:
    """One step on the cable: what it is, a word about it ("kept Thu 12 Nov"), and how it stands."""

    label: str
    note: str
    state: ClipState


@dataclass(frozen=True)
class Bead:
    """One source of energy: what it is, and a word about it ("3 sessions")."""

    label: str
    note: str


@dataclass(frozen=True)
class BulbDrawing:
    """What one bulb says. `word` is its state in a word ("Glowing"), `below` what that means, line by line."""

    state: BulbState
    child: str
    process: tuple[Clip, ...]
    energy: tuple[Bead, ...]
    barriers: tuple[str, ...]
    word: str
    below: tuple[str, ...]


@dataclass(frozen=True)
class _Row:
    """A step and a source of energy side by side; `y` is the middle of their first lines."""

    y: float
    clip: Clip | None
    bead: Bead | None


def small(state: BulbState, *, cable_broken: bool = False, uid: str = "", title: str = "", width: int = 96) -> Markup:
    """A bulb in a box of 96, drawn `width` pixels wide. Without a title it is hidden: its words stand beside it.

    Raises ValueError for a state that is not one of the four, or a title without a `uid`.
    """
    lamp.known(state)
    body = _short_cable(state, broken_off=cable_broken) + lamp.hanging(Lamp(48, 16, 22, 3), state)
    return small_picture(body, uid=uid, title=title, width=width, css="al-bulb")


def _short_cable(state: BulbState, *, broken_off: bool) -> str:
    ceiling = stroke("M30 2.5H66", INK, 4)
    if broken_off:
        above, below = "M42.5 3.5v4M48 3.5v2.6M53.5 3.5v4", "M42 15.5l-4.5 -4M48 15.5v-3.4M54 15.5l4.5 -4"
        return ceiling + stroke(above + below, INK, 2.4)
    core = LAMP if state in {"glowing", "lit"} else WHITE
    return ceiling + tube("M48 3V16", INK, 7.5) + tube("M48 3V16", core, 3)


def full(drawn: BulbDrawing, uid: str) -> Markup:
    """The whole bulb, 480 wide and as deep as it needs. Everything that it says is in its description too.

    Raises ValueError for a state that is not one of the four.
    """
    lamp.known(drawn.state)
    head, first = _head(drawn.child)
    rows, end = _rows(drawn, first)
    bulb = Lamp(MIDDLE, end, 76, 3.6)
    foot, depth = _foot(drawn, bulb)
    body = head + _cable(rows, end) + "".join(_clip(row) + _bead(row) for row in rows) + _missing(drawn, first)
    return picture(
        body + lamp.hanging(bulb, drawn.state) + foot,
        box=(WIDTH, depth),
        uid=uid,
        title=f"Light bulb for {drawn.child}: {drawn.word.lower()}",
        description=_told(drawn),
        width=WIDTH,
        css="al-bulb-full",
    )


def _head(child: str) -> tuple[str, float]:
    """What the two sides are, and the middle of the first row under them."""
    whose = broken(f"help for {child}", MIDDLE - 40 - _EDGE, 16, most=_MOST_LINES)
    drawn = text(_EDGE, 26, "Energy", 19, anchor="start", bold=True)
    drawn += _block(_EDGE, 47, whose, anchor="start")
    drawn += text(WIDTH - _EDGE, 26, "Cable", 19, anchor="end", bold=True)
    drawn += text(WIDTH - _EDGE, 47, "what we must do", 16, colour=SOFT_INK, anchor="end")
    rose = stroke(f"M{MIDDLE - 34} 8H{MIDDLE + 34}L{MIDDLE + 26} 26H{MIDDLE - 26}Z", INK, 3, PALE)
    return drawn + rose, 76 + _LINE * len(whose)


def _rows(drawn: BulbDrawing, first: float) -> tuple[list[_Row], float]:
    """The rows, each as deep as its words, and where the cable ends."""
    rows, y = [], first
    for clip, bead in zip_longest(drawn.process, drawn.energy):
        rows.append(_Row(y, clip, bead))
        y += 18 + _LINE * max(2, *(len(label) + len(note) for label, note in map(_lines, (clip, bead))))
    return rows, max(y, first + 116) + 4


def _lines(what: Clip | Bead | None) -> tuple[list[str], list[str]]:
    if what is None:
        return [], []
    label = broken(what.label, SIDE, 17.5, bold=True, most=_MOST_LINES)
    return label, broken(what.note, SIDE, 16, bold=_is_late(what), most=_MOST_LINES)


def _is_late(what: Clip | Bead) -> bool:
    return isinstance(what, Clip) and what.state == "late"


def _cable(rows: list[_Row], end: float) -> str:
    """The tube, with a gap at each late step, and the energy in it from the first bead down."""
    torn = [row.y for row in rows if row.clip and _is_late(row.clip)]
    edges = [26, *(edge for y in torn for edge in (y - _GAP, y + _GAP)), end]
    pieces = list(pairwise(edges))[::2]
    fed = next((row.y - 2 for row in rows if row.bead), end)
    drawn = ""
    for start, stop in pieces:
        drawn += tube(f"M{MIDDLE} {start}V{stop}", INK, 15) + tube(f"M{MIDDLE} {start - 1}V{stop + 1}", WHITE, 9)
        if stop - max(start, fed) > 6:
            drawn += tube(f"M{MIDDLE} {max(start, fed)}V{stop}", LAMP_DEEP, 4.5, dash="9 8")
    return drawn + "".join(_frayed(y - _GAP, 1) + _frayed(y + _GAP, -1) for y in torn)


def _frayed(y: float, down: int) -> str:
    ends = f"M{MIDDLE - 5} {y}l-5 {9 * down}M{MIDDLE} {y}l1 {11 * down}M{MIDDLE + 5} {y}l6 {8 * down}"
    return stroke(ends, INK, 2.2)


def _clip(row: _Row) -> str:
    if row.clip is None:
        return ""
    label, note = _lines(row.clip)
    late = _is_late(row.clip)
    words = _block(_RIGHT, row.y + 6, label, size=17.5, colour=INK, bold=True)
    words += _block(_RIGHT, row.y + 6 + _LINE * len(label), note, colour=INK if late else SOFT_INK, bold=late)
    return _square(row.y, row.clip.state) + words


def _square(y: float, state: ClipState) -> str:
    x = MIDDLE + 40
    if state == "late":
        return stroke(f"M{x - 16} {y}H{x - 2}", INK, 2, dash="3 4") + rect(x, y - 8, 16, 16, width=2.2, dash="4 3")
    wire = stroke(f"M{x - 32} {y}H{x}", INK, 2.2)
    if state == "due":
        return wire + rect(x, y - 8, 16, 16, width=2.2)
    return wire + rect(x, y - 8, 16, 16, fill=INK, width=2.2) + stroke(f"M{x + 4} {y}l3 4 6 -8", WHITE, 2.2)


def _bead(row: _Row) -> str:
    if row.bead is None:
        return ""
    label, note = _lines(row.bead)
    wire = stroke(f"M{MIDDLE - 40} {row.y}H{MIDDLE - 8}", LAMP_DEEP, 3)
    words = _block(_LEFT, row.y + 6, label, size=17.5, colour=INK, anchor="end", bold=True)
    words += _block(_LEFT, row.y + 6 + _LINE * len(label), note, anchor="end")
    return wire + circle(MIDDLE - 48, row.y, 9, fill=LAMP, colour=LAMP_DEEP, width=2.6) + words


def _missing(drawn: BulbDrawing, y: float) -> str:
    """A dashed clip or bead where a side has none."""
    found = ""
    if not drawn.process:
        found += rect(MIDDLE + 40, y - 8, 16, 16, colour=SOFT_INK, width=2.2, dash="4 4")
        found += text(_RIGHT, y + 6, _NOTHING, 16, colour=SOFT_INK, anchor="start")
    if not drawn.energy:
        found += circle(MIDDLE - 48, y, 9, colour=SOFT_INK, width=2.2, dash="4 4")
        found += text(_LEFT, y + 6, _NOTHING, 16, colour=SOFT_INK, anchor="end")
    return found


def _foot(drawn: BulbDrawing, bulb: Lamp) -> tuple[str, float]:
    """What stands in the way on the left of the bulb, its word on the right, and how deep the drawing is."""
    lit = drawn.state == "lit"
    wall, wall_end = _wall(len(drawn.barriers), bulb, across=1 if lit else 2)
    name = broken(drawn.word, BESIDE, 25, bold=True)
    means = [part for words in drawn.below for part in broken(words, BESIDE, 16, most=6)]
    deep = 30 * len(name) + _LINE * len(means)
    top = bulb.bottom - 8 if lit else max(bulb.top + 50, bulb.bottom + 14 - deep)
    words = _block(WIDTH - _EDGE, top + 22, name, size=25, colour=INK, anchor="end", bold=True, apart=30)
    words += _block(WIDTH - _EDGE, top + 30 * len(name) + 14, means, anchor="end")
    return wall + words, max(bulb.bottom + (48 if lit else 14), wall_end + 10, top + deep + 10)


def _wall(bricks: int, bulb: Lamp, *, across: int) -> tuple[str, float]:
    """A brick for each barrier, numbered from the ground up, and where the wall ends."""
    if not bricks:
        return "", 0
    courses = -(-bricks // across)
    top = max(bulb.top + 56, bulb.bottom + 4 - _BRICK_DOWN * courses)
    ground = top + _BRICK_DOWN * courses
    drawn = text(22, top - 10, "In the way", 17, anchor="start", bold=True)
    for brick in range(bricks):
        course, place = divmod(brick, across)
        drawn += _brick(22 + place * _BRICK + 14 * (course % 2), ground - _BRICK_DOWN * (course + 1), brick + 1)
    return drawn, ground


def _brick(x: float, y: float, what: int) -> str:
    drawn = rect(x, y, _BRICK - 4, _BRICK_DOWN - 4, fill="#efdacf", corner=2)
    grain = "".join(f"M{x + 4 + step} {y + 27:.1f}l14 -23" for step in (0, 18, 36))
    drawn += stroke(grain, "#c9a793", 1.6) + circle(x + 29, y + 15, 11, width=0)
    return drawn + text(x + 29, y + 20, str(what), 15, bold=True)


def _block(x: float, y: float, lines: list[str], *, size: float = 16, colour: str = SOFT_INK,
           anchor: Anchor = "start", bold: bool = False, apart: int = _LINE) -> str:  # fmt: skip
    """Lines of words under each other, the first on the base line `y`."""
    return "".join(
        text(x, y + apart * place, words, size, colour=colour, anchor=anchor, bold=bold)
        for place, words in enumerate(lines)
    )


def _told(drawn: BulbDrawing) -> str:
    """Everything in the drawing, in words."""
    found = [drawn.word, *drawn.below]
    if not drawn.process:
        found.append(f"Cable: {_NOTHING.lower()}")
    for state in ("kept", "late", "due"):
        steps = [_named(clip) for clip in drawn.process if clip.state == state]
        found += [f"Cable, {state}: {'; '.join(steps)}"] if steps else []
    found.append(f"Energy: {'; '.join(map(_named, drawn.energy)) or _NOTHING.lower()}")
    barriers = [f"{place}, {words}" for place, words in enumerate(drawn.barriers, 1)]
    found += [f"In the way: {'; '.join(barriers)}"] if barriers else []
    return ". ".join(found) + "."


def _named(what: Clip | Bead) -> str:
    return f"{what.label}, {what.note}" if what.note else what.label
