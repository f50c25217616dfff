"""What the record says of each deed of an ending, in a sentence. Pure."""

from collections.abc import Mapping
from typing import Any

type Facts = Mapping[str, Any]


def exit_planned(facts: Facts) -> str:
    """ "The ending was planned: back to the family's own people … Last visit on 3 March 2027." """
    last = facts["last_visit_on"]
    return f"The ending was planned: {facts['way']}. {f'Last visit on {last}' if last else 'We never met'}."


def journey_reviewed(facts: Facts) -> str:
    """ "The journey was looked back on with Katie and Amy." Facts: `names`."""
    return f"The journey was looked back on with {facts['names']}."


def said_at_the_end(facts: Facts) -> str:
    """ "Amy said, about the ending, in their own words." Facts: `name`."""
    return f"{facts['name']} said, about the ending, in their own words."


def handed_over(facts: Facts) -> str:
    """ "Handed over to Ms Cole, Family Support, at a visit together." Facts: `to`."""
    return f"Handed over to {facts['to']} at a visit together."


def protected_told(facts: Facts) -> str:
    """ "A letter to Katie says what is protected, and why that is safe was said." Facts: `name`."""
    return f"The letter to {facts['name']} says what is protected: why that is safe was said."


def letter_given(facts: Facts) -> str:
    """ "A letter about the ending went to Katie, by hand." Facts: `name`, `how`."""
    return f"A letter about the ending went to {facts['name']}, {facts['how']}."
