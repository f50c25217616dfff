"""The tables of a model beside its sets of questions, and the file that holds them all."""

import json
from typing import Annotated, Any, Literal

from pydantic import ConfigDict, Discriminator, Field, Tag, model_validator
from pydantic_core import PydanticCustomError

from alongside.practice import rules
from alongside.practice.schema.aids import LightBulbTable, RelationshipStageTable
from alongside.practice.schema.base import Id, Identified, Table, Version, Words
from alongside.practice.schema.matching import Matchers, matchers_of, one_or_several
from alongside.practice.schema.questions import QuestionSetTable


class SpanTable(Table):
    """A length of time in exactly one unit. Weeks are written as days."""

    model_config = ConfigDict(json_schema_extra={"minProperties": 1, "maxProperties": 1})

    days: Annotated[int, Field(ge=0, le=36_500)] | None = None
    """Calendar days; the start is day 0 and the last day counts to its end."""
    working_days: Annotated[int, Field(ge=0, le=10_000)] | None = None
    """Days that are neither Saturday, Sunday nor a bank holiday in England."""
    months: Annotated[int, Field(ge=0, le=1_200)] | None = None
    """Calendar months; 31 August and six months is the last day of February."""
    hours: Annotated[int, Field(ge=0, le=100_000)] | None = None
    """Hours from the instant of the start."""

    @model_validator(mode="after")
    def exactly_one(self) -> "SpanTable":
        if len(self.model_fields_set) != 1:
            raise PydanticCustomError("one_unit", "exactly one unit")
        return self

    def to_rule(self) -> rules.Span:
        return rules.Span(**self.model_dump(exclude_unset=True))


class ModelTable(Table):
    """What the model is called. Exactly one in a folder."""

    id: Id
    """The name of the folder."""
    version: Version
    """The year and a running number, in quotes: "2026.1". Any change needs a new one."""
    name: Words
    """What people call it."""
    source: Words | None = None
    """Where the model comes from."""
    sources: dict[str, Words] = Field(default_factory=dict)
    """The works cited below, by the short name that citations begin with."""
    beside: list[Id] = Field(default_factory=list)
    """Other models whose stages and lists this model's clocks may name."""


class FormTable(Table):
    """Something a stage leaves in writing."""

    name: Words
    """What people call it."""
    page: rules.StagePage | None = None
    """The service's own page that holds it."""


def _forms(given: str | list[FormTable] | None) -> tuple[rules.StageForm, ...]:
    if isinstance(given, list):
        return tuple(rules.StageForm(form.name, form.page) for form in given)
    return (rules.StageForm(given),) if given else ()


Forms = Annotated[
    Annotated[Words, Tag("one")] | Annotated[list[FormTable], Field(min_length=1), Tag("several")],
    Discriminator(one_or_several),
]


class StageTable(Identified):
    """A pathway stage. It is always entered when the lead records that it began."""

    name: Words
    order: Annotated[int, Field(ge=1)]
    """1, 2, 3 … without gaps."""
    purpose: Words
    """What the stage is for, in one or two sentences."""
    timescale: Words | None = None
    """How long it usually takes, in words. What must be kept is a clock."""
    inputs: list[Words] = Field(default_factory=list)
    """What goes in: what there is to begin with."""
    who: list[Words] = Field(default_factory=list)
    """Who takes part."""
    does: list[Words] = Field(default_factory=list)
    """What is done."""
    ten_i: list[Id] = Field(default_factory=list)
    """What the key worker does, by the ids of the list `ten_i`."""
    outcome: list[Words] = Field(default_factory=list)
    """What comes out."""
    ground_rules: list[Words] = Field(default_factory=list)
    """What the family can rely on and what is expected, at this stage."""
    form: Forms | None = None
    """The written outcome of the stage: in words, or as several, each with the page of the service that holds it."""
    enter_on: Matchers | None = None
    """Deeds that move the family into this stage."""
    leave_on: Matchers | None = None
    """Deeds that end it without another stage beginning."""
    source: Words | None = None
    """Where this comes from."""
    ours: bool = False
    """True when it is the service's own, wholly or in the part that `source` does not say."""

    def to_rule(self) -> rules.Stage:
        return rules.Stage(
            self.id,
            self.name,
            self.order,
            enter_on=matchers_of(self.enter_on),
            leave_on=matchers_of(self.leave_on),
            purpose=self.purpose,
            ground_rules=tuple(self.ground_rules),
            source=self.source or "",
            timescale=self.timescale or "",
            who=tuple(self.who),
            does=tuple(self.does),
            inputs=tuple(self.inputs),
            outcome=tuple(self.outcome),
            ten_i=tuple(self.ten_i),
            forms=_forms(self.form),
            ours=self.ours,
        )


class ClockTable(Identified):
    """What must follow what, by when."""

    name: Words
    """What has to be done, as it reads in a list of what is due."""
    scope: Literal["involvement", "child", "person"] = "involvement"
    """Whether it runs once for the family's involvement, or for each child or person."""
    start: Matchers
    """The deed that starts it."""
    satisfy: Matchers
    """The deed that keeps it."""
    stop: Matchers | None = None
    """Deeds after which nothing is due any more."""
    within: SpanTable
    """The limit, from the start to the end of the last day."""
    soon: SpanTable | None = None
    """How long before it is due the prompt begins. Left out: four days, or all of a shorter limit."""
    not_before: SpanTable | None = None
    """The model asks not to be sooner than this. A sooner deed counts and is marked."""
    early: SpanTable | None = None
    """A deed this long before the start still counts."""
    starts: Literal["first", "each", "restart"] = "first"
    """What a second start does: first = nothing; each = another run beside; restart = a new run instead."""
    repeat: bool = False
    """Due again after each time it is kept."""
    repeat_within: SpanTable | None = None
    """The limit of each repeat when it differs from `within`; never shorter."""
    statutory: bool = False
    """Set by law or statutory guidance."""
    pausable: bool | None = None
    """May be put on hold by recorded agreement. Left out: yes, but never for a statutory clock."""
    survives_closing: bool = False
    """Goes on after the work with the family is closed."""
    source: Words | None = None
    """Where this comes from; for a statutory clock its legal basis."""
    note: Words | None = None
    """What somebody asking "why this?" should read."""
    ours: bool = False
    """True when it is the service's own, wholly or in the part that `source` does not say."""

    def to_rule(self) -> rules.Clock:
        within = self.within.to_rule()
        return rules.Clock(
            self.id,
            self.name,
            self.scope,
            start=matchers_of(self.start),
            satisfy=matchers_of(self.satisfy),
            within=within,
            soon=self.soon.to_rule() if self.soon else usual_soon(within),
            not_before=self.not_before.to_rule() if self.not_before else None,
            early=self.early.to_rule() if self.early else None,
            stop=matchers_of(self.stop),
            starts=self.starts,
            repeat=self.repeat,
            repeat_within=self.repeat_within.to_rule() if self.repeat_within else None,
            statutory=self.statutory,
            pausable=not self.statutory if self.pausable is None else self.pausable,
            survives_closing=self.survives_closing,
            source=self.source or "",
            note=self.note or "",
            ours=self.ours,
        )


def usual_soon(within: rules.Span) -> rules.Span:
    """When the prompt begins if the model does not say: four days before, or at once for a shorter limit."""
    four_days = rules.Span(days=4)
    return four_days if rules.surely_not_longer(four_days, within) else within


class DoseTable(Identified):
    """How much help a week the model asks for."""

    name: Words
    hours_a_week: Annotated[float, Field(gt=0, le=168, allow_inf_nan=False)]
    """Direct hours with family members."""
    source: Words | None = None
    """Where this comes from."""
    note: Words | None = None
    ours: bool = False
    """True when it is the service's own, wholly or in the part that `source` does not say."""

    def to_rule(self) -> rules.Dose:
        return rules.Dose(self.id, self.name, self.hours_a_week, self.source or "", self.note or "", self.ours)


class LimitTable(Identified):
    """How many families at once one person in a role works with."""

    name: Words
    role: Id
    """The role it is for, e.g. key_worker."""
    about: Annotated[int, Field(gt=0)]
    """The usual number."""
    at_most: Annotated[int, Field(gt=0)] | None = None
    """The number never to be passed, when the model has one."""
    source: Words | None = None
    """Where this comes from."""
    note: Words | None = None
    ours: bool = False
    """True when it is the service's own, wholly or in the part that `source` does not say."""

    def to_rule(self) -> rules.Limit:
        return rules.Limit(
            self.id,
            self.name,
            self.role,
            self.about,
            self.at_most,
            self.source or "",
            self.note or "",
            self.ours,
        )


class ComparatorTable(Identified):
    """A published figure to set beside the service's own. Never a target."""

    name: Words
    value: Annotated[float, Field(allow_inf_nan=False)]
    unit: Words
    """For example "hours a week"."""
    kind: rules.FigureKind
    """How the figure came about."""
    period: Words | None = None
    """When it was counted."""
    source: Words
    """Where it was published."""
    note: Words | None = None

    def to_rule(self) -> rules.Comparator:
        return rules.Comparator(
            self.id,
            self.name,
            self.value,
            self.unit,
            self.kind,
            self.source,
            self.period or "",
            self.note or "",
        )


class ItemTable(Identified):
    """One choice of a list."""

    label: Words
    """The words on the screen."""
    hint: Words | None = None
    """A sentence of help below it."""
    group: Words | None = None
    """The heading it stands under."""
    source: Words | None = None
    """Where this comes from."""
    ours: bool = False
    """True when it is the service's own, wholly or in the part that `source` does not say."""

    def to_rule(self) -> rules.ListItem:
        return rules.ListItem(self.id, self.label, self.hint or "", self.ours, self.source or "", self.group or "")


class ModelFile(Table):
    """One TOML file of a practice model. Every table may stand in any file of the folder."""

    model_config = ConfigDict(title="A practice model of Alongside")

    model: ModelTable | None = None
    stage: list[StageTable] = Field(default_factory=list)
    clock: list[ClockTable] = Field(default_factory=list)
    dose: list[DoseTable] = Field(default_factory=list)
    limit: list[LimitTable] = Field(default_factory=list)
    comparator: list[ComparatorTable] = Field(default_factory=list)
    question_set: list[QuestionSetTable] = Field(default_factory=list)
    light_bulb: LightBulbTable | None = None
    relationship_stage: list[RelationshipStageTable] = Field(default_factory=list)
    lists: dict[Id, list[ItemTable]] = Field(default_factory=dict, alias="list")
    """Lists the screens offer, written as `[[list.visit_purpose]]`."""


def json_schema_text() -> str:
    """The JSON Schema of a model file, as committed at practice/models/schema.json."""
    schema: dict[str, Any] = {"$schema": "https://json-schema.org/draft/2020-12/schema"}
    schema |= ModelFile.model_json_schema(by_alias=True)
    return json.dumps(schema, indent=2, ensure_ascii=False) + "\n"
