"""What is noticed in the answers: prompts with the facts they rest on, and the one-page map.

Multiple disadvantage is three or more of six of one person at one time (002:616-628), families at risk five or more of
seven (002:2052-2060). Both are prompts, never scores. The map sets what is strong beside what is worrying, what needs
to happen, and how safe things are from 0 to 10 (002:3096).
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from alongside.assessments.rules.assessment import Answered
from alongside.assessments.rules.filled import Answers, is_blank, tagged
from alongside.practice.rules import Prompt, Question, QuestionSet


@dataclass(frozen=True, slots=True)
class Noticed:
    """One prompt for one person or the family: the answers that count, of how many, and the entry they stand in."""

    prompt: Prompt
    person_id: UUID | None
    facts: tuple[Question, ...]
    of: int
    answered: int
    entry_id: UUID
    on: date

    @property
    def reached(self) -> bool:
        """Whether so many are yes that it is worth a thought."""
        return len(self.facts) >= self.prompt.at_least


def counted(questions: QuestionSet, prompt_id: str, section_id: str, answers: Answers) -> list[str]:
    """The ids of the questions that count for a prompt and were answered yes, all in one section at one time."""
    section, counting = questions.counting(prompt_id)
    if section.id != section_id:
        return []
    return [question.id for question in counting if answers.get(question.id) is True]


def noticed(answers: Iterable[Answered], sets: Mapping[UUID, QuestionSet]) -> list[Noticed]:
    """Every prompt that was asked about, reached or not. `sets`: the set of each model version that was answered."""
    found = []
    for one in answers:
        questions = sets[one.ref.version_id]
        for prompt in questions.prompts:
            section, counting = questions.counting(prompt.id)
            if section.id != one.filled.section:
                continue
            given = one.filled.answers
            yes = tuple(question for question in counting if given.get(question.id) is True)
            known = sum(not is_blank(given.get(question.id)) for question in counting)
            found.append(
                Noticed(prompt, one.filled.person_id, yes, len(counting), known, one.said.entry_id, one.said.on)
            )
    return found


@dataclass(frozen=True, slots=True)
class Mapped:
    """One answer on the map: its words (or a number, for the scale), the question, of whom, and where it stands."""

    words: str
    question: Question
    section: str
    person_id: UUID | None
    entry_id: UUID
    on: date
    by: str


def mapped(answers: Iterable[Answered], sets: Mapping[UUID, QuestionSet], tag: str) -> list[Mapped]:
    """The answers of one tag, in the order given, without those of private sections: families look at the map."""
    found = []
    for one in answers:
        questions = sets[one.ref.version_id]
        section = questions.section(one.filled.section)
        if section.private:
            continue
        for question, answer in tagged(section, one.filled.answers, tag):
            found.append(
                Mapped(
                    question.words(answer), question, section.name, one.filled.person_id, one.said.entry_id,
                    one.said.on, one.said.by,
                )
            )  # fmt: skip
    return found
