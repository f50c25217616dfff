"""Answers that stand apart wherever a form offers them: last, under words of their own, with what to know of each
beside it; and whoever chooses one says why, before it is saved.

Which they are is settled around a page (`set_apart`), not form by form, so that no form can forget it. An answer is
known by the identifier its value ends in; rows are known by their key.
"""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field
from typing import Any

from django.core.exceptions import ValidationError

from alongside.kit.words import gives_a_reason

WHY = "{}-why-safe"
"""The name of the input that takes the reason, made from that of the question."""
WHY_ASKED = "Why is it safe?"
LENGTH_OF_AN_ID = 36
LONGEST_REASON = 500


@dataclass(slots=True)
class Apart:
    """`known`: what to know, by the identifier of each that stands apart. `heading`: what they stand under. `said`: why
    one was chosen, by the identifier, in the words of the person who chose.
    """

    heading: str
    known: Mapping[str, str]
    said: dict[str, str] = field(default_factory=dict)


_apart: ContextVar[Apart | None] = ContextVar("_apart", default=None)


@contextmanager
def set_apart(heading: str, known: Mapping[str, str]) -> Iterator[Apart]:
    """Within the block every form sets these apart; what was said of them is in what the block is given."""
    here = Apart(heading, known)
    token = _apart.set(here)
    try:
        yield here
    finally:
        _apart.reset(token)


def what_to_know(value: str) -> str:
    """What to know of an answer or a row before it is chosen, "" when it does not stand apart."""
    here = _apart.get()
    return here.known.get(value[-LENGTH_OF_AN_ID:], "") if here is not None and here.known else ""


def heading() -> str:
    """What those who stand apart stand under."""
    here = _apart.get()
    return here.heading if here is not None else ""


def said_why() -> dict[str, str]:
    """Why any of them was chosen on this page, by identifier."""
    here = _apart.get()
    return dict(here.said) if here is not None else {}


def last(offered: list[tuple[str, str]]) -> list[tuple[str, str]]:
    """Answers with those that stand apart at the end."""
    return sorted(offered, key=lambda each: bool(what_to_know(each[0])))


def ask_why(name: str, chosen: Mapping[str, str], data: Mapping[str, Any], *, of: str = "") -> None:
    """Take the reason why these were chosen, label by value, `of` what. Raises ValidationError when none is."""
    here = _apart.get()
    apart = {value: what_to_know(value) for value in chosen if what_to_know(value)}
    if here is None or not apart:
        return
    why = str(data.get(WHY.format(name)) or "").strip()[:LONGEST_REASON]
    if not gives_a_reason(why):
        said = "; ".join(f"{chosen[value]}: {words.rstrip('.')}" for value, words in apart.items())
        asked = f"{here.heading}. {said}. Is it safe? Say why below, or choose somebody else"
        raise ValidationError(f"“{of}”: {asked}" if of else asked, code="apart")
    for value in apart:
        here.said[value[-LENGTH_OF_AN_ID:]] = why
