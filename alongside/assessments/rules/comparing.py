"""Answers as lines to read, and two versions of a section side by side."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from alongside.assessments.rules.filled import Answers, is_blank
from alongside.kit.dates import day_long
from alongside.practice.rules import Question, Section


@dataclass(frozen=True, slots=True)
class Line:
    """One question with its answer in words."""

    question: Question
    ask: str
    words: str


@dataclass(frozen=True, slots=True)
class Compared:
    """One question as answered in two versions; "" where it was not."""

    ask: str
    topic: str
    before: str
    after: str

    @property
    def changed(self) -> bool:
        return self.before != self.after


def said_of(question: Question, answer: Any, names: Mapping[UUID, str]) -> str:
    """An answer in words, people by name and days written out."""
    if is_blank(answer):
        return ""
    if question.kind == "person":
        return names.get(UUID(str(answer)), "Somebody")
    if question.kind == "date":
        return day_long(date.fromisoformat(str(answer)))
    return question.words(answer)


def lines_of(section: Section, answers: Answers, names: Mapping[UUID, str], name: str = "") -> list[Line]:
    """What was answered, in the order of the questions; `name` is whom it is about."""
    return [
        Line(question, asked(question, name), said_of(question, answers[question.id], names))
        for question in section.questions
        if not is_blank(answers.get(question.id))
    ]


def grouped(lines: Sequence[Line]) -> list[tuple[str, list[Line]]]:
    """Lines in order, neighbours of one topic together: a strength beside its worry."""
    found: list[tuple[str, list[Line]]] = []
    for line in lines:
        topic = line.question.topic
        if found and topic and found[-1][0] == topic:
            found[-1][1].append(line)
        else:
            found.append((topic, [line]))
    return found


def asked(question: Question, name: str) -> str:
    """The question as it was asked of somebody."""
    return named(question.ask, name)


def named(words: str, name: str) -> str:
    """Words with the name of whom they are about."""
    return words.replace("{name}", name or "this person")


def compared(
    section: tuple[Section | None, Section | None],
    answers: tuple[Answers, Answers],
    names: Mapping[UUID, str],
    name: str = "",
) -> list[Compared]:
    """Each question that was answered in either version, those of the newer set first, then those it asks no more."""
    words: Callable[[int, Question], str] = lambda side, question: said_of(  # noqa: E731
        question, answers[side].get(question.id), names
    )
    before = {question.id: question for question in (section[0].questions if section[0] else ())}
    after = {question.id: question for question in (section[1].questions if section[1] else ())}
    found = []
    for question_id, question in (after | {key: each for key, each in before.items() if key not in after}).items():
        was = words(0, before[question_id]) if question_id in before else ""
        now = words(1, after[question_id]) if question_id in after else ""
        if was or now:
            found.append(Compared(asked(question, name), question.topic, was, now))
    return found
