"""Words put together as a sentence needs them. Pure, and in English whatever the machine's locale."""

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


def says_something(text: str) -> bool:
    """Whether a reason is one: it holds a letter or a figure, in any script, and not only marks or what nobody sees."""
    return any(letter.isalnum() for letter in text)
