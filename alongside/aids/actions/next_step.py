"""What only people can say: what time a child has, and what comes next for one child or for brothers and sisters."""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db import transaction

from alongside.access.models import User
from alongside.aids import queries
from alongside.aids.actions._deed import Deed, begin, recorded
from alongside.aids.actions._step import NewStep, next_step_entry
from alongside.aids.rules import IS_MET, LEGAL_PLANNING, NOT_MET, TIMESCALE
from alongside.kit.clock import london_day
from alongside.kit.dates import day_long
from alongside.kit.refusals import NotAllowed, Unacceptable
from alongside.kit.words import says_something
from alongside.people.models import Family
from alongside.timeline.models import Entry
from alongside.timeline.rules import Nature, NewEntry, NewText, Part


@dataclass(frozen=True, slots=True)
class NewTimescale:
    """What time a child has. `since`: how long the worry has gone on; `by`: by when `changed` must be so, and `why`
    that day; `met`: yes, no or too_soon. Where it is not met: which `other_plan` for a lasting home is thought of, and
    what the parents were told of it (`told`, `told_words`).
    """

    child_id: UUID
    since: date
    by: date
    changed: str
    why: str
    met: str
    other_plan: str = ""
    told: bool | None = None
    told_words: str = ""


@transaction.atomic
def say_timescale(*, by: User, deed_id: UUID, family: Family, told: NewTimescale, at: datetime) -> Entry:
    """What time a child has; what was said before is kept. Raises NotAllowed; Unacceptable for what is missing or
    cannot be.
    """
    deed = Deed(by, deed_id, family.pk, london_day(at), at)
    work, page = begin(deed), queries.step_forms(family, by, at=at)
    child = page.named(told.child_id) if page else None
    if page is None or child is None or told.met not in IS_MET:
        raise NotAllowed
    _can_be(told, deed.on)
    missed = told.met == NOT_MET
    facts = {
        "child": child.id, "name": child.name, "since": told.since.isoformat(), "by": told.by.isoformat(),
        "age": child.child.age, "met": told.met, "told": told.told if missed else None,
    }  # fmt: skip
    texts = [NewText("changed", told.changed), NewText("reason", told.why)]
    if missed:
        texts += [NewText("other_plan", told.other_plan), NewText("told", told.told_words)]
    before = page.said.times_of(told.child_id)[:1]
    entry = NewEntry(
        TIMESCALE, Nature.PROCESS, facts, [(told.child_id, Part.FOR)], texts,
        kept_as=tuple(each.line.id for each in before),
    )  # fmt: skip
    return recorded(deed, work, [entry])[0]


@transaction.atomic
def say_next_step(*, by: User, deed_id: UUID, family: Family, told: NewStep, at: datetime) -> Entry:
    """What comes next; it ends the waiting for it after a manager’s answer. Raises NotAllowed, also for a step that is
    a request of its own; Unacceptable without children or without a reason.
    """
    deed = Deed(by, deed_id, family.pk, london_day(at), at)
    work, page = begin(deed), queries.step_forms(family, by, at=at)
    if page is None or told.step == LEGAL_PLANNING or told.step not in {each[0] for each in page.offered}:
        raise NotAllowed
    if not told.children:
        raise Unacceptable("children", "Choose for whom it is the next step")
    if not says_something(told.reason):
        raise Unacceptable("reason", "Say why this comes next")
    return recorded(deed, work, [next_step_entry(page, told)])[0]


def _can_be(told: NewTimescale, today: date) -> None:
    """Raises Unacceptable for what is missing, and for days that cannot be."""
    if told.since > today:
        raise Unacceptable("since", f"Check the day: {day_long(told.since)} has not come yet")
    if told.by <= told.since:
        raise Unacceptable("by", f"The worry has gone on since {day_long(told.since)}. Give a later day")
    if not says_something(told.changed):
        raise Unacceptable("changed", "Say what has to be different")
    if not says_something(told.why):
        raise Unacceptable("why", "Say why it has to be by that day")
    if told.met != NOT_MET:
        return
    if not says_something(told.other_plan):
        raise Unacceptable("other_plan", "Say which other plan is thought of, or that there is none yet")
    if told.told is None:
        raise Unacceptable("told", "Say whether the parents were told")
    if not says_something(told.told_words):
        raise Unacceptable("told_words", "Say what the parents were told, or why not yet")
