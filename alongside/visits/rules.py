"""What a visit leaves on the timeline: one process, an intervention for each direct work, a voice for each child's
words.

Ids and words both stand in an entry's facts: the words are what was said then, the ids fill in the form that
corrects. No table of its own holds them, because an entry restated for another audience would leave such a row
behind.

Pure. Basis: S4 (001:11-60). Minutes stand on the visit whole and on direct work as its part, so that ninety minutes
with three children are ninety for each child and ninety for the worker, never 270; a voice takes none.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, field
from datetime import date, time
from typing import Any
from uuid import UUID

from alongside.kit.dates import day_long, minutes_words, time_words
from alongside.kit.words import listed, uncapital
from alongside.timeline.rules import Nature, NewEntry, NewText, Part, ReadLine, Sight

VISIT = "visits.visit"
DIRECT_WORK = "visits.direct_work"
CHILD_SAID = "visits.child_said"
PLANNED = "visits.planned"

Facts = Mapping[str, Any]
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
        return cls(**told) if told else cls()


@dataclass(frozen=True, slots=True)
class VisitTold:
    """A visit as the worker tells it. `purposes`: the main one first. `others`: people there who are not of the
    family.
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
    stage: str = ""
    stage_id: str = ""


@dataclass(frozen=True, slots=True)
class Planned:
    """One entry to record, and whom it concerns when it concerns one child: what a correction matches on."""

    entry: NewEntry
    child: UUID | None = None


def entries_of(told: VisitTold, words: Words) -> list[Planned]:
    """The visit first, then each child's direct work and words, in the order of the children."""
    planned = [Planned(_visit(told, words))]
    for child in told.children:
        if child.tool and child.seen != "no":
            planned.append(Planned(_direct_work(child, words), child.person_id))
        if child.words:
            planned.append(Planned(_said(child, words), child.person_id))
    return planned


def _visit(told: VisitTold, words: Words) -> NewEntry:
    def names(seen: str) -> list[str]:
        return [words.names[child.person_id] for child in told.children if child.seen == seen]

    facts = {
        "purpose_ids": list(told.purposes),
        "place_id": told.place,
        "engagement_id": told.engagement,
        "purposes": [words.purposes.get(each, each) for each in told.purposes],
        "place": words.places.get(told.place, told.place),
        "seen_alone": names("alone"),
        "seen": names("seen"),
        "not_seen": names("no"),
        "engagement": words.engagement.get(told.engagement, ""),
        "stage": words.stage,
        "stage_id": words.stage_id,
        "interpreter": bool(told.after.interpreter),
        "advocate": bool(told.after.advocate),
        "talked_through": bool(told.after.talked_through),
    }
    about = [(child.person_id, SEEN[child.seen]) for child in told.children]
    about += [(person, Part.PRESENT) for person in told.present]
    readings = [NewText("reading", child.reading, child.person_id) for child in told.children]
    texts = [*readings, NewText("response", told.response), NewText("note", told.others)]
    content = None if told.after.says_nothing else told.after.to_content()
    return NewEntry(
        VISIT, Nature.PROCESS, facts, about, texts, subtype=told.purposes[0], minutes=told.minutes, content=content
    )


def _direct_work(child: ChildSeen, words: Words) -> NewEntry:
    facts = {
        "name": words.names[child.person_id],
        "tool": words.tools.get(child.tool, child.tool),
        "stage": words.stage,
        "stage_id": words.stage_id,
    }
    texts = [NewText("adapted", child.adapted, child.person_id)]
    about = [(child.person_id, Part.WITH)]
    return NewEntry(DIRECT_WORK, Nature.INTERVENTION, facts, about, texts, subtype=child.tool, minutes=child.minutes)


def _said(child: ChildSeen, words: Words) -> NewEntry:
    facts = {"name": words.names[child.person_id]}
    texts = [NewText("words", child.words, child.person_id)]
    return NewEntry(CHILD_SAID, Nature.VOICE, facts, [(child.person_id, Part.SAID)], texts)


def visit_sentence(facts: Facts) -> str:
    """ "Home visit. Amy and Liam seen, Amy alone." Facts: `place` in words; `seen`, `seen_alone`, `not_seen`: names."""
    alone, seen, missed = facts.get("seen_alone", []), facts.get("seen", []), facts.get("not_seen", [])
    sentences = [f"Visit: {uncapital(facts['place'])}."]
    if alone or seen:
        sentences.append(_who_was_seen(alone, seen))
    if missed:
        sentences.append(f"{listed(missed)} {'was' if len(missed) == 1 else 'were'} not seen.")
    helped = [name for name in ("interpreter", "advocate") if facts.get(name)]
    if helped:
        sentences.append(f"With an {listed(helped)}.")
    if facts.get("talked_through"):
        sentences.append("Talked through with the children afterwards.")
    return " ".join(sentences)


def direct_work_sentence(facts: Facts) -> str:
    """ "Direct work with Amy: Feelings cards." Facts: `name`, `tool` in words; `stage_id`.

    Help given during the assessment already is said to be so (002:1167; 001:15).
    """
    early = ", during the assessment" if facts.get("stage_id") == ASSESSMENT else ""
    return f"Direct work with {facts['name']}: {facts['tool']}{early}."


def planned_sentence(facts: Facts) -> str:
    """ "Visit planned with the family for 3 December 2026, 2:30pm." """
    at = f", {time_words(time.fromisoformat(facts['time']))}" if facts["time"] else ""
    return f"Visit planned with the family for {day_long(date.fromisoformat(facts['day']))}{at}."


def booked_words(content: Mapping[str, Any]) -> str:
    """ "Visit, 2:30pm, At home", from the content of a plan."""
    plan = VisitPlan.from_content(content)
    return ", ".join(part for part in ("Visit", plan.time_words, plan.place) if part)


def planned_entry(plan: VisitPlan, names: Mapping[UUID, str]) -> NewEntry:
    """That a visit was planned with the family: the deed is the planning, its day may come yet."""
    facts = {"day": plan.day.isoformat(), "time": plan.time}
    about = [(person, Part.MENTIONED) for person in names if person in plan.with_whom]
    return NewEntry(PLANNED, Nature.PROCESS, facts, about, content=plan.to_content())


def afterwards_reads(content: Mapping[str, Any], _: Sight) -> list[ReadLine]:
    """What goes on from a visit, to read."""
    after = Afterwards.from_content(content)
    return [
        ReadLine("What the family wants to talk about next", after.topics_family),
        ReadLine("What we want to talk about next", after.topics_ours),
        ReadLine("How the day was talked through with the children", after.talked_through),
        ReadLine("Interpreter", after.interpreter),
        ReadLine("Advocate", after.advocate),
    ]


def plan_reads(content: Mapping[str, Any], sight: Sight) -> list[ReadLine]:
    """A visit planned with the parent, to read."""
    plan = VisitPlan.from_content(content)
    when = [day_long(plan.day), plan.time_words, minutes_words(plan.minutes) if plan.minutes else ""]
    return [
        ReadLine("When", ", ".join(part for part in when if part)),
        ReadLine("Where", plan.place),
        ReadLine("With whom", listed([sight.name(person) for person in plan.with_whom])),
        ReadLine("Who else is there", plan.others),
        ReadLine("What would make it harder", plan.harder),
        ReadLine("What helps during it and after", plan.support),
        ReadLine("What it may do to the children", plan.children),
        ReadLine("What the family wants to talk about", plan.topics_family),
        ReadLine("What we want to talk about", plan.topics_ours),
    ]


def child_said_sentence(facts: Facts) -> str:
    """ "Amy said, in their own words." Facts: `name`."""
    return f"{facts['name']} said, in their own words."


def _who_was_seen(alone: Sequence[str], seen: Sequence[str]) -> str:
    sentence = f"{listed([*alone, *seen])} seen"
    if alone and seen:
        return f"{sentence}, {listed(alone)} alone."
    return f"{sentence} alone." if alone else f"{sentence}, not alone."


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
