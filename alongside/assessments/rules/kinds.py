"""The kinds of deed assessments record, and the sentence each leaves: facts in, plain words out."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from alongside.kit.dates import count_words, day_long
from alongside.kit.words import listed, uncapital

STARTED = "assessments.started"
SECTION = "assessments.section_answered"
VIEW = "assessments.view_given"
COMPLETED = "assessments.completed"
AGREED = "assessments.agreed"
OPENED = "assessments.opened"
READERS_SAID = "assessments.readers_said"
RISK = "assessments.risk_assessed"
TO_LOOK_AGAIN = "assessments.risk_to_look_again"
LOOKED_AGAIN = "assessments.risk_looked_again"

AGREES, DOES_NOT_AGREE, COULD_NOT = "yes", "no", "could_not"
ANSWERS = {
    AGREES: "agrees that it is fit for its purpose",
    DOES_NOT_AGREE: "does not agree that it is fit for its purpose",
    COULD_NOT: "could not answer",
}
HOW_KNOWN = {
    "read_out": "It was read out to them",
    "on_paper": "They read it on paper",
    "talked_through": "It was talked through with them",
    "together": "They read it on the screen, together with us",
}
MADE, IMPORTED = "made", "imported"

Facts = Mapping[str, Any]


def started(facts: Facts) -> str:
    """`agreed`: whether the family had agreed to it."""
    return "The assessment began." if facts["agreed"] else "The assessment began without the family’s agreement."


def section_answered(facts: Facts) -> str:
    """ "Assessment, own view: Amy." Facts: `section`; `name`, "" when it is about the family as a whole."""
    of = f": {facts['name']}" if facts["name"] else ""
    return f"Assessment, {uncapital(facts['section'])}{of}."


def view_given(facts: Facts) -> str:
    """Facts: `whose`; `section`; `name`, whom it is about, or ""."""
    of = f", {facts['name']}" if facts["name"] else ""
    return f"{facts['whose']} sees it differently: {uncapital(facts['section'])}{of}."


def completed(facts: Facts) -> str:
    """Facts: `version`; `kept`, `of`: how many of the principles it keeps to."""
    return f"Assessment, version {facts['version']}: complete. {facts['kept']} of {facts['of']} principles kept."


def agreed(facts: Facts) -> str:
    """Facts: `whose`, `answer`, `version`; `how`: how they got to know it, where they could not read it here."""
    how = f" {HOW_KNOWN[facts['how']]}." if facts.get("how") else ""
    return f"Assessment, version {facts['version']}: {facts['whose']} {ANSWERS[facts['answer']]}.{how}"


def opened(facts: Facts) -> str:
    """ "Assessment, version 1, opened to be read: home." Facts: `version`, `heading`."""
    return f"Assessment, version {facts['version']}, opened to be read: {uncapital(facts['heading'])}."


def readers_said(facts: Facts) -> str:
    """Facts: `version`; `open`, `of`: how many of its parts somebody beyond our own staff reads."""
    return f"Assessment, version {facts['version']}: {facts['open']} of {facts['of']} parts are open to be read."


def risk_assessed(facts: Facts) -> str:
    """Facts: `origin`; `agency`, "" when not known; `whose`: the referrer, whose words they are;
    `hazards`: how many; `review_on`: a day as written in ISO 8601."""
    whose = facts.get("whose") or facts["agency"]
    taken = f" taken over from {whose}" if whose else " taken over"
    number = facts["hazards"]
    hazards = f"{count_words(number)} thing{'' if number == 1 else 's'} that might harm somebody" if number else ""
    parts = [hazards, f"to be looked at again by {day_long(date.fromisoformat(facts['review_on']))}"]
    return f"Risk assessment{taken if facts['origin'] == IMPORTED else ''}: {listed([part for part in parts if part])}."


def to_look_again(facts: Facts) -> str:
    """ "By 3 March 2027: look again at the restriction of Housing." Facts: `what`, `due_on`."""
    return f"By {day_long(date.fromisoformat(facts['due_on']))}: look again at {facts['what']}."


def looked_again(facts: Facts) -> str:
    """ "Looked again at the restriction of Housing." Facts: `what`."""
    return f"Looked again at {facts['what']}."
