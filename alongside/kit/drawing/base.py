"""What every drawing is made of: colours, lines, shapes, words, and the picture around them."""

import re
from html import escape
from typing import Literal

from markupsafe import Markup

INK = "#241a28"
SOFT_INK = "#5c5363"
RULE = "#b9b1bf"
PALE = "#ece7ef"
WHITE = "#ffffff"
LAMP = "#ffd058"
LAMP_SOFT = "#fff0c4"
LAMP_DEEP = "#8f5200"
LATE = "#a02c1a"
SOON = "#7a4a00"
WELL = "#1f6b4a"

Anchor = Literal["start", "middle", "end"]
Point = tuple[float, float]

_UNSAYABLE = re.compile("[^\t\n\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""What no XML document may hold."""


def picture(body: str, *, box: tuple[float, float], uid: str, title: str, description: str = "", width: int = 0,
            css: str = "") -> Markup:  # fmt: skip
    """A drawing that speaks: `box` is its own width and height, `uid` is unique on the page, `width` is in pixels,
    `css` is a class beside the one of every drawing.
    """
    named = f"{said(uid)}-title {said(uid)}-desc" if description else f"{said(uid)}-title"
    words = f'<title id="{said(uid)}-title">{said(title)}</title>'
    if description:
        words += f'<desc id="{said(uid)}-desc">{said(description)}</desc>'
    told = f'role="img" aria-labelledby="{named}"'
    return _svg(words + body, box=box, width=width, css=f"al-drawing {css}".strip(), told=told)


def ornament(body: str, *, box: int, size: int, css: str) -> Markup:
    """A small square drawing whose words stand beside it, hidden from readers. `size` is in pixels."""
    return _svg(body, box=(box, box), width=size, css=css, told='aria-hidden="true"')


def small_picture(body: str, *, uid: str, title: str, width: int, css: str) -> Markup:
    """A drawing in a box of 96, `width` pixels wide: with a title it speaks, without one its words stand beside it.

    Raises ValueError for a title without a `uid`, for what is named needs a name of its own on the page.
    """
    if not title:
        return ornament(body, box=96, size=width, css=f"al-drawing {css}")
    if not uid:
        raise ValueError("a drawing with a title needs a uid")
    return picture(body, box=(96, 96), uid=uid, title=title, width=width, css=css)


def _svg(body: str, *, box: tuple[float, float], width: int, css: str, told: str) -> Markup:
    across, down = box
    size = f' width="{width}" height="{round(width * down / across)}"' if width else ""
    return Markup(  # noqa: S704 - words are escaped where they are drawn, everything else is drawn here
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {number(across)} {number(down)}"{size} '
        f'class="{css}" {told} focusable="false">{body}</svg>'
    )


def said(words: str) -> str:
    """Words as they may stand in a drawing."""
    return escape(_UNSAYABLE.sub("", words))


def number(value: float) -> str:
    """A number as a drawing writes it, to a tenth."""
    return f"{round(value, 1) + 0:g}"


def at(x: float, y: float) -> str:
    """A point, as a path writes it."""
    return f"{number(x)} {number(y)}"


def stroke(path: str, colour: str = INK, width: float = 2.5, fill: str = "none", *, dash: str = "") -> str:
    """A line with round ends along an SVG path; `dash` is how long it is drawn and left off, in turns."""
    return (
        f'<path d="{path}" fill="{fill}" stroke="{colour}" stroke-width="{number(width)}" '
        f'stroke-linecap="round" stroke-linejoin="round"{_dashed(dash)}/>'
    )


def tube(path: str, colour: str, width: float, *, dash: str = "") -> str:
    """A line with flat ends, for what has walls and a core."""
    return f'<path d="{path}" fill="none" stroke="{colour}" stroke-width="{number(width)}"{_dashed(dash)}/>'


def line(start: Point, end: Point, colour: str = INK, width: float = 2.5) -> str:
    """A straight line with round ends."""
    return stroke(f"M{at(*start)}L{at(*end)}", colour, width)


def rect(x: float, y: float, across: float, down: float, *, fill: str = WHITE, colour: str = INK, width: float = 2.4,
         corner: float = 0, dash: str = "") -> str:  # fmt: skip
    """A rectangle; `corner` rounds it."""
    rounded = f' rx="{number(corner)}"' if corner else ""
    return (
        f'<rect x="{number(x)}" y="{number(y)}" width="{number(across)}" height="{number(down)}"{rounded} '
        f'fill="{fill}" stroke="{colour}" stroke-width="{number(width)}"{_dashed(dash)}/>'
    )


def circle(x: float, y: float, radius: float, *, fill: str = WHITE, colour: str = INK, width: float = 2.4,
           dash: str = "") -> str:  # fmt: skip
    """A disc with its outline; a width of 0 leaves the outline off."""
    outline = f' stroke="{colour}" stroke-width="{number(width)}"{_dashed(dash)}' if width else ""
    return f'<circle cx="{number(x)}" cy="{number(y)}" r="{number(radius)}" fill="{fill}"{outline}/>'


def text(x: float, y: float, words: str, size: float = 16, *, colour: str = INK, anchor: Anchor = "middle",
         bold: bool = False) -> str:  # fmt: skip
    """One line of words on the base line `y`."""
    weight = ' font-weight="700"' if bold else ""
    return (
        f'<text x="{number(x)}" y="{number(y)}" font-size="{number(size)}" text-anchor="{anchor}"{weight} '
        f'fill="{colour}">{said(words)}</text>'
    )


def _dashed(dash: str) -> str:
    return f' stroke-dasharray="{dash}"' if dash else ""
