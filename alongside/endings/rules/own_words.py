"""How an ending stands on the own page of a parent or child, in words a child of nine understands."""

from alongside.endings.rules.ending import (
    EXIT_PLANNED,
    HANDED_OVER,
    JOURNEY_REVIEWED,
    LETTER_GIVEN,
    SAID_AT_THE_END,
)
from alongside.endings.rules.safety import NO_SAFETY_PLAN
from alongside.kit.words import capital
from alongside.timeline.rules import Facts, OwnWords, Reader


def _planned(facts: Facts, _: Reader) -> str:
    last = facts["last_visit_on"]
    return f"We planned how we stop coming. {f'Our last visit is on {last}' if last else 'We never met'}."


def _looked_back(facts: Facts, to: Reader) -> str:
    return f"We looked back together on what we did, with {to.who(facts['names'])}."


def _not_needed(_: Facts, __: Reader) -> str:
    return "We do not need a plan to keep safe."


def _handed_over(facts: Facts, _: Reader) -> str:
    return f"We met together with {facts['to']}, who helps from now on."


def _letter(facts: Facts, to: Reader) -> str:
    """ "You got a letter about our goodbye, by hand." """
    return f"{capital(to.who(facts['name']))} got a letter about our goodbye, {facts['how']}."


OWN_WORDS = {
    EXIT_PLANNED: OwnWords("How we say goodbye", _planned),
    JOURNEY_REVIEWED: OwnWords("What we did together", _looked_back),
    SAID_AT_THE_END: OwnWords("What was said about our goodbye"),
    NO_SAFETY_PLAN: OwnWords("The plan to keep safe", _not_needed),
    HANDED_OVER: OwnWords("Who helps from now on", _handed_over, {"note": "What was agreed"}),
    LETTER_GIVEN: OwnWords("A letter about our goodbye", _letter, {"note": "The letter"}),
}
"""Kind → its words for the family."""
