"""Two versions of a plan side by side, line by line.

Pure. Basis: S12 (002:3418): a revised plan every six to eight weeks; everybody should see at a glance what it adds,
changes and leaves out. Lines are matched by identifier, never by their words: a goal said in other words is changed,
not gone and added.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from alongside.kit.dates import day_long
from alongside.plans.rules.plan import Goal, Plan, Step

SAME, ADDED, CHANGED, GONE = "same", "added", "changed", "gone"
WORDS = {SAME: "As before", ADDED: "New", CHANGED: "Changed", GONE: "No longer in it"}


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a plan in words. `key` names it in every version; `under`: the heading it stands under."""

    key: str
    under: str
    label: str
    text: str


@dataclass(frozen=True, slots=True)
class Compared:
    """One line of two versions: before and after; "" where it is not there."""

    key: str
    under: str
    label: str
    before: str
    after: str
    how: str

    @property
    def how_words(self) -> str:
        return WORDS[self.how]


@dataclass(frozen=True, slots=True)
class Words:
    """The words that ids stand for: people's names and labels of the practice model's lists."""

    names: Mapping[str, str]
    areas: Mapping[str, str]
    kinds: Mapping[str, str]


def lines_of(plan: Plan, words: Words) -> list[Line]:
    """A plan as lines, in the order it is read; what is empty has no line."""
    found: list[Line] = []
    for goal in plan.goals:
        found += _of_goal(goal, words)
    for matter in plan.priorities:
        found.append(Line(f"priorities/{matter.id}", "What matters most", matter.name, matter.words))
    for promise in plan.promises:
        by = f" By {_day(promise.by_when)}." if promise.by_when else ""
        found.append(Line(f"promises/{promise.id}", "What each agency does", promise.agency, promise.what + by))
    for line in plan.consequences:
        more = [line.by_whom, line.agency, f"until {_day(line.until)}" if line.until else "", _asked(line.set_by)]
        found.append(
            Line(f"consequences/{line.id}", "Rewards and consequences", line.kind_words,
                 ". ".join(each for each in (line.what, *more) if each))
        )  # fmt: skip
    out = plan.way_out
    named = (("actions", "What we do"), ("timescales", "When"), ("staff", "Who supports it"),
             ("mainstream", "What goes on"), ("where_to_turn", "Where to turn"))  # fmt: skip
    found += [Line(f"exit/{name}", "The way out", label, getattr(out, name)) for name, label in named]
    return [line for line in found if line.text]


def compare(before: Iterable[Line], after: Iterable[Line]) -> list[Compared]:
    """Every line of either version once: those of the later version in its order, each line that is gone where it
    stood.
    """
    old = {line.key: line for line in before}
    new = {line.key: line for line in after}
    order = list(new)
    place = 0
    for key in old:
        if key in new:
            place = order.index(key) + 1
        else:
            order.insert(place, key)
            place += 1
    return [_compared(key, old.get(key), new.get(key)) for key in order]


def changed(compared: Iterable[Compared]) -> list[Compared]:
    """Only what is not as before."""
    return [line for line in compared if line.how != SAME]


def _compared(key: str, old: Line | None, new: Line | None) -> Compared:
    line = new or old
    assert line is not None
    how = ADDED if old is None else GONE if new is None else SAME if old.text == new.text else CHANGED
    return Compared(key, line.under, line.label, old.text if old else "", new.text if new else "", how)


def _of_goal(goal: Goal, words: Words) -> list[Line]:
    own = [
        ("words", "Goal", goal.words),
        ("whose", "Whose goal", ", ".join(words.names.get(person, "Somebody") for person in goal.whose)),
        ("area", "About", words.areas.get(goal.area, goal.area)),
        ("wish", "The wish it began as", goal.wish),
        ("smaller", "Made smaller, because", goal.smaller_because),
        ("measure", "How we will know", goal.measure),
        ("baseline", "Now", goal.baseline),
        ("target", "Then", goal.target),
        ("benefit", "What gets better", goal.benefit),
        ("consequence", "What happens if not", goal.consequence),
        ("approach", "The way we chose", goal.approach),
        ("evidence", "What shows that it works", goal.evidence),
        ("set_by", "Not ours to change", goal.set_by),
    ]
    under = f"Goal: {goal.words}"
    lines = [Line(f"goal/{goal.id}/{name}", under, label, text) for name, label, text in own]
    return [*lines, *(line for step in goal.steps for line in _of_step(goal, step, under, words))]


def _of_step(goal: Goal, step: Step, under: str, words: Words) -> list[Line]:
    who = f"{step.what} ({step.who}, by {_day(step.by_when)})"
    own = [
        ("what", "Step", who),
        ("own", "Our own people", step.own),
        ("agency", "Who else helps", step.agency),
        ("more", "What is still needed", step.more),
        ("kinds", "Kinds of support", ", ".join(words.kinds.get(kind, kind) for kind in step.kinds)),
        ("obstacles", "What may get in the way", step.obstacles),
        ("solutions", "What we do then", step.solutions),
        ("set_by", "Not ours to change", step.set_by),
    ]
    return [Line(f"goal/{goal.id}/step/{step.id}/{name}", under, label, text) for name, label, text in own]


def _asked(set_by: str) -> str:
    return f"Asked for by {set_by}" if set_by else ""


def _day(written: str) -> str:
    """A day in words; what is not a day as it stands."""
    try:
        return day_long(date.fromisoformat(written))
    except ValueError:
        return written
