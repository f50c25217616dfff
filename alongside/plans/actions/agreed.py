"""Agreeing what somebody will do, and saying what became of it."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime
from uuid import UUID

from django.db import transaction

from alongside.access.models import User
from alongside.kit.refusals import Unacceptable
from alongside.people import queries as people
from alongside.people.queries import wait_for_family
from alongside.plans import permissions, queries
from alongside.plans.actions._deed import Deed, recorded
from alongside.plans.queries import ActionLine
from alongside.plans.rules import HOW_IT_WENT, Doer, NewAction, action_entry, done_entry
from alongside.timeline.models import Entry
from alongside.timeline.rules import Audience, NewEntry, Part


@transaction.atomic
def agree_actions(
    *,
    by: User,
    deed_id: UUID,
    family_id: int,
    actions: Sequence[NewAction],
    on: date,
    at: datetime,
    audience: Audience | None = None,
) -> list[Entry]:
    """Things agreed on one day, as a deed of their own; due by themselves. Raises NotAllowed, Unacceptable."""
    permissions.require(by, family_id)
    entries = queries.entries_agreed(by, family_id, actions, on, audience=audience)
    return recorded(by, Deed(deed_id, family_id, on, at), entries)


@transaction.atomic
def finish_action(
    *,
    by: User,
    deed_id: UUID,
    family_id: int,
    action: UUID,
    how: str,
    on: date,
    words: str,
    at: datetime,
    again_by: date | None = None,
) -> list[Entry]:
    """Say what became of something agreed; `action` is its entry. `again_by`: the rest is agreed anew for that day.

    Raises NotAllowed; Unacceptable for an answer that is not one, for an action that has ended already, or on a day
    before it was agreed.
    """
    wait_for_family(family_id)
    permissions.require(by, family_id)
    line = queries.action(family_id, by, action)
    if how not in HOW_IT_WENT:
        raise Unacceptable("how", "Say what became of it")
    if not line.is_open:
        raise Unacceptable("how", f"Somebody has said what became of this: {line.how_words.lower()}")
    if on < line.agreed_on:
        raise Unacceptable("on", "It was agreed after that day. Give a later day")
    audience, about = Audience(line.audience), [(person, Part(part)) for person, part in line.about]
    told = {"promise_id": line.promise_id, "who": line.who, "step_id": line.step_id}
    entries = [done_entry(told, how, words, about, audience, kept_as=line.entry_id)]
    if again_by is not None:
        entries.append(_again(by, family_id, line, again_by, audience))
    return recorded(by, Deed(deed_id, family_id, on, at), entries)


def _again(by: User, family_id: int, line: ActionLine, again_by: date, audience: Audience) -> NewEntry:
    """The rest of an action, for another day; who does it and for whom stay as they were."""
    names = people.names_of(family_id, by)
    person = next((person for person, part in line.about if part == Part.WITH.value), None)
    doer = Doer(line.who, person_id=person, user_id=line.owner_id)
    persons = tuple(person for person, part in line.about if part == Part.FOR.value)
    action = NewAction(line.what, doer, again_by, persons, line.step_id)
    again = action_entry(action, names, audience=audience, kept_as=(line.entry_id,))
    about = [(person, Part(part)) for person, part in line.about]
    facts = {**again.facts, "follows": line.promise_id}
    # The same thing for another day: kept as the action is itself, and as what it was made of.
    return replace(again, about=about, facts=facts, takes_place_of=line.entry_id)
