"""What a practice model is made of, as plain values.

Pure: no Django, no reading of files. `practice.loading` builds these values from a model's TOML files;
`timeline.clocks` evaluates the clocks over entries. Shapes follow the seven-stage pathway (002:1103-1199)
and the statutory clocks of England; both are data, so a council changes them without a programmer.
"""

from dataclasses import dataclass, field
from typing import Literal

ClockScope = Literal["involvement", "child", "person"]
Starts = Literal["first", "each", "restart"]


@dataclass(frozen=True, slots=True)
class Matcher:
    """One kind of deed, optionally of one subtype: `{kind = "meetings.held", subtype = "review"}`."""

    kind: str
    subtype: str | None = None

    def matches(self, kind: str, subtype: str | None) -> bool:
        return self.kind == kind and (self.subtype is None or self.subtype == subtype)


@dataclass(frozen=True, slots=True)
class Span:
    """A length of time in exactly one unit: days, working days, weeks are written as days, months or hours."""

    days: int | None = None
    working_days: int | None = None
    months: int | None = None
    hours: int | None = None

    def __post_init__(self) -> None:
        given = [value for value in (self.days, self.working_days, self.months, self.hours) if value is not None]
        if len(given) != 1 or given[0] < 0:
            raise ValueError("give exactly one of days, working_days, months, hours, not negative")


@dataclass(frozen=True, slots=True)
class Stage:
    """A pathway stage. `enter_on` and `leave_on` are deeds; `pathway.stage_began` with subtype = id always enters it."""

    id: str
    name: str
    order: int
    enter_on: tuple[Matcher, ...] = ()
    leave_on: tuple[Matcher, ...] = ()
    purpose: str = ""
    ground_rules: tuple[str, ...] = ()
    source: str = ""


@dataclass(frozen=True, slots=True)
class Clock:
    """What must follow what, by when.

    start / satisfy / stop: any of the matchers. within: the limit, from the start (day 0) to the end of the London day
    it falls on. not_before: the model asks not sooner; never disqualifies. early: a satisfying deed this long before the
    start still counts. soon: how long before due the prompt begins. starts: what a second start does (first: ignored;
    each: another run beside; restart: the old run ends and keeps its lateness). pausable: by recorded agreement;
    statutory clocks are not. survives_closing: keeps running after `pathway.closed` (follow-up).
    """

    id: str
    name: str
    scope: ClockScope
    start: tuple[Matcher, ...]
    satisfy: tuple[Matcher, ...]
    within: Span
    soon: Span = field(default_factory=lambda: Span(days=4))
    not_before: Span | None = None
    early: Span | None = None
    stop: tuple[Matcher, ...] = ()
    starts: Starts = "first"
    repeat: bool = False
    repeat_within: Span | None = None
    statutory: bool = False
    pausable: bool = True
    survives_closing: bool = False
    source: str = ""


@dataclass(frozen=True, slots=True)
class Dose:
    """How much help a week the model asks for: a figure to compare with, never a clock."""

    id: str
    name: str
    hours_a_week: float
    source: str = ""


@dataclass(frozen=True, slots=True)
class Limit:
    """How many families at once, typically and at most, for a role."""

    id: str
    name: str
    role: str
    about: int
    at_most: int | None = None
    source: str = ""


@dataclass(frozen=True, slots=True)
class Comparator:
    """A published figure to set beside our own, with its kind (measured, estimated, ...) and source."""

    id: str
    name: str
    value: float
    unit: str
    kind: str
    source: str = ""


@dataclass(frozen=True, slots=True)
class ListItem:
    """One entry of a configurable list (a purpose, a tool, a criterion): stable id, words for the screen."""

    id: str
    label: str
    hint: str = ""
    ours: bool = False
    source: str = ""


@dataclass(frozen=True, slots=True)
class PracticeModel:
    """One version of one practice model, whole. `lists` maps a list's name to its items in order."""

    id: str
    version: str
    name: str
    stages: tuple[Stage, ...] = ()
    clocks: tuple[Clock, ...] = ()
    doses: tuple[Dose, ...] = ()
    limits: tuple[Limit, ...] = ()
    comparators: tuple[Comparator, ...] = ()
    lists: dict[str, tuple[ListItem, ...]] = field(default_factory=dict)
    source: str = ""

    def clock(self, clock_id: str) -> Clock:
        """The clock of that id; KeyError when this version has none."""
        for clock in self.clocks:
            if clock.id == clock_id:
                return clock
        raise KeyError(clock_id)

    def stage(self, stage_id: str) -> Stage:
        """The stage of that id; KeyError when this version has none."""
        for stage in self.stages:
            if stage.id == stage_id:
                return stage
        raise KeyError(stage_id)

    def items(self, list_name: str) -> tuple[ListItem, ...]:
        """The items of a list, empty when the model does not name it."""
        return self.lists.get(list_name, ())

    def label(self, list_name: str, item_id: str) -> str:
        """The words for one item; its id when the model no longer lists it, so old entries still read."""
        for item in self.items(list_name):
            if item.id == item_id:
                return item.label
        return item_id
