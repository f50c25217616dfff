"""Whether a text gives something away that is to stay unknown, such as where somebody lives. Pure.

Both are brought to one spelling first: no accents, no capitals, nothing but letters and figures, and the short words of
addresses written out, so that "12 St Anne's Rd" is "12, SAINT ANNE’S ROAD".
"""

import re
import unicodedata
from collections.abc import Collection, Iterator, Mapping, Sequence
from itertools import accumulate

SHORTEST_PART = 6
LONGEST_QUOTE = 20
_POSTCODE = re.compile(r"\b[A-Za-z]{1,2}\d[A-Za-z\d]?\s*\d[A-Za-z]{2}\b")
_TELEPHONE = re.compile(r"\+?\d[\d ()-]{7,}\d")
_NUMBER_OF_HOUSE = re.compile(
    r"^\W*(?:(?:apartment|apt|flat|house|no|number|room|unit)?\W*\d+[a-z]?\b(?:\s*[-/–]\s*\d+[a-z]?\b)?\W*)+", re.I
)
_WRITTEN_OUT = {
    short: whole
    for whole, shorts in {
        "apartment": "apt", "avenue": "av ave", "buildings": "bldg bldgs building", "close": "cl", "cottage": "cott",
        "court": "ct crt", "crescent": "cres cresc", "drive": "dr drv", "estate": "est", "farm": "fm",
        "gardens": "gdn gdns garden", "green": "grn", "grove": "gr grv", "heights": "hts", "house": "hse", "lane": "ln",
        "mount": "mt", "park": "pk", "place": "pl", "road": "rd", "square": "sq", "street": "st str saint",
        "terrace": "ter terr",
    }.items()
    for short in shorts.split()
}  # fmt: skip
"""Saint and street share their short word, so they are taken for one another."""
_WITHOUT_A_MARK = str.maketrans({"ł": "l", "ø": "o", "đ": "d", "ð": "d", "ı": "i", "æ": "ae", "œ": "oe", "&": " and "})
_LOOKS_LIKE = str.maketrans("авеікмнорстух", "abeikmhopctyx")
"""Cyrillic letters that nobody can tell from ours."""
_FROM_ABROAD = re.compile(r"(?:\+|\b00)44[\s.-]*(?:\(0\)[\s.-]*)?(?=\(?\d)")
_WORD = re.compile(r"\d+|[^\W\d_]+")
_IDENTIFIER = re.compile(r"(?:^|:)[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$")
_NEW_BEGINNING = re.compile(r"[.,;:!?\n]")


def is_protected(text: str, protected: Collection[str]) -> bool:
    """Whether a text holds something protected, however it is written: spaces, commas, capitals, accents and whether
    "Street" is written out do not matter.
    """
    return holds(text, secret_parts(protected))


def secret_parts(protected: Collection[str]) -> frozenset[str]:
    """The parts of all of these that give them away, for `holds`."""
    return frozenset(part for value in protected for part in telling_parts(value))


def holds(text: str, secret: Collection[str]) -> bool:
    """Whether a text holds any of the `secret_parts`."""
    return bool(secret) and bool(found_in(text, {"": secret}))


def found_in[Named](text: str, secrets: Mapping[Named, Collection[str]]) -> list[Named]:
    """Which of these a text holds, each with its `secret_parts`."""
    written = [_in_words(text), _in_words(text, whole=True)] if secrets else []
    return [named for named, secret in secrets.items() if any(_has(each, part) for each in written for part in secret)]


def quoted(text: str, value: str) -> str:
    """What of something protected stands in a text, as it is written there, as much as stands together: "4, Mill Lane"
    of "4 Mill Lane, Leeds LS1 2AB". "" when nothing does.
    """
    places = [found.span() for found in re.finditer(r"\S+", text)]
    for part in sorted(telling_parts(value), key=len, reverse=True):
        if not holds(text, [part]):
            continue
        for size in range(1, min(len(places), LONGEST_QUOTE) + 1):
            for (begin, _), (_, end) in zip(places, places[size - 1 :], strict=False):
                if holds(text[begin:end], [part]):
                    return text[begin:end].strip(" .,;:!?")
    return ""


def _has(words: Sequence[str], part: str) -> bool:
    """Whether the part stands in words put together; what has blanks around it, as words of its own alone."""
    text, sought = "".join(words), part.strip()
    if sought not in text or sought == part:
        return sought in text
    ends = set(accumulate(map(len, words), initial=0))
    begins = (found.start() for found in re.finditer(f"(?={re.escape(sought)})", text))
    return any(begin in ends and begin + len(sought) in ends for begin in begins)


class AsWords(str):
    """Something protected that is words somebody might use every day, such as how a person is reached: what of it has
    no figure is no letters within another word, so that "Ann" is not in "planned". Anything else is found wherever its
    letters stand: not every language puts blanks between words.
    """

    __slots__ = ()


def telling_parts(value: str) -> list[str]:
    """The parts of an address, telephone or name that give it away alone, packed.

    "4 Mill Lane, Leeds LS1 2AB" gives the whole, the street with its number and without, the town with its postcode,
    and the postcode; words without any figure, such as how somebody can be reached, only the whole. A street without
    its number counts with its last word written out: the letters of "Mill St" are in "the mill still stands".
    """
    as_words, value = isinstance(value, AsWords), unicodedata.normalize("NFKC", value)
    has_figures = any(letter.isdigit() for letter in value)
    lines = re.split(r"[,;\n]", value) if has_figures else []
    whole = [value, *filter(_tells, lines)]
    found = {packed(each) for each in whole for packed in (_packed, _packed_whole)}
    found |= {_packed_whole(place) for place in map(_without_number, lines) if _tells(place)}
    found |= {_packed(code) for pattern in (_POSTCODE, _TELEPHONE) for code in pattern.findall(value)}
    return sorted(_with_blanks(part) if as_words else part for part in found if part)


def _with_blanks(part: str) -> str:
    return part if any(letter.isdigit() for letter in part) else f" {part} "


def _without_number(line: str) -> str:
    """ "Mill Lane" of "4 Mill Lane LS1 2AB", "" of a line that does not begin with a number or leaves one word."""
    found = _NUMBER_OF_HOUSE.match(line)
    place = _POSTCODE.sub("", line[found.end() :]) if found else ""
    return place if len(place.split()) > 1 else ""


def _tells(line: str) -> bool:
    """A town alone gives nobody away; a street does, and a house in it."""
    return len(_packed(line)) >= SHORTEST_PART and (len(line.split()) > 1 or any(one.isdigit() for one in line))


def _packed(text: str) -> str:
    """Its letters and figures, without what sets off, joins or marks them."""
    return "".join(_in_words(text))


def _packed_whole(text: str) -> str:
    """The same with the short words of addresses written out."""
    return "".join(_in_words(text, whole=True))


def _in_words(text: str, *, whole: bool = False) -> list[str]:
    words, plain, end = [], _plain(text), 0
    for found in _WORD.finditer(plain):
        words.append(_written_out(found[0], plain[end : found.start()]) if whole else found[0])
        end = found.end()
    return words


def _written_out(word: str, before: str) -> str:
    """ "Rose Dr" is a drive; "Rose, Dr Rao" is a doctor."""
    is_doctor = word == "dr" and bool(_NEW_BEGINNING.search(before))
    return word if is_doctor else _WRITTEN_OUT.get(word, word)


def _plain(text: str) -> str:
    """Small letters without accents or signs that nobody sees; telephones as they are rung from here."""
    small = unicodedata.normalize("NFKC", text).casefold().translate(_LOOKS_LIKE)
    apart = unicodedata.normalize("NFKD", small).translate(_WITHOUT_A_MARK)
    if not apart.isascii():  # as most texts of a long page are
        apart = "".join(letter for letter in apart if unicodedata.category(letter) not in ("Mn", "Cf"))
    return _FROM_ABROAD.sub("0", apart)


def all_words(told: object, *, but_not: Collection[str] = ()) -> Iterator[str]:
    """Every text in plain JSON values, in their order, without identifiers and what stands under a key `but_not`."""
    if isinstance(told, str):
        if told and not _IDENTIFIER.search(told):
            yield told
    elif isinstance(told, Mapping):
        for key, value in told.items():
            if key not in but_not:
                yield from all_words(value, but_not=but_not)
    elif isinstance(told, Sequence):
        for value in told:
            yield from all_words(value, but_not=but_not)
