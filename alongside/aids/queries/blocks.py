"""The building blocks of a family: each relationship with its stage, and what of the record shows it."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from itertools import pairwise
from uuid import UUID

from django.db.models import Q

from alongside.access.models import User
from alongside.aids.queries.pairs import Other, others_of, terms_of
from alongside.aids.queries.partners import TookPart, took_part
from alongside.aids.queries.work import Work, work_with
from alongside.aids.rules import LINE_DONE, PAIR_KINDS, STAGE_MOVED, STUCK, TALKED_THROUGH, Move, Term, Where, where
from alongside.endings.rules import HANDED_OVER
from alongside.kit.clock import end_of_day, london_day
from alongside.pathway.rules import ALLOCATED
from alongside.people.models import Family
from alongside.practice.rules import RelationshipStage, StageLine
from alongside.timeline import queries as timeline
from alongside.timeline.queries import StandingEntry

APART = (*PAIR_KINDS, ALLOCATED)
"""What is told of a relationship and shows no line of it."""
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
    """How far an earlier worker came with the same person, from when both were there until another took over."""

    worker: str
    stage: int
    stage_name: str
    since: date
    until: date


@dataclass(frozen=True, slots=True)
class Block:
    """One relationship. `worker`: whoever leads the help, and since when; `began_on`: from when both were there;
    `stages`: all of the model; `earlier`: how far each worker before came, the first first; `taken_over`: the entry by
    which this one took over from them; `handed`: visits together with a new lead; `told`: what may show something of
    it, the last first; `own`: what was recorded of it.
    """

    worker: Term
    other: Other
    began_on: date
    stages: tuple[RelationshipStage, ...]
    where: Where
    earlier: tuple[Before, ...]
    taken_over: StandingEntry | None
    handed: tuple[StandingEntry, ...]
    told: tuple[StandingEntry, ...]
    own: tuple[StandingEntry, ...]

    @property
    def before(self) -> Before | None:
        """How far the worker before came."""
        return self.earlier[-1] if self.earlier else None

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

    def question(self, reader_id: UUID) -> str:
        """What the aid asks: of the worker themselves, or of somebody else about both."""
        both = f"{self.other.name} and {'you' if reader_id == self.worker.user_id else self.worker.name}"
        if self.next_stage is None:
            return f"What would help what {both} have built to last?"
        return f"What would help {both} move on from {self.stage.name.lower()}?"

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
    """All relationships of whoever leads the help of a family as of a day; none before somebody does, or without a
    model that has stages. `is_now`: whether that day is today.
    """

    work: Work | None
    as_of: date
    is_now: bool
    blocks: tuple[Block, ...] = ()

    @property
    def asked(self) -> Block | None:
        """The one the question is asked of: one that is stuck, else the one that is least far for the longest."""
        return min(self.blocks, key=lambda each: (not each.stuck, each.number, each.where.since), default=None)

    def block(self, other_id: UUID) -> Block | None:
        return next((each for each in self.blocks if each.other.id == other_id), None)


def street(family: Family, user: User, at: datetime, as_of: date | None = None) -> Street:
    """The building blocks of a family as they stand, or stood at the end of a day. The number of queries does not grow
    with people or entries.
    """
    today, work = london_day(at), work_with(family.pk, user)
    day = min(as_of or today, today)
    then = at if day == today else end_of_day(day) - timedelta(microseconds=1)
    led = terms_of(work, user, then) if work and work.relationship_stages else ()
    if work is None or not led:
        return Street(work, day, day == today)
    others = others_of(family, user, then)
    began = {each.id: max(work.opened_on, led[-1].since, each.since) for each in others}
    recorded = _recorded(work, user, min(began.values(), default=work.opened_on), day)
    there = took_part(work, [each for each in others if not each.is_of_family], recorded, user)
    read = _Read(work, led, recorded, there)
    return Street(work, day, day == today, tuple(read.block(each, began[each.id]) for each in others))


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
        told = [each for each in self.recorded if each.kind not in APART and each.happened_to >= began]
        stages = self.work.relationship_stages
        return Block(
            self.led[-1], other, began, stages, where(_ids(stages), _moves(own), began), self._earlier(other, ours),
            self._taken_over(), tuple(each for each in self.recorded if self._handed(each, other)),
            tuple(each for each in told if _concerns(each, other, self.there)), own,
        )  # fmt: skip

    def _earlier(self, other: Other, ours: Sequence[StandingEntry]) -> tuple[Before, ...]:
        """How far each worker before came, where both were there."""
        stages, found = self.work.relationship_stages, []
        for term, after in pairwise(self.led):
            if other.since < after.since:
                since = max(term.since, other.since)
                moves = _moves([each for each in ours if each.facts["term"] == str(term.id)])
                stood = where(_ids(stages), moves, since).place
                found.append(Before(term.name, stood + 1, stages[stood].name, since, after.since))
        return tuple(found)

    def _taken_over(self) -> StandingEntry | None:
        """What says that the present worker took over from another."""
        term = self.led[-1]
        said = (each for each in self.recorded if each.kind == ALLOCATED and each.facts["name"] == term.name)
        return next((each for each in said if each.happened_on == term.since and each.facts.get("before")), None)

    def _handed(self, entry: StandingEntry, other: Other) -> bool:
        return entry.kind == HANDED_OVER and _concerns(entry, other, self.there)


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
    return other.id in there.get(entry.id, ())


def _recorded(work: Work, user: User, first: date, last: date) -> list[StandingEntry]:
    """Of this work until a day: what was ever recorded of relationships and of who took over, and what from the first
    day on may show something of them.
    """
    lines = [
        line
        for stage in work.relationship_stages
        for line in (*stage.with_family, *stage.with_partners, *stage.before_moving)
    ]
    kinds = {matcher.kind for line in lines for matcher in line.evidence}
    wanted = Q(kind__in=(*PAIR_KINDS, ALLOCATED, HANDED_OVER)) | Q(kind__in=kinds, happened_to__gte=first)
    of_work = Q(involvement_id=work.involvement_id, happened_on__lte=last)
    return timeline.standing([work.family_id], user, of_work & wanted)
