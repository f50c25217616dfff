"""A hanging light bulb: its cap, its glass and what is in it, in one of four states.

Told apart without colour: a dashed outline with nothing in it, hatched glass, a haloed coil, filled glass with rays.
"""

import math
from dataclasses import dataclass
from typing import Literal, get_args

from alongside.kit.drawing.base import (
    INK,
    LAMP,
    LAMP_DEEP,
    LAMP_SOFT,
    PALE,
    RULE,
    SOFT_INK,
    WHITE,
    at,
    circle,
    line,
    number,
    rect,
    stroke,
)

BulbState = Literal["cannot_tell", "dark", "glowing", "lit"]

_HATCH = "#7d7386"
_HATCH_TURN = math.radians(52)
_LONG_RAY, _SHORT_RAY = 44, 36


@dataclass(frozen=True)
class Lamp:
    """Where a bulb hangs: the middle and top of its cap, the radius of its glass, how thick its outline is."""

    x: float
    top: float
    radius: float
    outline: float

    @property
    def unit(self) -> float:
        """A seventy-second of the radius: everything grows with the glass, down to what can still be seen."""
        return self.radius / 72

    @property
    def neck(self) -> float:
        """Where the cap ends and the glass begins."""
        return self.top + 40 * self.unit

    @property
    def middle(self) -> float:
        """The middle of the round of the glass."""
        return self.neck + 96 * self.unit

    @property
    def bottom(self) -> float:
        """The lowest point of the glass."""
        return self.middle + self.radius


def known(state: str) -> None:
    """Raises ValueError for a state that is not one of the four."""
    if state not in get_args(BulbState):
        raise ValueError(f"a bulb is {', '.join(get_args(BulbState))}, not {state!r}")


def hanging(lamp: Lamp, state: BulbState) -> str:
    """The bulb in its state."""
    if state == "cannot_tell":
        gap = f"{number(max(9 * lamp.unit, 4.6))} {number(max(15 * lamp.unit, 6.4))}"
        return stroke(_glass(lamp), SOFT_INK, lamp.outline, WHITE, dash=gap) + _cap(lamp)
    inside = {"dark": _dark, "glowing": _glowing, "lit": _lit}[state](lamp)
    return inside + stroke(_glass(lamp), INK, lamp.outline) + _cap(lamp)


def _glass(lamp: Lamp) -> str:
    x, neck, middle, r, k = lamp.x, lamp.neck, lamp.middle, lamp.radius, lamp.unit
    left = f"C{at(x - 20 * k, neck + 30 * k)} {at(x - r, middle - 54 * k)} {at(x - r, middle)}"
    right = f"C{at(x + r, middle - 54 * k)} {at(x + 20 * k, neck + 30 * k)} {at(x + 20 * k, neck)}"
    return f"M{at(x - 20 * k, neck)}{left}A{number(r)} {number(r)} 0 0 0 {at(x + r, middle)}{right}Z"


def _filled(lamp: Lamp, fill: str) -> str:
    return f'<path d="{_glass(lamp)}" fill="{fill}"/>'


def _dark(lamp: Lamp) -> str:
    k, hot = lamp.unit, lamp.middle - 10 * lamp.unit
    well = (
        f'<ellipse cx="{number(lamp.x)}" cy="{number(lamp.middle - 8 * k)}" rx="{number(34 * k)}" '
        f'ry="{number(30 * k)}" fill="{WHITE}"/>'
    )
    slack = f"M{at(lamp.x - 24 * k, hot)}Q{at(lamp.x, hot + 16 * k)} {at(lamp.x + 24 * k, hot)}"
    wire = stroke(slack, SOFT_INK, max(2.2 * k, 1.4))
    return _filled(lamp, WHITE) + _hatched(lamp) + well + _supports(lamp, SOFT_INK) + wire


def _hatched(lamp: Lamp) -> str:
    """Chords of the round of the glass, so that no clipping is needed, and no name for it."""
    within, apart = lamp.radius - lamp.outline / 2, max(10.5 * lamp.unit, 3.6)
    along, aside = (math.cos(_HATCH_TURN), -math.sin(_HATCH_TURN)), (math.sin(_HATCH_TURN), math.cos(_HATCH_TURN))
    path, count = "", int(within // apart)
    for chord in range(-count, count + 1):
        off = chord * apart
        half = math.sqrt(within**2 - off**2)
        x, y = lamp.x + off * aside[0], lamp.middle + off * aside[1]
        path += f"M{at(x - half * along[0], y - half * along[1])}L{at(x + half * along[0], y + half * along[1])}"
    return stroke(path, _HATCH, max(1.6 * lamp.unit, 1.3))


def _glowing(lamp: Lamp) -> str:
    k, y = lamp.unit, lamp.middle - 4 * lamp.unit
    halo = circle(lamp.x, y, 46 * k, fill=LAMP_SOFT, width=0) + circle(lamp.x, y, 29 * k, fill=LAMP, width=0)
    ring = (
        f'<circle cx="{number(lamp.x)}" cy="{number(y)}" r="{number(46 * k)}" fill="none" stroke="{LAMP_DEEP}" '
        f'stroke-width="{number(max(2 * k, 1.2))}" stroke-dasharray="{number(max(k, 0.3))} {number(8 * k)}" '
        'stroke-linecap="round"/>'
    )
    hot = _coil(lamp, max(4.2 * k, 2))
    return _filled(lamp, WHITE) + halo + ring + _supports(lamp, INK) + hot + _shine(lamp, RULE)


def _lit(lamp: Lamp) -> str:
    hot = _coil(lamp, max(5 * lamp.unit, 2.2))
    return _rays(lamp) + _filled(lamp, LAMP) + _supports(lamp, INK) + hot + _shine(lamp, WHITE)


def _rays(lamp: Lamp) -> str:
    """Nine rays, always the same: they are never counted."""
    drawn, inner = "", lamp.radius + 16 * lamp.unit
    for turn in range(-30, 211, 30):
        across, down = math.cos(math.radians(turn)), math.sin(math.radians(turn))
        outer = lamp.radius + (_SHORT_RAY if turn % 60 == 30 else _LONG_RAY) * lamp.unit
        start = lamp.x + inner * across, lamp.middle + inner * down
        end = lamp.x + outer * across, lamp.middle + outer * down
        drawn += line(start, end, LAMP_DEEP, lamp.outline * 1.35)
    return drawn


def _supports(lamp: Lamp, colour: str) -> str:
    k, hot = lamp.unit, lamp.middle - 10 * lamp.unit
    left = f"M{at(lamp.x - 8 * k, lamp.neck)}L{at(lamp.x - 24 * k, hot)}"
    right = f"M{at(lamp.x + 8 * k, lamp.neck)}L{at(lamp.x + 24 * k, hot)}"
    return stroke(left + right, colour, max(1.8 * k, 1.1))


def _coil(lamp: Lamp, width: float) -> str:
    k, hot = lamp.unit, lamp.middle - 10 * lamp.unit
    path = f"M{at(lamp.x - 24 * k, hot)}"
    for turn in range(4):
        x = lamp.x + (12 * turn - 24) * k
        path += f"C{at(x + k, hot + 26 * k)} {at(x + 17 * k, hot + 26 * k)} {at(x + 12 * k, hot)}"
    return stroke(path, LAMP_DEEP, width)


def _shine(lamp: Lamp, colour: str) -> str:
    """What makes glass read as glass."""
    r, bend = lamp.radius, number(lamp.radius * 0.72)
    start, end = at(lamp.x - r * 0.7, lamp.middle + 6 * lamp.unit), at(lamp.x - r * 0.36, lamp.middle + r * 0.6)
    return stroke(f"M{start}A{bend} {bend} 0 0 0 {end}", colour, max(3 * lamp.unit, 1.3))


def _cap(lamp: Lamp) -> str:
    half, down, k = 22 * lamp.unit, 40 * lamp.unit, lamp.unit
    drawn = rect(lamp.x - half, lamp.top, 2 * half, down, fill=PALE, width=lamp.outline, corner=5 * k)
    for thread in (lamp.top + down / 3, lamp.top + 2 * down / 3):
        ends = (lamp.x - half, thread + 2 * k), (lamp.x + half, thread - 2 * k)
        drawn += line(*ends, INK, max(lamp.outline * 0.6, 1))
    return drawn
