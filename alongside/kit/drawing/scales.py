"""Scales: a sheet for each process on the left, a disc for each help on the right.

The two of a pair share a letter and a place; a dashed outline is a missing partner; a leaf says that a strength was
recorded. The beam leans 2.6 degrees for each more on one side, never more than 9.
"""

import math
from dataclasses import dataclass, replace

from markupsafe import Markup

from alongside.kit.drawing.base import (
    INK,
    PALE,
    SOFT_INK,
    WHITE,
    Point,
    at,
    circle,
    line,
    number,
    picture,
    rect,
    small_picture,
    stroke,
    text,
)
from alongside.kit.drawing.lettering import width_of

LEAN, MOST_LEAN = 2.6, 9.0

_DISC, _LEAF = "#1f5f56", "#8fd0a6"
_LEAST_TOKEN = 22


@dataclass(frozen=True)
class Pair:
    """A process and the help that answers it, either of them empty; whether a strength was recorded with the help."""

    process: str
    help: str
    strength: bool = False


@dataclass(frozen=True)
class _Frame:
    """How large the scales are: the middle of the beam and its half length, the pans under its ends, and the lines."""

    x: float
    y: float
    arm: float
    drop: float
    pan: float
    dip: float
    token: float
    beam: float
    string: float
    rim: float


_FULL = _Frame(x=240, y=46, arm=156, drop=140, pan=156, dip=30, token=34, beam=9, string=2, rim=3)
_SMALL = _Frame(x=48, y=16, arm=29, drop=44, pan=30, dip=8, token=9, beam=4, string=1.6, rim=2.2)


def letter(place: int) -> str:
    """The letter of a pair, counted from 0: A to Z, then AA, AB."""
    more, own = divmod(place, 26)
    return (letter(more - 1) if more else "") + chr(ord("A") + own)


def full(pairs: tuple[Pair, ...], uid: str, title: str) -> Markup:
    """The scales, 480 wide. With many pairs the sheets and discs grow smaller, then the strings longer."""
    frame, token = _roomy(_FULL, len(pairs))
    ends = _ends(frame, pairs)
    body = _stand(frame) + line(*ends, INK, frame.beam) + line(*ends, PALE, 3.4)
    body += circle(frame.x, frame.y, 11, width=3.4)
    body += _pans(frame, ends) + _tokens(frame, ends, pairs, token, lettered=True)
    under = frame.y + frame.drop + 118
    for x, name, what in (
        (frame.x - frame.arm, "Process", "what we must do"),
        (frame.x + frame.arm, "Intervention", "help that we gave"),
    ):
        body += text(x, under, name, 20, bold=True) + text(x, under + 22, what, 16, colour=SOFT_INK)
    return picture(
        body, box=(480, under + 30), uid=uid, title=title, description=_told(pairs), width=480, css="al-scales"
    )  # fmt: skip


def small(pairs: tuple[Pair, ...], *, uid: str = "", title: str = "", width: int = 96) -> Markup:
    """The scales in a box of 96, drawn `width` pixels wide. Without a title they are hidden: their words stand beside.

    Raises ValueError for a title without a `uid`.
    """
    token = _SMALL.token
    while len(_heap(_SMALL, len(pairs), token)) < len(pairs):
        token *= 0.92
    ends = _ends(_SMALL, pairs)
    body = stroke("M48 16V84", INK, 3.4) + stroke("M30 88H66", INK, 5)
    body += line(*ends, INK, _SMALL.beam) + circle(_SMALL.x, _SMALL.y, 4.5)
    body += _pans(_SMALL, ends) + _tokens(_SMALL, ends, pairs, token, lettered=False)
    return small_picture(body, uid=uid, title=title, width=width, css="al-scales")


def _roomy(frame: _Frame, pairs: int) -> tuple[_Frame, float]:
    """A frame that takes all pairs in its pans, and how large each token is."""
    token = frame.token
    while len(_heap(frame, pairs, token)) < pairs and token > _LEAST_TOKEN:
        token -= 1
    while len(_heap(frame, pairs, token)) < pairs:
        frame = replace(frame, drop=frame.drop + 12)
    return frame, token


def _heap(frame: _Frame, pairs: int, token: float) -> list[Point]:
    """Where tokens lie between the strings, from the pan up, as far as there is room: across from its middle, up
    from its rim.
    """
    step, places, up = token * 1.15, list[Point](), token * 0.06
    while len(places) < pairs:
        within = frame.pan * (1 - (up + step) / frame.drop) + token * 0.3
        room = min(int((within - token) // step) + 1 if within >= token else 0, pairs - len(places))
        if room < 1:
            break
        places += [((place - (room - 1) / 2) * step, up + token / 2) for place in range(room)]
        up += step
    return places


def _ends(frame: _Frame, pairs: tuple[Pair, ...]) -> tuple[Point, Point]:
    """The ends of the beam, left and right; the heavier side is down."""
    more = sum(bool(pair.help) for pair in pairs) - sum(bool(pair.process) for pair in pairs)
    turn = math.radians(max(-MOST_LEAN, min(MOST_LEAN, more * LEAN)))
    across, down = frame.arm * math.cos(turn), frame.arm * math.sin(turn)
    return (frame.x - across, frame.y - down), (frame.x + across, frame.y + down)


def _stand(frame: _Frame) -> str:
    x, foot = frame.x, frame.y + frame.drop + 76
    pillar = f"M{at(x - 9, frame.y + 8)}L{at(x - 15, foot)}H{number(x + 15)}L{at(x + 9, frame.y + 8)}Z"
    return stroke(pillar, INK, 3, PALE) + rect(x - 78, foot, 156, 16, fill=PALE, width=3, corner=8)


def _pans(frame: _Frame, ends: tuple[Point, Point]) -> str:
    drawn = ""
    for x, y in ends:
        rim, half = y + frame.drop, frame.pan / 2
        strings = f"M{at(x - half, rim)}L{at(x, y)}L{at(x + half, rim)}"
        lip = half + frame.rim * 4 / 3
        bowl = f"C{at(x + half - 10, rim + frame.dip)} {at(x - half + 10, rim + frame.dip)} {at(x - lip, rim)}"
        drawn += stroke(strings, INK, frame.string)
        drawn += stroke(f"M{at(x - lip, rim)}H{number(x + lip)}{bowl}Z", INK, frame.rim, PALE)
    return drawn


def _tokens(frame: _Frame, ends: tuple[Point, Point], pairs: tuple[Pair, ...], token: float, *,
            lettered: bool) -> str:  # fmt: skip
    """Every pair on both pans, in the same place, so that what is missing is seen."""
    (left, left_y), (right, right_y) = ends
    drawn, leaves = "", ""
    for place, ((across, up), pair) in enumerate(zip(_heap(frame, len(pairs), token), pairs, strict=True)):
        name = letter(place) if lettered else ""
        drawn += _sheet(left + across, left_y + frame.drop - up - frame.rim / 2, token * 0.92, name, bool(pair.process))
        disc_x, disc_y = right + across, right_y + frame.drop - up - frame.rim / 2
        drawn += _disc(disc_x, disc_y, token, name, bool(pair.help))
        if lettered and pair.help and pair.strength:
            leaves += _leaf(disc_x + token * 0.26, disc_y - token * 0.38, token * 0.28)
    return drawn + leaves


def _sheet(x: float, y: float, size: float, name: str, there: bool) -> str:
    half, fold = size / 2, size * 0.3
    edge = (
        f"M{at(x - half, y - half)}H{number(x + half - fold)}L{at(x + half, y - half + fold)}"
        f"V{number(y + half)}H{number(x - half)}Z"
    )
    if not there:
        return stroke(edge, SOFT_INK, _thin(size), WHITE, dash=_gaps(size)) + _name(x, y, size, name, SOFT_INK)
    corner = f"M{at(x + half - fold, y - half)}V{number(y - half + fold)}H{number(x + half)}"
    return stroke(edge + corner, INK, _thin(size), WHITE) + _name(x - 1, y + size * 0.06, size, name, INK)


def _disc(x: float, y: float, size: float, name: str, there: bool) -> str:
    if not there:
        missing = circle(x, y, size / 2, colour=SOFT_INK, width=_thin(size), dash=_gaps(size))
        return missing + _name(x, y, size, name, SOFT_INK)
    return circle(x, y, size / 2, fill=_DISC, width=_thin(size)) + _name(x, y, size, name, WHITE)


def _name(x: float, y: float, size: float, name: str, colour: str) -> str:
    if not name:
        return ""
    letters = min(size * 0.56, size * 0.82 / width_of(name, 1, bold=True))
    return text(x, y + letters * 0.34, name, letters, colour=colour, bold=True)


def _leaf(x: float, y: float, size: float) -> str:
    curve = (0.1, -1.1), (0.9, -1.5), (1.6, -1.4), (1.7, -0.5), (1.1, 0.2), (0, 0)
    through = " ".join(at(x + size * across, y + size * down) for across, down in curve)
    return stroke(f"M{at(x, y)}C{through}Z", INK, 1.8, _LEAF)


def _thin(size: float) -> float:
    return 2.2 if size > 12 else max(size * 0.2, 0.8)


def _gaps(size: float) -> str:
    return "3 4.6" if size > 12 else f"{number(size * 0.16)} {number(size * 0.34)}"


def _told(pairs: tuple[Pair, ...]) -> str:
    """Everything in the drawing, in words."""
    if not pairs:
        return "Nothing is on either side."
    helps, processes = sum(bool(pair.help) for pair in pairs), sum(bool(pair.process) for pair in pairs)
    found = "The two sides are level." if helps == processes else "The process side is heavier."
    found = "The intervention side is heavier." if helps > processes else found
    return f"{found} {'; '.join(_paired(letter(place), pair) for place, pair in enumerate(pairs))}."


def _paired(name: str, pair: Pair) -> str:
    words = f"{name}: {pair.process or 'no process'}, with {pair.help or 'no help yet'}"
    return f"{words}, strength recorded" if pair.strength and pair.help else words
