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


STYLES = frozenset({
    "mr", "mrs", "ms", "miss", "mx", "dr", "doctor", "sir", "dame", "rev", "reverend", "prof", "professor", "sister",
    "pc", "sgt",
})  # fmt: skip
"""Words before a name that are no part of it, in small letters and without a full stop."""


def is_style(word: str) -> bool:
    """Whether a word is one of those that stand before a name: "Mrs", "Dr."."""
    return word.rstrip(".").lower() in STYLES


def is_named(words: str, name: str) -> bool:
    """Whether a text names somebody: in full, however it is written; by the first name as a word of its own with its
    capital, for Will is not in "We will ring"; or by the last name after a style ("Mrs Mercer"), whichever it is.

    A style is no name, and a last name alone is a whole family's; whoever is known by a style and one name has but
    that one. Who is only described ("mum’s partner") is named by all of it.
    """
    text, own = " ".join(words.split()), name.split()
    while own and is_style(own[0]):
        own = own[1:]
    if not own:
        return False
    described = own[0][:1] != own[0][:1].upper()
    if (described or len(own) > 1) and _stands_in(text, " ".join(own), re.IGNORECASE):
        return True
    return not described and (
        _stands_in(text, own[0])
        or _stands_in(text, own[0].upper())
        or any(_stands_after_a_style(text, " ".join(own[start:])) for start in range(1, len(own)))
    )


def _stands_after_a_style(text: str, last: str) -> bool:
    """ "Mrs Mercer", "MRS J. MERCER"."""
    either = "|".join(re.escape(each) for each in (last, last.upper()))
    styles = "|".join(sorted(STYLES))
    return re.search(rf"(?<!\w)(?i:{styles})\.? (?:[A-Z](?:\. ?| ))*(?:{either})(?!\w|-\w)", text) is not None


def _stands_in(text: str, word: str, how: re.RegexFlag = re.NOFLAG) -> bool:
    return re.search(rf"(?<!\w){re.escape(word)}(?!\w)", text, how) is not None


def says_something(text: str) -> bool:
    """Whether a reason is one: it holds a letter or a figure, in any script, and not only marks or what nobody sees."""
    return any(letter.isalnum() for letter in text)


NO_REASONS = frozenset({
    "a", "absolutely", "all", "and", "any", "applicable", "at", "definitely", "do", "dont", "dunno", "fine", "have",
    "havent", "he", "hes", "i", "idea", "is", "isnt", "it", "its", "know", "na", "nah", "never", "nil", "no", "none",
    "nope", "not", "nothing", "null", "ok", "okay", "please", "really", "reason", "reasons", "safe", "she", "shes",
    "sorry", "sure", "thank", "thanks", "that", "the", "theres", "this", "unknown", "unsafe", "unsure", "was", "way",
    "why", "yeah", "yep", "yes", "yet", "you",
})  # fmt: skip
"""Words that give no reason, alone or with one another: a no, a yes, that nobody knows, and what stands beside it."""


def gives_a_reason(text: str) -> bool:
    """Whether a reason why something is safe is one: it says something, and not only no, yes, that it is safe or that
    nobody knows, in whatever words that is said ("No.", "n/a", "Not yet"); a letter alone says nothing either. "No
    contact with the new school" and "Yes, the worker stays in the room" are.
    """
    said = re.sub(r"\bthere\s+(?=(?:is|was|isnt)\b)", "", re.sub(r"['’ʼ`]", "", text.casefold()))
    words = re.findall(r"[^\W_]+", said)
    return says_something(text) and not all(word in NO_REASONS or _is_letter(word) for word in words)


def _is_letter(word: str) -> bool:
    """One letter of an alphabet; a single sign of a script that has no small letters may be a word."""
    return len(word) == 1 and word.upper() != word.lower()
