"""What may be said to answer what on the scales: from a step, from help that was given, and put right later."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db.models import Q

from alongside.access.models import User
from alongside.aids.queries.scales import Piece, ScalesTold, piece_of, scales_told
from alongside.aids.queries.work import work_with
from alongside.aids.rules import ANSWERED
from alongside.kit.clock import london_day
from alongside.people import queries as people
from alongside.people.models import Family
from alongside.people.queries import PersonLine
from alongside.people.rules import within
from alongside.timeline import queries as timeline
from alongside.timeline.queries import ToldLine
from alongside.timeline.rules import Nature

MOST_OFFERED = 40
MOST_STEPS = 12
"""How many of the last steps are offered for help that was given; every step is on the scales."""


@dataclass(frozen=True, slots=True)
class AnswerOffered:
    """A step taken for a child, and the pieces of help for this child that may answer it, the last first. `already`:
    those that were said to answer it.
    """

    family: Family
    child: PersonLine
    name: str
    step: Piece
    helps: tuple[Piece, ...]
    already: tuple[Piece, ...]
    today: date


@dataclass(frozen=True, slots=True)
class StepOffered:
    """A piece of help for a child, and the last steps taken for this child that it may answer. `already`: those that
    it was said to answer.
    """

    family: Family
    child: PersonLine
    name: str
    help: Piece
    steps: tuple[Piece, ...]
    already: tuple[Piece, ...]
    today: date


@dataclass(frozen=True, slots=True)
class AnswerToCorrect:
    """What was said to answer a step, as it stands: who said it, which help, which strength."""

    offered: AnswerOffered
    line: ToldLine
    chosen: tuple[UUID, ...]
    strength: str

    @property
    def deed_id(self) -> UUID:
        return self.line.entry.deed_id


@dataclass(frozen=True, slots=True)
class StepTakenBack:
    """What was said to answer a step stands, and the step does not: there is no pair to put right."""


@dataclass(frozen=True, slots=True)
class HelpGiven:
    """Help of one deed that reached a child, of which nobody has said yet what it answers."""

    child_id: UUID
    name: str
    help: Piece


@dataclass(frozen=True, slots=True)
class _Of:
    """A child with what stands of the work."""

    family: Family
    child: PersonLine
    told: ScalesTold
    today: date

    @property
    def name(self) -> str:
        return within(self.child.name, self.family.name)

    @property
    def helps(self) -> list[Piece]:
        return [piece_of(each) for each in self.told.helps(self.child.person_id) if each.first_strand]

    @property
    def steps(self) -> list[Piece]:
        found = [piece_of(each) for each in self.told.steps(self.child.person_id).values() if each.first_strand]
        return sorted(found, key=lambda each: each.day, reverse=True)

    def answer(self, step: Piece, *, but_not: UUID | None = None) -> AnswerOffered:
        """`but_not`: the entry that is put right, whose help is offered again."""
        said = self.told.answers(self.child.person_id)
        taken = {one for key, each in said.items() if each.process == step.strand and key != but_not
                 for one in each.help}  # fmt: skip
        helps = self.helps
        return AnswerOffered(
            self.family, self.child, self.name, step,
            tuple(each for each in helps if each.strand not in taken)[:MOST_OFFERED],
            tuple(each for each in helps if each.strand in taken), self.today,
        )  # fmt: skip


def answer_offered(
    family: Family, user: User, child_id: UUID, process: UUID, *, at: datetime
) -> AnswerOffered | None:  # fmt: skip
    """None for somebody who is no child of the family, and for what is no step for this child that stands."""
    of = _of(family, user, child_id, at)
    step = next((each for each in of.steps if each.strand == process), None) if of else None
    return of.answer(step) if of and step else None


def step_offered(family: Family, user: User, child_id: UUID, help_id: UUID, *, at: datetime) -> StepOffered | None:
    """None for somebody who is no child of the family, and for what is no help for this child that stands."""
    of = _of(family, user, child_id, at)
    given = next((each for each in of.helps if each.strand == help_id), None) if of else None
    if of is None or given is None:
        return None
    said = of.told.answers(child_id).values()
    taken = {each.process for each in said if given.strand in each.help}
    steps = of.steps
    return StepOffered(
        family, of.child, of.name, given, tuple(each for each in steps if each.strand not in taken)[:MOST_STEPS],
        tuple(each for each in steps if each.strand in taken), of.today,
    )  # fmt: skip


def answer_to_correct(
    family: Family, user: User, deed_id: UUID, *, at: datetime
) -> AnswerToCorrect | StepTakenBack | None:  # fmt: skip
    """What that deed said to answer a step, as it stands now, whoever put it right since; None for any other deed, and
    for what was taken back.
    """
    newest = timeline.newest_deed(user, family.pk, deed_id, ANSWERED)
    told = timeline.told(family.pk, user, [ANSWERED], with_about=False)
    line = next((each for each in told if each.entry.deed_id == newest), None) if newest else None
    of = _of(family, user, UUID(line.facts["child"]), at) if line else None
    if line is None or of is None:
        return None
    answer = of.told.answers(of.child.person_id)[line.id]
    step = next((each for each in of.steps if each.strand == answer.process), None)
    if step is None:
        return StepTakenBack()
    strength = of.told.strengths.get(line.id, "")
    return AnswerToCorrect(of.answer(step, but_not=line.id), line, answer.help, strength)


def help_given(family_id: int, user: User, deed_id: UUID, *, at: datetime) -> list[HelpGiven]:
    """Help that a deed gave, by child, of which nobody has said what it answers: nothing where no practice model has
    scales. As many queries whatever was recorded; few where the deed gave no help.
    """
    wanted = Q(deed_id=deed_id, nature=Nature.INTERVENTION.value)
    given = timeline.standing([family_id], user, wanted, first_strands=True)
    work = work_with(family_id, user) if given else None
    if work is None or work.light_bulb is None:
        return []
    told = scales_told(work, work.light_bulb, user)
    children = people.children_of(family_id, user, london_day(at))
    surname = people.family(user, family_id).name
    return [
        HelpGiven(child.person_id, within(child.name, surname), piece_of(each))
        for child in children
        for each in given
        if each.concerns(child.person_id) and not _is_paired(told, child.person_id, each.first_strand)
    ]


def _is_paired(told: ScalesTold, child: UUID, strand: UUID | None) -> bool:
    return any(strand in each.help for each in told.answers(child).values())


def _of(family: Family, user: User, child_id: UUID, at: datetime) -> _Of | None:
    today, work = london_day(at), work_with(family.pk, user)
    bulb = work.light_bulb if work else None
    children: Sequence[PersonLine] = people.children_of(family.pk, user, today) if bulb else ()
    child = next((each for each in children if each.person_id == child_id), None)
    if child is None or work is None or bulb is None:
        return None
    return _Of(family, child, scales_told(work, bulb, user), today)
