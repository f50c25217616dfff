"""How the team around the family works together, as plain values that go into an entry's content and come back.

Pure. Basis: who is around the family, what each gives or holds back and why, what they agree to change and until when,
one message to the family (S13; 002:1177, 3485-3537).
"""

from dataclasses import dataclass, field
from datetime import date
from typing import Any
from uuid import UUID

from alongside.kit.dates import day_long
from alongside.meetings.rules.values import Content, plain
from alongside.timeline.rules import Nature, NewEntry, ReadLine, Sight

TEAM = "meetings.team_agreed"


@dataclass(frozen=True, slots=True)
class AgencyPart:
    """One agency around the family: its remit, how a family comes to it, who of it meets the family.

    What it holds back and why; what it changes for the family, and until when. What it gives stands in the plan; it was
    told here once, with who of the agency said so, and what was told is read: nobody asks for `gives` and `said_by`.
    """

    agency: str
    remit: str = ""
    way_in: str = ""
    meets: str = ""
    holds_back: str = ""
    why: str = ""
    adjusts: str = ""
    until: date | None = None
    gives: str = ""
    said_by: str = ""

    @property
    def gave(self) -> str:
        """What it gives as it was told here, with who said so."""
        return f"{self.gives} ({self.said_by} said so)" if self.gives and self.said_by else self.gives

    @classmethod
    def from_content(cls, told: Content) -> "AgencyPart":
        """What `to_content` gave; what an older version did not ask is empty."""
        until = told.get("until")
        known = {name: told[name] for name in cls.__dataclass_fields__ if name in told}
        return cls(**{**known, "until": date.fromisoformat(until) if until else None})


@dataclass(frozen=True, slots=True)
class TeamAgreed:
    """How the team around the family works together: one message that everybody gives, and each agency's part."""

    message: str = ""
    agencies: tuple[AgencyPart, ...] = field(default=())

    def to_content(self) -> dict[str, Any]:
        return plain(self)

    @classmethod
    def from_content(cls, told: Content) -> "TeamAgreed":
        return cls(told["message"], tuple(AgencyPart.from_content(each) for each in told["agencies"]))


def team_entry(agreed: TeamAgreed, stood: UUID | None = None) -> NewEntry:
    """How the team around the family works together, as it was agreed. `stood`: the entry whose place it takes."""
    facts = {"agencies": [each.agency for each in agreed.agencies]}
    kept_as = (stood,) if stood else ()
    return NewEntry(TEAM, Nature.PROCESS, facts, (), content=agreed.to_content(), kept_as=kept_as)


def team_reads(content: Content, _: Sight) -> list[ReadLine]:
    """How the team around the family works together, to read."""
    agreed = TeamAgreed.from_content(content)
    lines = [ReadLine("What everybody says to the family", agreed.message)]
    for each in agreed.agencies:
        said = (
            ("What it is for", each.remit),
            ("How a family comes to it", each.way_in),
            ("Who meets the family", each.meets),
            ("What it gives", each.gives),
            ("Who says so", each.said_by),
            ("What it holds back", each.holds_back),
            ("Why", each.why),
            ("What it changes for the family", each.adjusts),
            ("Until", day_long(each.until) if each.until else ""),
        )
        lines += [ReadLine(heading, words, each.agency) for heading, words in said]
    return lines
