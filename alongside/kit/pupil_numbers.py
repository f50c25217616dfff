"""Unique pupil numbers of England: one check letter, twelve digits; a temporary one ends in a letter.

The list of councils inside the number is not looked at: councils are made anew, and a list of them grows stale.
Source: Department for Education, unique pupil numbers.
"""

import re

from stdnum.gb import upn

_SHAPE = re.compile(r"[A-HJ-NP-RT-Z]\d{11}[\dA-HJ-NP-RT-Z]")


def compact(text: str) -> str:
    """The number without spaces and dashes, in capitals."""
    return str(upn.compact(text))


def has_shape(number: str) -> bool:
    """Whether a compact number is one letter and twelve digits, the last perhaps a letter."""
    return _SHAPE.fullmatch(number) is not None


def fits(number: str) -> bool:
    """Whether the check letter of a compact number is right."""
    return has_shape(number) and bool(upn.calc_check_digit(number[1:]) == number[0])
