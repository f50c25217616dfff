"""Pages on which an assessment is read: a version whole, two side by side, the map, looking back, who agrees."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from alongside.access.models import User
from alongside.assessments import rules
from alongside.assessments.queries.held import Held, assessment, held
from alongside.assessments.rules import (
    Agreement,
    Answered,
    Assessment,
    Compared,
    Line,
    Mapped,
    Noticed,
    Version,
    Viewed,
)
from alongside.kit.dates import day_long
from alongside.kit.refusals import NotAllowed
from alongside.practice.rules import ListItem, Section
from alongside.timeline.queries import deed as deed_line


@dataclass(frozen=True, slots=True)
class Part:
    """One section as it stood in a version: the answers to read, and the views beside it."""

    section: Section
    name: str
    answered: Answered | None
    lines: list[tuple[str, list[Line]]]
    views: tuple[Viewed, ...]


@dataclass(frozen=True, slots=True)
class VersionPage:
    """One version whole. `complete`: None while it is being written. `by_person`: (heading, its parts)."""

    held: Held
    assessment: Assessment
    number: int
    complete: Version | None
    groups: tuple[tuple[str, tuple[Part, ...]], ...]
    noticed: tuple[Noticed, ...]
    agreements: tuple[Agreement, ...]
    principles: tuple[ListItem, ...]


@dataclass(frozen=True, slots=True)
class ComparedPart:
    """One section in two versions."""

    heading: str
    lines: tuple[Compared, ...]
    private: bool

    @property
    def changed(self) -> bool:
        return any(line.changed for line in self.lines)


@dataclass(frozen=True, slots=True)
class ComparePage:
    """Two versions side by side, section by section."""

    held: Held
    before: int
    after: int
    numbers: tuple[int, ...]
    parts: tuple[ComparedPart, ...]

    def choices(self, chosen: int) -> list[dict[str, object]]:
        """The versions to choose from, as the page's list takes them."""
        return [{"value": each, "text": str(each), "selected": each == chosen} for each in self.numbers]


@dataclass(frozen=True, slots=True)
class MapPage:
    """The one-page map: worries, strengths, what needs to happen, and how safe things are."""

    held: Held
    assessment: Assessment
    worries: tuple[Mapped, ...]
    strengths: tuple[Mapped, ...]
    needs: tuple[Mapped, ...]
    safety: tuple[Mapped, ...]


@dataclass(frozen=True, slots=True)
class LookBack:
    """What somebody said of themselves on the first day, and each time since."""

    held: Held
    name: str
    person_id: UUID
    times: tuple[tuple[Answered, list[tuple[str, list[Line]]]], ...]


@dataclass(frozen=True, slots=True)
class CompletePage:
    """What is needed to say that a version is complete."""

    held: Held
    assessment: Assessment
    principles: tuple[ListItem, ...]


@dataclass(frozen=True, slots=True)
class AgreePage:
    """Whom to ask whether a version is fit for its purpose. `agencies`: of those who help now. `could_read`: of each
    who signs in here, how many of its parts they can read, `of` so many.
    """

    held: Held
    version: Version
    answers: Mapping[tuple[UUID | None, str], Agreement]
    agencies: tuple[str, ...]
    could_read: Mapping[UUID, int]
    of: int

    def said_by(self, person_id: UUID | None, whose: str) -> str:
        """What they said of it last, in a sentence; "" when they have not been asked."""
        said = self.answers.get((person_id, whose))
        return f"Said before: {rules.ANSWERS[said.answer]}, {day_long(said.said.on)}" if said else ""


def version_page(user: User, family_id: int, number: int | None, today: date) -> VersionPage:
    """A version to read, the one being written when None. Raises NotAllowed for one that is not there."""
    where = held(user, family_id, today)
    found, where = assessment(user, where)
    number = found.working if number is None else number
    if found.started is None or not 1 <= number <= found.working:
        raise NotAllowed
    standing = found.standing(number)
    return VersionPage(
        where, found, number, found.version(number), tuple(_groups(where, found, number)),
        tuple(one for one in rules.noticed(standing.values(), where.sets) if one.reached),
        tuple(found.answers_to(number)), where.model.items("assessment_principle"),
    )  # fmt: skip


def compare_page(user: User, family_id: int, before: int | None, after: int | None, today: date) -> ComparePage:
    """Two versions side by side; the last two when not said otherwise. Raises NotAllowed before there are two."""
    where = held(user, family_id, today)
    found, where = assessment(user, where)
    numbers = found.to_compare
    if len(numbers) < 2:
        raise NotAllowed
    before, after = before or numbers[-2], after or numbers[-1]
    if before not in numbers or after not in numbers:
        raise NotAllowed
    was, now = found.standing(before), found.standing(after)
    parts = []
    for section_id, person in keys_in_order(where, was, now):
        one, other = was.get((section_id, person)), now.get((section_id, person))
        sides = (where.section_of(one) if one else None, where.section_of(other) if other else None)
        answers = (one.filled.answers if one else {}, other.filled.answers if other else {})
        section = sides[1] or sides[0]
        name = where.name(person)
        lines = tuple(rules.compared(sides, answers, where.names, name))
        if section and lines:
            parts.append(ComparedPart(f"{section.name}: {name}" if name else section.name, lines, section.private))
    return ComparePage(where, before, after, numbers, tuple(parts))


def map_page(user: User, family_id: int, today: date) -> MapPage:
    """The map as things stand now. Raises NotAllowed before the assessment began."""
    where = held(user, family_id, today)
    found, where = assessment(user, where)
    if found.started is None:
        raise NotAllowed
    standing = found.standing()
    answers = [standing[key] for key in keys_in_order(where, standing)]

    def tagged(tag: str) -> tuple[Mapped, ...]:
        return tuple(rules.mapped(answers, where.sets, tag))

    return MapPage(where, found, tagged("worry"), tagged("strength"), tagged("need"), tagged("safety"))


def look_back(user: User, family_id: int, person_id: UUID, today: date) -> LookBack:
    """What somebody said of themselves, the first time first. Raises NotAllowed when they said nothing yet."""
    where = held(user, family_id, today)
    found, where = assessment(user, where)
    own = [one for one in found.answered if one.filled.person_id == person_id and where.section_of(one).own_words]
    if not own:
        raise NotAllowed
    return LookBack(where, where.name(person_id), person_id, tuple((one, where.to_read(one)) for one in own))


def spoke_of_themselves(user: User, family_id: int, today: date) -> frozenset[UUID]:
    """Who said something of themselves, so that it can be shown back to them; nobody before there is an assessment."""
    try:
        where = held(user, family_id, today)
    except NotAllowed:
        return frozenset()
    found, where = assessment(user, where)
    return frozenset(
        one.filled.person_id for one in found.answered if one.filled.person_id and where.section_of(one).own_words
    )


def complete_page(user: User, family_id: int, today: date) -> CompletePage:
    """The principles to check before a version is complete. Raises NotAllowed before the assessment began."""
    where = held(user, family_id, today)
    found, where = assessment(user, where)
    if found.started is None:
        raise NotAllowed
    return CompletePage(where, found, where.model.items("assessment_principle"))


def place_of(user: User, family_id: int, deed_id: UUID) -> tuple[str, tuple[object, ...]] | None:
    """The page on which a deed is put right, by its name and what its address takes after the family; None for a deed
    that has none.
    """
    found = deed_line(user, family_id, deed_id)
    for line in found.entries if found else ():
        if line.entry.kind == rules.RISK:
            return "assess_risk", ()
        if line.entry.kind == rules.VIEW:
            return "correct_view", (line.id,)
        if line.entry.kind == rules.SECTION:
            section = line.entry.facts["section_id"]
            person = next((person for person, _, part in line.about if part in ("for", "said")), None)
            return ("section_of", (person, section)) if person else ("section", (section,))
    return None


def _groups(where: Held, found: Assessment, number: int) -> list[tuple[str, tuple[Part, ...]]]:
    """Each person with what was answered of them, then the family by the groups of its sections."""
    standing = found.standing(number)
    headings: dict[str, list[Part]] = {}
    for key in keys_in_order(where, standing):
        one = standing[key]
        section, person = where.section_of(one), one.filled.person_id
        heading = where.person(person).called if person else section.group or where.questions.name
        part = Part(section, where.name(person), one, where.to_read(one), tuple(found.views_of(key, number)))
        headings.setdefault(heading, []).append(part)
    alone = {(view.section, view.about) for view in found.views if view.version <= number} - standing.keys()
    for section_id, person in sorted(alone, key=str):
        section = where.questions.section(section_id)
        heading = where.person(person).called if person else section.group or where.questions.name
        views = tuple(found.views_of((section_id, person), number))
        headings.setdefault(heading, []).append(Part(section, where.name(person), None, [], views))
    return [(heading, tuple(parts)) for heading, parts in headings.items()]


def keys_in_order(where: Held, *standing: Mapping[rules.Key, Answered]) -> list[rules.Key]:
    """Every section answered, person by person as the family has them, then the family as a whole."""
    sections = [section.id for section in where.questions.sections]
    persons = [person.person_id for person in where.people]

    def place(key: rules.Key) -> tuple[int, str, int, str]:
        section, person = key
        rank = len(persons) + 1 if person is None else persons.index(person) if person in persons else len(persons)
        return rank, str(person or ""), sections.index(section) if section in sections else len(sections), section

    return sorted({key for each in standing for key in each}, key=place)
