"""How long, how much time is left, and what no longer waits once a next step is said."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from alongside.aids.rules import (
    Said,
    Waiting,
    asked_of_worker,
    gone_on,
    is_waited_for,
    meeting_answered,
    settled_by,
    time_left,
    unnamed,
)

TODAY = date(2026, 5, 1)
children = st.frozensets(st.sampled_from("abc"))
days = st.dates(date(2000, 1, 1), date(2050, 1, 1))


@pytest.mark.parametrize(
    ("since", "words"),
    [
        (TODAY, ""),
        (TODAY - timedelta(days=1), "one day"),
        (TODAY - timedelta(days=13), "13 days"),
        (TODAY - timedelta(days=21), "three weeks"),
        (date(2026, 3, 1), "two months"),
        (date(2025, 5, 1), "one year"),
        (date(2024, 4, 1), "two years and one month"),
    ],
)
def test_how_long_a_worry_has_gone_on_is_said_as_people_say_it(since, words) -> None:
    assert gone_on(since, TODAY) == words


@given(days, days)
def test_time_is_left_until_the_day_and_none_after_it(by, today) -> None:
    said = time_left(by, today)
    assert ("left" in said, said == "today", "passed" in said) == (by > today, by == today, by < today)
    assert "no " not in said
    assert "  " not in said


@given(
    children,
    st.lists(st.builds(Waiting, st.uuids().map(str), children, st.lists(st.builds(Said, children)).map(tuple))),
    children,
)
def test_what_came_back_waits_until_each_of_its_children_has_a_next_step_or_grew_up(chosen, waiting, grown) -> None:
    still = {child for each in waiting for child in each.children} - grown | chosen
    settled = settled_by(chosen, waiting, still)
    for each in waiting:
        said, left = set(chosen).union(*(one.children for one in each.since)), each.children & still
        if each.promise_id in settled:
            assert left & chosen or not left
            assert left <= said
        else:
            assert not left & chosen or left - said


@given(children, children, children)
def test_what_is_waited_for_can_be_ended_by_a_next_step_and_what_cannot_is_waited_for_no_more(whom, still, said):
    back = Waiting("request", whom, (Said(said),))
    waits = is_waited_for({"children": sorted(whom)}, still)
    assert waits == (settled_by(still, [back], still) == ["request"] and bool(whom & still))
    if waits:
        assert settled_by(whom & still, [back], still) == ["request"]


def test_a_paper_calls_nobody_by_a_name_that_is_protected() -> None:
    sentence = unnamed("Amy Smith-Jones is seen. Amyas saw Amy’s room, and AMY.", ["Amy Smith-Jones", "Amy"])
    assert sentence == "Somebody is seen. Amyas saw somebody’s room, and AMY."


def test_the_answer_is_told_as_it_was_given() -> None:
    facts = {"by": "Denise Abara", "names": ["Amy", "Liam"], "answer": "agreed", "day": "2026-05-12"}
    agreed = "Denise Abara agreed to a legal planning meeting for Amy and Liam, on 12 May 2026."
    assert meeting_answered(facts) == agreed
    assert "did not agree" in meeting_answered(facts | {"answer": "not_agreed"})
    assert asked_of_worker("more_wanted", "Denise Abara", ["Amy"], None).startswith("Read what, and ask again: ")
    for answer in ("agreed", "not_agreed"):
        said = asked_of_worker(answer, "Denise Abara", ["Amy"], date(2026, 5, 12))
        assert said.startswith("Read why, and say what comes next: Denise Abara "), "a list shows the beginning alone"
