"""The models that come with the service."""

import json
import tomllib
from collections import Counter
from pathlib import Path

import pytest

from alongside.practice.loading import read_models
from alongside.practice.names import check_names
from alongside.practice.rules import Matcher, Section, Span
from alongside.practice.schema import json_schema_text
from alongside.practice.tests.factories import RELEASED

FOLDER = Path(__file__).parents[3] / "practice" / "models"
MODELS = {loaded.model.id: loaded for loaded in read_models(FOLDER)}
FAMILY = MODELS["family_intervention"].model
LAW = MODELS["statutory_england"].model
WHOLE_FAMILY = next(each for each in FAMILY.question_sets if each.id == "whole_family")
FILES = sorted(FOLDER.rglob("*.toml"))


def section(name: str) -> Section:
    """A section of the assessment of the whole family."""
    return next(each for each in WHOLE_FAMILY.sections if each.id == name)


@pytest.mark.parametrize("model_id", MODELS)
def test_names_only_what_the_service_records(model_id):
    beside = {name: loaded.model for name, loaded in MODELS.items()}
    assert check_names(MODELS[model_id], RELEASED, beside) == []


@pytest.mark.parametrize("model_id", MODELS)
def test_every_choice_says_where_it_comes_from_or_that_it_is_ours(model_id):
    model = MODELS[model_id].model
    unsaid = [
        (name, item.id) for name, items in model.lists.items() for item in items if not (item.source or item.ours)
    ]
    assert unsaid == []


def test_every_citation_is_of_a_work_the_model_names():
    cited = [stage.source for stage in FAMILY.stages] + [clock.source for clock in FAMILY.clocks]
    cited += [item.source for items in FAMILY.lists.values() for item in items]
    works = {place.partition(":")[0].strip() for source in cited if source for place in source.split(";")}
    assert works <= set(FAMILY.sources)


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.relative_to(FOLDER).as_posix())
def test_an_editor_finds_the_schema(file):
    first = file.read_text().splitlines()[0]
    assert first.startswith("#:schema ")
    assert (file.parent / first.removeprefix("#:schema ")).resolve() == FOLDER / "schema.json"


def test_the_schema_that_editors_use_is_up_to_date():
    written = (FOLDER / "schema.json").read_text()
    assert written == json_schema_text(), (
        "write it again: python -m alongside.practice.schema > practice/models/schema.json"
    )


def test_the_schema_knows_every_table_of_the_shipped_files():
    known = json.loads(json_schema_text())["properties"]
    assert {table for file in FILES for table in tomllib.loads(file.read_text())} <= set(known)


class TestFamilyIntervention:
    def test_has_the_seven_stages_in_order(self):
        assert [stage.id for stage in FAMILY.stages] == [
            "referral",
            "referral_meeting",
            "assessment",
            "first_review",
            "support",
            "reviews",
            "closure",
        ]

    def test_has_ground_rules_where_the_source_prints_them(self):
        """None are printed for the two reviews (002:2678-2683)."""
        assert [stage.id for stage in FAMILY.stages if not stage.ground_rules] == ["first_review", "reviews"]

    def test_every_stage_says_who_takes_part_and_what_is_done(self):
        assert all(stage.who and stage.does and stage.timescale for stage in FAMILY.stages)

    def test_every_stage_says_what_goes_in_what_comes_out_and_on_which_page_it_stands(self):
        """The other model, of law, has clocks and no stages."""
        for stage in FAMILY.stages:
            assert all((stage.purpose, stage.inputs, stage.outcome, stage.ten_i, stage.forms)), stage.id
            assert all(form.page for form in stage.forms), stage.id
        assert not LAW.stages

    def test_each_of_the_ten_i_has_a_stage(self):
        assert {each for stage in FAMILY.stages for each in stage.ten_i} == {item.id for item in FAMILY.items("ten_i")}

    @pytest.mark.parametrize(
        ("clock_id", "within"),
        [
            ("referral_meeting", Span(days=14)),
            ("assessment", Span(days=42)),
            ("first_review", Span(days=56)),
            ("follow_up_end", Span(months=12)),
            ("allocation_decision", Span(days=7)),
            ("direct_contact", Span(days=7)),
        ],
    )
    def test_keeps_the_times_of_the_source(self, clock_id, within):
        assert FAMILY.clock(clock_id).within == within

    def test_goes_on_after_closing_only_with_the_follow_up(self):
        assert [clock.id for clock in FAMILY.clocks if clock.survives_closing] == ["follow_up_contact", "follow_up_end"]
        assert all(clock.start == (Matcher("pathway.closed"),) for clock in FAMILY.clocks if clock.survives_closing)

    def test_says_which_times_are_our_own(self):
        assert {clock.id for clock in FAMILY.clocks if not clock.ours} == {
            "referral_meeting",
            "assessment",
            "first_review",
            "review",
            "follow_up_end",
        }

    def test_gives_figures_to_compare_with_and_no_upper_limit(self):
        assert [dose.hours_a_week for dose in FAMILY.doses] == [6]
        assert [(limit.role, limit.about, limit.at_most) for limit in FAMILY.limits] == [("key_worker", 5, None)]
        assert [(figure.value, figure.unit) for figure in FAMILY.comparators] == [
            (9, "hours a week"),
            (6.8, "hours a week"),
            (13, "months"),
        ]

    @pytest.mark.parametrize(
        ("list_name", "count"),
        [
            ("ten_i", 10),
            ("referral_criterion", 9),
            ("referral_trigger", 4),
            ("identity_prompt", 15),
            ("four_i", 4),
            ("good_ending", 5),
            ("goal_area", 12),
            ("support_kind", 10),
            ("change_stage", 6),
            ("change_task", 35),
            ("four_r", 4),
            ("wish_example", 3),
        ],
    )
    def test_has_as_many_as_the_source_counts(self, list_name, count):
        assert len(FAMILY.items(list_name)) == count

    def test_says_what_helps_at_each_stage_of_change_and_that_falling_back_is_normal(self):
        tasks = Counter(task.group for task in FAMILY.items("change_task"))
        assert tasks == {
            "pre_contemplation": 5, "contemplation": 5, "preparation": 4, "action": 7, "maintenance": 6, "relapse": 8,
        }  # fmt: skip
        assert set(tasks) == {stage.id for stage in FAMILY.items("change_stage")}
        falling_back = [task.label for task in FAMILY.items("change_task") if task.group == "relapse"]
        assert "Say that it is normal: three steps on, one back" in falling_back

    def test_names_the_signs_of_domestic_abuse_in_four_groups(self):
        """Emotional, physical, sexual, financial (002:807-859), and when the danger is greater."""
        asked = {question.id: len(question.options) for question in section("domestic_abuse").questions}
        assert {name: asked[name] for name in ("emotional", "physical", "sexual", "financial", "danger")} == {
            "emotional": 4, "physical": 3, "sexual": 2, "financial": 3, "danger": 3,
        }  # fmt: skip
        assert section("domestic_abuse").private

    def test_asks_for_the_four_qualities_of_resilience_as_strengths(self):
        """002:2163-2181: social competence, problem solving, autonomy, optimism."""
        strengths = [question.id for question in section("resilience").questions if question.tag == "strength"]
        assert strengths[:4] == ["social", "problem_solving", "autonomy", "optimism"]

    def test_each_wish_becomes_something_done_again_and_again(self):
        assert all(item.label.startswith("I ") and item.hint.startswith(("I ", "When I ")) for item
                   in FAMILY.items("wish_example"))  # fmt: skip

    def test_asks_the_morning_after_and_what_kept_them_going_in_its_own_sentences(self):
        assert Counter(item.group for item in FAMILY.items("scale_question")) == {"miracle": 2, "coping": 2}

    def test_marks_the_tools_the_sources_do_not_name(self):
        ours = {tool.id for tool in FAMILY.items("direct_work_tool") if tool.ours}
        assert {"three_houses", "feelings_cards", "sentence_completion"} <= ours
        assert not ours & {"kids_need", "treasure_deck", "safety_plan", "own_app"}


class TestStatutoryEngland:
    def test_every_clock_names_its_law_and_cannot_be_put_on_hold(self):
        assert LAW.clocks
        assert all(clock.statutory and clock.source and not clock.pausable for clock in LAW.clocks)

    def test_counts_in_working_days(self):
        assert LAW.clock("referral_decision").within == Span(working_days=1)
        assert LAW.clock("assessment").within == Span(working_days=45)
