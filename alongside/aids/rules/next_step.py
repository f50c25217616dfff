"""What time a child has, what comes next, and the legal planning meeting that is asked for (S3; 000:194-195, 222).

Pure. Each is said by people and never computed: here is how it is told, and what ends what.
"""

import re
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from alongside.kit.dates import count_words, day_long, whole_months
from alongside.kit.words import capital, listed, uncapital

TIMESCALE = "aids.timescale"
"""What time one child has: facts child, since, by, met and, where it is not met, told."""
NEXT_STEP = "aids.next_step"
"""What comes next for one child or several: subtype of the list `scales_next_step`; facts children, names, and grown:
those for whom it was waited and who are no children any more.
"""
MEETING_ASKED = "aids.legal_planning_asked"
"""A manager is asked for a legal planning meeting: facts request, children, names, and of a promise."""
MEETING_ANSWERED = "aids.legal_planning_answered"
"""What the manager answered: subtype agreed, not_agreed or more_wanted; facts request, children, names, promise_id."""
CAME_BACK = "aids.legal_planning_came_back"
"""The answer is with whoever leads the help, until the next step is said: facts of the request, and of a promise."""
MEETING_BOOKED = "aids.legal_planning_booked"
"""The meeting that was agreed to is on a day: facts of the request, and day."""
LEGAL_KINDS = (MEETING_ASKED, MEETING_ANSWERED, CAME_BACK, MEETING_BOOKED)
STEP_KINDS = (TIMESCALE, NEXT_STEP, *LEGAL_KINDS)

NEXT_STEPS, LEGAL_PLANNING = "scales_next_step", "legal_planning"
"""The list of a practice model from which the next step comes, and the item of it that is a request of its own."""
AGREED, NOT_AGREED, MORE_WANTED = "agreed", "not_agreed", "more_wanted"
ANSWERS = {
    AGREED: "Yes, there will be a legal planning meeting",
    NOT_AGREED: "No, not now",
    MORE_WANTED: "I need to know more first",
}
MET, NOT_MET, TOO_SOON = "yes", "no", "too_soon"
IS_MET = {MET: "Yes", NOT_MET: "No", TOO_SOON: "Too soon to say"}
_MET_WORDS = {MET: "is being met", NOT_MET: "is not being met", TOO_SOON: "is too soon to judge"}

SHIELDED = "somebody"
"""How a paper calls whoever must not be found."""

ANSWER_WITHIN = 5
"""How many working days the manager has to answer: our rule."""
GO_ON_WITHIN = 1
"""How many working days the worker has to read the answer and say what comes next: our rule."""

type Facts = Mapping[str, Any]


def timescale(facts: Facts) -> str:
    """ "Kerry’s time: the worry has gone on since 3 March 2026, and by 1 February 2027 …" """
    since, by = (day_long(date.fromisoformat(facts[name])) for name in ("since", "by"))
    return (
        f"What time {facts['name']} has: worried about since {since}; something must be different by {by}. "
        f"{facts['name']}’s timescale {_MET_WORDS[facts['met']]}."
    )


def next_step(facts: Facts) -> str:
    """ "What comes next for Kerry and Tom: step down." """
    return f"What comes next for {listed(facts['names'])}: {uncapital(facts['step_words'])}."


def meeting_asked(facts: Facts) -> str:
    """ "Denise Abara is asked for a legal planning meeting for Kerry." """
    return f"{facts['who']} is asked for a legal planning meeting for {listed(facts['names'])}."


def meeting_answered(facts: Facts) -> str:
    """ "Denise Abara agreed to a legal planning meeting for Kerry, on 8 December 2026." """
    who, whom = facts["by"], f"a legal planning meeting for {listed(facts['names'])}"
    if facts["answer"] == AGREED:
        return f"{who} agreed to {whom}, on {day_long(date.fromisoformat(facts['day']))}."
    said = "did not agree to" if facts["answer"] == NOT_AGREED else "needs to know more before"
    return f"{who} {said} {whom}."


def came_back(facts: Facts) -> str:
    """ "The answer about a legal planning meeting for Kerry is with Joanne Mercer, who says what comes next." """
    whom, who = listed(facts["names"]), facts["who"] or "whoever leads the help"
    return f"The answer about a legal planning meeting for {whom} is with {who}, who says what comes next."


def meeting_booked(facts: Facts) -> str:
    """ "The legal planning meeting for Kerry is on 8 December 2026." """
    day = day_long(date.fromisoformat(facts["day"]))
    return f"The legal planning meeting for {listed(facts['names'])} is on {day}."


def booked_words(content: Mapping[str, Any]) -> str:
    """What a list of what is due says: "Legal planning meeting for Kerry"."""
    return f"Legal planning meeting for {listed(content['names'])}"


def asked_of_manager(names: Sequence[str]) -> str:
    """What stands on the manager’s first page."""
    return f"Answer whether there will be a legal planning meeting for {listed(names)}"


def asked_of_worker(answer: str, by: str, names: Sequence[str], day: date | None) -> str:
    """What comes back to whoever leads the help."""
    whom = listed(names)
    if answer == AGREED and day:
        return (
            f"Read why, and say what comes next: {by} agreed to a legal planning meeting for {whom} on {day_long(day)}"
        )
    if answer == NOT_AGREED:
        return f"Read why, and say what comes next: {by} did not agree to a legal planning meeting for {whom}"
    return f"Read what, and ask again: {by} needs to know more before a legal planning meeting for {whom}"


def unnamed(sentence: str, names: Iterable[str]) -> str:
    """A sentence without these names, the longest first: "Somebody is at school" for "Amy is at school"."""
    for name in names:
        sentence = re.sub(rf"(?<!\w){re.escape(name)}(?!\w)", SHIELDED, sentence)
    return capital(sentence)


def gone_on(since: date, today: date) -> str:
    """How long something has gone on: "three weeks", "eight months", "one year and four months"; "" for no day.
    `since` is not after today.
    """
    days, months = (today - since).days, whole_months(since, today)
    if days < 14:
        return _counted(days, "day") if days else ""
    if months < 2:
        return _counted(days // 7, "week")
    years, left = divmod(months, 12)
    parts = [_counted(years, "year")] if years else []
    return " and ".join([*parts, *([_counted(left, "month")] if left else [])])


def time_left(by: date, today: date) -> str:
    """ "nine weeks left", "today", "passed three days ago"."""
    days = (by - today).days
    if days < 0:
        return f"passed {gone_on(by, today)} ago"
    return f"{gone_on(today, by)} left" if days else "today"


@dataclass(frozen=True, slots=True)
class Said:
    """A next step that was said for these children, by their identifiers."""

    children: frozenset[str]


@dataclass(frozen=True, slots=True)
class Waiting:
    """What came back from the manager and waits for a next step for each of these children. `since`: every next step
    said after it.
    """

    promise_id: str
    children: frozenset[str]
    since: tuple[Said, ...] = ()


def is_waited_for(facts: Facts, still: Collection[str]) -> bool:
    """Whether an answer, or a meeting, waits for a next step: while anybody it is for is `still` a child of the family,
    for of nobody else can one be said.
    """
    return not frozenset(facts["children"]).isdisjoint(still)


def settled_by(chosen: Collection[str], waiting: Iterable[Waiting], still: Collection[str]) -> list[str]:
    """What no longer waits once a next step is said for those chosen: whatever has one for each of its children who
    are `still` children of the family; of those who grew up since nothing is waited for.
    """
    left = {each.promise_id: each.children & set(still) for each in waiting}
    return [
        each.promise_id
        for each in waiting
        if (set(chosen) & left[each.promise_id] or not left[each.promise_id])
        and left[each.promise_id] <= frozenset(chosen).union(*(one.children for one in each.since))
    ]


def _counted(number: int, thing: str) -> str:
    return f"{count_words(number)} {thing}{'' if number == 1 else 's'}"
