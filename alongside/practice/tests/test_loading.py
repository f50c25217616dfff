"""A model is a folder of files, read as one."""

import hashlib

import pytest

from alongside.practice.loading import parse_model, read_model, read_models
from alongside.practice.rules import Matcher, Span, StageForm
from alongside.practice.tests.factories import CLOCK, MODEL, SMALL, STAGES, small_with, write_model


def test_tables_of_all_files_come_together(tmp_path):
    model = read_model(write_model(tmp_path)).model
    assert (model.id, model.version, model.name) == ("small", "2026.1", "A small model")
    assert [stage.id for stage in model.stages] == ["welcome", "goodbye"]
    assert model.clock("first_visit").satisfy == (Matcher("visits.visit"),)
    assert model.label("visit_purpose", "help") == "Help"


def test_what_a_stage_leaves_in_writing_is_words_or_pages_of_ours(tmp_path):
    words = read_model(write_model(tmp_path / "a", small_with(stages=STAGES + 'form = "A letter"\n'))).model
    pages = 'form = [{ name = "The letter", page = "ending" }, { name = "A card" }]\n'
    several = read_model(write_model(tmp_path / "b", small_with(stages=STAGES + pages))).model
    assert words.stage("goodbye").forms == (StageForm("A letter"),)
    assert several.stage("goodbye").forms == (StageForm("The letter", "ending"), StageForm("A card"))


def test_it_does_not_matter_how_the_tables_are_spread_over_files(tmp_path):
    apart = read_model(write_model(tmp_path / "a")).model
    together = read_model(write_model(tmp_path / "b", {"all.toml": "\n".join(SMALL.values())})).model
    assert apart == together


def test_the_stored_text_reads_as_the_same_model(tmp_path):
    loaded = read_model(write_model(tmp_path, small_with(**{"lists/more": '[[list.b]]\nid = "x"\nlabel = "Ä — 家"\n'})))
    assert parse_model(loaded.toml) == loaded
    assert loaded.sha256 == hashlib.sha256(loaded.toml.encode()).hexdigest()


def test_the_text_is_the_files_in_order_of_their_names_each_under_its_own(tmp_path):
    text = read_model(write_model(tmp_path)).toml
    headers = [line for line in text.splitlines() if line.startswith("#: file ")]
    assert headers == [f"#: file {name}" for name in sorted(SMALL)]


@pytest.mark.parametrize("change", [lambda text: text.replace("\n", "\r\n"), lambda text: "\ufeff" + text])
def test_how_a_machine_writes_line_ends_makes_no_new_text(tmp_path, change):
    plain = read_model(write_model(tmp_path / "a"))
    other = read_model(write_model(tmp_path / "b", {name: change(text) for name, text in SMALL.items()}))
    assert plain.sha256 == other.sha256


def test_a_changed_word_makes_another_text(tmp_path):
    plain = read_model(write_model(tmp_path / "a"))
    other = read_model(write_model(tmp_path / "b", small_with(stages=STAGES.replace("Meet", "Greet"))))
    assert plain.sha256 != other.sha256


def test_one_deed_or_several_may_start_a_clock(tmp_path):
    several = '[{kind = "pathway.allocated"}, {kind = "pathway.stage_began", subtype = "welcome"}]'
    files = small_with(clocks=CLOCK.replace('{kind = "pathway.allocated"}', several))
    assert read_model(write_model(tmp_path, files)).model.clock("first_visit").start == (
        Matcher("pathway.allocated"),
        Matcher("pathway.stage_began", "welcome"),
    )


@pytest.mark.parametrize(
    ("within", "soon"),
    [
        ("{days = 7}", Span(days=4)),
        ("{days = 3}", Span(days=3)),
        ("{working_days = 1}", Span(working_days=1)),
        ("{hours = 72}", Span(hours=72)),
        ("{months = 6}", Span(days=4)),
    ],
)
def test_the_prompt_begins_four_days_before_or_at_once(tmp_path, within, soon):
    files = small_with(clocks=CLOCK.replace("{days = 7}", within))
    assert read_model(write_model(tmp_path, files)).model.clock("first_visit").soon == soon


def test_a_statutory_clock_is_never_put_on_hold_and_others_may_be(tmp_path):
    assert read_model(write_model(tmp_path / "a")).model.clock("first_visit").pausable
    files = small_with(clocks=CLOCK + 'statutory = true\nsource = "Law"\n')
    assert not read_model(write_model(tmp_path / "b", files)).model.clock("first_visit").pausable


def test_a_model_of_clocks_alone_needs_no_stages(tmp_path):
    model = read_model(write_model(tmp_path, {"model.toml": MODEL, "clocks.toml": CLOCK})).model
    assert model.stages == ()
    assert len(model.clocks) == 1


def test_every_folder_with_a_model_is_read(tmp_path):
    write_model(tmp_path)
    write_model(tmp_path, small_with(model=MODEL.replace('"small"', '"other"')), name="other")
    (tmp_path / "notes").mkdir()
    (tmp_path / "schema.json").write_text("{}")
    assert [loaded.model.id for loaded in read_models(tmp_path)] == ["other", "small"]


def test_each_table_knows_its_file(tmp_path):
    places = read_model(write_model(tmp_path)).places
    assert places["clock", "first_visit"] == "clocks.toml"
    assert places["list.visit_purpose", "help"] == "lists.toml"
