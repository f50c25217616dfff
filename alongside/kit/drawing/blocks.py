"""Building blocks: one toy house for each relationship, together a street.

Ground, arch and roof are its three stages. What is built has grain, what is not yet is dashed; a pointer stands where
the relationship is now, a pause sign where it is stuck, a curved arrow where it went back a stage, and a pale shadow
where it was begun before.
"""

from dataclasses import dataclass

from markupsafe import Markup

from alongside.kit.drawing.base import (
    INK,
    SOFT_INK,
    WHITE,
    at,
    circle,
    line,
    number,
    picture,
    small_picture,
    stroke,
    text,
    tube,
)
from alongside.kit.drawing.lettering import broken

STAGES = 3
IN_A_ROW = 5

_GROUND, _ARCH, _ROOF, _SHADOW = "#c9849a", "#86aea2", "#e0a072", "#ddd5e2"
_POINTS_AT = (80, 80, 55, 28)
_PAUSED_AT = (80, 80, 47, 28)
_PLOT, _SCALE = 128, 1.1
_LINE = 20


@dataclass(frozen=True)
class House:
    """One relationship: whose it is and who they are, the stage (0 to 3) it is at, and what happened on the way."""

    name: str
    role: str
    stage: int
    moved_back: bool = False
    stuck: bool = False
    before: bool = False


@dataclass(frozen=True)
class _Plot:
    """Where a house stands: the middle of its ground line, and how large it is (1 is 96 wide)."""

    x: float
    y: float
    scale: float

    @property
    def outline(self) -> float:
        return max(2.4 * self.scale, 2.0)

    def at(self, x: float, y: float) -> str:
        """A point of the house, drawn in a box of 96, as a path writes it."""
        return at(self.x + (x - 48) * self.scale, self.y + (y - 88) * self.scale)

    def path(self, *points: tuple[float, float]) -> str:
        """A line through points of the house."""
        return "M" + "L".join(self.at(*point) for point in points)

    def moved(self, x: float, y: float) -> "_Plot":
        return _Plot(self.x + x * self.scale, self.y + y * self.scale, self.scale)


def small(stage: int, *, moved_back: bool = False, stuck: bool = False, before: bool = False, uid: str = "",
          title: str = "", width: int = 96) -> Markup:  # fmt: skip
    """A house in a box of 96, drawn `width` pixels wide. Without a title it is hidden: its words stand beside it.

    Raises ValueError for a stage that is not 0 to 3, or a title without a `uid`.
    """
    house = House("", "", stage, moved_back=moved_back, stuck=stuck, before=before)
    body = tube("M0 89.5H96", INK, 2.4) + _house(_Plot(50, 88, 0.93), house)
    return small_picture(body, uid=uid, title=title, width=width, css="al-blocks")


def street(houses: tuple[House, ...], uid: str, title: str) -> Markup:
    """Houses side by side, five to a row, each row a street of its own with its own ground.

    Raises ValueError for a stage that is not 0 to 3.
    """
    rows = [houses[start : start + IN_A_ROW] for start in range(0, len(houses), IN_A_ROW)] or [()]
    across = _PLOT * max(1, min(len(houses), IN_A_ROW))
    body, y = "", 0.0
    for row in rows:
        drawn, depth = _row(row, y)
        body, y = body + drawn, y + depth
    told = "; ".join(map(_told, houses)) or "Nobody yet"
    return picture(
        body, box=(across, y), uid=uid, title=title, description=f"{told}.", width=across, css="al-street"
    )  # fmt: skip


def _row(row: tuple[House, ...], y: float) -> tuple[str, float]:
    """A street with its names, and how deep it is."""
    ground, deepest = y + 112, 0
    drawn = line((4, ground + 1.5), (_PLOT * max(1, len(row)) - 4, ground + 1.5), INK, 3)
    for place, house in enumerate(row):
        middle = _PLOT * (place + 0.5)
        drawn += _house(_Plot(middle + 4, ground, _SCALE), house)
        name, role = broken(house.name, _PLOT - 8, 17, bold=True), broken(house.role, _PLOT - 8, 16)
        for under, words in enumerate([*name, *role]):
            own = under < len(name)
            size, colour = (17, INK) if own else (16, SOFT_INK)
            drawn += text(middle, ground + 26 + _LINE * under, words, size, colour=colour, bold=own)
        deepest = max(deepest, len(name) + len(role))
    return drawn, 112 + 26 + _LINE * deepest


def _house(plot: _Plot, house: House) -> str:
    if not 0 <= house.stage <= STAGES:
        raise ValueError(f"a house is at stage 0 to {STAGES}, not {house.stage!r}")
    drawn = _shadow(plot.moved(-8, -5)) if house.before else ""
    drawn += _ground(plot, house.stage) + _arch(plot, house) + _roof(plot, house)
    y = _POINTS_AT[house.stage]
    drawn += f'<path d="{plot.path((-5, y - 7), (7, y), (-5, y + 7))}Z" fill="{INK}"/>'
    if house.stuck:
        drawn += _pause(plot, _PAUSED_AT[house.stage])
    return drawn + (_back(plot) if house.moved_back else "")


def _block(plot: _Plot, path: str, fill: str, *, built: bool, shadowed: bool = False) -> str:
    """A block of the house: filled where it is built, a dashed outline where it is not yet."""
    if built:
        return stroke(path, INK, plot.outline, fill)
    dash = f"{number(4.2 * plot.scale)} {number(5.6 * plot.scale)}"
    return stroke(path, SOFT_INK, plot.outline, "none" if shadowed else WHITE, dash=dash)


def _ground(plot: _Plot, stage: int) -> str:
    path = plot.path((9, 73), (87, 73), (87, 87), (9, 87)) + "Z"
    drawn = _block(plot, path, _GROUND, built=stage >= 1)
    return drawn + (_grain(plot, (17, 78, 34), (44, 82, 70)) if stage > 1 else "")


def _arch_path(plot: _Plot) -> str:
    bend = number(16 * plot.scale)
    outside = plot.path((32, 66), (32, 70), (15, 70), (15, 39), (81, 39), (81, 70), (64, 70), (64, 66))
    return f"{outside}A{bend} {bend} 0 0 0 {plot.at(32, 66)}Z"


def _arch(plot: _Plot, house: House) -> str:
    drawn = _block(plot, _arch_path(plot), _ARCH, built=house.stage >= 2, shadowed=house.before)
    return drawn + (_grain(plot, (22, 45, 44), (54, 50, 74)) if house.stage > 2 else "")


def _roof_path(plot: _Plot) -> str:
    return plot.path((9, 37), (48, 10), (87, 37)) + "Z"


def _roof(plot: _Plot, house: House) -> str:
    return _block(plot, _roof_path(plot), _ROOF, built=house.stage >= 3, shadowed=house.before)


def _shadow(plot: _Plot) -> str:
    """The house that was begun before."""
    return "".join(f'<path d="{path}" fill="{_SHADOW}"/>' for path in (_roof_path(plot), _arch_path(plot)))


def _grain(plot: _Plot, *lines: tuple[float, float, float]) -> str:
    path = "".join(plot.path((x, y), (end, y)) for x, y, end in lines)
    return f'<path d="{path}" stroke="{INK}" stroke-opacity=".45" stroke-width="1.3" stroke-linecap="round"/>'


def _pause(plot: _Plot, y: float) -> str:
    bars = plot.path((45.4, y - 3.6), (45.4, y + 3.6)) + plot.path((50.6, y - 3.6), (50.6, y + 3.6))
    disc = circle(plot.x, plot.y + (y - 88) * plot.scale, 8.5 * plot.scale, width=plot.outline * 0.8)
    return disc + stroke(bars, INK, 2.4 * plot.scale)


def _back(plot: _Plot) -> str:
    """The roof came off: an arrow back down beside the wall."""
    bend = number(20 * plot.scale)
    curve = f"M{plot.at(87, 43)}A{bend} {bend} 0 0 1 {plot.at(89, 65)}"
    return stroke(curve + plot.path((93.5, 58), (89, 66), (83.5, 59.5)), INK, plot.outline)


def _told(house: House) -> str:
    who = f"{house.name}, {house.role}" if house.role else house.name
    words = [f"{who}: stage {house.stage} of {STAGES}"]
    words += ["moved back a stage"] if house.moved_back else []
    words += ["stuck"] if house.stuck else []
    words += ["begun before and begun again"] if house.before else []
    return ", ".join(words)
