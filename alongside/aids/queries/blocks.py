"""The building blocks of a family: each relationship with its stage, and what of the record shows it."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db.models import Q

from alongside.access.models import User
from alongside.aids.queries.pairs import Other, others_of, terms_of
from alongside.aids.queries.work import Work, work_with
from alongside.aids.rules import LINE_DONE, PAIR_KINDS, STAGE_MOVED, STUCK, TALKED_THROUGH, Move, Term, Where, where
from alongside.people.models import Family
from alongside.practice.rules import RelationshipStage, StageLine
from alongside.timeline import queries as timeline
from alongside.timeline.models import EntryHelper
from alongside.timeline.queries import StandingEntry

MOST_SHOWN = 2
"""How many lines of a stage the table of all relationships names."""


@dataclass(frozen=True, slots=True)
class LineShown:
    """One thing that belongs to a stage: the entries that show it, and what the worker said of it, the last first."""

    line: StageLine
    evidence: tuple[StandingEntry, ...]
    ticks: tuple[StandingEntry, ...]

    @property
    def is_there(self) -> bool:
        return bool(self.evidence or self.ticks)

    @property
    def newest(self) -> StandingEntry:
        """The last entry that shows it. Raises IndexError where there is none."""
        return sorted((*self.evidence, *self.ticks), key=lambda each: each.happened_to)[-1]


@dataclass(frozen=True, slots=True)
class Before:
    """How far an earlier worker came with the same person."""

    worker: str
    stage: int


@dataclass(frozen=True, slots=True)
class Block:
    """One relationship. `worker`: whoever leads the help, and since when; `began_on`: from when both were there;
    `stages`: all of the model; `told`: what may show something of it, the last first; `own`: what was recorded of it.
    """

    worker: Term
    other: Other
    began_on: date
    stages: tuple[RelationshipStage, ...]
    where: Where
    before: Before | None
    told: tuple[StandingEntry, ...]
    own: tuple[StandingEntry, ...]

    @property
    def stage(self) -> RelationshipStage:
        return self.stages[self.where.place]

    @property
    def number(self) -> int:
        """Of the present stage, the first being 1."""
        return self.where.place + 1

    @property
    def next_stage(self) -> RelationshipStage | None:
        return self.stages[self.number] if self.number < len(self.stages) else None

    @property
    def stage_before(self) -> RelationshipStage | None:
        return self.stages[self.where.place - 1] if self.where.place else None

    @property
    def stuck(self) -> StandingEntry | None:
        """What says that it is stuck, until that has been talked through."""
        done = {each.facts["promise_id"] for each in self.own if each.kind == TALKED_THROUGH}
        said = (each for each in self.own if each.kind == STUCK and each.facts["promise_id"] not in done)
        return next(said, None)

    @property
    def question(self) -> str:
        """What the aid asks."""
        if self.next_stage is None:
            return f"What would help what {self.other.name} and you have built to last?"
        return f"What would help {self.other.name} and you move on from {self.stage.name.lower()}?"

    def lines(self, stage: RelationshipStage) -> tuple[LineShown, ...]:
        """What belongs to a stage. The last stage has no next one, so what is asked at its end belongs to it too."""
        asked = stage.before_moving if stage == self.stages[-1] else ()
        return tuple(self.shown(line) for line in (*stage.lines(self.other.kind), *asked))

    def shown(self, line: StageLine) -> LineShown:
        """One line with what shows it."""
        ticks = tuple(each for each in self.own if each.kind == LINE_DONE and each.facts["line"] == line.id)
        shows = (any(one.matches(each.kind, each.subtype) for one in line.evidence) for each in self.told)
        return LineShown(line, tuple(each for each, does in zip(self.told, shows, strict=True) if does), ticks)

    @property
    def rests_on(self) -> tuple[LineShown, ...]:
        """The first lines of the present stage that are there."""
        return tuple(line for line in self.lines(self.stage) if line.is_there)[:MOST_SHOWN]


@dataclass(frozen=True, slots=True)
class Street:
    """All relationships of whoever leads the help of a family; none before somebody does, or without a model that has
    stages.
    """

    work: Work | None
    blocks: tuple[Block, ...] = ()

    @property
    def asked(self) -> Block | None:
        """The one the question is asked of: one that is stuck, else the one that is least far for the longest."""
        return min(self.blocks, key=lambda each: (not each.stuck, each.number, each.where.since), default=None)

    def block(self, other_id: UUID) -> Block | None:
        return next((each for each in self.blocks if each.other.id == other_id), None)


def street(family: Family, user: User, at: datetime) -> Street:
    """The building blocks of a family as they stand. The number of queries does not grow with people or entries."""
    work = work_with(family.pk, user)
    led = terms_of(work, user, at) if work and work.relationship_stages else ()
    if work is None or not led:
        return Street(work)
    others = others_of(family, user, at)
    began = {each.id: max(work.opened_on, led[-1].since, each.since) for each in others}
    recorded = _recorded(work, user, min(began.values(), default=work.opened_on))
    there = _took_part(recorded, user) if any(not each.is_of_family for each in others) else {}
    read = _Read(work, led, recorded, there)
    return Street(work, tuple(read.block(each, began[each.id]) for each in others))


type TookPart = dict[UUID, set[UUID]]
"""Entry → who of the helpers took part in it, by account or as on file."""


@dataclass(frozen=True, slots=True)
class _Read:
    """What is read of a family once, for all its relationships."""

    work: Work
    led: tuple[Term, ...]
    recorded: Sequence[StandingEntry]
    there: TookPart

    def block(self, other: Other, began: date) -> Block:
        """The relationship with one of them."""
        ours = [each for each in self.recorded if _is_of(each, other)]
        own = tuple(each for each in ours if each.facts["term"] == str(self.led[-1].id))
        told = [each for each in self.recorded if each.kind not in PAIR_KINDS and each.happened_to >= began]
        stages = self.work.relationship_stages
        return Block(
            self.led[-1], other, began, stages, where(_ids(stages), _moves(own), began), self._before(other, ours),
            tuple(each for each in told if _concerns(each, other, self.there)), own,
        )  # fmt: skip

    def _before(self, other: Other, ours: Sequence[StandingEntry]) -> Before | None:
        """How far the worker before came, where both were there."""
        if len(self.led) == 1 or other.since >= self.led[-1].since:
            return None
        term = self.led[-2]
        moves = _moves([each for each in ours if each.facts["term"] == str(term.id)])
        stood = where(_ids(self.work.relationship_stages), moves, max(term.since, other.since))
        return Before(term.name, stood.place + 1)


def _is_of(entry: StandingEntry, other: Other) -> bool:
    return entry.kind in PAIR_KINDS and entry.facts["other"] == str(other.id)


def _ids(stages: Sequence[RelationshipStage]) -> list[str]:
    return [each.id for each in stages]


def _moves(entries: Collection[StandingEntry]) -> list[Move]:
    return [
        Move(each.facts["stage"], each.happened_to, each.recorded_at) for each in entries if each.kind == STAGE_MOVED
    ]


def _concerns(entry: StandingEntry, other: Other, there: TookPart) -> bool:
    """Whether it is about that person of the family, or that partner took part in it."""
    if other.is_of_family:
        return entry.concerns(other.id)
    return other.id in there.get(entry.id, ()) or other.name in entry.facts.get("helpers", ())


def _recorded(work: Work, user: User, first: date) -> list[StandingEntry]:
    """Of this work: what was ever recorded of relationships, and what from a day on may show something of them."""
    lines = [
        line
        for stage in work.relationship_stages
        for line in (*stage.with_family, *stage.with_partners, *stage.before_moving)
    ]
    kinds = {matcher.kind for line in lines for matcher in line.evidence}
    wanted = Q(kind__in=PAIR_KINDS) | Q(kind__in=kinds, happened_to__gte=first)
    return timeline.standing([work.family_id], user, Q(involvement_id=work.involvement_id) & wanted)


def _took_part(entries: Sequence[StandingEntry], user: User) -> TookPart:
    found: TookPart = {}
    rows = EntryHelper.objects.visible_to(user).filter(entry_id__in=[each.id for each in entries])
    for entry_id, account, professional in rows.values_list("entry_id", "user_id", "professional_id"):
        found.setdefault(entry_id, set()).update(each for each in (account, professional) if each)
    return found
