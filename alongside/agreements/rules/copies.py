"""Somebody asks for a copy of what is written about them: by when it is given, and what became of it. Pure.

Basis: S9 (002:3007): families are told that they get a copy. The law: UK GDPR articles 12(3) and 15, one month from the
day it was asked for; article 12(4), a refusal says why, and where to complain; Data Protection Act 2018 schedule 3,
what may be held back of what a social worker wrote.
"""

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import date
from typing import Any
from uuid import UUID

from alongside.kit.calendar import add_months
from alongside.kit.words import listed, says_something
from alongside.timeline.rules import Nature, NewEntry, NewText, Part, ReadLine, Sight

ASKED = "agreements.copy_asked"
GIVEN = "agreements.copy_given"

HOW = {
    "paper": "On paper",
    "screen": "To read on a screen",
    "read": "Gone through with somebody who explains it",
    "other": "Another way",
}
BECAME = {
    "given": "They have all of it",
    "partly": "They have it, but for some that is held back",
    "refused": "Refused",
}
COMPLAIN = (
    "To us: the council’s data protection officer. To the Information Commissioner: ico.org.uk, 0303 123 1113. "
    "Or to a court."
)
"""Where somebody can complain, as it is told with a refusal."""

Facts = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Request:
    """Who asks for a copy, about whom, and how they want it. `own`: they asked on their own page."""

    by: UUID
    about: tuple[UUID, ...]
    on: date
    how: str
    words: str = ""
    own: bool = False

    def entry(self, names: Mapping[UUID, str], promise_id: UUID) -> NewEntry:
        """What asking leaves: it is due in a month, and told to the manager at once."""
        whom = ["themselves" if person == self.by else names[person] for person in self.about]
        facts = {
            "name": names[self.by], "about": whom, "how": self.how, "own": self.own, "promise_id": str(promise_id),
            "due_on": due_by(self.on).isoformat(), "who": "", "owner_id": None,
        }  # fmt: skip
        note = f"A copy for {names[self.by]} of what is written about {listed([names[each] for each in self.about])}"
        texts = [NewText("note", note), NewText("words", self.words, self.by)]
        others = [(person, Part.MENTIONED) for person in self.about if person != self.by]
        return NewEntry(ASKED, Nature.PROCESS, facts, [(self.by, Part.SAID), *others], texts)


@dataclass(frozen=True, slots=True)
class Answer:
    """What became of a request. `became`: a key of BECAME; `why`: why some was held back, or all refused; `complain`:
    where they were told they can complain.
    """

    became: str
    given: str = ""
    held_back: str = ""
    why: str = ""
    complain: str = ""

    def entry(self, asked: Facts, by: UUID, about: Sequence[UUID]) -> NewEntry:
        """What the answer leaves; it ends what was asked."""
        facts = {
            "name": asked["name"],
            "about": asked["about"],
            "became": self.became,
            "promise_id": asked["promise_id"],
        }
        others = [(person, Part.MENTIONED) for person in about]
        return NewEntry(GIVEN, Nature.PROCESS, facts, [(by, Part.FOR), *others], content=asdict(self))


def due_by(asked_on: date) -> date:
    """The same day of the next month, or that month's last day where it has no such day."""
    return add_months(asked_on, 1)


def missing(answer: Answer) -> dict[str, str]:
    """What an answer still has to say, by field; nothing when it may be recorded."""
    asked = {}
    if answer.became != "refused" and not says_something(answer.given):
        asked["given"] = "Say what was given"
    if answer.became == "partly" and not says_something(answer.held_back):
        asked["held_back"] = "Say what was held back"
    if answer.became != "given" and not says_something(answer.why):
        asked["why"] = "Say why it was held back" if answer.became == "partly" else "Say why it was refused"
    if answer.became != "given" and not says_something(answer.complain):
        asked["complain"] = "Say where they were told they can complain"
    return asked


def reads(content: Mapping[str, Any], _: Sight) -> list[ReadLine]:
    """The answer, to read."""
    return [
        ReadLine("What became of it", BECAME.get(content["became"], "")),
        ReadLine("What was given", content["given"]),
        ReadLine("What was held back", content["held_back"]),
        ReadLine("Why", content["why"]),
        ReadLine("Where they can complain", content["complain"]),
    ]


def asked_sentence(facts: Facts) -> str:
    """ "Katie asked for a copy of what is written about themselves and Amy." """
    where = ", on their own page" if facts.get("own") else ""
    return f"{facts['name']} asked for a copy of what is written about {listed(facts['about'])}{where}."


def given_sentence(facts: Facts) -> str:
    """ "Katie was given a copy of what is written about Amy, but for some that is held back." """
    about = listed(facts["about"])
    if facts["became"] == "refused":
        return f"{facts['name']} was refused a copy of what is written about {about}."
    but = ", but for some that is held back" if facts["became"] == "partly" else ""
    return f"{facts['name']} was given a copy of what is written about {about}{but}."
