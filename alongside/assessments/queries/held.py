"""What every page of an assessment rests on: the family, its people, the set of questions, what was told."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from alongside.access.models import User
from alongside.assessments import rules
from alongside.assessments.rules import Answered, Assessment, Filled, Said, SetRef, Somebody
from alongside.kit.refusals import NotAllowed
from alongside.kit.words import capital
from alongside.people import queries as people
from alongside.people.models import Family, Involvement
from alongside.people.queries import PersonLine
from alongside.people.rules import the_family, within
from alongside.practice import queries as practice
from alongside.practice.rules import PracticeModel, QuestionSet, Section
from alongside.timeline import queries as timeline
from alongside.timeline.queries import ToldLine

WHOLE_FAMILY = "whole_family"
FIRST_RISK = "first_risk"
KINDS = (rules.STARTED, rules.SECTION, rules.VIEW, rules.COMPLETED, rules.AGREED)


@dataclass(frozen=True, slots=True)
class Held:
    """A family as its assessment sees it. `names`: of everybody the family ever knew, as said within it. `sets`: the
    set of questions of each model version that was answered, and of the one in use.
    """

    family: Family
    involvement: Involvement
    people: tuple[Somebody, ...]
    names: Mapping[UUID, str]
    ref: SetRef
    questions: QuestionSet
    model: PracticeModel
    sets: Mapping[UUID, QuestionSet]
    today: date

    @property
    def called(self) -> str:
        """The family within a sentence: "the Smith family"."""
        return the_family(self.family.name)

    @property
    def called_first(self) -> str:
        """The family at the beginning of a line."""
        return capital(self.called)

    def name(self, person_id: UUID | None) -> str:
        """What somebody is called; "" for nobody."""
        return self.names.get(person_id, "Somebody") if person_id else ""

    def person(self, person_id: UUID) -> Somebody:
        """Somebody of the family, though they may have left since. Raises NotAllowed for anybody else."""
        if person_id not in self.names:
            raise NotAllowed
        here = next((one for one in self.people if one.person_id == person_id), None)
        return here or Somebody(person_id, self.names[person_id])

    def section_of(self, one: Answered) -> Section:
        """The section an answer answers, as it was asked then."""
        return self.sets[one.ref.version_id].section(one.filled.section)

    def to_read(self, one: Answered) -> list[tuple[str, list[rules.Line]]]:
        """An answer as lines by topic."""
        name = self.name(one.filled.person_id)
        return rules.grouped(rules.lines_of(self.section_of(one), one.filled.answers, self.names, name))


def held(user: User, family_id: int, today: date, set_id: str = WHOLE_FAMILY) -> Held:
    """The family with the set of questions it is asked. Five queries. Raises NotAllowed before there is an involvement,
    or when no model it follows has the set.
    """
    family = people.family(user, family_id)
    involvement = people.current_involvement(family_id, user)
    if involvement is None:
        raise NotAllowed
    names = people.names_of(family_id, user)
    everybody = [line for line in people.people_of(family_id, user, today) if not line.died_on]
    for followed in people.followed_now(involvement):
        model, version_id = followed.model, followed.version_id
        if any(each.id == set_id for each in model.question_sets):
            questions = model.question_set(set_id)
            return Held(
                family=family, involvement=involvement,
                people=tuple(_somebody(line, family) for line in everybody),
                names={person: within(name, family.name) for person, name in names.items()},
                ref=SetRef(set_id, model.id, model.version, version_id), questions=questions, model=model,
                sets={version_id: questions}, today=today,
            )  # fmt: skip
    raise NotAllowed


def _somebody(line: PersonLine, family: Family) -> Somebody:
    return Somebody(
        line.person_id, within(line.name, family.name), line.age, line.is_child, line.of_family, line.is_unborn
    )


def said(line: ToldLine) -> Said:
    """Who wrote an entry, and when."""
    return Said(line.id, line.by_name, line.entry.happened_on, line.entry.recorded_at)


def assessment(user: User, where: Held) -> tuple[Assessment, Held]:
    """The family's assessment as it was told, and the family with every set of questions that was answered. Three
    queries, and one for each model version new to this process.
    """
    told = timeline.told(where.family.pk, user, KINDS, involvement_id=where.involvement.pk)
    by_kind: dict[str, list[ToldLine]] = {kind: [] for kind in KINDS}
    for line in told:
        by_kind[line.entry.kind].append(line)
    answered = [_answered(line) for line in by_kind[rules.SECTION]]
    found = rules.assessment_of(
        started=[rules.Started(said(line), bool(line.facts["agreed"])) for line in by_kind[rules.STARTED]],
        answered=answered,
        views=[_viewed(line) for line in by_kind[rules.VIEW]],
        versions=[_version(line) for line in by_kind[rules.COMPLETED]],
        agreements=[_agreement(line) for line in by_kind[rules.AGREED]],
    )
    return found, with_sets(where, [one.ref for one in answered])


def with_sets(where: Held, refs: Iterable[SetRef]) -> Held:
    """The family with the sets of questions of these versions."""
    sets = dict(where.sets)
    for ref in refs:
        if ref.version_id not in sets:
            sets[ref.version_id] = practice.model_of(ref.version_id).question_set(ref.set_id)
    return Held(
        where.family, where.involvement, where.people, where.names, where.ref, where.questions, where.model, sets,
        where.today,
    )  # fmt: skip


def _answered(line: ToldLine) -> Answered:
    return Answered(
        said(line), int(line.facts["version"]), SetRef.from_content(line.content["set"]),
        Filled.from_content(line.content["filled"]),
    )  # fmt: skip


def _viewed(line: ToldLine) -> rules.Viewed:
    whose, about = line.content["whose"], line.content["about"]
    return rules.Viewed(
        said(line), int(line.facts["version"]), line.facts["section_id"], line.facts["whose"], line.content["words"],
        UUID(whose) if whose else None, UUID(about) if about else None,
    )  # fmt: skip


def _version(line: ToldLine) -> rules.Version:
    return rules.Version(
        said(line), int(line.facts["version"]), tuple(line.content["kept"]), line.content.get("note", "")
    )


def _agreement(line: ToldLine) -> rules.Agreement:
    whose = line.content["whose"]
    return rules.Agreement(
        said(line), int(line.facts["version"]), line.facts["whose"], line.facts["answer"],
        UUID(whose) if whose else None, line.content.get("reason", ""),
    )  # fmt: skip
