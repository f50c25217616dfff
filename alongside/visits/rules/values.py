"""What is told of a visit: plain values. Somebody of the family who was there and is no child asked about is called an
adult here, whatever their age.
"""

import re
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field, fields
from datetime import date, time
from typing import Any
from uuid import UUID

from alongside.kit.dates import time_words
from alongside.kit.files import CheckedFile
from alongside.timeline.rules import NewEntry, Part

VISIT = "visits.visit"
DIRECT_WORK = "visits.direct_work"
CHILD_SAID = "visits.child_said"
ADULT_WORK = "visits.work_with_adult"
ADULT_SAID = "visits.adult_said"
PLANNED = "visits.planned"
ATTACHED = "visits.attached"
HARD = "hard"
"""Where the content of a visit says why it was hard to get together."""
NO_CHILDREN = "no_children"
"""Where the content of a visit says why none of the children were part of it."""

ASSESSMENT = "assessment"
"""The stage in which help is given already, and is said to be so."""
SEEN = {"alone": Part.SEEN_ALONE, "seen": Part.SEEN, "no": Part.MENTIONED}
"""How a child was seen → their part in the visit. Somebody not seen is only mentioned."""


class RecordedAlready(Exception):
    """This worker recorded a visit of the same day with the same children. `deed_id`: which."""

    def __init__(self, deed_id: UUID) -> None:
        super().__init__("a visit of that day with these children is on the record")
        self.deed_id = deed_id


@dataclass(frozen=True, slots=True)
class ChildSeen:
    """One child of a visit. `seen`: "alone", "seen" or "no". `tool`: "" without direct work; `minutes`: the part
    spent on it.
    """

    person_id: UUID
    seen: str
    tool: str = ""
    minutes: int | None = None
    adapted: str = ""
    words: str = ""
    reading: str = ""


@dataclass(frozen=True, slots=True)
class AdultThere:
    """One adult of a visit of whom more is told than that they were there, as of a child (001:50-56). `helps`: the
    children whom what was done together helps; it reaches nobody else (000:22).
    """

    person_id: UUID
    tool: str = ""
    minutes: int | None = None
    adapted: str = ""
    words: str = ""
    reading: str = ""
    helps: tuple[UUID, ...] = ()


@dataclass(frozen=True, slots=True)
class Afterwards:
    """What goes on from a visit. Topics for the next one, the family's and ours (001:41).

    `talked_through`: how the day was talked through with the children afterwards (001:40, 45). `interpreter`,
    `advocate`: who helped with language, or spoke for somebody, this time (001:13).
    """

    topics_family: str = ""
    topics_ours: str = ""
    talked_through: str = ""
    interpreter: str = ""
    advocate: str = ""

    @property
    def says_nothing(self) -> bool:
        return self == Afterwards()

    def to_content(self) -> dict[str, str]:
        return asdict(self)

    @classmethod
    def from_content(cls, told: Mapping[str, Any]) -> "Afterwards":
        return cls(**{each.name: told[each.name] for each in fields(cls) if each.name in told})


@dataclass(frozen=True, slots=True)
class HardTogether:
    """Why it was hard to get together or nobody was seen, as far as anybody knows: a reason is looked for in what we
    offer and in their lives, before it is looked for in them (002:2526-2536).

    `barriers`: of the list `engagement_barrier`. `effect`: on the child. `tried`: what we did about it; `result`: what
    came of that.
    """

    barriers: tuple[str, ...] = ()
    effect: str = ""
    tried: str = ""
    result: str = ""

    @property
    def says_nothing(self) -> bool:
        return self == HardTogether()

    def to_content(self, words: Mapping[str, str]) -> dict[str, Any]:
        """With the words of the list as they are now, to be read when the list says something else."""
        said = [words.get(each, each) for each in self.barriers]
        return {**asdict(self), "barriers": list(self.barriers), "barrier_words": said}

    @classmethod
    def from_content(cls, told: Mapping[str, Any]) -> "HardTogether":
        hard = told.get(HARD) or {}
        texts = {name: hard.get(name, "") for name in ("effect", "tried", "result")}
        return cls(barriers=tuple(hard.get("barriers", ())), **texts)


@dataclass(frozen=True, slots=True)
class VisitTold:
    """A visit as the worker tells it. `purposes`: the main one first. `others`: people there who are not of the
    family. `why_no_children`: why none of the children were part of it, where that was said of all of them.
    `adults`: those of `present` of whom more is told.
    """

    day: date
    minutes: int
    purposes: tuple[str, ...]
    place: str
    children: tuple[ChildSeen, ...] = ()
    present: tuple[UUID, ...] = ()
    others: str = ""
    response: str = ""
    engagement: str = ""
    after: Afterwards = field(default_factory=Afterwards)
    adults: tuple[AdultThere, ...] = ()
    hard: HardTogether = field(default_factory=HardTogether)
    why_no_children: str = ""
    files: tuple[CheckedFile, ...] = ()

    @property
    def each_of(self) -> "tuple[ChildSeen | AdultThere, ...]":
        """Everybody of whom something is told."""
        return (*self.children, *self.adults)

    @property
    def met_nobody(self) -> bool:
        """Whether nobody of the family was there: no time was spent with them."""
        return not self.there and all(child.seen == "no" for child in self.children)

    @property
    def there(self) -> tuple[UUID, ...]:
        """Every adult of the family who was there, once."""
        return tuple(dict.fromkeys([*self.present, *(each.person_id for each in self.adults)]))


@dataclass(frozen=True, slots=True)
class VisitPlan:
    """A visit planned with the parent (001:38-39).

    When and how long, who else is there, what would make it harder, what helps during it and after, what it may do to
    the children; what to talk about, the family's topics and ours.
    """

    day: date
    time: str = ""
    minutes: int | None = None
    place: str = ""
    with_whom: tuple[UUID, ...] = ()
    others: str = ""
    harder: str = ""
    support: str = ""
    children: str = ""
    topics_family: str = ""
    topics_ours: str = ""

    @property
    def time_words(self) -> str:
        """ "2:30pm", "" when no time was said."""
        return time_words(time.fromisoformat(self.time)) if self.time else ""

    def to_content(self) -> dict[str, Any]:
        told = asdict(self)
        return {**told, "day": self.day.isoformat(), "with_whom": [str(each) for each in self.with_whom]}

    @classmethod
    def from_content(cls, told: Mapping[str, Any]) -> "VisitPlan":
        with_whom = tuple(UUID(each) for each in told["with_whom"])
        return cls(**{**told, "day": date.fromisoformat(told["day"]), "with_whom": with_whom})


@dataclass(frozen=True, slots=True)
class Words:
    """The words that ids stand for: people's names, and labels of the practice model's lists. `stage`: where the family
    stands on the pathway, in words.
    """

    names: Mapping[UUID, str]
    purposes: Mapping[str, str]
    places: Mapping[str, str]
    tools: Mapping[str, str]
    engagement: Mapping[str, str]
    barriers: Mapping[str, str]
    stage: str = ""
    stage_id: str = ""


@dataclass(frozen=True, slots=True)
class Planned:
    """One entry to record, and whom it concerns when it concerns one person: what a correction matches on."""

    entry: NewEntry
    person: UUID | None = None


_TIME = re.compile(r"\s*(\d{1,2})(?:[:.](\d{2}))?\s*(am|pm)?\s*", re.IGNORECASE)


def parse_time(written: str) -> str:
    """ "14:30" from "2.30pm", "14:30", "2 pm"; "" from nothing. Raises ValueError for what is no time of day."""
    if not written.strip():
        return ""
    found = _TIME.fullmatch(written)
    if found is None or not (found[2] or found[3]):
        raise ValueError("Write the time like 2:30pm or 14:30")
    hour, minute, half = int(found[1]), int(found[2] or 0), (found[3] or "").lower()
    if half and not 1 <= hour <= 12:
        raise ValueError("Write the time like 2:30pm or 14:30")
    hour = hour % 12 + (12 if half == "pm" else 0) if half else hour
    if hour > 23 or minute > 59:
        raise ValueError("Write the time like 2:30pm or 14:30")
    return f"{hour:02d}:{minute:02d}"


def is_for_children(whom: str) -> bool:
    """Whether a tool of direct work is one to use with a child, by the heading it stands under in its list."""
    return "child" in whom.lower() or "family" in whom.lower() or not whom


def is_for_adults(whom: str) -> bool:
    """Whether it is one to use with a parent, or anybody else of the family."""
    return "parent" in whom.lower() or "family" in whom.lower() or not whom
