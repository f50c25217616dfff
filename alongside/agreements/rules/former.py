"""An agreement that stands in the name of somebody who leads the help no longer. Pure.

Basis: S9 (002:2664-2709): contact, and what each does, were said before the work began, by the one who was to come. A
family that reads whom to ring has to be able to ring them.
"""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from alongside.agreements.rules.agreement import PARTS, Agreement, said
from alongside.kit.words import is_named
from alongside.timeline.rules import InTheirName

NAMES_FORMER = "agreements.names_former"

Facts = Mapping[str, Any]


def how_it_stands(agreement: Agreement, worker: str, *, wrote_it: bool) -> str:
    """Why an agreement is looked at again when this worker leads the help no longer: it "names" them, by first name or
    in full, else it "was made with" them; "" when neither. `wrote_it`: they wrote it down.
    """
    if is_named("\n".join(said(agreement, part) for part in PARTS), worker):
        return "names"
    return "was made with" if wrote_it else ""


def in_their_name(how: str, worker: str, *, agreed: UUID, stands: UUID) -> InTheirName:
    """What asks the new key worker to look at it again. `agreed`: its deed; `stands`: its entry."""
    facts = {"agreement": str(agreed), "how": how}
    note = f"{told(facts | {'worker': worker})}: look at it again with the family"
    return InTheirName(NAMES_FORMER, facts, note, stands)


def told(facts: Facts) -> str:
    """ "The agreement names Joanne Mercer, who no longer leads the help" """
    return f"The agreement {facts['how']} {facts['worker']}, who no longer leads the help"


def sentence(facts: Facts) -> str:
    """The same as a sentence."""
    return f"{told(facts)}."
