"""Whatever is wrong in a model is refused with its file, table and key, and with what to do about it."""

import pytest

from alongside.practice.loading import read_model, read_models
from alongside.practice.rules import Breach, ModelBroken
from alongside.practice.tests.factories import CLOCK, LISTS, MODEL, SMALL, STAGES, small_with, write_model


def clock(*lines: str) -> dict[str, str]:
    return small_with(clocks=CLOCK + "\n".join(lines) + "\n")


def breaches_of(tmp_path, files) -> list[Breach]:
    with pytest.raises(ModelBroken) as refused:
        read_model(write_model(tmp_path, files))
    return refused.value.breaches


BROKEN = [
    # (what is wrong, files, file, table, key, words of the reason)
    ("not TOML", small_with(clocks="[[clock]\n"), "clocks.toml", "", "", "cannot be read as TOML"),
    ("an unknown table", small_with(extra="[[clocks]]\n"), "extra.toml", "clocks", "", "use [model], [[stage]]"),
    (
        "a form on a page that the service does not have",
        small_with(stages=STAGES + 'form = [{ name = "Letter", page = "letters" }]\n'),
        "stages.toml",
        "stage goodbye",
        "form[1].page",
        "must be ",
    ),
    (
        "work of the key worker that is in no list",
        small_with(stages=STAGES + 'ten_i = ["invest"]\n'),
        "stages.toml",
        "stage goodbye",
        "ten_i",
        "invest is not in list.ten_i",
    ),
    ("an unknown key", clock("witihn = 1"), "clocks.toml", "clock first_visit", "witihn", "did you mean within?"),
    ("a far-off key", clock("zzz = 1"), "clocks.toml", "clock first_visit", "zzz", "it may hold id, name"),
    (
        "a missing key",
        small_with(clocks=CLOCK.replace("within", "early")),
        "clocks.toml",
        "clock first_visit",
        "within",
        "is missing; add it",
    ),
    (
        "no id",
        small_with(clocks=CLOCK.replace('id = "first_visit"', "")),
        "clocks.toml",
        "clock number 1",
        "id",
        "is missing; add it",
    ),
    (
        "an id not in snake_case",
        small_with(lists=LISTS.replace('"help"', '"Help us"')),
        "lists.toml",
        "list.visit_purpose Help us",
        "id",
        "small letters, digits and underscores",
    ),
    (
        "a list name not in snake_case",
        small_with(lists=LISTS.replace("visit_purpose", "VisitPurpose")),
        "lists.toml",
        "list.VisitPurpose",
        "",
        "small letters",
    ),
    (
        "an id twice in a list",
        small_with(more=LISTS),
        "more.toml",
        "list.visit_purpose help",
        "id",
        "used already in lists.toml",
    ),
    ("an id twice among clocks", small_with(more=CLOCK), "more.toml", "clock first_visit", "id", "another id"),
    (
        "an id twice among stages",
        small_with(stages=STAGES.replace('"goodbye"', '"welcome"')),
        "stages.toml",
        "stage welcome",
        "id",
        "used already",
    ),
    (
        "a version as a number",
        small_with(model=MODEL.replace('"2026.1"', "2026.1")),
        "model.toml",
        "model",
        "version",
        "quotes",
    ),
    (
        "a version without its number",
        small_with(model=MODEL.replace("2026.1", "2026")),
        "model.toml",
        "model",
        "version",
        'the year and a running number as text: "2026.1"',
    ),
    ("no model table", {**SMALL, "model.toml": ""}, "model.toml", "model", "", "add [model]"),
    ("two model tables", small_with(more=MODEL), "more.toml", "model", "", "stands in model.toml already"),
    ("a model written as a list", small_with(model="model = 3\n"), "model.toml", "model", "", "write it as [model]"),
    (
        "clocks written as one table",
        small_with(clocks='[clock]\nid = "x"\n'),
        "clocks.toml",
        "clock",
        "",
        "write it as [[clock]]",
    ),
    (
        "the folder has another name",
        small_with(model=MODEL.replace('"small"', '"other"')),
        "model.toml",
        "model",
        "id",
        "the folder is called small",
    ),
    (
        "a span in two units",
        clock("soon = {days = 1, hours = 2}"),
        "clocks.toml",
        "clock first_visit",
        "soon",
        "exactly one of days",
    ),
    ("a span in no unit", clock("soon = {}"), "clocks.toml", "clock first_visit", "soon", "exactly one of days"),
    ("weeks", clock("soon = {weeks = 1}"), "clocks.toml", "clock first_visit", "soon.weeks", "write weeks as days"),
    ("a span below nothing", clock("soon = {days = -1}"), "clocks.toml", "clock first_visit", "soon.days", "0 or more"),
    (
        "a span of half a day",
        clock("soon = {days = 0.5}"),
        "clocks.toml",
        "clock first_visit",
        "soon.days",
        "whole number",
    ),
    (
        "a span longer than a century",
        clock("early = {days = 99999}"),
        "clocks.toml",
        "clock first_visit",
        "early.days",
        "or less",
    ),
    (
        "a matcher that is only a word",
        small_with(clocks=CLOCK.replace('{kind = "visits.visit"}', '"visits.visit"')),
        "clocks.toml",
        "clock first_visit",
        "satisfy",
        "in curly brackets",
    ),
    (
        "a matcher without a kind",
        clock('stop = {subtype = "help"}'),
        "clocks.toml",
        "clock first_visit",
        "stop.kind",
        "is missing",
    ),
    (
        "a matcher with more than kind and subtype",
        clock('stop = [{kind = "a.b"}, {kind = "a.c", types = "x"}]'),
        "clocks.toml",
        "clock first_visit",
        "stop[2].types",
        "did you mean subtype?",
    ),
    (
        "a kind without its room",
        clock('stop = {kind = "closed"}'),
        "clocks.toml",
        "clock first_visit",
        "stop.kind",
        "the room and the deed",
    ),
    ("no matcher in the list", clock("stop = []"), "clocks.toml", "clock first_visit", "stop", "empty list"),
    (
        "soon longer than within",
        clock("soon = {days = 8}"),
        "clocks.toml",
        "clock first_visit",
        "soon",
        "longer than within",
    ),
    (
        "soon that could be longer over Easter",
        clock("soon = {working_days = 5}"),
        "clocks.toml",
        "clock first_visit",
        "soon",
        "at some time of year",
    ),
    (
        "not_before longer than within",
        clock("not_before = {days = 8}"),
        "clocks.toml",
        "clock first_visit",
        "not_before",
        "longer than within",
    ),
    (
        "a repeat that shrinks",
        clock("repeat = true", "repeat_within = {days = 6}"),
        "clocks.toml",
        "clock first_visit",
        "repeat_within",
        "may not come sooner than the first",
    ),
    (
        "repeat_within without repeat",
        clock("repeat_within = {days = 8}"),
        "clocks.toml",
        "clock first_visit",
        "repeat_within",
        "add it or take this out",
    ),
    (
        "a statutory clock that can be put on hold",
        clock("statutory = true", "pausable = true", 'source = "Law"'),
        "clocks.toml",
        "clock first_visit",
        "pausable",
        "cannot be put on hold",
    ),
    (
        "a statutory clock without its law",
        clock("statutory = true"),
        "clocks.toml",
        "clock first_visit",
        "source",
        "legal basis",
    ),
    (
        "a clock of nobody",
        small_with(clocks=CLOCK.replace("ours = true", "")),
        "clocks.toml",
        "clock first_visit",
        "source",
        "write ours = true",
    ),
    ("a word for yes", clock('repeat = "yes"'), "clocks.toml", "clock first_visit", "repeat", "true or false"),
    ("an unknown scope", clock('scope = "family"'), "clocks.toml", "clock first_visit", "scope", "'involvement'"),
    (
        "two stages in one place",
        small_with(stages=STAGES.replace("order = 2", "order = 1")),
        "stages.toml",
        "stage goodbye",
        "order",
        "1 belongs to welcome already",
    ),
    (
        "a gap between stages",
        small_with(stages=STAGES.replace("order = 2", "order = 3")),
        "stages.toml",
        "stage goodbye",
        "order",
        "number the 2 stages 1 to 2",
    ),
    (
        "a stage before the first",
        small_with(stages=STAGES.replace("order = 1", "order = 0")),
        "stages.toml",
        "stage welcome",
        "order",
        "1 or more",
    ),
    (
        "a stage without a purpose",
        small_with(stages=STAGES.replace('"Meet the family."', '" "')),
        "stages.toml",
        "stage welcome",
        "purpose",
        "is empty",
    ),
    (
        "no hours at all",
        small_with(more='[[dose]]\nid = "d"\nname = "D"\nhours_a_week = 0\nours = true\n'),
        "more.toml",
        "dose d",
        "hours_a_week",
        "more than 0",
    ),
    (
        "hours without end",
        small_with(more='[[dose]]\nid = "d"\nname = "D"\nhours_a_week = nan\nours = true\n'),
        "more.toml",
        "dose d",
        "hours_a_week",
        "ordinary number",
    ),
    (
        "a limit of nobody",
        small_with(more='[[limit]]\nid = "l"\nname = "L"\nrole = "r"\nabout = 0\nours = true\n'),
        "more.toml",
        "limit l",
        "about",
        "more than 0",
    ),
    (
        "fewer at most than usual",
        small_with(more='[[limit]]\nid = "l"\nname = "L"\nrole = "r"\nabout = 5\nat_most = 4\nours = true\n'),
        "more.toml",
        "limit l",
        "at_most",
        "less than about (5)",
    ),
    (
        "a figure without a source",
        small_with(more='[[comparator]]\nid = "c"\nname = "C"\nvalue = 1\nunit = "u"\nkind = "measured"\n'),
        "more.toml",
        "comparator c",
        "source",
        "is missing",
    ),
    (
        "a character that cannot be printed",
        small_with(lists=LISTS.replace('"Help"', r'"He\u0000lp"')),
        "lists.toml",
        "list.visit_purpose help",
        "label",
        "cannot be printed",
    ),
    (
        "a line only the stored text may have",
        small_with(more="#: file other.toml\n"),
        "more.toml",
        "",
        "",
        "only the stored text may",
    ),
]


@pytest.mark.parametrize(
    ("files", "file", "table", "key", "words"), [row[1:] for row in BROKEN], ids=[row[0] for row in BROKEN]
)
def test_is_refused_with_its_place_and_what_to_do(tmp_path, files, file, table, key, words):
    (breach,) = breaches_of(tmp_path, files)
    assert (breach.file, breach.table, breach.key) == (file, table, key)
    assert words in breach.reason


def test_everything_wrong_is_told_at_once_one_line_each(tmp_path):
    files = small_with(
        clocks=CLOCK
        + "soon = {days = 8}\nrepeat = 1\n"
        + CLOCK.replace("first_visit", "second")
        + "soon = {days = 9}\n",
        stages=STAGES.replace("order = 2", "order = 5"),
        lists="[[list.visit_purpose]\n",
    )
    with pytest.raises(ModelBroken) as refused:
        read_model(write_model(tmp_path, files))
    assert [(breach.file, breach.table, breach.key) for breach in refused.value.breaches] == [
        ("clocks.toml", "clock first_visit", "repeat"),
        ("lists.toml", "", ""),
        ("clocks.toml", "clock second", "soon"),
    ]
    assert len(str(refused.value).splitlines()) == 3
    assert str(refused.value).startswith("clocks.toml, clock first_visit, repeat: must be true or false")


def test_one_spoilt_stage_does_not_make_the_others_look_out_of_order(tmp_path):
    files = small_with(stages=STAGES.replace("order = 1", 'order = "one"'))
    (breach,) = breaches_of(tmp_path, files)
    assert (breach.table, breach.key) == ("stage welcome", "order")


def test_a_folder_without_files_is_no_model(tmp_path):
    (tmp_path / "small").mkdir()
    with pytest.raises(ModelBroken, match=r"holds no \.toml file"):
        read_model(tmp_path / "small")


def test_a_file_in_another_encoding_is_named(tmp_path):
    folder = write_model(tmp_path)
    (folder / "lists.toml").write_bytes('label = "café"'.encode("latin-1"))
    with pytest.raises(ModelBroken, match=r"lists\.toml: is not in UTF-8"):
        read_model(folder)


def test_reading_all_models_names_the_folder_of_each_breach(tmp_path):
    write_model(tmp_path, small_with(clocks=CLOCK.replace("ours = true", "")))
    write_model(tmp_path, {"model.toml": ""}, name="empty")
    with pytest.raises(ModelBroken) as refused:
        read_models(tmp_path)
    assert [breach.file for breach in refused.value.breaches] == ["empty/model.toml", "small/clocks.toml"]
