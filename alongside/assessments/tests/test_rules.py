"""What follows from answers: prompts with their facts, versions, comparing, and no question asked twice."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from uuid import UUID, uuid4

import pytest
from hypothesis import given
from hypothesis import strategies as st

from alongside.assessments import rules
from alongside.assessments.forms import About, Before, QuestionsForm, field_name
from alongside.assessments.rules import (
    Agreement,
    Answered,
    Filled,
    Restriction,
    Said,
    SetRef,
    Somebody,
    Version,
    assessment_of,
    compared,
    counted,
    noticed,
)
from alongside.pathway.forms.facts import fact_form
from alongside.people.rules import FACT_KINDS
from alongside.practice.loading import read_model

MODEL = read_model(Path(__file__).parents[3] / "practice" / "models" / "family_intervention").model
WHOLE, RISK = MODEL.question_set("whole_family"), MODEL.question_set("first_risk")
REF = SetRef("whole_family", "family_intervention", "2026.2", uuid4())
KATIE, AMY = uuid4(), uuid4()
NOW = datetime(2026, 7, 24, 12, tzinfo=UTC)

DISADVANTAGES = ["workless", "money", "no_support", "poor_health", "poor_housing", "qualifications"]
AT_RISK = [
    "no_work", "housing", "no_qualifications", "mothers_mental_health", "limiting_illness", "low_income",
    "going_without",
]  # fmt: skip


def said(days: int = 0) -> Said:
    return Said(uuid4(), "Joanne", date(2026, 7, 24) + timedelta(days=days), NOW + timedelta(days=days))


def answered(section: str, answers: dict, person: UUID | None = None, *, version: int = 1, days: int = 0) -> Answered:
    return Answered(said(days), version, REF, Filled(section, answers, person))


def yes_no(names: list[str]):
    return st.fixed_dictionaries({name: st.sampled_from([None, True, False]) for name in names})


@given(yes_no(DISADVANTAGES))
def test_multiple_disadvantage_is_three_of_six_of_one_person_at_one_time(answers):
    (found,) = noticed([answered("disadvantage", answers, KATIE)], {REF.version_id: WHOLE})
    yes = [name for name in DISADVANTAGES if answers[name] is True]
    assert [question.id for question in found.facts] == yes
    assert (found.of, found.reached, found.person_id) == (6, len(yes) >= 3, KATIE)
    assert counted(WHOLE, "multiple_disadvantage", "disadvantage", answers) == yes


@given(yes_no(AT_RISK))
def test_families_at_risk_are_five_of_seven(answers):
    (found,) = noticed([answered("families_at_risk", answers)], {REF.version_id: WHOLE})
    yes = [name for name in AT_RISK if answers[name] is True]
    assert ([question.id for question in found.facts], found.of) == (yes, 7)
    assert (found.reached, found.person_id) == (len(yes) >= 5, None)


@given(yes_no(DISADVANTAGES), yes_no(DISADVANTAGES))
def test_two_people_are_never_added_together(one, other):
    both = noticed(
        [answered("disadvantage", one, KATIE), answered("disadvantage", other, AMY)], {REF.version_id: WHOLE}
    )
    assert [len(found.facts) for found in both] == [list(each.values()).count(True) for each in (one, other)]


def test_a_prompt_says_that_it_is_no_score():
    assert all("no score" in prompt.caution for prompt in WHOLE.prompts)


@given(
    st.lists(st.tuples(st.integers(1, 4), st.sampled_from(["history", "character"]), st.text(max_size=5)), max_size=12)
)
def test_a_version_keeps_what_stood_in_it_whatever_is_answered_later(told):
    entries = [
        answered(section, {"x": text}, version=version, days=number)
        for number, (version, section, text) in enumerate(told)
    ]
    found = assessment_of(answered=entries)
    for version in range(1, 5):
        until = [one for one in found.answered if one.version <= version]
        assert found.standing(version) == {one.key: one for one in until}
        later = assessment_of(answered=[*entries, answered("history", {"x": "later"}, version=5, days=99)])
        assert later.standing(version) == found.standing(version)


def test_the_version_being_written_follows_the_last_complete_one():
    assert assessment_of().working == 1
    complete = [Version(said(), 1), Version(said(5), 2)]
    found = assessment_of(versions=complete[::-1], answered=[answered("history", {"x": "a"}, version=3, days=6)])
    assert found.working == 3
    assert [one.version for one in found.changed_since()] == [3]


def test_what_each_said_last_of_a_version_counts():
    no = Agreement(said(), 1, "Katie", "no", KATIE, "Nothing about Nan.")
    found = assessment_of(agreements=[replace(no, said=said(3), answer="yes", reason=""), no])
    assert [(one.whose, one.answer) for one in found.answers_to(1)] == [("Katie", "yes")]
    assert found.answers_to(2) == []


def test_two_versions_stand_line_by_line_also_where_a_question_is_gone():
    section = WHOLE.section("history")
    fewer = replace(section, questions=section.questions[:2])
    lines = compared((section, fewer), ({"generations": "A", "shapes": "S"}, {"generations": "B"}), {})
    assert [(line.before, line.after, line.changed) for line in lines] == [("A", "B", True), ("S", "", True)]


def test_somebody_is_asked_what_is_for_them():
    katie = Somebody(KATIE, "Katie")
    amy = Somebody(AMY, "Amy", is_child=True)
    unborn = Somebody(uuid4(), "the baby", is_child=True, is_unborn=True)
    nan = Somebody(uuid4(), "Nan", is_here=False)
    people = [katie, amy, unborn, nan]
    asked = {repeat: [one.name for one in rules.asked_of(repeat, people)] for repeat in (
        "none", "as_needed", "each_person", "each_child", "each_adult", "each_visitor",
    )}  # fmt: skip
    assert asked == {
        "none": [], "as_needed": [], "each_person": ["Katie", "Amy", "Nan"], "each_child": ["Amy", "the baby"],
        "each_adult": ["Katie"], "each_visitor": ["Nan"],
    }  # fmt: skip


def test_a_restriction_fits_in_a_fact_however_long_its_reason():
    long = Restriction("Housing", "Nobody visits alone", KATIE, "A dog. " * 400, date(2027, 3, 3))
    assert len(long.words) < 1000
    assert long.words.endswith("To be looked at again by 3 March 2027.")


def every_field():
    people = [Somebody(KATIE, "Katie")]
    for questions in MODEL.question_sets:
        for section in questions.sections:
            about = About(questions.id, people, people[0] if section.is_about_somebody else None)
            form = QuestionsForm(sections=[section], about=about, before={section.id: Before()})
            for question in section.questions:
                yield questions, section, question, form.fields[field_name(section, question)]


def test_no_question_of_any_set_asks_a_fact_twice():
    asked = [asked.fact for *_, asked in every_field() if not asked.prefilled]
    assert len(asked) == len(set(asked))


def test_a_fact_the_record_may_know_is_filled_in_and_is_one_the_record_keeps():
    named = [(question, asked) for _, _, question, asked in every_field() if question.fact]
    assert named
    for question, asked in named:
        assert asked.prefilled
        assert question.fact.removeprefix("person.") in FACT_KINDS


@pytest.mark.parametrize("kind", ["safe_contact", "safe_letters", "visiting_restriction"])
def test_what_keeps_people_safe_is_for_our_own_staff_unless_somebody_says_otherwise(kind):
    assert FACT_KINDS[kind].protected
    assert fact_form(kind) is not None


class TestTheShippedSets:
    """What the source asks for has its place (002:3061-3185, 809-859, 1147-1151)."""

    def test_adults_have_needs_of_their_own(self):
        topics = {question.topic for question in WHOLE.section("adult_needs").questions}
        assert {
            "Looking after themselves", "How they come across to others", "Family and social relationships",
        } <= topics  # fmt: skip

    def test_a_frequent_visitor_is_asked_about_strength_and_risk(self):
        visitor = WHOLE.section("visitor")
        assert visitor.repeat == "each_visitor"
        assert {question.tag for question in visitor.questions} >= {"strength", "worry"}

    def test_the_family_model_has_history_organisation_and_character(self):
        assert len(WHOLE.section("adaptability").groups()) == 6
        assert len(WHOLE.section("parenting").groups()) == 3
        assert [group.topic for group in WHOLE.section("character").groups()] == [
            "Identity", "Alliances", "Emotional life", "Communication",
        ]  # fmt: skip
        assert WHOLE.has("history")

    def test_a_topic_sets_a_strength_beside_its_worry(self):
        for section in ("child_development", "adult_needs", "parenting_capacity", "environment", "adaptability"):
            groups = [group for group in WHOLE.section(section).groups() if group.topic]
            assert all([question.tag for question in group.questions] == ["strength", "worry"] for group in groups)

    def test_domestic_abuse_is_asked_in_four_groups_with_cycle_danger_and_the_other_forms(self):
        asked = {question.id for question in WHOLE.section("domestic_abuse").questions}
        assert asked >= {
            "emotional", "physical", "sexual", "financial", "cycle", "danger", "honour", "forced_marriage", "fgm",
            "extended_family",
        }  # fmt: skip

    def test_each_says_how_things_are_in_their_own_words(self):
        own = WHOLE.section("own_view")
        assert own.own_words
        assert own.repeat == "each_person"

    def test_nine_principles_are_checked(self):
        assert len(MODEL.items("assessment_principle")) == 9

    def test_the_danger_of_leaving_and_of_pregnancy_is_asked(self):
        danger = RISK.section("domestic_abuse").question("danger")
        assert {key for key, _ in danger.options} == {"planning_to_leave", "has_left", "pregnant"}

    def test_nothing_must_be_answered_in_the_whole_family_assessment(self):
        assert not any(question.required for section in WHOLE.sections for question in section.questions)
