"""Plain sentences for a visit, the direct work in it and what a child said (S4; 001:11-60)."""

from collections.abc import Mapping, Sequence
from typing import Any

Facts = Mapping[str, Any]


def visit_sentence(facts: Facts) -> str:
    """`place` in words; `seen`, `seen_alone`, `not_seen`: lists of names."""
    alone, seen, missed = facts.get("seen_alone", []), facts.get("seen", []), facts.get("not_seen", [])
    sentences = [f"Visit: {facts['place'].lower()}."]
    if alone or seen:
        sentences.append(_who_was_seen(alone, seen))
    if missed:
        sentences.append(f"{in_words(missed)} {'was' if len(missed) == 1 else 'were'} not seen.")
    return " ".join(sentences)


def direct_work_sentence(facts: Facts) -> str:
    """`name`, `tool` in words."""
    return f"Direct work with {facts['name']}: {facts['tool']}."


def child_said_sentence(facts: Facts) -> str:
    """`name`."""
    return f"{facts['name']} said, in their own words."


def in_words(names: Sequence[str]) -> str:
    """ "Amy", "Amy and Liam", "Amy, Liam and Tia"."""
    return names[0] if len(names) == 1 else f"{', '.join(names[:-1])} and {names[-1]}"


def _who_was_seen(alone: Sequence[str], seen: Sequence[str]) -> str:
    everyone = [*alone, *seen]
    sentence = f"{in_words(everyone)} seen"
    if alone and seen:
        return f"{sentence}, {in_words(alone)} alone."
    if alone:
        return f"{sentence} alone."
    return f"{sentence}, not alone."
