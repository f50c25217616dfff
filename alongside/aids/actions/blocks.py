"""What only the worker can say of a relationship: where it stands, what is done, that it is stuck, what is tried."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID

from django.db import transaction

from alongside.access import queries as access
from alongside.access.models import User
from alongside.aids import queries
from alongside.aids.actions._deed import Deed, begin, recorded
from alongside.aids.queries import BlockPage, Work
from alongside.aids.rules import (
    BLOCKS,
    LINE_DONE,
    LOOKED_AT,
    MOVED_BACK,
    MOVED_ON,
    STAGE_MOVED,
    STUCK,
    TALKED_THROUGH,
)
from alongside.kit.clock import london_day
from alongside.kit.dates import day_long
from alongside.kit.refusals import NotAllowed, Unacceptable
from alongside.kit.words import says_something
from alongside.people.models import Family
from alongside.practice.rules import RelationshipStage
from alongside.timeline.models import Entry
from alongside.timeline.rules import Nature, NewEntry, NewText, Part

TALK_WITHIN = timedelta(days=7)
"""How soon the manager talks through what is stuck: our rule."""


@dataclass(frozen=True, slots=True)
class NewMove:
    """A relationship moves on to the stage of that id. `said`: what was answered to what is asked before, by its id."""

    other_id: UUID
    stage: str
    said: Mapping[str, str]
    on: date


@dataclass(frozen=True, slots=True)
class NewStepBack:
    """A relationship goes back to the stage of that id, and why."""

    other_id: UUID
    stage: str
    why: str
    on: date


@dataclass(frozen=True, slots=True)
class NewTick:
    """What belongs to a stage is done: the line by its id, in the worker's words."""

    other_id: UUID
    line: str
    words: str
    on: date


@transaction.atomic
def move_on(*, by: User, deed_id: UUID, family: Family, told: NewMove, at: datetime) -> Entry:
    """A relationship moves on to its next stage. Raises NotAllowed for whoever does not lead the help; Unacceptable
    while something that is asked before is not answered, and where it is no more the next.
    """
    deed = Deed(by, deed_id, family.pk, told.on, at)
    work, page = _own(deed, family, told.other_id)
    stage = _adjacent(page, page.block.next_stage, told.stage)
    _in_order(page, told.on)
    asked = page.block.stage.before_moving
    for line in asked:
        if not says_something(told.said.get(line.id, "")):
            raise Unacceptable(f"said_{line.id}", f"Answer in your own words: {line.words}")
    answers = [{"id": line.id, "words": line.words, "said": told.said[line.id]} for line in asked]
    facts = _facts(page, stage) | {"back": False}
    entry = NewEntry(
        STAGE_MOVED, Nature.PROCESS, facts, _about(page), subtype=MOVED_ON, content={"answers": answers}
    )  # fmt: skip
    return recorded(deed, work, [entry])[0]


@transaction.atomic
def move_back(*, by: User, deed_id: UUID, family: Family, told: NewStepBack, at: datetime) -> Entry:
    """A relationship goes back to the stage before, as is ordinary. Raises as `move_on`; Unacceptable without why."""
    deed = Deed(by, deed_id, family.pk, told.on, at)
    work, page = _own(deed, family, told.other_id)
    stage = _adjacent(page, page.block.stage_before, told.stage)
    _in_order(page, told.on)
    if not says_something(told.why):
        raise Unacceptable("why", "Say what happened, and what is needed now")
    facts = _facts(page, stage) | {"back": True}
    texts = [NewText("reason", told.why)]
    entry = NewEntry(
        STAGE_MOVED, Nature.PROCESS, facts, _about(page), texts, subtype=MOVED_BACK, content={"answers": []}
    )  # fmt: skip
    return recorded(deed, work, [entry])[0]


@transaction.atomic
def tick_line(*, by: User, deed_id: UUID, family: Family, told: NewTick, at: datetime) -> Entry:
    """Something that belongs to a stage is done. Raises NotAllowed, also for a line that no stage has; Unacceptable
    without words, and for a day before the relationship began.
    """
    deed = Deed(by, deed_id, family.pk, told.on, at)
    work, page = _own(deed, family, told.other_id)
    found = page.line(told.line)
    if found is None:
        raise NotAllowed
    if told.on < page.block.began_on:
        raise Unacceptable("on", f"You have known each other since {day_long(page.block.began_on)}. Give a later day")
    if not says_something(told.words):
        raise Unacceptable("words", "Say in a few words what was done")
    stage, shown = found
    facts = _facts(page, stage) | {"line": shown.line.id, "line_words": shown.line.words}
    entry = NewEntry(LINE_DONE, Nature.PROCESS, facts, _about(page), [NewText("note", told.words)])
    return recorded(deed, work, [entry])[0]


@transaction.atomic
def say_stuck(*, by: User, deed_id: UUID, family: Family, other_id: UUID, about: str, at: datetime) -> Entry:
    """A relationship is stuck: the manager sees it until it has been talked through. Raises NotAllowed; Unacceptable
    without what it is about, and while it is with the manager already.
    """
    deed = Deed(by, deed_id, family.pk, london_day(at), at)
    work, page = _own(deed, family, other_id)
    if page.block.stuck:
        raise Unacceptable("about", "The manager knows already that you are stuck. Talk it through first")
    if not says_something(about):
        raise Unacceptable("about", "Say what it is about")
    managers = access.colleagues(family.lead_team, roles=["manager"], at=at)
    facts = _facts(page, page.block.stage) | {
        "promise_id": str(deed_id), "due_on": (london_day(at) + TALK_WITHIN).isoformat(), "who": "the manager",
        "owner_id": str(managers[0].pk) if managers else None,
    }  # fmt: skip
    asked = f"Talk through what is stuck between {page.block.worker.name} and {page.block.other.name}"
    texts = [NewText("note", asked), NewText("about", about)]
    return recorded(deed, work, [NewEntry(STUCK, Nature.PROCESS, facts, _about(page), texts)])[0]


@transaction.atomic
def talk_through(*, by: User, deed_id: UUID, family: Family, entry_id: UUID, tried: str, at: datetime) -> Entry:
    """Manager and worker talked through what is stuck, and one of them says what is tried. `entry_id`: what says that
    it is stuck. Raises NotAllowed; Unacceptable without what is tried, and where somebody said it meanwhile.
    """
    deed = Deed(by, deed_id, family.pk, london_day(at), at)
    work, page = begin(deed), queries.stuck_page(family, by, entry_id)
    if page is None:
        raise NotAllowed
    if page.talked:
        raise Unacceptable("tried", f"{page.talked.by_name} has written down meanwhile what you try")
    if not says_something(tried):
        raise Unacceptable("tried", "Say what you try now")
    kept = ("term", "other", "worker", "worker_name", "name", "stage", "stage_words", "promise_id")
    facts = {name: page.entry.facts[name] for name in kept}
    about = [(person, Part.FOR) for person in page.entry.persons()]
    entry = NewEntry(
        TALKED_THROUGH, Nature.PROCESS, facts, about, [NewText("note", tried)], kept_as=(page.entry.id,)
    )  # fmt: skip
    return recorded(deed, work, [entry])[0]


@transaction.atomic
def look_at_blocks(
    *, by: User, deed_id: UUID, family: Family, other_id: UUID, words: str, at: datetime, means: str = "",
    as_of: date | None = None,
) -> Entry:  # fmt: skip
    """The question of the building blocks answered for one relationship, with where it stood on the day that was looked
    at, and what that `means` for the children. Raises NotAllowed; Unacceptable for an answer without a word.
    """
    deed = Deed(by, deed_id, family.pk, london_day(at), at)
    work, page = begin(deed), queries.block_page(family, by, other_id, at=at, as_of=as_of)
    if page is None:
        raise NotAllowed
    if not says_something(words):
        raise Unacceptable("helps_us_on", "Say what would help")
    block = page.block
    facts = {
        "aid": BLOCKS, "child": str(other_id), "name": block.other.name, "state": block.stage.id,
        "state_words": f"{block.stage.name.lower()}{', stuck' if block.stuck else ''}", "as_of": page.as_of.isoformat(),
        "known_at": at.isoformat(), "worker": str(block.worker.user_id), "term": str(block.worker.id),
    }  # fmt: skip
    texts = [NewText("helps_us_on", words), NewText("means", means)]
    entry = NewEntry(LOOKED_AT, Nature.PROCESS, facts, _about(page), texts, subtype=BLOCKS)
    return recorded(deed, work, [entry])[0]


def _own(deed: Deed, family: Family, other_id: UUID) -> tuple[Work, BlockPage]:
    """A relationship of the writer's own: nobody else says where it stands. Raises NotAllowed."""
    work, page = begin(deed), queries.block_page(family, deed.by, other_id, at=deed.at)
    if page is None or not page.is_own:
        raise NotAllowed
    return work, page


def _adjacent(page: BlockPage, stage: RelationshipStage | None, wanted: str) -> RelationshipStage:
    """The stage that can be moved to. Raises Unacceptable where the relationship stands elsewhere by now."""
    if stage is None or stage.id != wanted:
        raise Unacceptable("on", f"{page.block.other.name} and you are at {page.block.stage.name.lower()} by now")
    return stage


def _in_order(page: BlockPage, on: date) -> None:
    since = page.block.where.since
    if on < since:
        raise Unacceptable("on", f"This stage began on {day_long(since)}. Give a later day")


def _facts(page: BlockPage, stage: RelationshipStage) -> dict[str, Any]:
    """What every entry about one relationship says of it. `term`: the time its worker leads the help."""
    worker, other = page.block.worker, page.block.other
    return {
        "term": str(worker.id), "worker": str(worker.user_id), "worker_name": worker.name, "other": str(other.id),
        "name": other.name, "stage": stage.id, "stage_words": stage.name,
    }  # fmt: skip


def _about(page: BlockPage) -> list[tuple[UUID, Part]]:
    """A partner is named in its facts; whom an entry is about is of the family."""
    return [(page.block.other.id, Part.FOR)] if page.block.other.is_of_family else []
