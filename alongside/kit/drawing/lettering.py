"""How wide words are in a drawing, and where they break. Nothing measures on the server, so it is estimated by
letters, from the widths of the house's typeface, on the wide side.
"""

import re
import unicodedata
from collections.abc import Mapping
from types import MappingProxyType

_BY_WIDTH = {
    0.24: "'",
    0.28: ",.:;j|’‘",
    0.32: " !`il·",
    0.36: "()[]f",
    0.40: '"-_rt{}',
    0.44: "1/I\\",
    0.48: "“”",
    0.52: "*csyz–",
    0.56: "7?JLaekvx",
    0.60: "23<>EF^bdghnopqu~",
    0.64: "45689$+BPSTVZ",
    0.68: "0=ACKRXY",
    0.72: "DGHNU",
    0.76: "#&OQw",
    0.80: "…",
    0.84: "@",
    0.88: "Mm—",
    0.92: "W",
    1.00: "%",
}
"""Bold letters; plain ones are a little narrower."""
_WIDTHS: Mapping[str, float] = MappingProxyType(
    {letter: width for width, letters in _BY_WIDTH.items() for letter in letters}
)
_PLAIN = 0.97
_OTHER_LETTER, _WHOLE_SQUARE, _LITTLE_PICTURE = 0.85, 1.0, 1.35
_PIECES = re.compile(r" ?[^ -]*-+| ?[^ -]+")
"""A word with the space before it; a word with hyphens may break after each."""


def width_of(words: str, size: float, *, bold: bool = False) -> float:
    """About how wide a line of words is, in the units of its size."""
    return size * (1 if bold else _PLAIN) * sum(_width(letter) for letter in words)


def _width(letter: str) -> float:
    plain = unicodedata.normalize("NFD", letter)[0]
    if plain in _WIDTHS:
        return _WIDTHS[plain]
    if unicodedata.category(letter) in {"Mn", "Me", "Cf"}:
        return 0
    if ord(letter) > 0x1F000:
        return _LITTLE_PICTURE
    return _WHOLE_SQUARE if unicodedata.east_asian_width(letter) in {"W", "F"} else _OTHER_LETTER


def broken(words: str, across: float, size: float, *, bold: bool = False, most: int = 2) -> list[str]:
    """The words in at most `most` lines of the width `across`. What is left over gives way to an ellipsis, so the
    whole words must stand elsewhere (in the description).
    """
    lines: list[str] = []
    for piece in _PIECES.findall(" ".join(words.split())):
        if lines and width_of(lines[-1] + piece, size, bold=bold) <= across:
            lines[-1] += piece
        else:
            lines += _cut(piece.lstrip(), across, size, bold=bold)
    if len(lines) <= most:
        return lines
    last = lines[most - 1]
    while last and width_of(last + "…", size, bold=bold) > across:
        last = last[:-1]
    return [*lines[: most - 1], last.rstrip() + "…"]


def _cut(word: str, across: float, size: float, *, bold: bool) -> list[str]:
    """A word as it is, or in as many parts as it needs."""
    parts = [""]
    for letter in word:
        if parts[-1] and width_of(parts[-1] + letter, size, bold=bold) > across:
            parts.append("")
        parts[-1] += letter
    return parts
