"""Words put together as a sentence needs them. Pure, and in English whatever the machine's locale."""

import re
from collections.abc import Sequence


def listed(names: Sequence[str]) -> str:
    """ "Amy", "Amy and Liam", "Amy, Liam and Tia"; empty for nobody."""
    if len(names) < 2:
        return "".join(names)
    return f"{', '.join(names[:-1])} and {names[-1]}"


def capital(words: str) -> str:
    """The words with their first letter a capital, the others as they are."""
    return words[:1].upper() + words[1:]


def uncapital(words: str) -> str:
    """The words with their first letter a small one, to stand inside a sentence."""
    return words[:1].lower() + words[1:]


def is_named(words: str, name: str) -> bool:
    """Whether a text names somebody: in full, however it is written, or by the first name as a word of its own with its
    capital, for Will is not in "We will ring". Who is only described ("mum’s partner") is named by all of it.
    """
    parts, text = name.split(), " ".join(words.split())
    if not parts:
        return False
    first = parts[0]
    described = first[:1] != first[:1].upper()
    if (described or len(parts) > 1) and _stands_in(text, " ".join(parts), re.IGNORECASE):
        return True
    return not described and (_stands_in(text, first) or _stands_in(text, first.upper()))


def _stands_in(text: str, word: str, how: re.RegexFlag = re.NOFLAG) -> bool:
    return re.search(rf"(?<!\w){re.escape(word)}(?!\w)", text, how) is not None


def says_something(text: str) -> bool:
    """Whether a reason is one: it holds a letter or a figure, in any script, and not only marks or what nobody sees."""
    return any(letter.isalnum() for letter in text)
