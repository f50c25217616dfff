"""What a practice model is made of, as plain values.

Pure: no Django, no reading of files. `practice.loading` builds these values from a model's TOML files;
`timeline.clocks` evaluates the clocks over entries. Shapes follow the seven-stage pathway (002:1103-1199)
and the statutory clocks of England; both are data, so a council changes them without a programmer.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

from alongside.practice.rules.aids import LightBulb, RelationshipStage
from alongside.practice.rules.matching import Matcher
from alongside.practice.rules.questions import QuestionSet

ClockScope = Literal["involvement", "child", "person"]
Starts = Literal["first", "each", "restart"]
StagePage = Literal[
    "referral", "first_risk", "agreement", "promises", "meetings", "assessment", "plan", "timeline", "ending"
]
"""The service's own pages that hold what a stage leaves in writing."""
FigureKind = Literal["measured", "reported", "estimated", "projected", "anticipated"]


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

    @property
    def unit(self) -> str:
        """Which of days, working_days, months, hours the span is written in."""
        return next(unit for unit in SPAN_UNITS if getattr(self, unit) is not None)

    @property
    def count(self) -> int:
        """How many of its unit."""
        return int(getattr(self, self.unit))

    def in_hours(self) -> tuple[int, int]:
        """The shortest and the longest the span can be, in hours, whenever it starts.

        A day lasts 23 to 25 hours (clocks change twice a year), a month 28 to 31 days. Working days skip two days a
        week and bank holidays: at most four close together, and one in ten working days over a long span, which is
        more than England has ever had.
        """
        count = self.count
        if self.hours is not None:
            return count, count
        if self.days is not None:
            return max(0, count * 24 - 1), count * 24 + 1
        if self.months is not None:
            return max(0, count * 28 * 24 - 1), count * 31 * 24 + 1
        weekdays = count + 4 + count // 10 if count else 0
        least = count + 2 * (max(0, count - 1) // 5)
        most = weekdays + 2 * -(-weekdays // 5)
        return max(0, least * 24 - 1), most * 24 + 1


SPAN_UNITS = ("days", "working_days", "months", "hours")


def surely_not_longer(span: Span, than: Span) -> bool:
    """Whether `span` is at most as long as `than`, whatever day both start on.

    In one unit the numbers decide; across units only what holds at the worst time of year counts, so that
    "a repeat never comes sooner than the first limit" is true on every day and not on most.
    """
    if span.unit == than.unit:
        return span.count <= than.count
    return span.in_hours()[1] <= than.in_hours()[0]


@dataclass(frozen=True, slots=True)
class StageForm:
    """Something a stage leaves in writing: what it is called, and the page that holds it, None when there is none."""

    name: str
    page: StagePage | None = None


@dataclass(frozen=True, slots=True)
class Stage:
    """A pathway stage. `enter_on`, `leave_on`: deeds; `pathway.stage_began` with its id as subtype always enters it.

    inputs: what goes in. who: who takes part. does: what is done. outcome: what comes out. ten_i: ids of the list of
    that name, what the key worker does in it. forms: what it leaves in writing.
    """

    id: str
    name: str
    order: int
    enter_on: tuple[Matcher, ...] = ()
    leave_on: tuple[Matcher, ...] = ()
    purpose: str = ""
    ground_rules: tuple[str, ...] = ()
    source: str = ""
    timescale: str = ""
    who: tuple[str, ...] = ()
    does: tuple[str, ...] = ()
    inputs: tuple[str, ...] = ()
    outcome: tuple[str, ...] = ()
    ten_i: tuple[str, ...] = ()
    forms: tuple[StageForm, ...] = ()
    ours: bool = False


@dataclass(frozen=True, slots=True)
class Clock:
    """What must follow what, by when.

    start / satisfy / stop: any of the matchers. within: the limit, from the start (day 0) to the end of the London day
    it falls on. not_before: the model asks not sooner; never disqualifies. early: a satisfying deed this long before
    the start still counts. soon: how long before due the prompt begins. starts: what a second start does (first:
    ignored; each: another run beside; restart: the old run ends and keeps its lateness). pausable: by recorded
    agreement; statutory clocks are not. survives_closing: keeps running after `pathway.closed` (follow-up).
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
    note: str = ""
    ours: bool = False


@dataclass(frozen=True, slots=True)
class Dose:
    """How much help a week the model asks for: a figure to compare with, never a clock."""

    id: str
    name: str
    hours_a_week: float
    source: str = ""
    note: str = ""
    ours: bool = False


@dataclass(frozen=True, slots=True)
class Limit:
    """How many families at once, typically and at most, for a role."""

    id: str
    name: str
    role: str
    about: int
    at_most: int | None = None
    source: str = ""
    note: str = ""
    ours: bool = False


@dataclass(frozen=True, slots=True)
class Comparator:
    """A published figure to set beside our own, with its kind (measured, estimated, ...) and source."""

    id: str
    name: str
    value: float
    unit: str
    kind: FigureKind
    source: str = ""
    period: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class ListItem:
    """One entry of a configurable list (a purpose, a tool, a criterion): stable id, words for the screen.

    group: the heading the item is shown under (with whom a tool is used, the phase one of the ten I's belongs to).
    """

    id: str
    label: str
    hint: str = ""
    ours: bool = False
    source: str = ""
    group: str = ""


@dataclass(frozen=True, slots=True)
class PracticeModel:
    """One version of one practice model, whole. `lists` maps a list's name to its items in order.

    sources: the works cited, by the short name that citations begin with ("002:1155" is line 1155 of work "002").
    beside: ids of other models whose stages and lists this one's clocks may name.
    """

    id: str
    version: str
    name: str
    stages: tuple[Stage, ...] = ()
    clocks: tuple[Clock, ...] = ()
    doses: tuple[Dose, ...] = ()
    limits: tuple[Limit, ...] = ()
    comparators: tuple[Comparator, ...] = ()
    lists: dict[str, tuple[ListItem, ...]] = field(default_factory=dict)
    question_sets: tuple[QuestionSet, ...] = ()
    light_bulb: LightBulb | None = None
    relationship_stages: tuple[RelationshipStage, ...] = ()
    source: str = ""
    sources: dict[str, str] = field(default_factory=dict)
    beside: tuple[str, ...] = ()

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

    def question_set(self, set_id: str) -> QuestionSet:
        """The set of questions of that id; KeyError when this version has none."""
        for question_set in self.question_sets:
            if question_set.id == set_id:
                return question_set
        raise KeyError(set_id)

    def items(self, list_name: str) -> tuple[ListItem, ...]:
        """The items of a list, empty when the model does not name it."""
        return self.lists.get(list_name, ())

    def label(self, list_name: str, item_id: str) -> str:
        """The words for one item; its id when the model no longer lists it, so old entries still read."""
        for item in self.items(list_name):
            if item.id == item_id:
                return item.label
        return item_id


@dataclass(frozen=True, slots=True)
class Breach:
    """One thing wrong in a model's files: where it stands and, in plain words, what to do about it."""

    file: str
    table: str
    key: str
    reason: str

    def __str__(self) -> str:
        place = ", ".join(part for part in (self.file, self.table, self.key) if part)
        line = " ".join(f"{place}: {self.reason}".split())
        return "".join(character if character.isprintable() else "?" for character in line)


class ModelBroken(ValueError):
    """A model's files cannot be used. `breaches` holds everything found wrong, and `str()` one line for each."""

    def __init__(self, breaches: list[Breach]) -> None:
        self.breaches = breaches
        super().__init__("\n".join(str(breach) for breach in breaches))


@dataclass(frozen=True, slots=True)
class LoadedModel:
    """A model with the text it was read from.

    toml: all its files, in order of their names, each under a header line naming it. sha256: of that text, in hex.
    places: the file each table came from, by its kind and id: `("clock", "first_visit") -> "clocks.toml"`.
    """

    model: PracticeModel
    toml: str
    sha256: str
    places: Mapping[tuple[str, str], str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class KnownKind:
    """A kind of deed the service can record, and where its subtypes come from.

    subtypes_from: "stages" (the stage ids of the model), "list:<name>" (the item ids of that list), or None.
    subtypes: a fixed set, when they do not come from the model. Both None: the kind has no subtypes.
    """

    subtypes_from: str | None = None
    subtypes: frozenset[str] | None = None


@dataclass(frozen=True, slots=True)
class KnownNames:
    """Every kind the rooms can record; and the roles, when limits are to be checked against them."""

    kinds: Mapping[str, KnownKind]
    roles: frozenset[str] | None = None
