"""Sets of questions: what can be asked is read as it is written, what cannot is refused with its place."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from alongside.practice.loading import read_model
from alongside.practice.rules import ModelBroken, Question, Section, ShowIf, matters
from alongside.practice.tests.factories import small_with, write_model

SET = """
[[question_set]]
id = "small_set"
name = "A small set"
purpose = "To try it."
for = "family"
ours = true

[[question_set.section]]
id = "first"
name = "First"
question = [
  { id = "fit", ask = "Does it fit?", kind = "yes_no", counts_for = "enough" },
  { id = "why", ask = "Why?", show_if = { question = "fit", is = ["no"] } },
  { id = "pick", ask = "Which?", kind = "choice", options = "visit_purpose" },
  { id = "how_far", ask = "How far?", kind = "scale", from = 1, to = 5 },
]

[[question_set.section]]
id = "each"
name = "Each"
repeat = "each_child"
question = [{ id = "language", ask = "What does {name} speak?", kind = "line", fact = "person.language" }]

[[question_set.prompt]]
id = "enough"
name = "Enough"
at_least = 1
caution = "It is no score."
ours = true
"""


def changed(*pairs: str, until: str = "") -> dict[str, str]:
    """The small model with the set, in which each first of two is written as the second."""
    text = SET
    for old, new in zip(pairs[::2], pairs[1::2], strict=True):
        assert old in text
        text = text.replace(old, new)
    return small_with(asked=text.partition(until)[0] if until else text)


LATE = '{ id = "z", ask = "?", kind = "yes_no" },'
ON_LATE = 'ask = "Which?", show_if = { question = "z", is = ["yes"] },'
ELSEWHERE = '{ id = "b", ask = "?", kind = "yes_no", counts_for = "enough" }'

BROKEN = [
    # (what is wrong, files, key, words of the reason)
    (
        "a condition on no question",
        changed('question = "fit", is', 'question = "fits", is'),
        "first.why.show_if.question",
        "there is no question fits in this section",
    ),
    (
        "a condition that comes later",
        changed(
            '{ id = "pick", ask = "Which?",',
            '{ id = "pick", ask = "Which?", show_if = { question = "z", is = ["yes"] },',
            "to = 5 },",
            'to = 5 },\n  { id = "z", ask = "?", kind = "yes_no" },',
        ),
        "first.pick.show_if.question",
        "z comes later",
    ),
    (
        "a condition on itself",
        changed('question = "fit", is = ["no"]', 'question = "why", is = ["no"]'),
        "first.why.show_if.question",
        "goes in a circle",
    ),
    (
        "an answer that cannot be given",
        changed('is = ["no"]', 'is = ["perhaps"]'),
        "first.why.show_if.is",
        "fit has no answer perhaps; use one of yes, no",
    ),
    (
        "a condition on free words",
        changed(
            'question = "fit", is', 'question = "open", is', '{ id = "fit"', '{ id = "open", ask = "?" }, { id = "fit"'
        ),
        "first.why.show_if.question",
        "open is a text; name a choice or a yes or no",
    ),
    (
        "no answer at all in a condition",
        changed('is = ["no"]', "is = []"),
        "section[1].question[2].show_if.is",
        "empty list",
    ),
    (
        "a choice without options",
        changed(', options = "visit_purpose"', ""),
        "first.pick.options",
        "is missing; a choice needs answers",
    ),
    (
        "a choice with no option in it",
        changed('options = "visit_purpose"', "options = []"),
        "first.pick.options",
        "is missing; a choice needs answers",
    ),
    (
        "an option twice",
        changed('options = "visit_purpose"', 'options = [{ id = "a", label = "A" }, { id = "a", label = "B" }]'),
        "first.pick.options",
        "a stands there twice",
    ),
    (
        "a list that is not there",
        changed('"visit_purpose"', '"visit_porpoise"'),
        "first.pick.options",
        "there is no list visit_porpoise",
    ),
    (
        "options of a question that is none",
        changed('ask = "Why?"', 'ask = "Why?", options = "visit_purpose"'),
        "first.why.options",
        "belong to a choice, and this is a text",
    ),
    ("a scale that goes down", changed("to = 5", "to = 1"), "first.how_far.to", "1 is not more than 1"),
    (
        "ends of a scale that is none",
        changed('ask = "Why?"', 'ask = "Why?", to = 3'),
        "first.why.to",
        "belongs to a scale",
    ),
    (
        "how safe things are up to something else than ten",
        changed("to = 5", 'to = 5, tag = "safety"'),
        "first.how_far.to",
        "the scale of safety ends at 10",
    ),
    (
        "a future of no date",
        changed('ask = "Why?"', 'ask = "Why?", future = true'),
        "first.why.future",
        "belongs to a date",
    ),
    (
        "a question id twice",
        changed('{ id = "how_far"', '{ id = "pick"'),
        "first.pick.id",
        "used by more than one question",
    ),
    ("a section id twice", changed('id = "each"', 'id = "first"'), "first.id", "used by more than one section"),
    (
        "the name of nobody",
        changed('"Does it fit?"', '"Does it fit {name}?"'),
        "first.fit.ask",
        "{name} has nobody to name",
    ),
    (
        "a name that is not known",
        changed("{name} speak", "{child} speak"),
        "each.language.ask",
        "{child} is not known here",
    ),
    (
        "a fact about nobody",
        changed('ask = "Why?"', 'ask = "Why?", fact = "person.school"'),
        "first.why.fact",
        "this section is not about one",
    ),
    (
        "a fact of something else",
        changed('"person.language"', '"visit.day"'),
        "section[2].question[1].fact",
        "person.language",
    ),
    (
        "own words of nobody",
        changed('name = "First"', 'name = "First"\nown_words = true'),
        "first.own_words",
        "needs somebody whose words they are",
    ),
    (
        "a prompt that is not there",
        changed('counts_for = "enough"', 'counts_for = "plenty"', until="[[question_set.prompt"),
        "first.fit.counts_for",
        "there is no prompt plenty in this set",
    ),
    (
        "a prompt that counts no yes",
        changed('"yes_no", counts_for', '"text", counts_for', ', show_if = { question = "fit", is = ["no"] }', ""),
        "first.fit.counts_for",
        "counts a yes, and this is a text",
    ),
    (
        "a prompt that is never reached",
        changed("at_least = 1", "at_least = 2"),
        "enough.at_least",
        "2 can never be reached, because 1 questions count for it",
    ),
    (
        "a prompt counted at two times",
        changed(
            '"person.language" }',
            '"person.language" }, { id = "b", ask = "?", kind = "yes_no", counts_for = "enough" }',
        ),
        "enough.counts_for",
        "keep it in one section, which is answered at one time",
    ),
    ("a set of nobody", changed('"family"\nours = true', '"family"'), "source", "write ours = true"),
    ("a kind that is none", changed('kind = "scale"', 'kind = "slider"'), "section[1].question[4].kind", "'text'"),
    ("a question without words", changed('ask = "Why?"', 'ask = " "'), "section[1].question[2].ask", "is empty"),
    ("an unknown key", changed('ask = "Why?"', 'asks = "Why?"'), "section[1].question[2]", "did you mean ask"),
    ("no sections", small_with(asked=SET.partition("[[question_set.section]]")[0]), "section", "is missing; add it"),
    ("for nobody in particular", changed('for = "family"', 'for = "street"'), "for", "'family' or 'person'"),
]


@pytest.mark.parametrize(("files", "key", "words"), [row[1:] for row in BROKEN], ids=[row[0] for row in BROKEN])
def test_is_refused_with_its_place_and_what_to_do(tmp_path, files, key, words):
    with pytest.raises(ModelBroken) as refused:
        read_model(write_model(tmp_path, files))
    found = [each for each in refused.value.breaches if each.key.startswith(key) and words in each.reason]
    assert found, [str(each) for each in refused.value.breaches]
    assert (found[0].file, found[0].table) == ("asked.toml", "question_set small_set")


def test_a_set_is_read_as_it_is_written(tmp_path):
    model = read_model(write_model(tmp_path, small_with(asked=SET))).model
    (questions,) = model.question_sets
    first, each = questions.sections
    assert model.question_set("small_set") is questions
    assert (first.repeat, each.repeat) == ("none", "each_child")
    assert first.question("pick").options == (("help", "Help"),)
    assert (first.question("how_far").least, first.question("how_far").most) == (1, 5)
    assert first.question("why").show_if == ShowIf("fit", ("no",))
    assert each.question("language").fact == "person.language"
    assert questions.counting("enough") == (first, (first.question("fit"),))
    with pytest.raises(KeyError):
        model.question_set("another")


def test_a_set_for_a_person_asks_each_person_unless_a_section_says_otherwise(tmp_path):
    files = changed('for = "family"', 'for = "person"')
    (questions,) = read_model(write_model(tmp_path, files)).model.question_sets
    assert [section.repeat for section in questions.sections] == ["each_person", "each_child"]


CHAIN = Section(
    "s", "S",
    (
        Question("a", "A", "yes_no"),
        Question("b", "B", "choices", options=(("x", "X"), ("y", "Y")), show_if=ShowIf("a", ("yes",))),
        Question("c", "C", show_if=ShowIf("b", ("x",))),
    ),
)  # fmt: skip


@given(st.sampled_from([None, True, False]), st.lists(st.sampled_from(["x", "y"]), unique=True), st.text(max_size=3))
def test_a_question_matters_exactly_when_all_it_hangs_on_was_answered_so(a, b, c):
    answers = {"a": a, "b": b, "c": c}
    shown = [question.id for question in CHAIN.questions if matters(question, CHAIN, answers)]
    assert ("a" in shown, "b" in shown, "c" in shown) == (True, a is True, a is True and "x" in b)
