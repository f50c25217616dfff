"""One person's scales for one goal, drawn: a line through time from the lowest to the highest point.

Pure. Basis: S15 (002:3258-3268). Only ever one person to a drawing, so that nobody is set beside another.
"""

from collections.abc import Sequence
from html import escape

from markupsafe import Markup

from alongside.kit.drawing import INK, SOFT_INK, WELL, WHITE, picture, stroke
from alongside.plans.rules.change import MOST, History

WIDTH, HEIGHT = 330, 180
LEFT, RIGHT, TOP, BOTTOM = 34, 24, 18, 34


def scale_picture(history: History, *, least: int, days: Sequence[str], words: str) -> Markup:
    """The drawing. `days`: the day of each scale in words; `words`: what the drawing says, for those who do not see
    it.
    """
    points = places([scale.value for scale in history.scales], least)
    body = _grid(least) + _enough(history.last.good_enough, least)
    if len(points) > 1:
        body += stroke("M" + "L".join(f"{x:.1f} {y:.1f}" for x, y in points), INK, 2.5)
    for (x, y), scale in zip(points, history.scales, strict=True):
        body += f'<circle cx="{x:.1f}" cy="{y:.1f}" r="11" fill="{WHITE}" stroke="{INK}" stroke-width="2.5"/>'
        body += _text(x, y + 4.5, str(scale.value), anchor="middle", bold=True)
    body += _text(points[0][0], HEIGHT - 8, days[0], anchor="start" if len(points) > 1 else "middle")
    if len(points) > 1:
        body += _text(points[-1][0] + 11, HEIGHT - 8, days[-1], anchor="end")
    return picture(
        body, box=(WIDTH, HEIGHT), uid=f"scale-{history.last.entry_id}", title=f"{history.name}’s own line",
        description=words, width=WIDTH,
    )  # fmt: skip


def places(values: Sequence[int], least: int) -> list[tuple[float, float]]:
    """Where each value stands in the drawing: from left to right in time, higher is better."""
    across = WIDTH - LEFT - RIGHT - 22
    gap = across / (len(values) - 1) if len(values) > 1 else 0
    return [(LEFT + 11 + gap * number, _down(value, least)) for number, value in enumerate(values)]


def _down(value: int, least: int) -> float:
    return TOP + (MOST - value) / (MOST - least) * (HEIGHT - TOP - BOTTOM)


def _grid(least: int) -> str:
    found = ""
    for value in sorted({least, 5, MOST}):
        y = _down(value, least)
        found += stroke(f"M{LEFT} {y:.1f}H{WIDTH - RIGHT}", "#cfc8d3", 1)
        found += _text(LEFT - 8, y + 4.5, str(value), anchor="end")
    return found


def _enough(value: int | None, least: int) -> str:
    if value is None:
        return ""
    y = _down(value, least)
    path = f"M{LEFT} {y:.1f}H{WIDTH - RIGHT}"
    line = f'<path d="{path}" fill="none" stroke="{WELL}" stroke-width="2" stroke-dasharray="5 5"/>'
    return line + _text(WIDTH - RIGHT, y - 6, "good enough", anchor="end", colour=WELL)


def _text(x: float, y: float, words: str, *, anchor: str, bold: bool = False, colour: str = SOFT_INK) -> str:
    weight, shade = (' font-weight="700"', INK) if bold else ("", colour)
    place = f'x="{x:.1f}" y="{y:.1f}" text-anchor="{anchor}" font-size="14"{weight}'
    return f'<text {place} fill="{shade}">{escape(words)}</text>'
