"""How meetings stand on the own page of a parent or child, in words a child of nine understands."""

from collections.abc import Mapping
from typing import Any

from alongside.kit.words import capital, listed, uncapital
from alongside.meetings.rules.entries import APART, CANCELLED, GIVEN, HELD, PLANNED, PREPARED, VIEW
from alongside.meetings.rules.sentences import planned_sentence, some
from alongside.meetings.rules.team import TEAM
from alongside.timeline.rules import OwnWords, Reader

Facts = Mapping[str, Any]


def _planned(facts: Facts, _: Reader) -> str:
    return planned_sentence(facts)


def _held(facts: Facts, to: Reader) -> str:
    """ "Referral meeting. You and Amy were there, with Ms Spragg. 2 things were decided." """
    family, helpers = facts["present"], listed(some(facts["helpers"]))
    told = [f"{facts['type']}."]
    if family:
        there = f"{capital(to.who(*some(family)))} {to.were(*family)} there"
        told.append(f"{there}, with {helpers}." if helpers else f"{there}.")
    elif helpers:
        told.append(f"{helpers} met without your family.")
    if decided := facts["decisions"]:
        told.append(f"{decided} {'thing was' if decided == 1 else 'things were'} decided.")
    if facts.get("agrees") is not None:
        told.append(f"Your family said {'yes' if facts['agrees'] else 'no'} to finding out more together.")
    if facts.get("at_risk"):
        told.append("A child may not be safe.")
    return " ".join(told)


def _given(facts: Facts, to: Reader) -> str:
    """ "What was said at the referral meeting was given to you, on paper." """
    minutes = f"What was said at the {uncapital(facts['type'])}"
    return f"{minutes} was given to {to.who(facts['to'])}, {uncapital(facts['how'])}."


OWN_WORDS = {
    PLANNED: OwnWords("A meeting is planned", _planned),
    HELD: OwnWords("A meeting", _held),
    VIEW: OwnWords("In their own words"),
    APART: OwnWords("Part of a meeting"),
    CANCELLED: OwnWords("A meeting that is not held"),
    PREPARED: OwnWords("Getting ready for a meeting"),
    TEAM: OwnWords("Who helps us, together"),
    GIVEN: OwnWords("What was said at a meeting", _given),
}
"""Kind → its words for the family."""
