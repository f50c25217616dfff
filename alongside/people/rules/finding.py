"""What somebody types to find a family or a person, and how near a name comes to it. Pure.

A name is found by its words in any order, by how they begin, by how they are spelt roughly and by how they sound; a
date of birth by any usual way of writing it.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from difflib import SequenceMatcher
from enum import IntEnum

from alongside.kit.dates import MONTHS, parse_vague

MOST_WORDS = 6
LONGEST = 200

_MONTH = "|".join(f"{name[:3]}(?:{name[3:]}|{name[3:4]})?" for name in MONTHS)
_SEPARATED = r"\d{4}-\d{1,2}-\d{1,2}|\d{1,2}(?P<by>[ /.-])\d{1,2}(?P=by)(?:\d{4}|\d{2})"
_NAMED = rf"\d{{1,2}}(?:st|nd|rd|th)?[ .-]?(?:of )?(?:{_MONTH})\.?,?[ .-]?(?:\d{{4}}|\d{{2}})"
_TURNED = rf"(?:{_MONTH})\.? \d{{1,2}}(?:st|nd|rd|th)?,? \d{{4}}"
_ROUGH = rf"(?:{_MONTH})\.? \d{{4}}|\d{{1,2}}/\d{{4}}|(?:19|20)\d{{2}}"
_DAYS = re.compile(rf"(?<![\w/.-])(?:{_SEPARATED}|{_NAMED}|\d{{8}}|{_TURNED}|{_ROUGH})(?![\w/-])", re.IGNORECASE)
_BORN = re.compile(r"\b(?:born(?: on| in)?|dob|d\.o\.b\.?|date of birth)\b:?", re.IGNORECASE)
_REFERENCE = re.compile(r"\b[a-z]{3}-?\d{4,}\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Asked:
    """What was typed: the words of a name, the days on which somebody may have been born, a family's reference."""

    text: str
    words: tuple[str, ...] = ()
    birth: tuple[date, date] | None = None
    reference: str = ""

    @property
    def anything(self) -> bool:
        """Whether there is anything to look for."""
        return bool(self.words or self.birth or self.reference)


class Nearness(IntEnum):
    """How near a name comes to a word, nearest first; FAR is not near at all."""

    SAME = 0
    BEGINS = 1
    SPELT = 2
    SOUNDS = 3
    FAR = 9


def asked(text: str, today: date) -> Asked:
    """What is looked for; a date that no calendar has is looked for as words."""
    whole = " ".join(text.replace("\x00", " ").split())[:LONGEST].strip()
    rest = _BORN.sub(" ", whole)
    # Days first: of "3-dec-2018" the end looks like a reference.
    birth = None
    for written in _DAYS.finditer(rest):
        birth = _days(written[0], today)
        if birth is not None:
            rest = rest[: written.start()] + " " + rest[written.end() :]
            break
    reference = ""
    if found := _REFERENCE.search(rest):
        reference = re.sub(r"^([A-Z]{3})-?", r"\1-", found[0].upper())
        rest = rest.replace(found[0], " ", 1)
    return Asked(whole, tuple(_words(rest))[:MOST_WORDS], birth, reference)


def _words(text: str) -> Iterable[str]:
    """Each word once, without what stands between letters and figures; O’Brien is one word."""
    together = re.sub(r"['’‘`´]", "", text)
    return dict.fromkeys(word for word in re.split(r"[\W_]+", together) if word)


def _days(written: str, today: date) -> tuple[date, date] | None:
    plain = written.replace(",", " ")
    if re.fullmatch(r"\d{8}", plain):
        plain = f"{plain[:2]} {plain[2:4]} {plain[4:]}"
    if turned := re.fullmatch(rf"({_MONTH})\.? (\d{{1,2}})(?:st|nd|rd|th)?\s+(\d{{4}})", plain, re.IGNORECASE):
        plain = f"{turned[2]} {turned[1]} {turned[3]}"
    if short := re.fullmatch(r"(?!\d{4}-)(.*\D)(\d{2})", plain):
        # Nobody is born later than today: 18 is 2018, 94 is 1994.
        century = today.year // 100
        return _read(f"{short[1]}{century}{short[2]}", today) or _read(f"{short[1]}{century - 1}{short[2]}", today)
    return _read(plain, today)


def _read(written: str, today: date) -> tuple[date, date] | None:
    try:
        found = parse_vague(written, today)
    except ValueError:
        return None
    return (found.first, found.last) if found.first <= today else None


def nearness(hows: Sequence[int]) -> Nearness:
    """How near a name comes to all the words together: as near as to the word it is farthest from."""
    return Nearness(max(hows, default=Nearness.SAME))


def likeness(words: Sequence[str], names: Iterable[str]) -> float:
    """How alike the letters of these words and of the nearest words among these names are, from 0 to 1: what comes
    equally near by sound is told apart by spelling.
    """
    said = {word for name in names for word in name.casefold().split()}
    if not words or not said:
        return 0.0
    nearest = (max(SequenceMatcher(None, word.casefold(), each).ratio() for each in said) for word in words)
    return sum(nearest) / len(words)


def why(hows: Sequence[int], name: str, *, earlier: bool) -> str:
    """Why somebody of that name is shown, in words; "" where it is plain to see."""
    if earlier:
        return f"Known before as “{name}”"
    return {Nearness.SOUNDS: "Sounds like it", Nearness.SPELT: "Spelt nearly like it"}.get(nearness(hows), "")


def next_day(birth: tuple[date, date]) -> tuple[date, date]:
    """The same days as a span whose last day is not among them."""
    return birth[0], birth[1] + timedelta(days=1)
