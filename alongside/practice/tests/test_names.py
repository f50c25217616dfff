"""A model names only what exists."""

import io

import pytest

from alongside.practice.checking import check_path
from alongside.practice.loading import read_model
from alongside.practice.names import check_names
from alongside.practice.tests.factories import (
    BULB,
    CLOCK,
    KNOWN,
    MODEL,
    RELATIONSHIP,
    small_with,
    write_model,
)


def breaches_of(tmp_path, files, beside=None):
    return check_names(read_model(write_model(tmp_path, files)), KNOWN, beside)


def stopped_by(matcher: str) -> dict[str, str]:
    return small_with(clocks=f"{CLOCK}stop = {matcher}\n")


@pytest.mark.parametrize(
    "matcher",
    [
        '{kind = "pathway.closed"}',
        '{kind = "pathway.stage_began", subtype = "goodbye"}',
        '{kind = "visits.visit", subtype = "help"}',
        '{kind = "visits.child_said", subtype = "aloud"}',
    ],
)
def test_what_exists_may_be_named(tmp_path, matcher):
    assert breaches_of(tmp_path, stopped_by(matcher)) == []


@pytest.mark.parametrize(
    ("matcher", "words"),
    [
        ('{kind = "visits.vist"}', "nothing records visits.vist; use one of visits.child_said, visits.visit"),
        ('{kind = "meetings.held"}', "nothing records meetings.held; use one of pathway.allocated"),
        ('{kind = "pathway.allocated", subtype = "x"}', "has no subtypes; take subtype out"),
        ('{kind = "pathway.stage_began", subtype = "x"}', "has no subtype x; use one of welcome, goodbye"),
        ('{kind = "visits.visit", subtype = "x"}', "has no subtype x; use one of help"),
        ('{kind = "visits.child_said", subtype = "x"}', "use one of aloud, in_writing"),
        ('{kind = "pathway.closed", subtype = "x"}', "this model has no list closure_reason"),
    ],
)
def test_what_does_not_exist_is_told_with_what_does(tmp_path, matcher, words):
    (breach,) = breaches_of(tmp_path, stopped_by(matcher))
    assert (breach.file, breach.table, breach.key) == ("clocks.toml", "clock first_visit", "stop")
    assert words in breach.reason


def test_a_stage_names_only_deeds_that_exist(tmp_path):
    stage = '[[stage]]\nid = "s"\nname = "S"\norder = 1\npurpose = "P."\nours = true\nenter_on = {kind = "a.b"}\n'
    (breach,) = breaches_of(tmp_path, small_with(stages=stage))
    assert (breach.file, breach.table, breach.key) == ("stages.toml", "stage s", "enter_on")


def test_a_limit_is_for_a_role_people_have(tmp_path):
    limit = '[[limit]]\nid = "l"\nname = "L"\nrole = "wizard"\nabout = 5\nours = true\n'
    (breach,) = breaches_of(tmp_path, small_with(limits=limit))
    assert str(breach) == "limits.toml, limit l, role: nobody has the role wizard; use one of key_worker"


def test_clocks_of_the_law_may_name_stages_of_the_model_beside_which_they_run(tmp_path):
    practice = read_model(write_model(tmp_path)).model
    law = {
        "model.toml": MODEL.replace('"small"', '"law"') + 'beside = ["small"]\n',
        "clocks.toml": CLOCK + 'stop = {kind = "pathway.stage_began", subtype = "goodbye"}\n',
    }
    loaded = read_model(write_model(tmp_path, law, name="law"))
    assert check_names(loaded, KNOWN, {"small": practice}) == []
    assert [(breach.table, breach.key) for breach in check_names(loaded, KNOWN)] == [
        ("model", "beside"),
        ("clock first_visit", "stop"),
    ]


class TestTheCommand:
    def check(self, path):
        out = io.StringIO()
        return check_path(path, KNOWN, out), out.getvalue()

    def test_says_what_the_model_holds_when_nothing_is_wrong(self, tmp_path):
        holds = "2 stages, 1 clock, 0 doses, 0 limits, 0 comparators, 1 list, 0 question sets"
        assert self.check(write_model(tmp_path)) == (0, f"small 2026.1: {holds}, nothing wrong\n")

    def test_has_a_line_for_each_thing_wrong_and_exit_code_2(self, tmp_path):
        code, said = self.check(write_model(tmp_path, small_with(clocks=CLOCK.replace("ours = true", ""))))
        assert code == 2
        assert said.startswith("clocks.toml, clock first_visit, source: is missing;")

    def test_names_that_do_not_exist_are_wrong_too(self, tmp_path):
        code, said = self.check(write_model(tmp_path, stopped_by('{kind = "visits.nothing"}')))
        assert code == 2
        assert "clocks.toml, clock first_visit, stop: nothing records visits.nothing" in said

    def test_checks_every_model_of_a_folder_of_models(self, tmp_path):
        write_model(tmp_path)
        write_model(tmp_path, {"model.toml": ""}, name="another")
        code, said = self.check(tmp_path)
        assert code == 2
        assert said.splitlines()[0].startswith("another/")
        assert said.splitlines()[1].startswith("small 2026.1")

    def test_a_path_that_is_no_folder_is_told(self, tmp_path):
        assert self.check(tmp_path / "nowhere") == (
            2,
            f"{tmp_path / 'nowhere'}: is not a folder; name the folder of a practice model\n",
        )

    def test_an_empty_folder_is_no_model(self, tmp_path):
        code, said = self.check(tmp_path)
        assert code == 2
        assert "holds no .toml file" in said

    def test_a_broken_neighbour_is_told(self, tmp_path):
        write_model(tmp_path, {"model.toml": ""}, name="neighbour")
        files = small_with(model=MODEL + 'beside = ["neighbour"]\n')
        code, _ = self.check(write_model(tmp_path, files))
        assert code == 2


def test_a_bulb_and_the_lines_of_a_relationship_name_only_deeds_that_exist(tmp_path):
    bulb = BULB.replace("visits.visit", "visits.vist")
    relationship = RELATIONSHIP.replace("visits.visit", "visits.vist")
    found = breaches_of(tmp_path, small_with(bulb=bulb, relationships=relationship))
    assert [(breach.file, breach.table, breach.key) for breach in found] == [
        ("bulb.toml", "light_bulb", "process"),
        ("relationships.toml", "relationship_stage building", "time"),
    ]
