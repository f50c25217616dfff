"""How finding out what a family needs stands on the own page of a parent or child, in words a child of nine
understands.
"""

from alongside.assessments.rules import kinds
from alongside.kit.words import capital, uncapital
from alongside.timeline.rules import Facts, OwnWords, Reader

_ANSWERS = {
    kinds.AGREES: "said that it is right enough",
    kinds.DOES_NOT_AGREE: "said that it is not right yet",
    kinds.COULD_NOT: "could not answer",
}
_TITLE = "How things are"


def _started(facts: Facts, _: Reader) -> str:
    began = "We began to find out how things are"
    return f"{began}." if facts["agreed"] else f"{began}, without a yes from the family."


def _answered(facts: Facts, to: Reader) -> str:
    of = f", about {to.who(facts['name'])}" if facts["name"] else ""
    return f"We talked about this{of}: {uncapital(facts['section'])}."


def _view(facts: Facts, to: Reader) -> str:
    of = f", about {to.who(facts['name'])}" if facts["name"] else ""
    return f"{capital(to.who(facts['whose']))} told us another view{of}: {uncapital(facts['section'])}."


def _agreed(facts: Facts, to: Reader) -> str:
    return f"{capital(to.who(facts['whose']))} {_ANSWERS[facts['answer']]}."


OWN_WORDS = {
    kinds.STARTED: OwnWords(_TITLE, _started, {"reason": "Why we began without a yes"}),
    kinds.SECTION: OwnWords(_TITLE, _answered),
    kinds.VIEW: OwnWords("How somebody else sees it", _view, {"words": "How they see it"}),
    kinds.COMPLETED: OwnWords(_TITLE, lambda _facts, _to: "We wrote down together how things are."),
    kinds.AGREED: OwnWords("What was said of how things are", _agreed),
    kinds.OPENED: OwnWords(_TITLE, lambda facts, _to: f"You can read here: {uncapital(facts['heading'])}."),
    kinds.READERS_SAID: OwnWords(_TITLE, lambda _facts, _to: "We said who may read what we wrote down."),
    kinds.RISK: OwnWords("What could do harm", headings={"words": "What others told us"}),
    kinds.TO_LOOK_AGAIN: OwnWords("What we look at again", headings={"note": "What to look at"}),
    kinds.LOOKED_AGAIN: OwnWords("What we looked at again"),
}
"""Kind → its words for the family."""
