"""Somebody said they would do something by a day, and what became of it.

Pure. Basis: S12, S13 (002:3345-3362, 1177): specific, somebody's, and by a day; the key worker sees to it that every
agency does its part, so whatever nobody of the service's own staff does is the key worker's to follow up.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from alongside.kit.dates import day_long
from alongside.kit.ids import uuid7
from alongside.kit.words import listed
from alongside.timeline.rules import Audience, Nature, NewEntry, NewText, Part

AGREED = "plans.action_agreed"
DONE = "plans.action_done"
TAKEN_OVER = "plans.action_taken_over"

HOW_IT_WENT: dict[str, str] = {
    "done": "Done",
    "partly": "Done in part",
    "not_done": "Not done",
    "no_longer_needed": "No longer needed",
}
"""What became of something agreed → its words. Each of them ends it; what is left is agreed anew, with a new day."""

Facts = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Doer:
    """Who does it: somebody of the family (`person_id`), one of the service's own (`user_id`), or anybody else, by
    name alone. `name` is how they are called in words.
    """

    name: str
    person_id: UUID | None = None
    user_id: UUID | None = None


@dataclass(frozen=True, slots=True)
class NewAction:
    """Something to agree. `for_persons`: whom of the family it is for. `from_step_id`: the step of the plan it carries
    out, "" when none. `promise_id`: given when it puts an earlier version right; it stays the same promise.
    `concerns`: whom it is about when it is for nobody in particular; nothing agreed is about nobody, or any partner of
    the family could read it.
    """

    what: str
    who: Doer
    by_when: date
    for_persons: tuple[UUID, ...] = ()
    from_step_id: str = ""
    promise_id: UUID | None = None
    concerns: tuple[UUID, ...] = ()


def action_entry(
    action: NewAction,
    names: Mapping[UUID, str],
    *,
    audience: Audience | None = None,
    supersedes_id: UUID | None = None,
    kept_as: tuple[UUID, ...] = (),
) -> NewEntry:
    """The entry that one agreed action leaves, to stand in any deed. It is due by itself: no other call is needed.

    `names`: what the people of the family are called. Its text "note" says what was agreed. `kept_as`: the
    entries it was made of: that of the goal it is a step of, or of the same action as it was agreed before.
    """
    facts = {
        "promise_id": str(action.promise_id or uuid7()),
        "due_on": action.by_when.isoformat(),
        "who": action.who.name,
        "who_is": "family" if action.who.person_id else "worker" if action.who.user_id else "other",
        "owner_id": str(action.who.user_id) if action.who.user_id else None,
        "for": [names[person] for person in action.for_persons],
        "step_id": action.from_step_id,
    }
    about = dict.fromkeys(action.for_persons or action.concerns, Part.FOR)
    if action.who.person_id is not None:
        about[action.who.person_id] = Part.WITH
    return NewEntry(
        AGREED, Nature.PROCESS, facts, list(about.items()), [NewText("note", action.what)], audience=audience,
        supersedes_id=supersedes_id, kept_as=kept_as,
    )  # fmt: skip


def done_entry(
    agreed: Facts,
    how: str,
    words: str,
    about: Sequence[tuple[UUID, Part]],
    audience: Audience | None = None,
    *,
    kept_as: UUID,
) -> NewEntry:
    """The entry that says what became of an action; `agreed` are the facts of the entry that agreed it, and `kept_as`
    is that entry.
    """
    facts = {"promise_id": agreed["promise_id"], "who": agreed["who"], "how": how, "step_id": agreed["step_id"]}
    texts = [NewText("note", words)]
    return NewEntry(DONE, Nature.PROCESS, facts, about, texts, subtype=how, audience=audience, kept_as=(kept_as,))


def handed_over(facts: Facts, name: str, user_id: UUID, on: date) -> dict[str, Any]:
    """The facts of an agreed action that one of the service's own takes over from another on a day: the same promise,
    and who made it and had it since, the first on top.
    """
    before = [*facts.get("before", ()), facts["who"]]
    taken = {"before": before, "taken_over_on": on.isoformat()}
    return {**facts, "who": name, "who_is": "worker", "owner_id": str(user_id), **taken}


def taken_over_entry(agreed: Facts, name: str, what: str, like: NewEntry, audience: Audience) -> NewEntry:
    """The entry that says, on the day of it, that somebody took over an action; `agreed` are the facts as it was agreed
    and `like` is the action as it is now.
    """
    facts = {"promise_id": agreed["promise_id"], "who": name, "before": agreed["who"], "due_on": agreed["due_on"]}
    kept = (like.supersedes_id,) if like.supersedes_id else ()
    return NewEntry(
        TAKEN_OVER, Nature.PROCESS, facts, like.about, [NewText("note", what)], audience=audience, kept_as=kept
    )


def agreed_sentence(facts: Facts) -> str:
    """ "Action agreed: Paula Marsh, by 12 March 2026, for Amy." Whoever agreed it, and who took it over since."""
    whom = f", for {listed(facts['for'])}" if facts.get("for") else ""
    agreed_by = facts["before"][0] if facts.get("before") else facts["who"]
    words = f"Action agreed: {agreed_by}, by {day_long(date.fromisoformat(facts['due_on']))}{whom}."
    if not facts.get("before"):
        return words
    day = facts.get("taken_over_on")
    return f"{words} {facts['who']} took it over{f' on {day_long(date.fromisoformat(day))}' if day else ''}."


def taken_over_sentence(facts: Facts) -> str:
    """ "Priya Nair took over from Joanne Mercer what is to be done by 12 March 2026." """
    day = day_long(date.fromisoformat(facts["due_on"]))
    return f"{facts['who']} took over from {facts['before']} what is to be done by {day}."


def done_sentence(facts: Facts) -> str:
    """ "Action of Paula Marsh: done in part." """
    return f"Action of {facts['who']}: {HOW_IT_WENT[facts['how']].lower()}."
