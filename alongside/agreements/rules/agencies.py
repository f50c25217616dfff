"""The agreement among agencies: what each promises, for whom and until when. Kept apart from the family's. Pure.

Basis: S9 (002:2800); S12 (002:1173, 3386-3392): agencies sign up to what they do and get a copy.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from alongside.kit.dates import day_long
from alongside.kit.words import listed
from alongside.timeline.rules import Nature, NewEntry, Part, ReadLine, Sight

AGENCIES_AGREED = "agreements.agencies_agreed"
SIGNED = {"yes": "Agreed", "no": "Not agreed", "later": "Not asked yet"}


@dataclass(frozen=True, slots=True)
class Promise:
    """What one agency does, who says so for it, and whether it agreed: "yes", "no" or "later"."""

    agency: str
    promises: str
    by_whom: str = ""
    signed: str = "later"


@dataclass(frozen=True, slots=True)
class Among:
    """An agreement among agencies: for whom of the family, what for, what each promises, when it is looked at again."""

    about: tuple[UUID, ...]
    purpose: str
    promises: tuple[Promise, ...]
    again_on: date | None = None

    def to_content(self) -> dict[str, Any]:
        """Plain JSON values."""
        return {
            "purpose": self.purpose,
            "again_on": self.again_on.isoformat() if self.again_on else None,
            "promises": [[each.agency, each.promises, each.by_whom, each.signed] for each in self.promises],
        }

    def entry(self, names: Mapping[UUID, str], stood: UUID | None = None) -> NewEntry:
        """What it leaves, for the team around the family. `stood`: the entry whose place it takes."""
        facts = {
            "about": [names[person] for person in self.about],
            "agencies": [each.agency for each in self.promises],
            "agreed": [each.agency for each in self.promises if each.signed == "yes"],
        }
        about = [(person, Part.FOR) for person in self.about]
        kept_as = (stood,) if stood else ()
        return NewEntry(AGENCIES_AGREED, Nature.PROCESS, facts, about, content=self.to_content(), kept_as=kept_as)


def among_of(content: Mapping[str, Any], about: Sequence[UUID]) -> Among:
    """A recorded agreement among agencies."""
    again = content.get("again_on")
    promises = tuple(Promise(*each) for each in content["promises"])
    return Among(tuple(about), content["purpose"], promises, date.fromisoformat(again) if again else None)


def reads(content: Mapping[str, Any], _: Sight) -> list[ReadLine]:
    """What it is for and what each agency does, to read."""
    among = among_of(content, ())
    lines = [ReadLine("What it is for", among.purpose)]
    for each in among.promises:
        lines += [
            ReadLine("What they do", each.promises, each.agency),
            ReadLine("Who says so", each.by_whom, each.agency),
            ReadLine("Agreed", SIGNED.get(each.signed, ""), each.agency),
        ]
    again = day_long(among.again_on) if among.again_on else ""
    return [*lines, ReadLine("When we look at it again", again, "")]


def sentence(facts: Mapping[str, Any]) -> str:
    """ "Agreed among agencies for Amy: Hill Primary and Canal Clinic." """
    agreed = facts.get("agreed") or []
    left = [agency for agency in facts["agencies"] if agency not in agreed]
    words = f"Agreed among agencies for {listed(facts['about'])}: {listed(agreed) or 'none yet'}."
    return f"{words} Not agreed: {listed(left)}." if left else words
