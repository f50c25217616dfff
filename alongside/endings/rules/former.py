"""A letter that stands in the name of somebody who leads the help no longer. Pure.

Basis: S18 (002:3901): a letter with dates and whom to ask. Whoever keeps it has to be able to ring who signed it.
"""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from alongside.kit.words import is_named
from alongside.timeline.rules import InTheirName

LETTER_FORMER = "endings.letter_names_former"

type Facts = Mapping[str, Any]


def names_worker(body: str, worker: str, telephone: str) -> bool:
    """Whether a letter names this worker, or has their number, however it is written."""
    number = _figures(telephone)
    return is_named(body, worker) or bool(number and number in _figures(body))


def _figures(words: str) -> str:
    return "".join(each for each in words if each.isdigit())


def in_their_name(name: str, worker: str, *, letter: UUID, stands: UUID) -> InTheirName:
    """What asks the new key worker to write to `name` again. `letter`: its strand; `stands`: its entry."""
    facts = {"letter": str(letter), "name": name}
    return InTheirName(LETTER_FORMER, facts, letter_names_former(facts | {"worker": worker}).rstrip("."), stands)


def letter_names_former(facts: Facts) -> str:
    """ "The letter to Katie Smith names Joanne Mercer, who no longer leads the help: write to Katie Smith again." """
    name = facts["name"]
    return f"The letter to {name} names {facts['worker']}, who no longer leads the help: write to {name} again."
