"""A manager is asked for a legal planning meeting, and answers."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db import transaction

from alongside.access.models import User
from alongside.aids import queries
from alongside.aids.actions._deed import Deed, begin, recorded
from alongside.aids.actions._step import NewStep, next_step_entry
from alongside.aids.queries import LegalPage
from alongside.aids.rules import (
    AGREED,
    ANSWER_WITHIN,
    ANSWERS,
    CAME_BACK,
    GO_ON_WITHIN,
    LEGAL_PLANNING,
    MEETING_ANSWERED,
    MEETING_ASKED,
    MEETING_BOOKED,
    asked_of_manager,
    asked_of_worker,
)
from alongside.kit.calendar import ENGLAND
from alongside.kit.clock import london_day
from alongside.kit.refusals import NotAllowed, Unacceptable
from alongside.kit.words import says_something
from alongside.people.models import Family
from alongside.timeline.models import Entry
from alongside.timeline.rules import Nature, NewEntry, NewText, Part

NEEDED = {
    "harm": "Say what harms the child now, as it was seen or heard",
    "network": "Say what care within the family and network was tried, and why it is not enough",
    "parents": "Say what the parents know of the other plans",
}


@dataclass(frozen=True, slots=True)
class NewRequest:
    """A manager is asked for a legal planning meeting for these children. `harm`: what goes on harming them, resting on
    entries by the strand in which each was first recorded; `network`: care within family and network that was tried;
    `parents`: what the parents know of the other plans that are considered.
    """

    children: tuple[UUID, ...]
    manager_id: UUID
    harm: str
    rests_on: tuple[UUID, ...]
    network: str
    parents: str


@dataclass(frozen=True, slots=True)
class NewReply:
    """What the manager answers: agreed with the day of the meeting, not agreed, or what more is wanted; and why."""

    answer: str
    reason: str
    day: date | None = None


@transaction.atomic
def ask_for_meeting(*, by: User, deed_id: UUID, family: Family, told: NewRequest, at: datetime) -> list[Entry]:
    """The named manager is asked; that is the next step for these children. Raises NotAllowed; Unacceptable without
    what has to be said before, and while a manager has not answered what was asked for one of them.
    """
    deed = Deed(by, deed_id, family.pk, london_day(at), at)
    ids = [str(child) for child in told.children]
    work, page = begin(deed), queries.legal_form(family, by, ids, at=at)
    if page is None:
        raise NotAllowed
    _complete(page, told, ids, deed.on)
    kept = tuple(page.bundle.based_on[str(strand)] for strand in told.rests_on)
    step = next_step_entry(page.forms, NewStep(told.children, LEGAL_PLANNING, told.harm), kept)
    manager = dict(page.forms.managers)[str(told.manager_id)]
    facts = {
        **_whom(step.facts), "promise_id": str(deed_id), "request": str(deed_id),
        "due_on": ENGLAND.add(deed.on, ANSWER_WITHIN).isoformat(), "who": manager,
        "owner_id": str(told.manager_id), "rests_on": [str(strand) for strand in told.rests_on],
    }  # fmt: skip
    texts = [NewText("note", asked_of_manager(facts["names"]))]
    texts += [NewText(part, getattr(told, part)) for part in NEEDED]
    return recorded(deed, work, [step, NewEntry(MEETING_ASKED, Nature.PROCESS, facts, step.about, texts, kept_as=kept)])


@transaction.atomic
def answer_request(
    *, by: User, deed_id: UUID, family: Family, entry_id: UUID, told: NewReply, at: datetime
) -> list[Entry]:  # fmt: skip
    """A manager answers, and it goes back to whoever leads the help. `entry_id`: any entry of the request. Raises
    NotAllowed for whoever does not oversee the team; Unacceptable without a reason, without the day of a meeting that
    is agreed to, and where somebody answered meanwhile.
    """
    deed = Deed(by, deed_id, family.pk, london_day(at), at)
    work, page = begin(deed), queries.legal_page(family, by, entry_id, at=at)
    if (
        page is None
        or page.request is None
        or not page.is_now
        or not queries.may_answer(by)
        or told.answer not in ANSWERS
    ):
        raise NotAllowed
    asked = page.request
    if asked.answer:
        raise Unacceptable("answer", f"{asked.answer.by_name} has answered meanwhile")
    day = told.day if told.answer == AGREED else None
    _reply_holds(told, deed.on)
    facts = _whom(asked.line.facts) | {"request": asked.id}
    answered = facts | {
        "promise_id": asked.id, "by": by.name, "answer": told.answer, "day": day.isoformat() if day else "",
    }  # fmt: skip
    about = [(UUID(child), Part.FOR) for child in facts["children"]]
    kept = (asked.line.id,)
    answer = NewEntry(
        MEETING_ANSWERED, Nature.PROCESS, answered, about, [NewText("reason", told.reason)], told.answer, kept_as=kept
    )
    note = NewText("note", asked_of_worker(told.answer, by.name, facts["names"], day))
    entries = [answer, NewEntry(CAME_BACK, Nature.PROCESS, _back(deed, facts), about, [note], kept_as=kept)]
    if day:
        on, names = facts | {"day": day.isoformat()}, {"names": facts["names"]}
        entries.append(NewEntry(MEETING_BOOKED, Nature.PROCESS, on, about, content=names, kept_as=kept))
    return recorded(deed, work, entries)


def _complete(page: LegalPage, told: NewRequest, children: list[str], today: date) -> None:
    if not told.children:
        raise Unacceptable("children", "Choose for which children")
    if str(told.manager_id) not in dict(page.forms.managers):
        raise Unacceptable("manager", "Choose the manager whom you ask")
    waits = page.forms.said.open_for(children, today)
    if waits:
        raise Unacceptable("children", f"{waits.how_it_waits}. Read what was asked, above")
    for part, missing in NEEDED.items():
        if not says_something(getattr(told, part)):
            raise Unacceptable(part, missing)
    if not {str(strand) for strand in told.rests_on} <= page.bundle.strands:
        raise NotAllowed


def _reply_holds(told: NewReply, today: date) -> None:
    if told.answer == AGREED and told.day is None:
        raise Unacceptable("day", "Give the day of the meeting")
    if told.answer == AGREED and told.day and told.day < today:
        raise Unacceptable("day", "This day has passed. Give the day of the meeting")
    if not says_something(told.reason):
        raise Unacceptable("reason", "Say why, or what more you need to know")


def _back(deed: Deed, facts: dict[str, Any]) -> dict[str, Any]:
    """What waits with whoever leads the help, also when that is somebody else by then."""
    return facts | {
        "promise_id": str(deed.id), "due_on": ENGLAND.add(deed.on, GO_ON_WITHIN).isoformat(),
        "who": "", "owner_id": None,
    }  # fmt: skip


def _whom(facts: Mapping[str, Any]) -> dict[str, Any]:
    """The children it is about, from the facts of an entry of it."""
    return {name: facts[name] for name in ("children", "names")}
