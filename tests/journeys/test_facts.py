"""The count of what is asked twice finds what is asked twice."""

from pkgutil import walk_packages

import pytest
from django.conf import settings

import alongside
from alongside.kit.forms import KitForm, facts_of
from alongside.practice.loading import read_models
from tests.architecture.laws.facts import forms_made_of
from tests.journeys.facts import DEEDS, MADE_ANEW, OF_A_DEED, SAME, FactsAsked, Question

TOBI = "01a20483-dab1-79b1-9f26-f56db0668a74"
SCHOOL = Question("person.school", TOBI, "School", "Northgate Primary")
EMPTY = Question("person.school", TOBI, "Where does he learn?", "")


@pytest.fixture
def facts() -> FactsAsked:
    return FactsAsked()


def test_a_fact_that_was_told_and_is_asked_again_is_counted(facts) -> None:
    facts.saved([SCHOOL])
    facts.shown([EMPTY], "Another page")

    assert facts.twice == [
        "Another page: “Where does he learn?” (person.school) was answered before: “Northgate Primary”"
    ]


@pytest.mark.parametrize(
    "asked",
    [
        SCHOOL,
        Question("person.school", TOBI, "School", "", beside="Before: Northgate Primary"),
        Question("person.school", "somebody else", "School", ""),
        Question("person.language", TOBI, "Language", ""),
    ],
    ids=["filled in", "shown beside", "of somebody else", "another fact"],
)
def test_what_is_shown_or_new_is_not(facts, asked) -> None:
    facts.saved([SCHOOL])
    facts.shown([asked], "Another page")

    assert facts.twice == []


def test_what_was_typed_and_not_saved_is_not_known(facts) -> None:
    facts.shown([SCHOOL], "A page")
    facts.shown([EMPTY], "Another page")

    assert facts.twice == []


def test_each_visit_has_minutes_of_its_own(facts) -> None:
    facts.saved([Question("visit.minutes", "family 1", "How long", "60")])
    facts.shown([Question("visit.minutes", "family 1", "How long", "")], "Record a visit")

    assert facts.twice == []


def test_what_a_referrer_told_is_known_of_the_person(facts) -> None:
    facts.saved([Question("told_person.school", "Tobi Okonkwo-Reid", "School", "Northgate Primary")])
    facts.people = {TOBI: "Tobi Okonkwo-Reid"}
    facts.shown([EMPTY], "Another page")

    assert len(facts.twice) == 1


def test_what_a_referrer_told_of_risks_is_known_of_the_family(facts) -> None:
    facts.saved([Question("told.risks", "Okonkwo-Reid", "Before visiting?", "Two dogs")])
    facts.people = {"family 7": "Okonkwo-Reid"}
    facts.shown([Question("first_risk.origin.their_words", "family 7", "In their words", "")], "Risk assessment")
    facts.shown([Question("first_risk.origin.their_words", "family 7", "In their words", "Two dogs")], "Filled in")

    assert [line.partition(":")[0] for line in facts.twice] == ["Risk assessment"]


def test_where_a_family_can_turn_is_asked_once_for_the_plan_and_its_ending(facts) -> None:
    facts.saved([Question("way_out.where_to_turn", "family 3", "Where to turn when it gets hard", "Nan Pat")])
    facts.shown([Question("ending.turn_to", "family 3", "Whom can the family turn to?", "")], "Plan the ending")
    facts.shown([Question("ending.turn_to", "family 3", "Whom can the family turn to?", "Nan Pat")], "Filled in")

    assert [line.partition(":")[0] for line in facts.twice] == ["Plan the ending"]


def test_whom_a_family_can_turn_to_is_not_asked_again_when_the_work_ends(facts) -> None:
    facts.saved([Question("ending.turn_to", "family 3", "Whom can the family turn to?", "Nan Pat")])
    facts.shown([Question("closing.told", "family 3", "What the family is told", "")], "End the work")
    facts.shown([Question("closing.told", "family 3", "What the family is told", "Nan Pat")], "Filled in")

    assert [line.partition(":")[0] for line in facts.twice] == ["End the work"]


def test_who_leads_on_is_asked_once_for_the_plan_the_visit_with_them_and_the_end_of_the_work(facts) -> None:
    facts.saved([Question("ending.hand_over_to", "family 3", "Who leads on?", "Ms Cole")])
    facts.shown([Question("hand_over.to", "family 3", "Who leads on?", "")], "Hand over")
    facts.shown([Question("closing.leads_now", "family 3", "Who leads now?", "")], "End the work")
    facts.shown([Question("closing.leads_now", "family 3", "Who leads now?", "Ms Cole")], "Filled in")

    assert [line.partition(":")[0] for line in facts.twice] == ["Hand over", "End the work"]


def test_what_an_agency_said_of_what_it_does_is_not_asked_again_of_the_next_version(facts) -> None:
    facts.saved([Question("plan_agency.who", TOBI, "Who said yes", "Anita Bose")])
    facts.shown([Question("plan_agency.who", TOBI, "Who said yes", "")], "Put the plan in force")

    assert len(facts.twice) == 1


def test_every_subject_that_is_not_counted_is_asked_about() -> None:
    for found in walk_packages(alongside.__path__, "alongside."):
        if ".forms" in found.name and ".tests" not in found.name:
            __import__(found.name)
    asked = {str(fact) for form in forms_made_of(KitForm, "alongside") for fact in facts_of(form)}

    assert {fact.partition(".")[0] for fact in asked} >= {*DEEDS, *MADE_ANEW}
    asked |= {
        f"{each.id}.{section.id}.{question.id}"
        for loaded in read_models(settings.PRACTICE_MODELS)
        for each in loaded.model.question_sets
        for section in each.sections
        for question in section.questions
    }
    assert asked >= {*OF_A_DEED}
    assert asked >= {*SAME, *SAME.values()}
