"""One relationship opened: its stages with what shows them, what was said of it, and the journey."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from alongside.access.models import User
from alongside.aids.queries.blocks import Block, LineShown, Street, street
from alongside.aids.queries.work import Work
from alongside.aids.rules import BLOCKS, LOOKED_AT, STAGE_MOVED, STUCK, TALKED_THROUGH
from alongside.kit.dates import day_long
from alongside.people.models import Family
from alongside.people.rules import the_family
from alongside.practice.rules import RelationshipStage, Stage
from alongside.timeline import queries as timeline
from alongside.timeline.queries import StandingEntry, ToldLine

SAID_IN = ("about", "reason", "helps_us_on", "note")
"""The parts of an entry that hold what somebody typed; a note beside one of the others is ours."""


TOLD_AT_THE_END = (STUCK, TALKED_THROUGH)


@dataclass(frozen=True, slots=True)
class StageShown:
    """A stage of the model with what belongs to it in this relationship."""

    stage: RelationshipStage
    lines: tuple[LineShown, ...]
    is_now: bool


@dataclass(frozen=True, slots=True)
class Journey:
    """Where the family is on the way, and what comes after, the last being the point aimed for."""

    now: Stage
    to_come: tuple[Stage, ...]


@dataclass(frozen=True, slots=True)
class WayLine:
    """A step of how a relationship went; `said`: in the words of who recorded it. `entry_id`: None where no entry says
    it, because it follows from who was there when.
    """

    day: date
    words: str
    said: str = ""
    entry_id: UUID | None = None


@dataclass(frozen=True, slots=True)
class BlocksPage:
    """All relationships of a family with whoever leads the help."""

    family: Family
    called: str
    street: Street


@dataclass(frozen=True, slots=True)
class BlockPage:
    """One relationship. `texts`: what was said, by entry; `looks`: the answers to the question, the last first;
    `as_of`: the day it is shown of, `is_now` where that is today; `is_own`: whether the reader is who leads the help,
    and may say so now.
    """

    family: Family
    called: str
    work: Work
    block: Block
    stages: tuple[StageShown, ...]
    journey: Journey | None
    texts: Mapping[UUID, Mapping[str, str]]
    looks: tuple[ToldLine, ...]
    as_of: date
    is_now: bool
    is_own: bool

    @property
    def way(self) -> tuple[WayLine, ...]:
        """How it went, the last first: where it was moved to, when it was stuck and what was tried, who handed over to
        whom, and how far each worker before came.
        """
        block = self.block
        own = [each for each in block.own if each.kind in (STAGE_MOVED, STUCK, TALKED_THROUGH)]
        lines = [WayLine(each.happened_to, _moved(each), self.said(each.id), each.id) for each in own]
        for each in block.handed:
            with_whom = f"with {each.facts['to']}" if block.other.is_of_family else "to hand over"
            lines.append(WayLine(each.happened_to, f"Visit together {with_whom}", "", each.id))
        lines.sort(key=lambda line: line.day, reverse=True)
        taken = block.taken_over
        first = f"{block.worker.name} took over. " if block.earlier else ""
        begun = f"{first}Began {'again ' if block.earlier else ''}at {block.stages[0].name.lower()}"
        before = [
            WayLine(each.since, f"With {each.worker} until {day_long(each.until)}: came to {each.stage_name.lower()}")
            for each in reversed(block.earlier)
        ]
        return (*lines, WayLine(block.began_on, begun, "", taken.id if taken and block.earlier else None), *before)

    def said(self, entry_id: UUID) -> str:
        """What was said in an entry of this relationship; "" for nothing, and for what the reader may not read."""
        texts = self.texts.get(entry_id, {})
        return next((texts[part] for part in SAID_IN if part in texts), "")

    def means(self, entry_id: UUID) -> str:
        """What an answer to the question means for the children, as far as it was said."""
        return self.texts.get(entry_id, {}).get("means", "")

    def line(self, line_id: str) -> tuple[RelationshipStage, LineShown] | None:
        """A line of any stage, with its stage."""
        found = ((each.stage, line) for each in self.stages for line in each.lines if line.line.id == line_id)
        return next(found, None)


@dataclass(frozen=True, slots=True)
class StuckPage:
    """A relationship that is, or was, stuck: what it was about, and what was tried where it was talked through."""

    family: Family
    called: str
    entry: ToldLine
    about: str
    talked: ToldLine | None
    tried: str


def blocks_page(family: Family, user: User, *, at: datetime, as_of: date | None = None) -> BlocksPage:
    """All relationships, as they stood on a day. The number of queries does not grow with people or entries."""
    return BlocksPage(family, the_family(family.name), street(family, user, at, as_of))


def block_page(
    family: Family, user: User, other_id: UUID, *, at: datetime, as_of: date | None = None
) -> BlockPage | None:
    """One relationship, as it stood on a day; None for somebody with whom there was none. The number of queries does
    not grow.
    """
    all_of_them = street(family, user, at, as_of)
    block, work = all_of_them.block(other_id), all_of_them.work
    if block is None or work is None:
        return None
    told = timeline.told(family.pk, user, [LOOKED_AT], involvement_id=work.involvement_id)
    looks = tuple(each for each in told if each.facts["aid"] == BLOCKS and each.facts["child"] == str(other_id))
    words = timeline.texts_by_part([*(each.id for each in block.own), *(each.id for each in looks)], user)
    return BlockPage(
        family, the_family(family.name), work, block,
        tuple(StageShown(each, block.lines(each), each == block.stage) for each in block.stages),
        _journey(work, user) if all_of_them.is_now else None, words, looks, all_of_them.as_of, all_of_them.is_now,
        all_of_them.is_now and user.pk == block.worker.user_id,
    )  # fmt: skip


def _moved(entry: StandingEntry) -> str:
    """What became of a relationship, in words."""
    if entry.kind == STAGE_MOVED:
        return f"{'Went back' if entry.facts['back'] else 'Moved on'} to {entry.facts['stage_words'].lower()}"
    return "Stuck" if entry.kind == STUCK else "Talked through"


def stuck_page(family: Family, user: User, entry_id: UUID) -> StuckPage | None:
    """What is stuck, by the entry that says so; None for anything else. Three queries."""
    told = timeline.told(family.pk, user, [STUCK, TALKED_THROUGH])
    entry = next((each for each in told if each.id == entry_id and each.entry.kind == STUCK), None)
    if entry is None:
        return None
    promise = entry.facts["promise_id"]
    talks = (each for each in told if each.entry.kind == TALKED_THROUGH and each.facts["promise_id"] == promise)
    talked = next(talks, None)
    texts = timeline.texts_by_part([entry.id, *([talked.id] if talked else [])], user)
    tried = texts[talked.id].get("note", "") if talked else ""
    return StuckPage(family, the_family(family.name), entry, texts[entry.id].get("about", ""), talked, tried)


def open_at_the_end(family_id: int, user: User, at: datetime) -> list[str]:  # noqa: ARG001 - every room is told the moment
    """What is stuck and was not talked through, as it is said when the work ends. One query, or none where the page
    read it with the others.
    """
    told = timeline.told(family_id, user, TOLD_AT_THE_END, with_about=False)
    done = {each.facts["promise_id"] for each in told if each.entry.kind == TALKED_THROUGH}
    still = [each.facts for each in told if each.entry.kind == STUCK and each.facts["promise_id"] not in done]
    return [
        f"What is stuck between {facts['worker_name']} and {facts['name']} is still to be talked through"
        for facts in still
    ]


def _journey(work: Work, user: User) -> Journey | None:
    now = timeline.stage_of(work.family_id, user)
    if now is None:
        return None
    stages = next((each.stages for each in work.models if any(one.id == now.stage_id for one in each.stages)), ())
    ahead = [each for each in stages if each.order >= now.order]
    return Journey(ahead[0], tuple(ahead[1:])) if ahead else None
