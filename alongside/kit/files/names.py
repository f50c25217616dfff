"""What a file is called: by whoever attaches it, kept as text, and when it is given out."""

import re
import unicodedata

from alongside.kit.files import KINDS

LONGEST_NAME = 200
LONGEST_GIVEN = 80
_NO_LETTERS = frozenset({"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"})
_NOT_IN_NAMES = re.compile(r'[\\/:*?"<>|%;]+')


def own_name(sent: str) -> str:
    """The last part of what a browser sent as its name, without signs that nobody sees or that turn the reading
    round; at most LONGEST_NAME characters, its beginning and its end.
    """
    last = re.split(r"[\\/]", sent)[-1]
    shown = "".join(" " if letter.isspace() else letter for letter in last if _is_seen(letter))
    name = " ".join(shown.split()).strip(". ") or "file"
    if len(name) <= LONGEST_NAME:
        return name
    return f"{name[: LONGEST_NAME - 21]}…{name[-20:]}"


def given_name(name: str, media_type: str) -> str:
    """The name under which it is saved by whoever downloads it: that of the person, ending as what it really is."""
    ending = KINDS[media_type][1]
    stem = _NOT_IN_NAMES.sub(" ", own_name(name))
    stem = re.sub(r"\.[A-Za-z0-9]{1,5}$", "", stem)
    stem = " ".join(stem.split()).strip(". -")[:LONGEST_GIVEN].strip() or "file"
    return f"{stem}.{ending}"


def _is_seen(letter: str) -> bool:
    return letter.isspace() or unicodedata.category(letter) not in _NO_LETTERS
