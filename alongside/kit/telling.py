"""Whether a text gives something away that is to stay unknown, such as where somebody lives. Pure."""

import re
from collections.abc import Collection

SHORTEST_PART = 6
_POSTCODE = re.compile(r"\b[A-Za-z]{1,2}\d[A-Za-z\d]?\s*\d[A-Za-z]{2}\b")
_TELEPHONE = re.compile(r"\+?\d[\d ()-]{7,}\d")
_NUMBER_OF_HOUSE = re.compile(
    r"^\W*(?:(?:apartment|apt|flat|house|no|number|room|unit)?\W*\d+[a-z]?\b(?:\s*[-/–]\s*\d+[a-z]?\b)?\W*)+", re.I
)


def is_protected(text: str, protected: Collection[str]) -> bool:
    """Whether a text holds something protected, however it is written: spaces, commas and capitals do not matter."""
    return holds(text, secret_parts(protected))


def secret_parts(protected: Collection[str]) -> frozenset[str]:
    """The parts of all of these that give them away, for `holds`."""
    return frozenset(part for value in protected for part in telling_parts(value))


def holds(text: str, secret: Collection[str]) -> bool:
    """Whether a text holds any of the `secret_parts`."""
    packed = _packed(text) if secret else ""
    return any(part in packed for part in secret)


def telling_parts(value: str) -> list[str]:
    """The parts of an address, telephone or name that give it away alone, packed.

    "4 Mill Lane, Leeds LS1 2AB" gives the whole, the street with its number and without, the town with its postcode,
    and the postcode; words without any figure, such as how somebody can be reached, only the whole.
    """
    has_figures = any(letter.isdigit() for letter in value)
    lines = re.split(r"[,;\n]", value) if has_figures else []
    found = {_packed(value), *(_packed(line) for line in lines if _tells(line))}
    found |= {_packed(place) for place in map(_without_number, lines) if _tells(place)}
    found |= {_packed(code) for pattern in (_POSTCODE, _TELEPHONE) for code in pattern.findall(value)}
    return sorted(part for part in found if part)


def _without_number(line: str) -> str:
    """ "Mill Lane" of "4 Mill Lane LS1 2AB", "" of a line that does not begin with a number or leaves one word."""
    found = _NUMBER_OF_HOUSE.match(line)
    place = _POSTCODE.sub("", line[found.end() :]) if found else ""
    return place if len(place.split()) > 1 else ""


def _tells(line: str) -> bool:
    """A town alone gives nobody away; a street does, and a house in it."""
    return len(_packed(line)) >= SHORTEST_PART and (len(line.split()) > 1 or any(one.isdigit() for one in line))


def _packed(text: str) -> str:
    return "".join(letter for letter in text.casefold() if letter.isalnum())
