"""When a bulb is dark, glowing or lit: the four states, in their order, on every count and every day."""

from datetime import date, timedelta
from uuid import uuid4

import pytest
from hypothesis import given
from hypothesis import strategies as st

from alongside.aids.rules import (
    Counted,
    Deed,
    Missing,
    State,
    Verdict,
    cable_words,
    judge,
    number_of_deeds,
    sentence,
    window,
)
from alongside.practice.rules import LightBulb, Matcher

BULB = LightBulb((Matcher("visits.visit"), Matcher("meetings.held", "review")))
OPENED = date(2026, 3, 2)
LATER = OPENED + timedelta(days=100)
counts = st.builds(Counted, *[st.integers(0, 5)] * 5)
days = st.integers(0, 400).map(lambda number: OPENED + timedelta(days=number))


@given(counts, days)
def test_the_order_of_the_four_states(counted: Counted, as_of: date) -> None:
    verdict = judge(BULB, OPENED, as_of, counted)
    if (as_of - OPENED).days < 14:
        assert verdict == Verdict(State.CANNOT_TELL)
    elif counted.help == 0:
        assert verdict == Verdict(State.DARK)
    elif counted.late == counted.barriers == 0 and counted.help >= counted.process and counted.differences:
        assert verdict == Verdict(State.LIT)
    else:
        assert verdict.state is State.GLOWING
        assert verdict.missing


@given(counts)
def test_a_bulb_that_glows_says_exactly_what_is_missing(counted: Counted) -> None:
    missing = judge(BULB, OPENED, LATER, counted).missing
    if counted.help:
        assert (Missing.LATE in missing) == (counted.late > 0)
        assert (Missing.BALANCE in missing) == (counted.help < counted.process)
        assert (Missing.DIFFERENCE in missing) == (counted.differences == 0)
        assert (Missing.BARRIER in missing) == (counted.barriers > 0)


@given(counts)
def test_no_bulb_is_lit_with_a_broken_cable(counted: Counted) -> None:
    assert counted.late == 0 or judge(BULB, OPENED, LATER, counted).state is not State.LIT


@pytest.mark.parametrize(("age", "told"), [(0, False), (13, False), (14, True)])
def test_the_work_must_be_fourteen_days_old(age: int, told: bool) -> None:
    verdict = judge(BULB, OPENED, OPENED + timedelta(days=age), Counted(0, 3, 0, 1, 0))
    assert (verdict.state is State.LIT) == told


@pytest.mark.parametrize(("balance", "lit"), [(1.0, False), (0.5, True), (0.4, True)])
def test_how_much_help_to_each_step_is_the_models_to_say(balance: float, lit: bool) -> None:
    bulb = LightBulb(BULB.process, balance=balance)
    assert (judge(bulb, OPENED, LATER, Counted(2, 1, 0, 1, 0)).state is State.LIT) == lit


@given(days)
def test_it_looks_at_the_forty_two_days_to_the_day_and_never_before_the_work(as_of: date) -> None:
    found = window(BULB, OPENED, as_of)
    assert found.last == as_of
    assert found.first == max(OPENED, as_of - timedelta(days=41))
    assert found.holds(as_of)
    assert not found.holds(found.first - timedelta(days=1))


def test_a_window_that_ends_before_it_begins_holds_nothing_and_leaves_the_bulb_dark() -> None:
    found = window(BULB, OPENED, LATER, first=LATER + timedelta(days=1))
    assert found.is_empty
    helped = number_of_deeds([Deed(uuid4(), LATER)], found)
    assert judge(BULB, OPENED, LATER, Counted(0, helped, 0, 1, 0)).state is State.DARK


@given(st.lists(st.tuples(st.sampled_from([uuid4() for _ in range(4)]), days)), days)
def test_a_deed_counts_once_however_many_entries_it_left(told: list, as_of: date) -> None:
    found = window(BULB, OPENED, as_of)
    expected = {deed for deed, day in told if found.first <= day <= found.last}
    assert number_of_deeds([Deed(*each) for each in told], found) == len(expected)


def test_only_deeds_the_model_names_are_cable() -> None:
    assert BULB.is_cable("visits.visit", "plan")
    assert BULB.is_cable("meetings.held", "review")
    assert not BULB.is_cable("meetings.held", "on_concern")
    assert not BULB.is_cable("pathway.fact_recorded", None)


@pytest.mark.parametrize(
    ("counted", "as_of", "words"),
    [
        (
            Counted(0, 1, 0, 0, 0),
            OPENED,
            "The work is not 14 days old. What help does for Amy can be told from 16 March 2026.",
        ),
        (Counted(1, 0, 0, 0, 0), LATER, "No help has reached Amy in this time."),
        (Counted(1, 1, 0, 1, 0), LATER, "Help reaches Amy, and a difference is recorded."),
        (
            Counted(3, 1, 1, 0, 1),
            LATER,
            (
                "Help reaches Amy. For it to be lit: something we have to do is late, less help than what we have to "
                "do, no difference is recorded and something stands in the way."
            ),
        ),
    ],
)
def test_the_sentence_under_the_picture(counted: Counted, as_of: date, words: str) -> None:
    assert sentence(judge(BULB, OPENED, as_of, counted), "Amy", BULB, OPENED) == words


@pytest.mark.parametrize(
    ("deeds", "kept", "said"),
    [
        (0, False, "Nothing that counts as cable is recorded for Amy in this time."),
        (0, True, "The steps above were kept. Nothing else that counts as cable is recorded for Amy in this time."),
        (1, True, "Once in this time."),
        (3, False, "Three times in this time."),
    ],
)
def test_what_was_done_of_the_cable_is_said_beneath_what_was_kept(deeds, kept, said) -> None:
    assert cable_words("Amy", deeds, kept=kept) == said
