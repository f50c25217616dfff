"""A form made from a set of questions: fields by kind, what hangs on another answer, what is known already.

Each field is called `section__question`, so that several sections may stand on one page, and names its fact: the fact
of the person it asks for, or one of its own (`whole_family.own_view.hard`), so that nothing is asked twice.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any
from uuid import UUID

from django.core.exceptions import ValidationError
from django.forms.utils import ErrorDict

from alongside.assessments.rules import Answers, Filled, Somebody, asked_of, is_blank, missing_in, named, said_of
from alongside.kit.dates import day_typed
from alongside.kit.forms import (
    Asked,
    ChoiceField,
    ChoicesField,
    DayField,
    Form,
    KitForm,
    LongTextField,
    Row,
    Rows,
    SelectField,
    TextField,
    YesNoField,
)
from alongside.practice.rules import Question, Section, matters

LINE = 500
LEFT_OUT = "left_out"


@dataclass(frozen=True, slots=True)
class Before:
    """What is known when a section is asked. `answers`: what stands; `from_record`: by question, the value that the
    record knows and where from, in words; `was`: by question, the earlier answer to show beside, in words.
    `taken_over`: by question, what somebody told us and where; a change here leaves it there as they told it.
    """

    answers: Answers = field(default_factory=dict)
    from_record: Mapping[str, tuple[str, str]] = field(default_factory=dict)
    was: Mapping[str, str] = field(default_factory=dict)
    taken_over: Mapping[str, tuple[Any, str]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class About:
    """Of whom and among whom a section is asked. `set_id`: the set whose name its facts bear."""

    set_id: str
    people: Sequence[Somebody]
    person: Somebody | None = None

    @property
    def name(self) -> str:
        """What the person is called, "" when the section is not about one."""
        return self.person.name if self.person else ""


def field_name(section: Section, question: Question) -> str:
    """What the field of a question is called."""
    return f"{section.id}__{question.id}"


class Asking(KitForm):
    """Adds the fields of sections, reads their answers back, and demands what matters and is required."""

    def ask(self, section: Section, about: About, before: Before) -> None:
        """Put the questions of a section on the form; what is known is filled in."""
        self.sections = [*getattr(self, "sections", []), section]
        for question in section.questions:
            name = field_name(section, question)
            self.fields[name] = _field(question, section, about, before)
            known = _initial(question, before)
            if not is_blank(known):
                self.initial.setdefault(name, known)

    def answers(self, section: Section) -> dict[str, Any]:
        """What a valid form answers to a section, by question."""
        return {
            question.id: _answer(question, self.cleaned_data.get(field_name(section, question)))
            for question in section.questions
        }

    def matters(self, section: Section, question: Question) -> bool:
        """Whether a question is to be asked, as the form stands: typed, or shown first."""
        shown = {each.id: _shown(self[field_name(section, each)].value()) for each in section.questions}
        return matters(question, section, shown)

    def is_open(self, section: Section, questions: Sequence[Question]) -> bool:
        """Whether questions that hang on another are to be in sight: they matter, or something is in them or wrong."""
        bound = [self[field_name(section, question)] for question in questions]
        typed = any(one.errors or _shown(one.value()) for one in bound)
        return typed or any(self.matters(section, question) for question in questions)

    def clean(self) -> dict[str, Any]:
        given = super().clean() or self.cleaned_data
        if given.get(LEFT_OUT):
            self._errors = ErrorDict(renderer=self.renderer)
            return given
        for section in getattr(self, "sections", []):
            for question in missing_in(section, self.answers(section)):
                self._demand(field_name(section, question))
        return given

    def _demand(self, name: str) -> None:
        if name not in self.errors:
            asked: Any = self.fields[name]
            self.add_error(name, ValidationError(asked.missing_words(), code="required"))


class QuestionsForm(Asking, Form):
    """The sections of a page that are asked once, or one section of one person."""

    def __init__(
        self, *args: Any, sections: Sequence[Section], about: About, before: Mapping[str, Before], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        for section in sections:
            self.ask(section, about, before.get(section.id, Before()))


class QuestionsRow(Asking, Row):
    """A section asked of one of several people, or as often as needed."""

    left_out = ChoicesField(
        "Leave this one out", fact="answer.left_out", choices=[(LEFT_OUT, "Leave this one out")], required=False,
        label_classes="govuk-visually-hidden",
    )  # fmt: skip

    def __init__(
        self, *args: Any, section: Section, about: About, before: Before, title: str = "", **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.title = title or about.name
        left_out = self.fields.pop(LEFT_OUT)
        self.ask(section, about, before)
        if not section.is_about_somebody:
            self.fields[LEFT_OUT] = left_out

    @property
    def may_be_left_out(self) -> bool:
        """Whether there is something in it that may be left out."""
        return LEFT_OUT in self.fields and (self.is_bound or bool(self.initial))

    @property
    def is_left_out(self) -> bool:
        """Whether somebody said that this one counts no longer."""
        return bool(self.cleaned_data.get(LEFT_OUT))


class Together(Rows[QuestionsRow]):
    """The repeated groups of several sections as one, so that a page is saved or refused whole."""

    def __init__(self, groups: Sequence[tuple[Section, Rows[QuestionsRow]]]) -> None:
        self.groups = list(groups)
        super().__init__(
            [row for _, rows in groups for row in rows], prefix="sections", grows=True,
            wants_more=any(rows.wants_more for _, rows in groups),
        )  # fmt: skip

    @property
    def cleaned(self) -> list[tuple[str, dict[str, Any]]]:
        """Key and cleaned answers of every row of every section."""
        return [(f"{section.id}-{key}", given) for section, rows in self.groups for key, given in rows.cleaned]

    def of(self, section: Section) -> Rows[QuestionsRow]:
        """The groups of one section."""
        return next(rows for each, rows in self.groups if each.id == section.id)

    def filled(self) -> list[Filled]:
        """The answers of every row that is not left out, by section and person."""
        found = []
        for section, rows in self.groups:
            for row in rows:
                if rows.grows and not row.has_changed():
                    continue
                person = UUID(row.key) if section.is_about_somebody else None
                one = Filled(section.id, row.answers(section), person)
                if not row.is_left_out and not one.is_empty:
                    found.append(one)
        return found


def rows_of(
    section: Section, data: Any, about: About, before: Mapping[UUID | None, Sequence[Before]]
) -> Rows[QuestionsRow]:
    """The groups of a repeated section: one for each person, or those there are and an empty one.

    `before`: what stands, by person (None for a section asked as often as needed).
    """
    prefix = f"{section.id}-row"
    if section.is_about_somebody:
        each = {}
        for person in asked_of(section.repeat, about.people):
            known = next(iter(before.get(person.person_id, ())), Before())
            whom = About(about.set_id, about.people, person)
            each[str(person.person_id)] = {"section": section, "about": whom, "before": known, "title": person.called}
        return Rows.for_each(QuestionsRow, data, prefix=prefix, each=each)
    shown = before.get(None, ())
    initial = [
        {field_name(section, question): _initial(question, known) for question in section.questions} for known in shown
    ]
    rows = Rows.growing(
        QuestionsRow, data, prefix=prefix, least=1, initial=initial, section=section, about=about, before=Before()
    )
    for number, row in enumerate(rows, start=1):
        row.title = f"{section.name}, {number}"
    return rows


def _field(question: Question, section: Section, about: About, before: Before) -> Asked:
    asked: dict[str, Any] = {
        "label": named(question.ask, about.name),
        "fact": question.fact or f"{about.set_id}.{section.id}.{question.id}",
        "prefilled": bool(question.fact),
        "required": False,
        "hint": _hint(question, about, before),
    }
    return _KINDS[question.kind](question, section, about, asked)


def _text(_question: Question, section: Section, _about: About, asked: dict[str, Any]) -> Asked:
    dress = "voice" if section.own_words else ""
    return LongTextField(rows=3, dress=dress, **asked)


def _line(_question: Question, _section: Section, _about: About, asked: dict[str, Any]) -> Asked:
    return TextField(max_length=LINE, **asked)


def _choice(question: Question, _section: Section, _about: About, asked: dict[str, Any]) -> Asked:
    return ChoiceField(choices=list(question.options), **asked)


def _choices(question: Question, _section: Section, _about: About, asked: dict[str, Any]) -> Asked:
    return ChoicesField(choices=list(question.options), **asked)


def _scale(question: Question, _section: Section, _about: About, asked: dict[str, Any]) -> Asked:
    steps = [(str(number), str(number)) for number in range(question.least, question.most + 1)]
    return ChoiceField(choices=steps, inline=True, **asked)


def _date(question: Question, _section: Section, _about: About, asked: dict[str, Any]) -> Asked:
    return DayField(allow_future=question.future, width=20, **asked)


def _person(question: Question, _section: Section, about: About, asked: dict[str, Any]) -> Asked:
    blank = "Choose" if question.required else "Nobody named"
    return SelectField(
        choices=[(str(one.person_id), one.name) for one in about.people], blank=blank, only_told=True, **asked
    )


def _yes_no(_question: Question, _section: Section, _about: About, asked: dict[str, Any]) -> Asked:
    return YesNoField(**asked)


_KINDS = {
    "text": _text, "line": _line, "choice": _choice, "choices": _choices, "scale": _scale, "date": _date,
    "person": _person, "yes_no": _yes_no,
}  # fmt: skip


def _hint(question: Question, about: About, before: Before) -> str:
    """What helps to answer, and where a filled-in answer comes from. The help of a topic stands above the topic."""
    known, told = before.from_record.get(question.id), before.taken_over.get(question.id)
    filled_in = is_blank(before.answers.get(question.id))
    sentences = [
        "" if question.topic else named(question.help, about.name) or _EXAMPLES.get(question.kind, ""),
        f"From the record, {known[1]}. Change it here and the record changes" if known and filled_in else "",
        f"From {told[1]}. What they wrote stays as it is there" if told and filled_in else "",
    ]
    return ". ".join(each.rstrip(".") for each in sentences if each)


_EXAMPLES = {"date": "For example 3 March"}


def _initial(question: Question, before: Before) -> Any:
    answer = before.answers.get(question.id)
    if is_blank(answer):
        return {**before.taken_over, **before.from_record}.get(question.id, ("", ""))[0]
    if question.kind == "date":
        return day_typed(date.fromisoformat(str(answer)))
    return str(answer) if question.kind == "scale" else answer


def _answer(question: Question, given: Any) -> Any:
    if question.kind == "scale":
        return int(given) if given not in (None, "") else None
    return given


def _shown(value: Any) -> Any:
    """A value as a form shows it, for a condition: nothing when it is empty."""
    return None if value in (None, "") else value


def words_before(section: Section, answers: Answers, names: Mapping[UUID, str]) -> dict[str, str]:
    """The earlier answers to a section in words, by question, to show beside."""
    return {
        question.id: words
        for question in section.questions
        if (words := said_of(question, answers.get(question.id), names))
    }
