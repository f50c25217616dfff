"""One person's scales for one goal, drawn: a line through time from the lowest to the highest point.

Pure. Basis: S15 (002:3258-3268). Only ever one person to a drawing, so that nobody is set beside another.
"""

from collections.abc import Sequence

from markupsafe import Markup

from alongside.kit.drawing import INK, SOFT_INK, WELL, Anchor, circle, picture, stroke, text, tube
from alongside.plans.rules.change import MOST, History

WIDTH, HEIGHT = 330, 180
LEFT, RIGHT, TOP, BOTTOM = 34, 24, 18, 34
SIZE = 14


def scale_picture(history: History, *, least: int, days: Sequence[str], words: str) -> Markup:
    """The drawing. `days`: the day of each scale in words; `words`: what the drawing says, for those who do not see
    it.
    """
    points = places([scale.value for scale in history.scales], least)
    body = _grid(least) + _enough(history.last.good_enough, least)
    if len(points) > 1:
        body += stroke("M" + "L".join(f"{x:.1f} {y:.1f}" for x, y in points), INK, 2.5)
    for (x, y), scale in zip(points, history.scales, strict=True):
        body += circle(x, y, 11, width=2.5) + text(x, y + 4.5, str(scale.value), SIZE, bold=True)
    first: Anchor = "start" if len(points) > 1 else "middle"
    body += text(points[0][0], HEIGHT - 8, days[0], SIZE, colour=SOFT_INK, anchor=first)
    if len(points) > 1:
        body += text(points[-1][0] + 11, HEIGHT - 8, days[-1], SIZE, colour=SOFT_INK, anchor="end")
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
        found += text(LEFT - 8, y + 4.5, str(value), SIZE, colour=SOFT_INK, anchor="end")
    return found


def _enough(value: int | None, least: int) -> str:
    if value is None:
        return ""
    y = _down(value, least)
    line = tube(f"M{LEFT} {y:.1f}H{WIDTH - RIGHT}", WELL, 2, dash="5 5")
    return line + text(WIDTH - RIGHT, y - 6, "good enough", SIZE, colour=WELL, anchor="end")
