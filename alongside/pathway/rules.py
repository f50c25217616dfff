"""Plain sentences for what happens along the pathway. Facts in, words out; never free text (S7, S8)."""

from collections.abc import Mapping
from typing import Any

Facts = Mapping[str, Any]


def referral_received(facts: Facts) -> str:
    """`from_name`, `agency`."""
    agency = facts.get("agency")
    return f"{facts['from_name']}{f' ({agency})' if agency else ''} asked for help for the family."


def more_information_asked(facts: Facts) -> str:
    """`to_name`."""
    return f"More information was asked from {facts['to_name']}."


def more_information_given(facts: Facts) -> str:
    """`from_name`."""
    return f"{facts['from_name']} gave more information."


def accepted(facts: Facts) -> str:
    """`below_threshold`: accepted although it met none of the criteria."""
    return "The referral was accepted, below the usual threshold." if facts.get("below_threshold") else "The referral was accepted."


def declined(facts: Facts) -> str:
    """`reason`: the words of the list."""
    return f"The referral was declined: {_uncapitalised(facts['reason'])}."


def allocated(facts: Facts) -> str:
    """`name`, `before` (the key worker until now, or none)."""
    before = facts.get("before")
    return f"{facts['name']} became the family’s key worker{f', after {before}' if before else ''}."


def helper_joined(facts: Facts) -> str:
    """`name`, `role`."""
    return f"{facts['name']} began to help the family as {facts['role']}."


def helper_left(facts: Facts) -> str:
    """`name`, `role`."""
    return f"{facts['name']} no longer helps the family as {facts['role']}."


def stage_began(facts: Facts) -> str:
    """`stage`: its name; `order`, `of`."""
    return f"The family moved to stage {facts['order']} of {facts['of']}: {facts['stage']}."


def person_joined(facts: Facts) -> str:
    """`name`."""
    return f"{facts['name']} was added to the people of the family."


def fact_recorded(facts: Facts) -> str:
    """`name`, `what`: the kind of fact in words."""
    return f"{_uncapitalised(facts['what']).capitalize()} recorded for {facts['name']}."


def relationship_recorded(facts: Facts) -> str:
    """`from_name`, `kind` in words, `to_name`."""
    return f"{facts['from_name']} is {facts['kind']} {facts['to_name']}."


def clock_paused(facts: Facts) -> str:
    """`clock`: its name; `agreed_with`."""
    return f"More time was agreed with {facts['agreed_with']} for: {_uncapitalised(facts['clock'])}."


def clock_resumed(facts: Facts) -> str:
    """`clock`: its name."""
    return f"Time runs again for: {_uncapitalised(facts['clock'])}."


def closed(facts: Facts) -> str:
    """`reason`: the words of the list."""
    return f"The work with the family ended: {_uncapitalised(facts['reason'])}."


def follow_up_contact(facts: Facts) -> str:
    """`way`: the words of the list."""
    return f"Follow-up with the family: {_uncapitalised(facts['way'])}."


def follow_up_ended(facts: Facts) -> str:  # noqa: ARG001
    """Nothing to know."""
    return "Follow-up ended."


def _uncapitalised(words: str) -> str:
    return words[:1].lower() + words[1:]
