"""What the entries of meetings say in one plain sentence. Pure; never free text. Basis: S13 (002:1155, 3385-3392)."""

from collections.abc import Mapping
from datetime import date, time
from typing import Any

from alongside.kit.dates import day_long, time_words
from alongside.kit.words import listed, uncapital
from alongside.meetings.rules.types import TYPES
from alongside.meetings.rules.values import Plan

Facts = Mapping[str, Any]
MOST_NAMES = 6
LONGEST_NAME = 60


def planned_sentence(facts: Facts) -> str:
    """ "Referral meeting planned for 3 December 2026, 2:30pm. 4 people asked." """
    when = day_long(date.fromisoformat(facts["day"]))
    at = f", {said_time(facts['time'])}" if facts["time"] else ""
    asked = facts["asked"]
    people = "Nobody asked yet." if not asked else f"{asked} {'person' if asked == 1 else 'people'} asked."
    return f"{facts['type']} planned for {when}{at}. {people}"


def booked_words(content: Mapping[str, Any]) -> str:
    """ "Referral meeting, 2:30pm, Hillview Primary", from the content of a plan."""
    plan = Plan.from_content(content)
    return ", ".join(part for part in (TYPES[plan.type].label, plan.time_words, plan.place) if part)


def held_sentence(facts: Facts) -> str:
    """As this example.

    "Referral meeting. Katie and Amy were there, with Ms Spragg. 2 decisions. The family agreed to an assessment."
    """
    family, helpers = some(facts["present"]), some(facts["helpers"])
    if family:
        there = f"{listed(family)} {'was' if len(facts['present']) == 1 else 'were'} there"
        there += f", with {listed(helpers)}." if helpers else "."
    else:
        there = f"{listed(helpers)} met without the family." if helpers else "Nobody is named."
    parts = [f"{facts['type']}.", there]
    if facts["decisions"]:
        parts.append(f"{facts['decisions']} {'decision' if facts['decisions'] == 1 else 'decisions'}.")
    if facts.get("agrees") is not None:
        parts.append(f"The family {'agreed' if facts['agrees'] else 'did not agree'} to an assessment.")
    if facts.get("at_risk"):
        parts.append("A child may be at risk.")
    return " ".join(parts)


def view_sentence(facts: Facts) -> str:
    """ "Katie said, in their own words, at the meeting." """
    return f"{facts['name']} said, in their own words, at the meeting."


def apart_sentence(_facts: Facts) -> str:
    """ "A part of a meeting that is kept out of somebody’s minutes." """
    return "A part of a meeting that is kept out of somebody’s minutes."


def cancelled_sentence(facts: Facts) -> str:
    """ "The referral meeting of 3 December 2026 did not happen.", or "… was called off." where its day was to come."""
    became = "was called off" if facts.get("ahead") else "did not happen"
    return f"The {uncapital(facts['type'])} of {day_long(date.fromisoformat(facts['day']))} {became}."


def prepared_sentence(facts: Facts) -> str:
    """ "Review prepared: 4 things looked into." """
    looked = facts["checks"]
    return f"{facts['type']} prepared: {looked} {'thing' if looked == 1 else 'things'} looked into."


def team_sentence(facts: Facts) -> str:
    """ "The team around the family: school and Riverside Housing." """
    agencies = listed(some(facts["agencies"]))
    return f"How the team around the family works together{': ' + agencies if agencies else ''}."


def given_sentence(facts: Facts) -> str:
    """ "Minutes of the referral meeting given to Katie, on paper." """
    return f"Minutes of the {uncapital(facts['type'])} given to {facts['to']}, {uncapital(facts['how'])}."


def said_time(written: str) -> str:
    """ "2:30pm" for "14:30"."""
    return time_words(time.fromisoformat(written))


def some(names: list[str]) -> list[str]:
    """These names, or the first of many and how many more."""
    names = [name[:LONGEST_NAME] for name in names]
    return names if len(names) <= MOST_NAMES else [*names[: MOST_NAMES - 1], f"{len(names) - MOST_NAMES + 1} more"]
