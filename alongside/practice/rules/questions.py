"""Sets of questions as data: what an assessment asks, of whom, and what is noticed in the answers.

Pure values. Basis: the parts of a whole-family assessment and of a first risk assessment (S10, S11; 002:1147-1151,
3061-3185). What was answered is kept with the version of the set it answers, and read back with that version.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal

QuestionKind = Literal["text", "line", "choice", "choices", "scale", "date", "person", "yes_no"]
Repeat = Literal["none", "each_person", "each_child", "each_adult", "each_visitor", "as_needed"]
Tag = Literal["none", "strength", "worry", "need", "safety"]

YES, NO = "yes", "no"


@dataclass(frozen=True, slots=True)
class ShowIf:
    """The question matters only when `question` of the same section was answered with one of `values`."""

    question: str
    values: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Question:
    """One question. `ask` and `help` may hold {name}, the person it is about.

    kind: text (as long as it takes), line (one line), choice (one of few), choices (several), scale (a whole number
    from `least` to `most`), date, person (somebody of the family), yes_no. options: (id, words), of choice and
    choices. fact: what the record may know already, such as "person.language". topic: questions of one topic stand
    together, a strength beside a worry. counts_for: the prompt that a yes counts for. future: a date may be to come.
    """

    id: str
    ask: str
    kind: QuestionKind = "text"
    help: str = ""
    options: tuple[tuple[str, str], ...] = ()
    least: int = 0
    most: int = 10
    fact: str = ""
    tag: Tag = "none"
    topic: str = ""
    show_if: ShowIf | None = None
    counts_for: str = ""
    required: bool = False
    future: bool = False
    source: str = ""
    ours: bool = False

    def words(self, answer: Any) -> str:
        """An answer as a person reads it; people and days are left to whoever shows them."""
        if isinstance(answer, bool):
            return "Yes" if answer else "No"
        labels = dict(self.options)
        if isinstance(answer, list):
            return "; ".join(labels.get(str(each), str(each)) for each in answer)
        if self.kind == "scale" and answer is not None and answer != "":
            return f"{answer} of {self.most}"
        return labels.get(str(answer), "" if answer is None else str(answer))


@dataclass(frozen=True, slots=True)
class QuestionGroup:
    """Neighbouring questions of one topic, or that matter on the same condition."""

    topic: str
    show_if: ShowIf | None
    questions: tuple[Question, ...]

    @property
    def help(self) -> str:
        """What helps with a topic, said once above it."""
        return " ".join(question.help for question in self.questions if question.help) if self.topic else ""


@dataclass(frozen=True, slots=True)
class Section:
    """Some questions that stand on a page together, asked once or of several people.

    repeat: none (of the family as a whole), each_person, each_child and each_adult (of the household), each_visitor
    (who does not live there: family elsewhere, partners, frequent visitors), as_needed (as many groups of answers as
    there are). own_words: the person answers for themselves. private: never in sight where the family may look on.
    group: the heading under which a list of sections has it.
    """

    id: str
    name: str
    questions: tuple[Question, ...]
    help: str = ""
    repeat: Repeat = "none"
    own_words: bool = False
    private: bool = False
    group: str = ""
    source: str = ""
    ours: bool = False

    @property
    def is_about_somebody(self) -> bool:
        """Whether it is asked of one person at a time."""
        return self.repeat not in ("none", "as_needed")

    def question(self, question_id: str) -> Question:
        """The question of that id; KeyError when there is none."""
        for question in self.questions:
            if question.id == question_id:
                return question
        raise KeyError(question_id)

    def groups(self) -> list["QuestionGroup"]:
        """The questions in order; neighbours of one topic, or that hang on the same answer, stand together."""
        found: list[QuestionGroup] = []
        for question in self.questions:
            last = found[-1] if found else None
            joins = last and (last.topic, last.show_if) == (question.topic, question.show_if)
            if last and joins and (question.topic or question.show_if):
                found[-1] = QuestionGroup(last.topic, last.show_if, (*last.questions, question))
            else:
                found.append(QuestionGroup(question.topic, question.show_if, (question,)))
        return found

    def condition(self, show_if: ShowIf) -> str:
        """A condition in words: “Yes” or “We think so”."""
        labels = dict(self.question(show_if.question).options) or {YES: "Yes", NO: "No"}
        return " or ".join(f"“{labels[value]}”" for value in show_if.values)


@dataclass(frozen=True, slots=True)
class Prompt:
    """Something to notice when at least so many answers of one section are yes at one time. Never a score.

    caution: what to keep in mind when it is shown.
    """

    id: str
    name: str
    at_least: int
    caution: str
    source: str = ""
    ours: bool = False


@dataclass(frozen=True, slots=True)
class QuestionSet:
    """A whole set, for the family (`for_whom` "family") or for one member at a time ("person")."""

    id: str
    name: str
    purpose: str
    for_whom: Literal["family", "person"]
    sections: tuple[Section, ...]
    prompts: tuple[Prompt, ...] = ()
    source: str = ""
    ours: bool = False

    def section(self, section_id: str) -> Section:
        """The section of that id; KeyError when there is none."""
        for section in self.sections:
            if section.id == section_id:
                return section
        raise KeyError(section_id)

    def has(self, section_id: str) -> bool:
        """Whether it has a section of that id."""
        return any(section.id == section_id for section in self.sections)

    def counting(self, prompt_id: str) -> tuple[Section, tuple[Question, ...]]:
        """The section whose answers count for a prompt, and its questions; KeyError when none does."""
        for section in self.sections:
            questions = tuple(question for question in section.questions if question.counts_for == prompt_id)
            if questions:
                return section, questions
        raise KeyError(prompt_id)


def matters(question: Question, section: Section, answers: Mapping[str, Any]) -> bool:
    """Whether a question is to be asked, given the other answers of its section: what it hangs on is asked itself and
    was answered so.
    """
    condition = question.show_if
    if condition is None:
        return True
    return matters(section.question(condition.question), section, answers) and bool(
        set(_chosen(answers.get(condition.question))) & set(condition.values)
    )


def _chosen(answer: Any) -> Sequence[str]:
    if isinstance(answer, bool):
        return [YES if answer else NO]
    if isinstance(answer, list | tuple):
        return [str(each) for each in answer]
    return [] if answer is None else [str(answer)]
