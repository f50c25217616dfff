"""The laws that are read from the source: the house keeps each, and each finds a breach planted in a sample."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest

from .excuses import ROOT
from .laws import deeds, floors, pages, rooms, sizes, words
from .laws.house import Breach, Extra, House
from .sample import NAME, Sample

Law = Callable[[House], list[Breach]]

LAWS: tuple[Law, ...] = (
    rooms.furniture,
    rooms.no_dumping_grounds,
    rooms.order_in_a_room,
    rooms.doors_between_rooms,
    rooms.others_rows,
    rooms.imports_at_the_top,
    rooms.pure_rules,
    rooms.excuses_in_use,
    floors.templates_point_down,
    pages.rows_by_name,
    pages.one_domain_call,
    pages.no_query_in_a_template,
    pages.strict_content_policy,
    pages.forms_are_kept,
    sizes.small_files,
    sizes.short_functions,
    sizes.nothing_left_for_later,
    sizes.nothing_switched_off,
    sizes.one_clock,
    sizes.writes_in_plain_sight,
    words.words_of_practice,
    words.no_domain_below,
    deeds.keyword_only_by_first,
    deeds.whole_or_not_at_all,
    deeds.deeds_leave_entries,
    deeds.no_silent_writes,
    deeds.one_queue,
)
#: The laws that tests outside the rooms keep as well.
LAWS_OF_TESTS: tuple[Law, ...] = (
    rooms.no_dumping_grounds,
    rooms.imports_at_the_top,
    sizes.small_files,
    sizes.short_functions,
    sizes.nothing_left_for_later,
    sizes.nothing_switched_off,
)

VISITS = f"{NAME}/visits"
PAGE = f"{VISITS}/jinja2/visits/planted.jinja"

#: law, the file the breach is planted in, what is planted, and words the law says about it.
PLANTED: tuple[tuple[Law, str, str, str], ...] = (
    (rooms.furniture, f"{VISITS}/queue.py", "ROWS = []\n", "queue.py: is not furniture"),
    (rooms.furniture, f"{VISITS}/notes/old.txt", "old\n", "notes: is not furniture"),
    (rooms.furniture, f"{NAME}/aids/__init__.py", "", "aids/__init__.py: the room does not introduce itself"),
    (rooms.furniture, f"{NAME}/aids/__init__.py", '"""Aids."""\n', "aids/tests: the room has no tests"),
    (rooms.no_dumping_grounds, f"{VISITS}/services.py", "", "'services' says nothing"),
    (rooms.no_dumping_grounds, f"{VISITS}/actions/utils.py", "", "'utils' says nothing"),
    (rooms.order_in_a_room, f"{VISITS}/queries.py", "from .actions import record_visit\n", "queries imports actions"),
    (rooms.order_in_a_room, f"{VISITS}/forms.py", "from . import views\n", "forms imports views"),
    (rooms.order_in_a_room, f"{VISITS}/tasks.py", "from .hooks import PANELS\n", "tasks imports hooks"),
    (rooms.order_in_a_room, f"{VISITS}/rules.py", f"import {NAME}.visits.models\n", "rules imports models"),
    (rooms.order_in_a_room, f"{VISITS}/models/part.py", "from ..queries import visits_of\n", "models imports queries"),
    (rooms.order_in_a_room, f"{VISITS}/actions.py", f"from {NAME}.visits.tests import factories\n", "imports tests"),
    (rooms.order_in_a_room, f"{VISITS}/migrations/0002_more.py", "from ..actions import record_visit\n", "actions"),
    (rooms.order_in_a_room, f"{VISITS}/__init__.py", "from .models import Visit\n", "__init__ imports models"),
    (rooms.doors_between_rooms, f"{VISITS}/views.py", f"from {NAME}.people.models import Family\n", "people.models"),
    (rooms.doors_between_rooms, f"{VISITS}/forms.py", f"import {NAME}.people.models\n", "people.models"),
    (rooms.doors_between_rooms, f"{VISITS}/actions.py", f"from {NAME}.timeline import hooks\n", "timeline.hooks"),
    (rooms.doors_between_rooms, f"{VISITS}/urls.py", f"from {NAME}.people.forms import LABEL\n", "people.forms"),
    (
        rooms.others_rows,
        f"{VISITS}/actions.py",
        f"from {NAME}.people.models import Family\nFAMILIES = Family.objects.all()\n",
        "touches rows of people",
    ),
    (rooms.imports_at_the_top, f"{VISITS}/queries.py", "def late():\n    import json\n    return json\n", "a function"),
    (
        rooms.imports_at_the_top,
        f"{VISITS}/apps.py",
        "class A:\n    def ready(self):\n        from . import hooks\n",
        "apps.py:4",
    ),
    (rooms.imports_at_the_top, f"{VISITS}/tests/test_views.py", "def test_b():\n    from . import factories\n", "top"),
    (
        rooms.imports_at_the_top,
        f"{VISITS}/views.py",
        f'from importlib import import_module\nX = import_module("{NAME}.desk")\n',
        "inside a function",
    ),
    (rooms.pure_rules, f"{VISITS}/rules.py", "from django.db import models\n", "a rule imports django.db"),
    (rooms.pure_rules, f"{NAME}/kit/clock.py", "from django.conf import settings\n", "a rule imports django.conf"),
    (rooms.pure_rules, f"{VISITS}/rules/more.py", "X = 1\n", "do not name their source"),
    (floors.templates_point_down, f"{NAME}/people/jinja2/people/a.jinja", '{% extends "visits/b.jinja" %}', "visits"),
    (pages.rows_by_name, f"{VISITS}/views.py", "ALL = family_for.objects\n", ".objects"),
    (pages.rows_by_name, f"{VISITS}/views/more.py", "def f(m):\n    return m._default_manager\n", "_default_manager"),
    (pages.rows_by_name, f"{VISITS}/forms.py", "def f(m):\n    return getattr(m, '_base_manager')\n", "_base_manager"),
    (pages.rows_by_name, f"{VISITS}/views.py", "def f(Visit):\n    return get_object_or_404(Visit, pk=1)\n", "whole"),
    (pages.rows_by_name, PAGE, "{{ Visit.objects }}", "in a template"),
    (
        pages.one_domain_call,
        f"{VISITS}/views.py",
        "\n\ndef both(user):\n    return queries.visits_of(user, 1), queries.late(user)\n",
        "both calls late and visits_of",
    ),
    (
        pages.one_domain_call,
        f"{VISITS}/views.py",
        "\n\ndef twice(by):\n    actions.record_visit(by=by)\n    actions.close(by=by)\n",
        "twice calls close and record_visit",
    ),
    (pages.no_query_in_a_template, PAGE, "{% for v in family.visits.all() %}{% endfor %}", "planted.jinja:1: asks"),
    (pages.no_query_in_a_template, PAGE, "<p>\n{{ visits . filter(day=1) }}", "planted.jinja:2: asks"),
    (pages.no_query_in_a_template, PAGE, "{{ visits.count() }}", ".count"),
    (pages.no_query_in_a_template, PAGE, "{% if family.visit_set %}x{% endif %}", ".visit_set"),
    (pages.no_query_in_a_template, PAGE, "{{ 'unclosed }}", "cannot be read"),
    (pages.strict_content_policy, PAGE, '<p style="color: red">', "inline style"),
    (pages.strict_content_policy, PAGE, '<a onclick="go()">', "inline handler"),
    (pages.strict_content_policy, PAGE, "<script>go()</script>", "inline script"),
    (pages.forms_are_kept, PAGE, '<p>\n<form method="post"><input name="a"></form>', "planted.jinja:2: has a form"),
    (pages.forms_are_kept, PAGE, '<form method="post">{{ kit.save("Save", draft=false) }}</form>', "cannot be kept"),
    (sizes.small_files, f"{VISITS}/queries.py", "\n" * 401, "more than 400"),
    (sizes.small_files, PAGE, "\n" * 201, "more than 200"),
    (sizes.short_functions, f"{VISITS}/queries.py", "def long():\n" + "    x = 1\n" * 60, "long is longer than 60"),
    (sizes.nothing_left_for_later, f"{VISITS}/queries.py", "# TO" + "DO: finish\n", "left for later"),
    (sizes.nothing_left_for_later, PAGE, "{# FIX" + "ME #}", "left for later"),
    (
        sizes.nothing_switched_off,
        f"{VISITS}/tests/test_views.py",
        "import pytest\n\n@pytest.mark.sk" + "ip\ndef test_b(): ...\n",
        "a test is switched off",
    ),
    (
        sizes.nothing_switched_off,
        f"{VISITS}/tests/test_views.py",
        "from pytest import xf" + "ail\n\ndef test_c():\n    xf" + "ail()\n",
        "a test is switched off",
    ),
    (sizes.nothing_switched_off, f"{VISITS}/queries.py", "X: int = 'a'  # type: ign" + "ore\n", "silences every"),
    (sizes.nothing_switched_off, f"{VISITS}/queries.py", "import os  # no" + "qa\n", "silences every"),
    (sizes.one_clock, f"{VISITS}/actions.py", "from django.utils import timezone\nT = timezone.now()\n", "the time"),
    (sizes.one_clock, f"{VISITS}/actions.py", "from datetime import datetime\nT = datetime.now()\n", "the time"),
    (sizes.one_clock, f"{VISITS}/models.py", "from django.utils.timezone import now\nT = dict(default=now)\n", "time"),
    (sizes.writes_in_plain_sight, f"{VISITS}/hooks.py", "from django.dispatch import receiver\n", "uses signals"),
    (sizes.writes_in_plain_sight, f"{VISITS}/models.py", "class A:\n    def save(self): ...\n", "logic in save()"),
    (words.words_of_practice, PAGE, "<p>Open\ncases</p>", "planted.jinja:2: says 'cases'"),
    (words.words_of_practice, PAGE, "{{ button('Service user list') }}", "'Service user'"),
    (words.words_of_practice, f"{VISITS}/queries.py", "def open_cases(): ...\n", "'open_cases'"),
    (words.words_of_practice, f"{VISITS}/models.py", "class ClientNote: ...\n", "'ClientNote'"),
    (words.words_of_practice, f"{VISITS}/models.py", "def f(*, case_id): ...\n", "'case_id'"),
    (words.words_of_practice, f"{VISITS}/models.py", "X = 'Each case has a caseworker'\n", "says 'case'"),
    (words.words_of_practice, f"{VISITS}/views/client.py", "X = 1\n", "is named with 'client'"),
    (words.no_domain_below, f"{NAME}/kit/clock.py", "def next_visit(): ...\n", "'next_visit'"),
    (deeds.keyword_only_by_first, f"{VISITS}/actions.py", "def close(by, family): ...\n", "by position"),
    (deeds.keyword_only_by_first, f"{VISITS}/actions/more.py", "def close(*, family, by): ...\n", "first by whom"),
    (deeds.whole_or_not_at_all, f"{VISITS}/actions.py", "def close(*, by, family):\n    return 1\n", "is not atomic"),
    (
        deeds.deeds_leave_entries,
        f"{VISITS}/actions.py",
        "\n\ndef close(*, by, family):\n    people.rename(by=by, family=family, name='x')\n",
        "visits.actions.close leaves no entry",
    ),
    (deeds.no_silent_writes, f"{VISITS}/views.py", f"from {NAME}.people.actions import rename\n", "people.actions"),
    (deeds.one_queue, f"{VISITS}/actions.py", "def close(rows):\n    return rows.select_for_update()\n", "holds a row"),
    (deeds.no_silent_writes, f"{NAME}/people/views.py", "from . import actions\n", "people.actions"),
)


@pytest.mark.parametrize("law", LAWS, ids=lambda law: law.__name__)
def test_the_house_keeps_its_law(law: Law, house: House) -> None:
    assert_none(law(house))


@pytest.mark.parametrize("law", LAWS_OF_TESTS, ids=lambda law: law.__name__)
def test_its_tests_keep_the_law_too(law: Law, tests_house: House) -> None:
    assert_none(law(tests_house))


@pytest.mark.parametrize("law", LAWS, ids=lambda law: law.__name__)
def test_a_house_in_order_is_left_alone(law: Law, sample: Sample) -> None:
    assert_none(law(sample.house()))


@pytest.mark.parametrize(("law", "file", "text", "said"), PLANTED, ids=[f"{p[0].__name__}-{p[3]}" for p in PLANTED])
def test_a_planted_breach_is_found(law: Law, file: str, text: str, said: str, sample: Sample) -> None:
    sample.add(file, text)

    found = law(sample.house())

    assert any(said in str(breach) for breach in found), found
    assert all(breach.where and breach.mend for breach in found)
    others = [breach for breach in found if said not in str(breach)]
    assert len(others) <= 1, others


def test_every_law_is_shown_to_fail() -> None:
    assert {law.__name__ for law in LAWS} - {planted[0].__name__ for planted in PLANTED} == {"excuses_in_use"}


@pytest.mark.parametrize(
    ("law", "excuses", "said"),
    [
        (rooms.excuses_in_use, {"extras": {"kit": {"gone": Extra("rules", "was needed")}}}, "'gone' is not there"),
        (rooms.excuses_in_use, {"extras": {"kit": {"clock": Extra("rules", " ")}}}, "no reason"),
        (rooms.excuses_in_use, {"extras": {"kit": {"clock": Extra("attic", "why")}}}, "no reason or place"),
        (rooms.excuses_in_use, {"long_files": {f"{VISITS}/gone.py": "was long"}}, "is not there"),
        (deeds.deeds_leave_entries, {"deedless": {"visits.actions.gone": "why"}}, "is not there"),
        (deeds.keyword_only_by_first, {"nobodys": {"visits.actions.gone": "why"}}, "is not there"),
        (deeds.keyword_only_by_first, {"nobodys": {"visits.actions.record_visit": "why"}}, "but says by whom"),
        (sizes.one_clock, {"machine_time": {"visits.actions.record_visit": "why"}}, "take the excuse down"),
        (deeds.deeds_leave_entries, {"deedless": {"visits.actions.record_visit": "why"}}, "but leaves entries"),
    ],
)
def test_an_excuse_that_is_not_needed_is_taken_down(
    law: Law, excuses: dict[str, Any], said: str, sample: Sample
) -> None:
    found = law(sample.house(replace(sample.customs, **excuses)))

    assert [breach for breach in found if said in str(breach)], found


def test_an_action_excused_with_a_reason_may_leave_no_entry(sample: Sample) -> None:
    sample.add(f"{VISITS}/actions.py", "\n\ndef keep_draft(*, by, key):\n    return key\n")
    customs = replace(sample.customs, deedless={"visits.actions.keep_draft": "a draft is not a deed"})

    assert_none(deeds.deeds_leave_entries(sample.house(customs)))


def test_what_nobody_does_and_what_needs_the_machines_time_is_excused_with_a_reason(sample: Sample) -> None:
    text = "\n\nfrom time import time\n\n\ndef tidy(*, at):\n    return time()\n"
    sample.add(f"{VISITS}/actions.py", text)
    excused = {"visits.actions.tidy": "the machine itself does it"}
    house = sample.house(replace(sample.customs, nobodys=excused, machine_time=excused))

    assert_none(deeds.keyword_only_by_first(house))
    assert_none(sizes.one_clock(house))


def test_an_action_may_leave_its_entries_through_another_file_of_its_room(sample: Sample) -> None:
    sample.take_away(f"{VISITS}/actions.py")
    sample.plant(f"{VISITS}/actions/__init__.py", "from .recording import record_visit\n")
    sample.plant(
        f"{VISITS}/actions/recording.py",
        f"""
        from {NAME}.timeline.actions import record as leave


        def record_visit(*, by, family, minutes):
            leave(by=by, family=family, kind="visits.visit")
        """,
    )
    sample.plant(
        f"{VISITS}/actions/again.py",
        f"""
        from {NAME}.visits import actions


        def record_again(*, by, family):
            actions.record_visit(by=by, family=family, minutes=1)
        """,
    )

    assert_none(deeds.deeds_leave_entries(sample.house()))


@pytest.mark.parametrize(
    "text",
    [
        "SELECT CASE WHEN minutes > 0 THEN 1 END",
        "just in case she is late, and in that case ring",
        "lower case, case-insensitive, client_id, the test client",
        "a briefcase in the showcase",
    ],
)
def test_other_meanings_of_the_same_letters_are_left_alone(text: str) -> None:
    assert words.ill_word(text) is None


@pytest.mark.parametrize("text", ["this case", "Cases", "caseload", "a client's view", "service-user", "case_note"])
def test_ill_words_are_heard_in_any_form(text: str) -> None:
    assert words.ill_word(text) is not None


def test_the_models_of_practice_use_the_words_of_practice() -> None:
    assert_none(words.words_of_models(ROOT / "practice"))


def test_an_ill_word_in_a_model_of_practice_is_found(sample: Sample) -> None:
    assert_none(words.words_of_models(sample.root / "practice"))

    sample.plant("practice/models/sample/stages.toml", '[[stage]]\nname = "Open case"\n')

    assert [breach.where for breach in words.words_of_models(sample.root / "practice")] == [
        "practice/models/sample/stages.toml:2"
    ]


def assert_none(breaches: list[Breach]) -> None:
    assert not breaches, "\n" + "\n".join(map(str, breaches))
