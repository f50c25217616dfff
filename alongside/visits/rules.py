"""What a visit leaves on the timeline: one process, an intervention for each direct work, a voice for each child's
words.

Ids and words both stand in an entry's facts: the words are what was said then, the ids fill in the form that
corrects. No table of its own holds them, because an entry restated for another audience would leave such a row
behind.

Pure. Basis: S4 (001:11-60). Minutes stand on the visit whole and on direct work as its part, so that ninety minutes
with three children are ninety for each child and ninety for the worker, never 270; a voice takes none.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from alongside.kit.words import listed, uncapital
from alongside.timeline.rules import Nature, NewEntry, NewText, Part

VISIT = "visits.visit"
DIRECT_WORK = "visits.direct_work"
CHILD_SAID = "visits.child_said"

Facts = Mapping[str, Any]
SEEN = {"alone": Part.SEEN_ALONE, "seen": Part.SEEN, "no": Part.MENTIONED}
"""How a child was seen → their part in the visit. Somebody not seen is only mentioned."""


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


@dataclass(frozen=True, slots=True)
class Words:
    """The words that ids stand for: people's names, and labels of the practice model's lists."""

    names: Mapping[UUID, str]
    purposes: Mapping[str, str]
    places: Mapping[str, str]
    tools: Mapping[str, str]
    engagement: Mapping[str, str]


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
    }
    about = [(child.person_id, SEEN[child.seen]) for child in told.children]
    about += [(person, Part.PRESENT) for person in told.present]
    readings = [NewText("reading", child.reading, child.person_id) for child in told.children]
    texts = [*readings, NewText("response", told.response), NewText("note", told.others)]
    return NewEntry(VISIT, Nature.PROCESS, facts, about, texts, subtype=told.purposes[0], minutes=told.minutes)


def _direct_work(child: ChildSeen, words: Words) -> NewEntry:
    facts = {"name": words.names[child.person_id], "tool": words.tools.get(child.tool, child.tool)}
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
    return " ".join(sentences)


def direct_work_sentence(facts: Facts) -> str:
    """ "Direct work with Amy: Feelings cards." Facts: `name`, `tool` in words."""
    return f"Direct work with {facts['name']}: {facts['tool']}."


def child_said_sentence(facts: Facts) -> str:
    """ "Amy said, in their own words." Facts: `name`."""
    return f"{facts['name']} said, in their own words."


def _who_was_seen(alone: Sequence[str], seen: Sequence[str]) -> str:
    sentence = f"{listed([*alone, *seen])} seen"
    if alone and seen:
        return f"{sentence}, {listed(alone)} alone."
    return f"{sentence} alone." if alone else f"{sentence}, not alone."
