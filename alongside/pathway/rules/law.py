"""Where children stand in law when the work ends, and what is expected then: our work ending does not end it. Pure.

Basis: Children Act 1989, sections 17, 20, 31, 38 and 47; Working Together 2023: a conference ends a protection plan,
a review changes whatever else is led for a child, a court what it ordered. Ending well stays ours (002:3872-3901).
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from alongside.kit.words import listed, says_something
from alongside.people.rules import in_law

_CARE = "The social worker leads the care plan, and its review says what changes. Tell them before our work ends."
_ORDER = "The order goes on. Say in what the family is told whom they can ask for help with it."
EXPECTED = {
    "child_in_need": "It is reviewed with the family and whoever leads it. Agree with them who does what we did.",
    "section_47": "The enquiry is not over. The social worker who leads it says what follows. Tell them before our "
    "work ends.",
    "child_protection": "Only a child protection conference ends the plan. The social worker leads it. Agree with them "
    "who does what we did.",
    "pre_proceedings": "Our help may be part of what was agreed with the parents. Agree with the social worker before "
    "it stops.",
    "care_proceedings": "The court decides. Tell the social worker which help stops, so that the court knows.",
    "accommodated": _CARE,
    "interim_care_order": _CARE,
    "care_order": _CARE,
    "supervision_order": "The social worker supervises it. Agree with them who does what we did.",
    "child_arrangements": _ORDER,
    "special_guardianship": _ORDER,
}
"""What is expected when our work ends while a child stands so."""
STOOD_IN_LAW = "pathway.stood_in_law"
STANDS_BY_ITSELF = frozenset({"child_arrangements", "special_guardianship"})
"""Orders that nobody of social care leads."""


@dataclass(frozen=True, slots=True)
class InLaw:
    """Where children stand in law, those of one day together. What it is, is not said where `protected`."""

    names: Sequence[str]
    persons: tuple[UUID, ...]
    status: str
    since: date
    protected: bool = False

    @property
    def words(self) -> str:
        if self.protected:
            return f"A legal status that is protected: {listed(list(self.names))}"
        return in_law(self.names, self.status, self.since)

    @property
    def expected(self) -> str:
        return "Look at it on the page “People”." if self.protected else EXPECTED[self.status]

    @property
    def is_led(self) -> bool:
        """Whether somebody of social care, or a court, leads it, so that the end of our work says why."""
        return self.status not in STANDS_BY_ITSELF


def law_refused(stands: Sequence[InLaw], why: str) -> tuple[str, str] | None:
    """What must be said where our work ends while that stands: the field and the words; None when nothing."""
    led = next((each for each in stands if each.is_led), None)
    if led is None or says_something(why):
        return None
    return "in_law", f"Say why our work ends while this stands, and what was agreed with whoever leads it. {led.words}"


def stood_in_law(facts: Mapping[str, Any]) -> str:
    """`what`: how children stood, each a clause; "" where all of it is protected."""
    what = f" {facts['what']}." if facts["what"] else ""
    return f"The work ended while this stood in law.{what}" if what else "The work ended while something stood in law."
