"""Sets of questions as they are written: sections, questions, and what is noticed in the answers."""

from typing import Annotated, Literal

from pydantic import Field, StringConstraints

from alongside.practice import rules
from alongside.practice.schema.base import Id, Identified, Table, Words

FACT_PATTERN = r"^person\.[a-z][a-z0-9_]*$"

Fact = Annotated[str, StringConstraints(pattern=FACT_PATTERN, max_length=80)]


class OptionTable(Identified):
    """One answer of a choice."""

    label: Words
    """The words on the screen."""


class ShowIfTable(Table):
    """When a question matters: another question of its section was answered so."""

    question: Id
    """An earlier question of the same section."""
    is_: Annotated[list[Id], Field(min_length=1)] = Field(alias="is")
    """The answers that make it matter: ids of options, or yes and no."""

    def to_rule(self) -> rules.ShowIf:
        return rules.ShowIf(self.question, tuple(self.is_))


class QuestionTable(Identified):
    """One question."""

    ask: Words
    """The question as it is asked. {name} is the person it is about."""
    kind: rules.QuestionKind = "text"
    """How it is answered."""
    help: Words | None = None
    """A sentence below the question."""
    options: list[OptionTable] | Id | None = None
    """The answers of a choice: written here, or the name of a list of this model."""
    from_: Annotated[int, Field(ge=0, le=100)] | None = Field(default=None, alias="from")
    """Where a scale begins: 0 or 1."""
    to: Annotated[int, Field(ge=0, le=100)] | None = None
    """Where a scale ends."""
    fact: Fact | None = None
    """What the record may know already, such as "person.language": it is shown first, and put right when changed."""
    tag: rules.Tag = "none"
    """Whether an answer is a strength, a worry, a need, or how safe things are on a scale."""
    topic: Words | None = None
    """Neighbouring questions of one topic stand together, a strength beside a worry."""
    show_if: ShowIfTable | None = None
    """Left out: it always matters."""
    counts_for: Id | None = None
    """The prompt that a yes counts for."""
    required: bool = False
    """True when the page cannot be saved without it."""
    future: bool = False
    """True when a date may be to come."""
    source: Words | None = None
    """Where this comes from, when it differs from its section."""
    ours: bool = False
    """True when it is the service's own, wholly or in the part that `source` does not say."""

    def to_rule(self, lists: dict[str, tuple[rules.ListItem, ...]]) -> rules.Question:
        return rules.Question(
            self.id,
            self.ask,
            self.kind,
            help=self.help or "",
            options=self._options(lists),
            least=0 if self.from_ is None else self.from_,
            most=10 if self.to is None else self.to,
            fact=self.fact or "",
            tag=self.tag,
            topic=self.topic or "",
            show_if=self.show_if.to_rule() if self.show_if else None,
            counts_for=self.counts_for or "",
            required=self.required,
            future=self.future,
            source=self.source or "",
            ours=self.ours,
        )

    def _options(self, lists: dict[str, tuple[rules.ListItem, ...]]) -> tuple[tuple[str, str], ...]:
        if isinstance(self.options, str):
            return tuple((item.id, item.label) for item in lists.get(self.options, ()))
        return tuple((option.id, option.label) for option in self.options or ())


class SectionTable(Identified):
    """Questions that stand on a page together."""

    name: Words
    """The heading."""
    help: Words | None = None
    """What to know before asking."""
    repeat: rules.Repeat | None = None
    """Of whom it is asked. Left out: once, or of each person when the set is for a person."""
    own_words: bool = False
    """True when the person answers for themselves."""
    private: bool = False
    """True when it is never in sight on a page that may be shown to the family, unless somebody opens it."""
    group: Words | None = None
    """The heading under which a list of sections has it."""
    question: Annotated[list[QuestionTable], Field(min_length=1)]
    """The questions, in order."""
    source: Words | None = None
    """Where this comes from."""
    ours: bool = False
    """True when it is the service's own, wholly or in the part that `source` does not say."""


class PromptTable(Identified):
    """Something to notice when several answers of one section are yes at one time. Never a score."""

    name: Words
    """What it is called on the screen."""
    at_least: Annotated[int, Field(ge=1, le=50)]
    """How many of the answers that count."""
    caution: Words
    """What to keep in mind when it is shown."""
    source: Words | None = None
    """Where this comes from."""
    ours: bool = False
    """True when it is the service's own, wholly or in the part that `source` does not say."""


class QuestionSetTable(Identified):
    """A set of questions: sections in order, and the prompts that rest on them."""

    name: Words
    """What people call it."""
    purpose: Words
    """What it is for, in a sentence or two."""
    for_: Literal["family", "person"] = Field(alias="for")
    """Whether it is answered for the family, or for one member at a time."""
    section: Annotated[list[SectionTable], Field(min_length=1)]
    """The sections, in order, written as `[[question_set.section]]`."""
    prompt: list[PromptTable] = Field(default_factory=list)
    """What is noticed in the answers, written as `[[question_set.prompt]]`."""
    source: Words | None = None
    """Where this comes from."""
    ours: bool = False
    """True when it is the service's own, wholly or in the part that `source` does not say."""

    def to_rule(self, lists: dict[str, tuple[rules.ListItem, ...]]) -> rules.QuestionSet:
        usual: rules.Repeat = "each_person" if self.for_ == "person" else "none"
        return rules.QuestionSet(
            self.id,
            self.name,
            self.purpose,
            self.for_,
            tuple(
                rules.Section(
                    section.id,
                    section.name,
                    tuple(question.to_rule(lists) for question in section.question),
                    help=section.help or "",
                    repeat=section.repeat or usual,
                    own_words=section.own_words,
                    private=section.private,
                    group=section.group or "",
                    source=section.source or "",
                    ours=section.ours,
                )
                for section in self.section
            ),
            prompts=tuple(
                rules.Prompt(each.id, each.name, each.at_least, each.caution, each.source or "", each.ours)
                for each in self.prompt
            ),
            source=self.source or "",
            ours=self.ours,
        )
