"""Answers to a set of questions as they are kept: plain values, with the version of the set they answer."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from alongside.practice.rules import Question, QuestionSet, Repeat, Section, matters

Answers = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Somebody:
    """Somebody who may be asked about. `age` in words, "" when not known; `is_here`: lives in the household, or is one
    of the family's children wherever they live.
    """

    person_id: UUID
    name: str
    age: str = ""
    is_child: bool = False
    is_here: bool = True
    is_unborn: bool = False

    @property
    def called(self) -> str:
        """The name with the age, for a heading."""
        return f"{self.name}, {self.age}" if self.age else self.name


def asked_of(repeat: Repeat, people: Iterable[Somebody]) -> list[Somebody]:
    """Of whom a section is asked. Nobody when it is asked once or as often as needed."""
    belongs = {
        "each_person": lambda one: not one.is_unborn,
        "each_child": lambda one: one.is_child and one.is_here,
        "each_adult": lambda one: not one.is_child and one.is_here,
        "each_visitor": lambda one: not one.is_here,
    }
    return [one for one in people if repeat in belongs and belongs[repeat](one)]


@dataclass(frozen=True, slots=True)
class SetRef:
    """Which version of which set was answered. `version_id` is the version of the practice model."""

    set_id: str
    model: str
    version: str
    version_id: UUID

    def to_content(self) -> dict[str, str]:
        return {
            "set": self.set_id, "model": self.model, "version": self.version, "version_id": str(self.version_id),
        }  # fmt: skip

    @classmethod
    def from_content(cls, content: Mapping[str, Any]) -> "SetRef":
        return cls(content["set"], content["model"], content["version"], UUID(content["version_id"]))


@dataclass(frozen=True, slots=True)
class Filled:
    """One section answered, once or of one person; a section asked as often as needed is filled several times."""

    section: str
    answers: Answers
    person_id: UUID | None = None

    @property
    def is_empty(self) -> bool:
        """Whether nothing at all was answered."""
        return all(is_blank(answer) for answer in self.answers.values())

    def to_content(self) -> dict[str, Any]:
        person = str(self.person_id) if self.person_id else None
        answers = {key: _plain(answer) for key, answer in self.answers.items() if not is_blank(answer)}
        return {"section": self.section, "person": person, "answers": answers}

    @classmethod
    def from_content(cls, content: Mapping[str, Any]) -> "Filled":
        person = content.get("person")
        return cls(content["section"], dict(content["answers"]), UUID(person) if person else None)


def is_blank(answer: Any) -> bool:
    """Whether somebody left it empty. "No" and 0 are answers."""
    return answer is None or answer in ("", [])


def _plain(answer: Any) -> Any:
    if isinstance(answer, date):
        return answer.isoformat()
    return str(answer) if isinstance(answer, UUID) else answer


def people_in(questions: QuestionSet, filled: Sequence[Filled]) -> set[UUID]:
    """Everybody the answers are about or name."""
    found = {one.person_id for one in filled if one.person_id}
    for one in filled:
        section = questions.section(one.section)
        found |= {
            UUID(str(one.answers[question.id]))
            for question in section.questions
            if question.kind == "person" and not is_blank(one.answers.get(question.id))
        }
    return found


def missing_in(section: Section, answers: Answers) -> list[Question]:
    """The questions of a section that matter, must be answered and are not."""
    return [
        question
        for question in section.questions
        if question.required and is_blank(answers.get(question.id)) and matters(question, section, answers)
    ]


def tagged(section: Section, answers: Answers, tag: str) -> list[tuple[Question, Any]]:
    """The answered questions of one tag."""
    return [
        (question, answers[question.id])
        for question in section.questions
        if question.tag == tag and not is_blank(answers.get(question.id))
    ]
