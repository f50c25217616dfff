"""Pages on which sections are answered: the list of them, one person's, and one section."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import Count, Sum

from alongside.access.models import User
from alongside.agreements import queries as agreements
from alongside.agreements.rules.agreeing import FamilySays
from alongside.assessments import rules
from alongside.assessments.queries.held import Held, assessment, held, said
from alongside.assessments.rules import Answered, Answers, Assessment, Risk, Somebody, Viewed, asked_of
from alongside.kit.refusals import NotAllowed
from alongside.people import queries as people
from alongside.people.queries import FactLine
from alongside.practice.rules import Section
from alongside.timeline import queries as timeline
from alongside.timeline.models import Entry
from alongside.timeline.rules import Nature

PERSON_FACT = "person."


@dataclass(frozen=True, slots=True)
class Step:
    """A section to answer, of somebody or of the family, and what stands there. `is_new`: answered in this version."""

    section: Section
    person: Somebody | None
    stands: Answered | None
    views: tuple[Viewed, ...]
    is_new: bool


@dataclass(frozen=True, slots=True)
class PersonSteps:
    """Everything that is asked of one person."""

    person: Somebody
    steps: tuple[Step, ...]

    @property
    def begun(self) -> int:
        return sum(step.stands is not None for step in self.steps)

    @property
    def state(self) -> tuple[str, str, float]:
        """How far it is: the state of its clock face, the words beside it, the share begun."""
        if self.begun == len(self.steps):
            return "done", "All answered", 1
        return ("soon", "Begun", self.begun / len(self.steps)) if self.begun else ("due", "Not begun", 0)

    @property
    def spoke(self) -> bool:
        """Whether they have said anything of themselves."""
        return any(step.stands and step.section.own_words for step in self.steps)

    @property
    def last(self) -> Answered | None:
        """The last of these to be answered."""
        return max((step.stands for step in self.steps if step.stands), key=lambda one: one.said.at, default=None)


@dataclass(frozen=True, slots=True)
class Meanwhile:
    """Help given since the assessment began: how often, for how long, by kind."""

    times: int
    minutes: int
    since: date


@dataclass(frozen=True, slots=True)
class Overview:
    """The assessment as a whole: its people, the sections of the family, versions, and who agrees. `says`: whether the
    family agrees to it, before it began.
    """

    held: Held
    assessment: Assessment
    says: FamilySays | None
    people: tuple[PersonSteps, ...]
    family: tuple[tuple[str, tuple[Step, ...]], ...]
    noticed: tuple[rules.Noticed, ...]
    meanwhile: Meanwhile | None

    @property
    def agreed(self) -> bool:
        """Whether it may begin, or began, without a reason."""
        return self.says is None or self.says.agrees


@dataclass(frozen=True, slots=True)
class Known:
    """What is known of one question already: the value, and where it comes from in words."""

    value: object
    fact: FactLine


@dataclass(frozen=True, slots=True)
class SectionPage:
    """One section to answer. `known`: by question, what the record says; `stands`: the answer that counts now.

    `risk`: the risk assessment that stands, where the section asks what it may know.
    """

    held: Held
    section: Section
    person: Somebody | None
    version: int
    stands: Answered | None
    first: Answered | None
    views: tuple[Viewed, ...]
    known: dict[str, FactLine]
    next_step: Step | None
    risk: Risk | None = None

    @property
    def of_harm(self) -> Answers:
        """What the risk assessment says already of harm to this person, until they were asked themselves."""
        if self.risk is None or self.person is None or self.stands is not None:
            return {}
        return rules.known_of_harm(self.risk, self.section, self.person.person_id)

    @property
    def is_new(self) -> bool:
        """Whether what stands was answered in an earlier version, so that saving begins another beside it."""
        return self.stands is not None and self.stands.version < self.version

    @property
    def standing_lines(self) -> list[tuple[str, list[rules.Line]]]:
        """What stands, to read."""
        return self.held.to_read(self.stands) if self.stands else []


def overview(user: User, family_id: int, today: date) -> Overview:
    """The page of the assessment. The same number of queries whatever there is."""
    where = held(user, family_id, today)
    found, where = assessment(user, where)
    says = agreements.family_says(family_id, user, where.involvement.pk, today) if found.started is None else None
    groups: dict[str, list[Step]] = {}
    for step in steps_of_family(where, found):
        groups.setdefault(step.section.group, []).append(step)
    return Overview(
        where, found, says, tuple(people_steps(where, found)),
        tuple((name, tuple(steps)) for name, steps in groups.items()),
        tuple(one for one in rules.noticed(found.standing().values(), where.sets) if one.reached),
        meanwhile(user, where, found.started.said.on) if found.started else None,
    )  # fmt: skip


def person_steps(user: User, family_id: int, person_id: UUID, today: date) -> tuple[Held, PersonSteps]:
    """What is asked of one person. Raises NotAllowed for somebody of whom nothing is asked, or before it began."""
    where = held(user, family_id, today)
    found, where = assessment(user, where)
    if found.started is None:
        raise NotAllowed
    for each in people_steps(where, found):
        if each.person.person_id == person_id:
            return where, each
    raise NotAllowed


def section_page(user: User, family_id: int, section_id: str, person_id: UUID | None, today: date) -> SectionPage:
    """What the page of one section needs. Raises NotAllowed for a section or a person that is not asked, or before the
    assessment began.
    """
    where = held(user, family_id, today)
    found, where = assessment(user, where)
    if found.started is None or not where.questions.has(section_id):
        raise NotAllowed
    section = where.questions.section(section_id)
    person = asked_person(where, found, section, person_id)
    key = (section.id, person_id)
    steps = _in_order(where, found, person_id)
    here = next((number for number, step in enumerate(steps) if step.section.id == section_id), len(steps))
    return SectionPage(
        held=where, section=section, person=person, version=found.working, stands=found.standing().get(key),
        first=found.first(key), views=tuple(found.views_of(key)),
        known=known_of(user, where, section, person_id), next_step=next(iter(steps[here + 1 :]), None),
        risk=_newest_risk(user, where) if person_id is not None and section.private else None,
    )  # fmt: skip


def _newest_risk(user: User, where: Held) -> Risk | None:
    """The risk assessment that stands. Two queries."""
    told = timeline.told(
        where.family.pk, user, [rules.RISK], involvement_id=where.involvement.pk, limit=1, with_about=False
    )
    return rules.risk_of(said(told[0]), told[0].content, told[0].facts) if told else None


@dataclass(frozen=True, slots=True)
class ViewPage:
    """A view to put right, with the section it is of. `view`: how it stands now, None when it was said since that it
    did not happen.
    """

    page: SectionPage
    view: Viewed | None


def view_page(user: User, family_id: int, entry_id: UUID, today: date) -> ViewPage:
    """A view, by any of its versions. Raises NotAllowed for any other entry."""
    detail = timeline.entry(user, family_id, entry_id)
    if detail is None or detail.line.entry.kind != rules.VIEW:
        raise NotAllowed
    told = detail.last_told
    about = timeline.content_of(user, told.id).get("about")
    section_id = told.entry.facts["section_id"]
    page = section_page(user, family_id, section_id, UUID(about) if about else None, today)
    return ViewPage(page, next((view for view in page.views if view.said.entry_id == told.id), None))


def asked_person(where: Held, found: Assessment, section: Section, person_id: UUID | None) -> Somebody | None:
    """Of whom the section is asked; whoever was asked before may be asked again. Raises NotAllowed otherwise."""
    if section.is_about_somebody != (person_id is not None):
        raise NotAllowed
    if person_id is None:
        return None
    person = where.person(person_id)
    if person in asked_of(section.repeat, where.people) or (section.id, person_id) in found.standing():
        return person
    raise NotAllowed


def steps_of_family(where: Held, found: Assessment) -> list[Step]:
    """The sections asked of the family as a whole."""
    return [_step(found, section, None) for section in where.questions.sections if section.repeat == "none"]


def people_steps(where: Held, found: Assessment) -> list[PersonSteps]:
    """Everybody of whom something is asked, with their sections, in the order of the family."""
    standing = found.standing()
    answered = {person for _, person in standing if person}
    here = {one.person_id for one in where.people}
    gone = [where.person(person) for person in sorted(answered - here) if person in where.names]
    lines = []
    for person in [*where.people, *gone]:
        steps = tuple(
            _step(found, section, person)
            for section in where.questions.sections
            if person in asked_of(section.repeat, where.people) or (section.id, person.person_id) in standing
        )
        if steps:
            lines.append(PersonSteps(person, steps))
    return lines


def known_of(user: User, where: Held, section: Section, person_id: UUID | None) -> dict[str, FactLine]:
    """What the record knows of the questions of a section about somebody. One query when any question names a fact."""
    asks = {question.fact.removeprefix(PERSON_FACT): question.id for question in section.questions if question.fact}
    if not asks or person_id is None:
        return {}
    found: dict[str, FactLine] = {}
    for line in people.facts_of(where.family.pk, user, person_id):
        if line.kind in asks:
            found.setdefault(asks[line.kind], line)
    return found


def meanwhile(user: User, where: Held, since: date) -> Meanwhile:
    """Help given since that day. One query."""
    rows = Entry.objects.visible_to(user).live().filter(family_id=where.family.pk, involvement=where.involvement)
    helped = rows.filter(nature=Nature.INTERVENTION, happened_on__gte=since)
    counted = helped.aggregate(times=Count("id"), minutes=Sum("minutes"))
    return Meanwhile(counted["times"], counted["minutes"] or 0, since)


def _in_order(where: Held, found: Assessment, person_id: UUID | None) -> list[Step]:
    if person_id is None:
        return steps_of_family(where, found)
    return next((list(one.steps) for one in people_steps(where, found) if one.person.person_id == person_id), [])


def _step(found: Assessment, section: Section, person: Somebody | None) -> Step:
    key = (section.id, person.person_id if person else None)
    stands = found.standing().get(key)
    return Step(
        section, person, stands, tuple(found.views_of(key)), stands is not None and stands.version == found.working
    )
