"""What an entry is made of, as plain values.

A deed writes one or more entries: one per nature, per session, and per child's own words. Natures follow the practice
framework (000:17-54): a *process* is a step we are required to do, an *intervention* is help that reaches somebody, a *voice*
is what a person said, a *difference* is evidence that something changed.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any


class Nature(StrEnum):
    """What an entry is evidence of."""

    PROCESS = "process"
    INTERVENTION = "intervention"
    DIFFERENCE = "difference"
    VOICE = "voice"


class Audience(StrEnum):
    """Who may read: the service's own staff; also partners; also the family. Each includes the one before."""

    TEAM = "team"
    AROUND = "around"
    FAMILY = "family"


class Part(StrEnum):
    """What part a person had in an entry."""

    SEEN = "seen"
    SEEN_ALONE = "seen_alone"
    PRESENT = "present"
    WITH = "with"
    FOR = "for"
    SAID = "said"
    MENTIONED = "mentioned"


Facts = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class EntryKind:
    """A kind of deed that a room can record.

    key: "room.verb". natures: those its entries may have. sentence: plain words from the entry's facts, never free text.
    subtypes_from: "stages", "list:<name>" of the practice model, or a fixed set; None when the kind has no subtypes.
    audience: who may read unless the writer says otherwise. url_name: the page that shows it, taking family_id and entry_id.
    """

    key: str
    natures: frozenset[Nature]
    sentence: Callable[[Facts], str]
    title: str
    subtypes_from: str | frozenset[str] | None = None
    audience: Audience = Audience.TEAM
    url_name: str = "timeline:entry"
