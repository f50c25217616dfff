"""The scales of a family: for each child every step we took beside the help that answers it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from uuid import UUID

from django.db.models import Q

from alongside.access.models import User
from alongside.aids.queries.next_steps import StepsTold, steps_told
from alongside.aids.queries.work import Work, work_with
from alongside.aids.rules import (
    ANSWERED,
    LEGAL_PLANNING,
    LOOKED_AT,
    NEXT_STEPS,
    SCALES,
    Answer,
    Row,
    Window,
    rows,
    window,
)
from alongside.kit.clock import london_day
from alongside.kit.dates import count_words, day_short
from alongside.kit.drawing.scales import Pair, letter
from alongside.kit.words import capital, listed
from alongside.people import queries as people
from alongside.people.models import Family
from alongside.people.queries import PersonLine
from alongside.people.rules import the_family, within
from alongside.practice.rules import LightBulb
from alongside.timeline import queries as timeline
from alongside.timeline.kinds import all_kinds
from alongside.timeline.queries import StandingEntry
from alongside.timeline.rules import Nature


@dataclass(frozen=True, slots=True)
class Piece:
    """A step we took or a piece of help, with the strand in which it was first recorded, and its entry."""

    strand: UUID
    entry_id: UUID
    words: str
    day: date

    def dated(self, today: date) -> str:
        """ "Visit, Thu 12 Nov" """
        return f"{self.words}, {day_short(self.day, today)}"


@dataclass(frozen=True, slots=True)
class Balanced:
    """A row of the scales: a step with the help beside it, either of them missing. `strengths`: each strength that was
    seen, with the entry that says so.
    """

    letter: str
    process: Piece | None
    help: tuple[Piece, ...]
    strengths: tuple[tuple[str, UUID], ...]
    said_in: tuple[UUID, ...]


@dataclass(frozen=True, slots=True)
class ChildScales:
    """The scales of one child."""

    child: PersonLine
    name: str
    rows: tuple[Balanced, ...]

    @property
    def pairs(self) -> tuple[Pair, ...]:
        """What the picture says."""
        return tuple(
            Pair(
                row.process.words if row.process else "", listed([each.words for each in row.help]), bool(row.strengths)
            )
            for row in self.rows
        )

    @property
    def steps(self) -> int:
        return sum(row.process is not None for row in self.rows)

    @property
    def answered(self) -> int:
        return sum(row.process is not None and bool(row.help) for row in self.rows)

    @property
    def sentence(self) -> str:
        """ "Two of three steps for Amy have help beside them." """
        if not self.steps:
            return f"No step was taken for {self.name} in this time."
        if self.steps == 1:
            return f"The one step for {self.name} has {'help' if self.answered else 'no help'} beside it."
        few = capital(count_words(self.answered)) if self.answered else "None"
        have, them = ("has", "it") if self.answered == 1 else ("have", "them")
        return f"{few} of {count_words(self.steps)} steps for {self.name} {have} help beside {them}."


@dataclass(frozen=True, slots=True)
class ScalesLook:
    """One time the question of the scales was answered: what was said, with whom. `name`: of the one child it is about,
    "" for all; `means`: what it means for them.
    """

    entry_id: UUID
    as_of: date
    name: str
    words: str
    means: str
    with_words: str
    by: str


@dataclass(frozen=True, slots=True)
class ScalesPage:
    """The scales of a family, the children side by side. `work` is None before it began."""

    family: Family
    called: str
    work: Work | None
    window: Window | None
    children: tuple[ChildScales, ...]
    looks: tuple[ScalesLook, ...]
    said: StepsTold = field(default_factory=StepsTold)

    @property
    def may_ask_for_meeting(self) -> bool:
        """Whether the practice model knows of a legal planning meeting."""
        return self.work is not None and LEGAL_PLANNING in dict(self.work.choices(NEXT_STEPS))


@dataclass(frozen=True, slots=True)
class ScalesTold:
    """What stands of the work, the last first."""

    bulb: LightBulb
    entries: tuple[StandingEntry, ...]
    strengths: Mapping[UUID, str]

    def steps(self, child: UUID) -> dict[UUID, StandingEntry]:
        """Deeds of process about this child, each by the entry it is named by."""
        return {each.deed_id: each for each in reversed(self._cable(child))}

    def _cable(self, child: UUID) -> list[StandingEntry]:
        return [
            each
            for each in self.entries
            if each.nature == Nature.PROCESS.value
            and self.bulb.is_cable(each.kind, each.subtype)
            and each.concerns(child)
        ]

    def helps(self, child: UUID) -> list[StandingEntry]:
        return [each for each in self.entries if each.nature == Nature.INTERVENTION.value and each.concerns(child)]

    def answers(self, child: UUID) -> dict[UUID, Answer]:
        """What was said to answer what for this child, by the entry that says so."""
        steps = self.steps(child)
        named = {each.first_strand: steps[each.deed_id].first_strand for each in self._cable(child)}
        said = [each for each in self.entries if each.kind == ANSWERED and each.facts["child"] == str(child)]
        return {each.id: _answer(each, named) for each in said}

    def of(self, child: UUID, days: Window) -> tuple[Balanced, ...]:
        """The rows of one child's scales."""
        steps, answers = self.steps(child), self.answers(child)
        helps = {each.first_strand: piece_of(each) for each in self.helps(child) if each.first_strand}
        pieces = helps | {each.first_strand: piece_of(each) for each in steps.values() if each.first_strand}
        shown = [each.first_strand for each in steps.values() if each.first_strand and days.holds(each.happened_to)]
        alone = [strand for strand, piece in helps.items() if days.holds(piece.day)]
        shown.sort(key=lambda strand: (pieces[strand].day, strand))
        found = rows(shown, alone, list(answers.values()), pieces.keys())
        return tuple(self._row(place, row, answers, pieces) for place, row in enumerate(found))

    def _row(self, place: int, row: Row, answers: Mapping[UUID, Answer], pieces: Mapping[UUID, Piece]) -> Balanced:
        said = [key for key, each in answers.items() if each.process == row.process and set(each.help) & set(row.help)]
        process = pieces[row.process] if row.process else None
        strengths = tuple((self.strengths[key], key) for key in said if key in self.strengths)
        return Balanced(letter(place), process, tuple(pieces[each] for each in row.help), strengths, tuple(said))


def scales_page(
    family: Family, user: User, *, at: datetime, as_of: date | None = None, first: date | None = None,
    of: Work | None = None,
) -> ScalesPage:  # fmt: skip
    """Of the newest work, or of another. The number of queries does not grow with what was recorded, nor with the
    children.
    """
    today, called, work = london_day(at), the_family(family.name), of or work_with(family.pk, user)
    bulb = work.light_bulb if work else None
    if work is None or bulb is None:
        return ScalesPage(family, called, None, None, (), ())
    days = window(bulb, work.opened_on, work.as_of(min(as_of or today, today)), first)
    told = scales_told(work, bulb, user)
    children = people.children_of(family.pk, user, today)
    shown = tuple(
        ChildScales(child, within(child.name, family.name), told.of(child.person_id, days)) for child in children
    )
    return ScalesPage(family, called, work, days, shown, _looks(family, user, work), steps_told(family.pk, user, work))


def scales_told(work: Work, bulb: LightBulb, user: User) -> ScalesTold:
    """Every step, piece of help and answer of the work. Three queries."""
    kinds = {matcher.kind for matcher in bulb.process}
    wanted = Q(nature=Nature.INTERVENTION.value) | Q(kind=ANSWERED) | Q(nature=Nature.PROCESS.value, kind__in=kinds)
    entries = timeline.standing(
        [work.family_id], user, wanted & Q(involvement_id=work.involvement_id), first_strands=True
    )
    texts = timeline.texts_by_part([each.id for each in entries if each.kind == ANSWERED], user)
    strengths = {key: words["strength"] for key, words in texts.items() if words.get("strength")}
    return ScalesTold(bulb, tuple(entries), strengths)


def _looks(family: Family, user: User, work: Work) -> tuple[ScalesLook, ...]:
    told = timeline.told(family.pk, user, [LOOKED_AT], involvement_id=work.involvement_id)
    lines = [line for line in told if line.facts["aid"] == SCALES]
    texts = timeline.words_told(lines, user)
    return tuple(
        ScalesLook(
            line.id, date.fromisoformat(line.facts["as_of"]), line.facts["name"], texts[line.id].get("level", ""),
            texts[line.id].get("means", ""), line.facts["with_words"], line.by_name,
        )
        for line in lines
    )  # fmt: skip


def piece_of(entry: StandingEntry) -> Piece:
    """A step or a piece of help, by the tool that was used or by what its kind is called."""
    words = str(entry.facts.get("tool") or all_kinds()[entry.kind].title)
    return Piece(entry.first_strand or entry.id, entry.id, words, entry.happened_to)


def _answer(entry: StandingEntry, named: Mapping[UUID | None, UUID | None]) -> Answer:
    process, helps = UUID(entry.facts["process"]), tuple(UUID(each) for each in entry.facts["help"])
    return Answer(named.get(process) or process, helps)
