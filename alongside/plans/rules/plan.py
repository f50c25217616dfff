"""What a support plan holds, as plain values that go into an entry's content and come back.

Pure. Basis: S12 (002:3197-3418). A goal is big and the family's own; its steps are small, somebody's and by a day. Who
helps is asked of the family's own people first (002:3319-3337). What a court or an order asks is marked, because it
cannot be talked away; everything else can (002:2010-2017). The way out is inside the plan (002:3394).

Goals, steps and lines keep their identifier from version to version, so that two versions can be compared line by
line.
"""

from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass, fields
from datetime import date
from typing import Any, Self

from alongside.kit.dates import day_long

Content = Mapping[str, Any]
PARTS: dict[str, str] = {
    "goal": "A goal",
    "priorities": "What matters most for each person",
    "promises": "What each agency does",
    "consequences": "Rewards and consequences",
    "exit": "The way out",
}
"""The parts of a plan that are written on a page of their own → what they are called."""
LINE_KINDS = {"reward": "Reward", "consequence": "Consequence"}
GOAL_KINDS = {
    "vision": "Something we want to reach",
    "problem_solving": "A problem we want to solve",
}


class _Told:
    """Values that can be put into an entry's content and read back; what an older entry lacks takes its default."""

    __slots__ = ()

    def to_content(self) -> dict[str, Any]:
        """Plain values for an entry's content."""
        return dict(asdict(self))  # type: ignore[call-overload]

    @classmethod
    def from_content(cls, content: Content) -> Self:
        """The value that content tells; keys it does not know are left out."""
        known = {each.name for each in fields(cls)}  # type: ignore[arg-type]
        given = {name: tuple(value) if isinstance(value, list) else value for name, value in content.items()}
        return cls(**{name: value for name, value in given.items() if name in known})


@dataclass(frozen=True, slots=True)
class Step(_Told):
    """A small step. `doer`: the value by which a form offers who does it; `who`: their name in words. `own`: who in the
    family or among its people helps; `agency`: who else is best placed; `more`: what is still needed. `kinds`: ids of
    kinds of support. `set_by`: the court or order that asks for it, "" when it can be talked about.
    """

    id: str
    what: str
    who: str
    by_when: str
    doer: str = "other"
    own: str = ""
    agency: str = ""
    more: str = ""
    kinds: tuple[str, ...] = ()
    obstacles: str = ""
    solutions: str = ""
    set_by: str = ""
    quick_win: bool = False

    @property
    def day(self) -> date:
        """By when, as a day."""
        return date.fromisoformat(self.by_when)


@dataclass(frozen=True, slots=True)
class Goal(_Told):
    """A goal with its steps. `whose`: ids of the persons whose goal it is. `wish`: the hope it began as. `linked`: the
    goal it serves, "" when none. `approach` and `evidence`: the way we chose, and what shows that it works.

    `smaller_because`: why it asks for less than the version before, "" when it does not.
    """

    id: str
    words: str
    whose: tuple[str, ...] = ()
    area: str = ""
    kind: str = "vision"
    linked: str = ""
    wish: str = ""
    measure: str = ""
    baseline: str = ""
    target: str = ""
    benefit: str = ""
    consequence: str = ""
    approach: str = ""
    evidence: str = ""
    set_by: str = ""
    smaller_because: str = ""
    steps: tuple[Step, ...] = ()

    @property
    def kind_words(self) -> str:
        """Whether it is something to reach or a problem to solve, in words."""
        return GOAL_KINDS.get(self.kind, "")

    @classmethod
    def from_content(cls, content: Content) -> "Goal":
        steps = tuple(Step.from_content(step) for step in content.get("steps", ()))
        given = super(Goal, cls).from_content({**content, "steps": []})
        return _with(given, steps=steps)


@dataclass(frozen=True, slots=True)
class Priority(_Told):
    """What matters most now for one person of the family."""

    id: str
    person_id: str
    name: str
    words: str


@dataclass(frozen=True, slots=True)
class Promise(_Told):
    """What an agency does, and by when ("" when all the time)."""

    id: str
    agency: str
    what: str
    by_when: str = ""

    @property
    def day(self) -> date | None:
        """By when, as a day; None when it goes on."""
        return date.fromisoformat(self.by_when) if self.by_when else None


@dataclass(frozen=True, slots=True)
class Consequence(_Told):
    """A reward, or a consequence: what, from whom, until when. `set_by`: the court or order that asks for it."""

    id: str
    kind: str
    what: str
    by_whom: str = ""
    until: str = ""
    agency: str = ""
    set_by: str = ""

    @property
    def day(self) -> date | None:
        """Until when, as a day; None when nothing ends it."""
        return date.fromisoformat(self.until) if self.until else None

    @property
    def kind_words(self) -> str:
        """ "Reward", or "Consequence"."""
        return LINE_KINDS.get(self.kind, "")

    def is_over(self, today: date) -> bool:
        """Whether its day has passed."""
        return self.day is not None and self.day < today

    def stands(self, today: date | None = None) -> str:
        """From whom, and until when: "Nan. Over since 3 March 2026. Asked for by the court". Without today, as it was
        said then.
        """
        over = today is not None and self.is_over(today)
        until = f"{'Over since' if over else 'Until'} {day_long(self.day)}" if self.day else ""
        asked = f"Asked for by {self.set_by}" if self.set_by else ""
        return ". ".join(each for each in (self.by_whom, self.agency, until, asked) if each)


@dataclass(frozen=True, slots=True)
class WayOut(_Told):
    """The way out: what is done, when, who supports it, what goes on as for every family, and where to turn."""

    actions: str = ""
    timescales: str = ""
    staff: str = ""
    mainstream: str = ""
    where_to_turn: str = ""


@dataclass(frozen=True, slots=True)
class Plan:
    """One version of a plan, whole."""

    goals: tuple[Goal, ...] = ()
    priorities: tuple[Priority, ...] = ()
    promises: tuple[Promise, ...] = ()
    consequences: tuple[Consequence, ...] = ()
    way_out: WayOut = WayOut()

    def to_content(self) -> dict[str, Any]:
        """Plain values for an entry's content."""
        return {
            "goals": [goal.to_content() for goal in self.goals],
            "priorities": [line.to_content() for line in self.priorities],
            "promises": [line.to_content() for line in self.promises],
            "consequences": [line.to_content() for line in self.consequences],
            "exit": self.way_out.to_content(),
        }

    @classmethod
    def from_content(cls, content: Content) -> "Plan":
        """The plan that content tells."""
        return cls(
            goals=tuple(Goal.from_content(each) for each in content.get("goals", ())),
            priorities=tuple(Priority.from_content(each) for each in content.get("priorities", ())),
            promises=tuple(Promise.from_content(each) for each in content.get("promises", ())),
            consequences=tuple(Consequence.from_content(each) for each in content.get("consequences", ())),
            way_out=WayOut.from_content(content.get("exit", {})),
        )

    def goal(self, goal_id: str) -> Goal | None:
        """The goal of that identifier; None when this version has none."""
        return next((goal for goal in self.goals if goal.id == goal_id), None)

    def with_goal(self, goal: Goal) -> "Plan":
        """The plan with this goal in the place of its earlier text, or added at the end."""
        if self.goal(goal.id) is None:
            return _with(self, goals=(*self.goals, goal))
        return _with(self, goals=tuple(goal if each.id == goal.id else each for each in self.goals))

    def without_goal(self, goal_id: str) -> "Plan":
        """The plan without that goal."""
        return _with(self, goals=tuple(goal for goal in self.goals if goal.id != goal_id))

    def part(self, part: str) -> dict[str, Any]:
        """One part as content of its own; KeyError for a part there is not."""
        return {part: self.to_content()[part]}

    def with_part(self, part: str, content: Content) -> "Plan":
        """The plan with one part told anew."""
        return Plan.from_content({**self.to_content(), part: content[part]})

    @property
    def is_empty(self) -> bool:
        return self == Plan()

    @property
    def persons(self) -> list[str]:
        """Everybody the plan is for, by identifier, in the order they are named."""
        named = [person for goal in self.goals for person in goal.whose]
        named += [step.doer.removeprefix("person:") for step in self.steps if step.doer.startswith("person:")]
        return list(dict.fromkeys([*named, *(line.person_id for line in self.priorities)]))

    @property
    def steps(self) -> list[Step]:
        """The steps of all goals."""
        return [step for goal in self.goals for step in goal.steps]


def missing(plan: Plan) -> list[str]:
    """What a plan should still say, in plain words: prompts, which block nothing (002:3345-3362, 3394)."""
    found = [] if plan.goals else ["There is no goal yet."]
    for goal in plan.goals:
        lacks = [words for words, value in _should_say(goal) if not value]
        if lacks:
            found.append(f"“{goal.words}” does not say {', '.join(lacks)} yet.")
    if plan.goals and plan.way_out == WayOut():
        found.append("The way out is not written yet.")
    return found


def _should_say(goal: Goal) -> Iterable[tuple[str, object]]:
    return (
        ("a small step", goal.steps),
        ("how we will know", goal.measure),
        ("where it stands now", goal.baseline),
        ("what gets better", goal.benefit),
        ("what shows that the way we chose works", goal.evidence),
    )


def _with[T](value: T, **changes: Any) -> T:
    given = {each.name: getattr(value, each.name) for each in fields(value)}  # type: ignore[arg-type]
    return type(value)(**{**given, **changes})
