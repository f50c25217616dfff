"""Who reads what of a version: section by section, and each view beside it. Pure.

Basis: S11 (002:3061, 3183-3185): the family says whether the assessment is fit for its purpose, so they have to be able
to read it. Kept back is only what may not be safe to read, or is somebody else's: what is asked alone, what a child
said, who does not live here, whoever must be kept away.
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from alongside.assessments.rules.assessment import Said, Viewed
from alongside.assessments.rules.comparing import Line
from alongside.assessments.rules.filled import Somebody
from alongside.kit.dates import day_long
from alongside.kit.words import listed
from alongside.practice.rules import Section
from alongside.timeline.rules import ReadLine, Sight

FAMILY, OWN, AROUND, TEAM = "family", "own", "around", "team"
READERS = {
    FAMILY: "The family",
    OWN: "Whoever it is about",
    AROUND: "Helpers of other agencies",
    TEAM: "Our own staff alone",
}
ALONE = "Asked alone: reading it could put somebody at risk"
OTHERS = "About somebody who does not live here"
SAFETY_GROUP = "Safety"


type Part = tuple[str, str, str]
"""A part of an assessment over its versions: the section, of whom it is, whose view of it; "" for nobody's."""


@dataclass(frozen=True, slots=True)
class Offered:
    """One section, or one view of it, of which somebody says who reads it. `said`: by whom it is; `about`: of whom;
    `whose`: whose view it is, "" for a section. `readers`, `kept_from`, `why`, `partners_may_read`: as it stands, or as
    we would have it.
    """

    said: Said
    section: Section
    about: UUID | None
    name: str
    whose: str
    speaker: UUID | None
    lines: tuple[tuple[str, str, str, str], ...]
    readers: str
    kept_from: tuple[UUID, ...] = ()
    why: str = ""
    partners_may_read: bool = False

    @property
    def source(self) -> UUID:
        """Its entry."""
        return self.said.entry_id

    @property
    def heading(self) -> str:
        """ "Health and development: Amy", "How Katie sees it: home"."""
        of = f"{self.section.name}: {self.name}" if self.name else self.section.name
        return f"How {self.whose} sees it: {of}" if self.whose else of

    @property
    def part(self) -> Part:
        """Which part it is, by what does not change when a name is put right; two of one name have two."""
        return self.section.id, *self._of

    @property
    def parts(self) -> tuple[Part, Part]:
        """The same, and as it was written down while a section was known by its name."""
        return self.part, (self.section.name, *self._of)

    @property
    def _of(self) -> tuple[str, str]:
        return str(self.about or ""), str(self.speaker or self.whose)

    @property
    def belongs_to(self) -> UUID | None:
        """Of whom it is when only its own people read it: a view is whose it is."""
        return self.speaker or self.about


@dataclass(frozen=True, slots=True)
class Copied:
    """What was opened of a part, by its entry and the strand of it."""

    entry_id: UUID
    strand_id: UUID


@dataclass(frozen=True, slots=True)
class Chosen:
    """Who reads one of them. `why`: needed where it is for our own staff alone, or kept from somebody.
    `partners_may_read`: though it is kept from these; `let_in`: who reads it from now on, from whom it was kept.
    """

    source: UUID
    readers: str
    kept_from: tuple[UUID, ...] = ()
    why: str = ""
    partners_may_read: bool = False
    let_in: tuple[UUID, ...] = ()

    @property
    def for_partners(self) -> bool:
        """Whether somebody chose that partners read it, from whomever it is kept."""
        return self.partners_may_read or self.readers == AROUND

    @property
    def needs_why(self) -> bool:
        return self.readers == TEAM or bool(self.kept_from)

    def to_content(self) -> dict[str, Any]:
        kept = [str(each) for each in self.kept_from]
        return {"source": str(self.source), "readers": self.readers, "why": self.why, "kept_from": kept,
                "partners_may_read": self.for_partners}  # fmt: skip

    @classmethod
    def from_content(cls, content: Mapping[str, Any]) -> "Chosen":
        """What was chosen, but for whoever had to be kept away then: that was not theirs to choose."""
        away = content.get("away", ())
        kept = tuple(UUID(each) for each in content["kept_from"] if each not in away)
        partners = content.get("partners_may_read", False)
        return cls(UUID(content["source"]), content["readers"], kept, content["why"], partners)


def suggested(section: Section, person: Somebody | None) -> tuple[str, str]:
    """Who reads a section unless the worker says otherwise, and why it is kept back; "" where it is not."""
    if section.private or section.group == SAFETY_GROUP:
        return TEAM, ALONE
    if person is None:
        return FAMILY, ""
    if section.own_words and person.is_child:
        return TEAM, f"{person.name}’s own words: ask {person.name} who may read them"
    if not person.is_here and not section.own_words:
        return TEAM, OTHERS
    return OWN, ""


def suggested_view(view: Viewed, section: Section, person: Somebody | None, whose: Somebody | None) -> tuple[str, str]:
    """The same of a view: a grown-up's is theirs, a child's is asked for first, an agency's goes with its section."""
    if whose is None:
        return suggested(section, person)
    if whose.is_child:
        return TEAM, f"{view.whose}’s own words: ask {view.whose} who may read them"
    return OWN, ""


def part_opened(content: Mapping[str, Any]) -> Part:
    """Which part was opened, to be looked for among `Offered.parts`."""
    if content.get("part"):
        section, about, whose = content["part"]
        return section, about, whose
    return str(content["section"]), str(content["about"]), str(content["speaker"] or content["whose"])


def part_chosen(content: Mapping[str, Any]) -> Part | str:
    """Of which part it was chosen who reads it: as `Offered.part`; its heading, as it was written down before."""
    if content.get("part"):
        section, about, whose = content["part"]
        return section, about, whose
    return str(content["heading"])


def away_then(content: Mapping[str, Any]) -> tuple[UUID, ...]:
    """Who had to be kept away when it was said who reads it."""
    return tuple(dict.fromkeys(UUID(away) for each in content["choices"] for away in each.get("away", ())))


def told_lines(lines: Sequence[tuple[str, Sequence[Line]]]) -> tuple[tuple[str, str, str, str], ...]:
    """Answers as they are kept for readers: topic, tag, question, words."""
    return tuple((topic, line.question.tag, line.ask, line.words) for topic, these in lines for line in these)


def about_of(one: Offered, chosen: Chosen, everybody: Collection[UUID]) -> list[UUID]:
    """Whom the copy is about, which decides who reads it. `everybody`: of the family, who may read at all."""
    own = [one.belongs_to] if one.belongs_to else list(everybody)
    found = own if chosen.readers in (OWN, AROUND) else [*everybody, *(own if one.belongs_to else [])]
    return [person for person in dict.fromkeys(found) if person not in chosen.kept_from]


@dataclass(frozen=True, slots=True)
class OwnPart:
    """One section as a reader has it: what helps, what worries, what should be different, and the rest; each
    (question or topic, words). `view`: whose view it is, "" for a section. `voice`: somebody's own words. `by`, `on`:
    who wrote it down and when, "" and None where that is not known.
    """

    heading: str
    view: str
    voice: bool
    helps: tuple[tuple[str, str], ...]
    worries: tuple[tuple[str, str], ...]
    wishes: tuple[tuple[str, str], ...]
    more: tuple[tuple[str, str], ...]
    by: str = ""
    on: date | None = None


TAGS = {"strength": "helps", "worry": "worries", "need": "wishes"}


def own_part(content: Mapping[str, Any], called: Mapping[str, str]) -> OwnPart:
    """What was opened, to read. `called`: how the reader knows whom it is about, by id."""
    parts: dict[str, list[tuple[str, str]]] = {"helps": [], "worries": [], "wishes": [], "more": []}
    for topic, tag, ask, words in content["lines"]:
        parts[TAGS.get(tag, "more")].append((topic or ask, words))
    who = called.get(content["about"], content["name"])
    heading = f"{content['section']}: {who}" if content["about"] else content["section"]
    whose = called.get(content["speaker"], content["whose"])
    by, on = written_by(content)
    return OwnPart(
        heading, whose, content["voice"], **{key: tuple(lines) for key, lines in parts.items()}, by=by, on=on
    )


def written_by(content: Mapping[str, Any]) -> tuple[str, date | None]:
    """Who wrote down what was opened, and the day; "" and None of what was opened before that was kept."""
    return content.get("by", ""), date.fromisoformat(content["on"]) if content.get("on") else None


def whose_own(content: Mapping[str, Any]) -> UUID | None:
    """Whose own it is that was opened (`Offered.belongs_to`)."""
    own = content["speaker"] or content["about"]
    return UUID(own) if own else None


def opened_reads(content: Mapping[str, Any], _: Sight) -> list[ReadLine]:
    """What was opened, on the page of its entry."""
    asked = [ReadLine(f"{topic}: {ask}" if topic else ask, words) for topic, _tag, ask, words in content["lines"]]
    by, on = written_by(content)
    wrote = [ReadLine("Written down", f"{day_long(on)}, by {by}")] if on else []
    return [ReadLine("Part of the assessment", content["section"]), *wrote, *asked]


def readers_read(content: Mapping[str, Any], sight: Sight) -> list[ReadLine]:
    """Who reads what, and why something is kept back."""
    return [
        ReadLine(each["heading"], " ".join(part for part in (
            f"{READERS[each['readers']]}.",
            _kept_reads(each, sight),
            each["why"],
        ) if part))
        for each in content["choices"]
    ]  # fmt: skip


def _kept_reads(each: Mapping[str, Any], sight: Sight) -> str:
    """From whom it is kept, and whether from partners too; before that was asked they read it. Whoever had to be kept
    away reads nothing of what is opened.
    """
    away = [] if each["readers"] == TEAM else [one for one in each.get("away", ()) if one not in each["kept_from"]]
    also = "" if each.get("partners_may_read", True) else ", and from partners"
    told = [(each["kept_from"], also), (away, "")]
    return " ".join(
        f"Kept from {listed([sight.name(person) for person in persons])}{more}." for persons, more in told if persons
    )
