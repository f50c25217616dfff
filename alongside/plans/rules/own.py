"""The plan as a parent or a child reads it on their own page: everything the family agreed, in plain words. Pure.

Basis: S12 (002:2010-2017, 3197-3418): the plan is the family's, and they read all of it: what matters most, where
things stand now, what a court asks and nobody can talk away, until when something holds, and the whole way out. The
words above each line are for a reading age of nine to eleven; what was written stays as it was written.
"""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from alongside.kit.dates import day_long
from alongside.kit.words import listed, uncapital
from alongside.plans.rules.plan import Consequence, Goal, Plan, Step, WayOut

YOU = "You"
MUST = "This is a must. It comes from"
TALK = "We can talk about it."
Lines = tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Now:
    """Where a step or a promise stands now: by when it is to be done since it was moved, or what became of it; `who`
    took it over from whom the plan names, "" when nobody did.
    """

    by_when: date
    became: str = ""
    on: date | None = None
    who: str = ""


@dataclass(frozen=True, slots=True)
class OwnStep:
    """A step: what, who does it and by when in words or what became of it, what is good about it, and its lines."""

    what: str
    by: str
    soon: bool
    lines: Lines


@dataclass(frozen=True, slots=True)
class OwnGoal:
    """A goal in the family's words, its lines and its steps."""

    id: str
    words: str
    lines: Lines
    steps: tuple[OwnStep, ...]


@dataclass(frozen=True, slots=True)
class OwnConsequence:
    """What follows: when, what, and its lines. `more` stands below them as it is."""

    when: str
    what: str
    lines: Lines
    more: str


@dataclass(frozen=True, slots=True)
class OwnReading:
    """A plan as it is read. `matters`: for whom, and what; `promises`: who, what, by when. `musts`: something in it
    cannot be talked away.
    """

    matters: Lines
    goals: tuple[OwnGoal, ...]
    promises: tuple[tuple[str, str, str], ...]
    follows: tuple[OwnConsequence, ...]
    way_out: Lines
    musts: bool


def read_by(
    plan: Plan, *, mine: Collection[str], names: Mapping[str, str], today: date, stands: Mapping[str, Now]
) -> OwnReading:
    """The plan for whoever is `mine` (ids of persons). `names`: of people they may know, by id. `stands`: where steps
    and promises of agencies stand now, by id, as far as the reader may know.
    """
    set_by = [goal.set_by for goal in plan.goals] + [step.set_by for step in plan.steps]
    set_by += [line.set_by for line in plan.consequences]
    return OwnReading(
        matters=tuple((YOU if line.person_id in mine else line.name, line.words) for line in plan.priorities),
        goals=tuple(_goal(goal, plan, mine, names, stands) for goal in plan.goals),
        promises=tuple((line.agency, line.what, _when(line.day, stands.get(line.id))) for line in plan.promises),
        follows=tuple(_follows(line, today) for line in plan.consequences),
        way_out=_way_out(plan.way_out),
        musts=any(set_by),
    )


def _goal(
    goal: Goal, plan: Plan, mine: Collection[str], names: Mapping[str, str], stands: Mapping[str, Now]
) -> OwnGoal:
    bigger = plan.goal(goal.linked) if goal.linked else None
    lines = _said(
        ("Who it is for", _whose(goal.whose, mine, names)),
        (MUST, goal.set_by),
        ("It began as a wish", goal.wish),
        ("It helps us with", bigger.words if bigger else ""),
        ("We made it smaller, because", goal.smaller_because),
        ("How it is now", goal.baseline),
        ("How it will be", goal.target),
        ("We will know when", goal.measure),
        ("What gets better", goal.benefit),
        ("What happens if we do not get there", goal.consequence),
        ("How we go about it", goal.approach),
        ("Why we think that it works", goal.evidence),
    )
    return OwnGoal(goal.id, goal.words, lines, tuple(_step(step, mine, stands.get(step.id)) for step in goal.steps))


def _step(step: Step, mine: Collection[str], now: Now | None) -> OwnStep:
    who = YOU if step.doer.removeprefix("person:") in mine else (now and now.who) or step.who
    lines = _said(
        (MUST, step.set_by),
        ("Who can help", step.own),
        ("Who else helps", "" if step.agency in step.who else step.agency),
        ("What we still need", step.more),
        ("What may make it hard", step.obstacles),
        ("What we do then", step.solutions),
    )
    when = _when(step.day, now)
    by = f"{who}. {when}" if now and now.became else f"{who}, {uncapital(when)}"
    return OwnStep(step.what, by, step.quick_win, lines)


def _when(planned: date | None, now: Now | None) -> str:
    """ "By 3 December 2026", "Done on 1 December 2026"; "" where no day was named."""
    if now and now.became:
        return f"{now.became} on {day_long(now.on)}" if now.on else now.became
    day = now.by_when if now else planned
    return f"By {day_long(day)}" if day else ""


def _follows(line: Consequence, today: date) -> OwnConsequence:
    who = ", ".join(each for each in (line.by_whom, line.agency) if each)
    lines = _said(("Who does it", who), (MUST, line.set_by))
    until = ""
    if line.day:
        over = line.day < today
        until = f"This was until {day_long(line.day)}. It is over." if over else f"Until {day_long(line.day)}."
    more = " ".join(each for each in (until, "" if line.set_by else TALK) if each)
    return OwnConsequence("If it goes well" if line.kind == "reward" else "If it does not", line.what, lines, more)


def _way_out(out: WayOut) -> Lines:
    return _said(
        ("What we do before then", out.actions),
        ("When", out.timescales),
        ("Who helps with it", out.staff),
        ("What goes on after that", out.mainstream),
        ("Where to turn when it gets hard", out.where_to_turn),
    )


def _whose(whose: Iterable[str], mine: Collection[str], names: Mapping[str, str]) -> str:
    whose = list(whose)
    known = [YOU] * any(person in mine for person in whose)
    known += [names[person] for person in whose if person in names and person not in mine]
    others = any(person not in mine and person not in names for person in whose)
    return listed(list(dict.fromkeys([*known, *(["others of your family"] if known and others else [])])))


def _said(*lines: tuple[str, str]) -> Lines:
    return tuple((label, text) for label, text in lines if text.strip())
