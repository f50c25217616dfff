"""Whether a set of questions can be asked as it is written: ids met once, conditions that can come true, choices that
can be made.

Pure: takes a well-formed table and returns every breach, named with the section and the question it stands in.
"""

import re
from collections.abc import Collection, Iterator, Mapping, Sequence

from alongside.practice import schema
from alongside.practice.rules import Breach

YES_NO = ("yes", "no")
CHOICES = ("choice", "choices")
type Lists = Mapping[str, Sequence[tuple[str, schema.ItemTable]]]
type _Fault = tuple[tuple[str, ...], str, str]
"""Where in the set, which key, and what is wrong."""
_PLACEHOLDER = re.compile(r"\{([^{}]*)\}")


def breaches(file: str, questions: schema.QuestionSetTable, lists: Lists) -> Iterator[Breach]:
    """Everything wrong in one set."""
    for place, key, reason in _faults(questions, lists):
        yield Breach(file, f"question_set {questions.id}", ".".join(part for part in (*place, key) if part), reason)


def _faults(questions: schema.QuestionSetTable, lists: Lists) -> Iterator[_Fault]:
    yield from _met_once((), "section", [section.id for section in questions.section])
    yield from _met_once((), "prompt", [prompt.id for prompt in questions.prompt])
    for section in questions.section:
        yield from _met_once((section.id,), "question", [question.id for question in section.question])
        about_somebody = _about_somebody(questions, section)
        for question in section.question:
            place = (section.id, question.id)
            yield from ((place, key, reason) for key, reason in _question(question, lists, about_somebody))
            yield from ((place, key, reason) for key, reason in _condition(question, section, lists))
    yield from _own_words(questions)
    yield from _prompts(questions)


def _about_somebody(questions: schema.QuestionSetTable, section: schema.SectionTable) -> bool:
    if section.repeat is None:
        return questions.for_ == "person"
    return section.repeat not in ("none", "as_needed")


def _met_once(place: tuple[str, ...], what: str, ids: Sequence[str]) -> Iterator[_Fault]:
    for each in sorted({each for each in ids if ids.count(each) > 1}):
        yield (*place, each), "id", f"is used by more than one {what}; give one of them another id"


def _question(question: schema.QuestionTable, lists: Lists, about_somebody: bool) -> Iterator[tuple[str, str]]:
    yield from _options(question, lists)
    yield from _scale(question)
    if question.future and question.kind != "date":
        yield "future", f"belongs to a date, and this is a {question.kind}; take it out"
    if question.fact and not about_somebody:
        yield "fact", "is known of one person, and this section is not about one; take it out, or repeat the section"
    for key, words in (("ask", question.ask), ("help", question.help or "")):
        for placeholder in _PLACEHOLDER.findall(words):
            if placeholder != "name":
                yield key, f"{{{placeholder}}} is not known here; only {{name}} is"
            elif not about_somebody:
                yield key, "{name} has nobody to name, because this section is not about one person; repeat it"


def _options(question: schema.QuestionTable, lists: Lists) -> Iterator[tuple[str, str]]:
    if question.kind not in CHOICES:
        if question.options is not None:
            yield "options", f"belong to a choice, and this is a {question.kind}; take them out"
        return
    if question.options is None or question.options == []:
        yield "options", "is missing; a choice needs answers to choose from"
    elif isinstance(question.options, str):
        if not lists.get(question.options):
            yield "options", f"there is no list {question.options} in this model; add [[list.{question.options}]]"
    else:
        ids = [option.id for option in question.options]
        for each in sorted({each for each in ids if ids.count(each) > 1}):
            yield "options", f"{each} stands there twice; give one of the two another id"


def _scale(question: schema.QuestionTable) -> Iterator[tuple[str, str]]:
    if question.kind != "scale":
        for key, end in (("from", question.from_), ("to", question.to)):
            if end is not None:
                yield key, f"belongs to a scale, and this is a {question.kind}; take it out"
        return
    least, most = question.from_ or 0, 10 if question.to is None else question.to
    if most <= least:
        yield "to", f"{most} is not more than {least}; a scale goes up"
    if question.tag == "safety" and most != 10:
        yield "to", "the scale of safety ends at 10"


def _condition(question: schema.QuestionTable, section: schema.SectionTable, lists: Lists) -> Iterator[tuple[str, str]]:
    condition = question.show_if
    if condition is None:
        return
    by_id = {each.id: each for each in section.question}
    target = by_id.get(condition.question)
    if target is None:
        yield "show_if.question", f"there is no question {condition.question} in this section; name an earlier one"
        return
    if _goes_in_a_circle(question, by_id):
        yield "show_if.question", "goes in a circle; a question may not hang on itself, however far round"
    elif _place(section, target.id) > _place(section, question.id):
        yield "show_if.question", f"{target.id} comes later; put it before this question"
    possible = _possible(target, lists)
    if possible is None:
        yield "show_if.question", f"{target.id} is a {target.kind}; name a choice or a yes or no"
        return
    for answer in condition.is_:
        if answer not in possible:
            yield "show_if.is", f"{target.id} has no answer {answer}; use one of {', '.join(possible)}"


def _goes_in_a_circle(question: schema.QuestionTable, by_id: Mapping[str, schema.QuestionTable]) -> bool:
    met: set[str] = set()
    here: schema.QuestionTable | None = question
    while here is not None and here.show_if is not None:
        if here.id in met:
            return here.id == question.id
        met.add(here.id)
        here = by_id.get(here.show_if.question)
    return False


def _place(section: schema.SectionTable, question_id: str) -> int:
    return [question.id for question in section.question].index(question_id)


def _possible(target: schema.QuestionTable, lists: Lists) -> Collection[str] | None:
    """The answers a question can have, None when they are without number."""
    if target.kind == "yes_no":
        return YES_NO
    if target.kind not in CHOICES:
        return None
    if isinstance(target.options, str):
        return [item.id for _, item in lists.get(target.options, ())]
    return [option.id for option in target.options or ()]


def _own_words(questions: schema.QuestionSetTable) -> Iterator[_Fault]:
    for section in questions.section:
        if section.own_words and not _about_somebody(questions, section):
            yield (section.id,), "own_words", "needs somebody whose words they are; repeat the section for people"


def _prompts(questions: schema.QuestionSetTable) -> Iterator[_Fault]:
    known = {prompt.id for prompt in questions.prompt}
    for section in questions.section:
        for question in section.question:
            if not question.counts_for:
                continue
            place = (section.id, question.id)
            if question.counts_for not in known:
                yield place, "counts_for", f"there is no prompt {question.counts_for} in this set; add it"
            elif question.kind != "yes_no":
                yield place, "counts_for", f"counts a yes, and this is a {question.kind}; make it a yes_no"
    for prompt in questions.prompt:
        yield from _prompt(prompt, questions)


def _prompt(prompt: schema.PromptTable, questions: schema.QuestionSetTable) -> Iterator[_Fault]:
    counted = {
        section.id: number
        for section in questions.section
        if (number := sum(question.counts_for == prompt.id for question in section.question))
    }
    if len(counted) > 1:
        reason = f"is counted in {' and '.join(counted)}; keep it in one section, which is answered at one time"
        yield (prompt.id,), "counts_for", reason
    elif sum(counted.values()) < prompt.at_least:
        reason = f"{prompt.at_least} can never be reached, because {sum(counted.values())} questions count for it"
        yield (prompt.id,), "at_least", reason
