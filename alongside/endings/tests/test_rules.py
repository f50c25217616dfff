"""What makes an ending good is read off the record."""

from dataclasses import replace
from datetime import date
from uuid import uuid4

import pytest
from hypothesis import given
from hypothesis import strategies as st

from alongside.endings.rules import (
    LETTER_WAYS,
    Done,
    Ending,
    ExitPlan,
    KnownOfLetters,
    SteppingAway,
    checks,
    letter,
    letter_refused,
    shorthand_in,
    signs_of_a_bad_ending,
)

KATIE = str(uuid4())
NAMES = {KATIE: "Katie Smith"}
PLANNED = date(2026, 11, 2)
PLAN = ExitPlan("community", "2026-12-18", "Once a week, then every other week.", "Nan Pat.", agreed_by=(KATIE,))

texts = st.text(max_size=40)
days = st.sampled_from(["", "2026-11-30", "2027-02-28"])
plans = st.builds(
    ExitPlan, way=st.sampled_from(["community", "hand_over", "stepping_away"]), last_visit_on=days, contact=texts,
    turn_to=texts, agreed_by=st.lists(texts).map(tuple), last_review_on=days, last_help_on=days, ended_before=texts,
    feelings=texts, unchanged=texts, afterwards=texts, hand_over_to=texts, hand_over_on=days,
    stepping_away=st.none() | st.builds(SteppingAway, why=texts, not_yet_ready=st.booleans(), what_may_follow=texts),
)  # fmt: skip


def done(on: date = PLANNED, *names: str) -> Done:
    return Done(uuid4(), on, names)


def there(ending: Ending) -> dict[str, bool]:
    return {check.id: check.there for check in checks(ending, NAMES)}


@given(plans)
def test_an_exit_plan_comes_back_as_it_was_told(plan):
    assert ExitPlan.from_content(plan.to_content()) == plan


def test_without_anything_nothing_is_there_and_each_line_says_what_to_do():
    found = checks(Ending(), NAMES)
    assert not any(check.there for check in found)
    assert all(check.to_do and not check.grounds for check in found)


def test_a_plan_shows_who_agreed_and_how_long_before_it_was_made():
    found = {check.id: check for check in checks(Ending(plans=((done(), PLAN),)), NAMES)}
    assert [ground.words for ground in found["agreed"].grounds] == ["Agreed by Katie Smith"]
    assert [ground.words for ground in found["planned"].grounds] == ["Planned 46 days before the last visit"]
    assert found["turn_to"].there
    assert not found["prepared"].there


def test_the_first_plan_counts_for_the_time_there_was_and_the_newest_for_what_is_agreed():
    newer = replace(PLAN, last_visit_on="2026-11-20", agreed_by=(), feelings="Sad, and proud.")
    ending = Ending(plans=((done(date(2026, 11, 16)), newer), (done(), PLAN)))
    assert (there(ending)["agreed"], there(ending)["planned"], there(ending)["prepared"]) == (False, True, True)


def test_a_hand_over_asks_for_the_visit_together_and_other_endings_do_not():
    assert "hand_over" not in there(Ending(plans=((done(), PLAN),)))
    handed = Ending(plans=((done(), replace(PLAN, way="hand_over")),))
    assert there(handed)["hand_over"] is False
    assert there(replace(handed, hand_overs=(done(),)))["hand_over"] is True


@given(st.lists(st.floats(0, 20), min_size=0, max_size=20).map(tuple))
def test_time_together_is_staggered_only_when_the_last_four_weeks_hold_less_and_not_nothing(hours):
    last, before = sum(hours[-4:]), sum(hours[-8:-4])
    expected = len(hours) >= 8 and before > 0 and 0 < last < before
    assert there(Ending(plans=((done(), PLAN),), hours=hours))["staggered"] is expected
    assert not there(Ending(hours=hours))["staggered"]


def test_signs_of_a_bad_ending_are_questions_about_what_the_record_shows():
    assert signs_of_a_bad_ending(Ending(), PLANNED) == []
    sudden = replace(PLAN, last_visit_on="2026-11-06", agreed_by=())
    signs = signs_of_a_bad_ending(Ending(plans=((done(), sudden),)), date(2026, 11, 9))
    assert len(signs) == 4
    good = replace(PLAN, feelings="Proud.")
    assert signs_of_a_bad_ending(Ending(plans=((done(), good),)), PLANNED) == []


@given(plans)
def test_a_letter_names_its_reader_its_sender_and_every_day_that_is_agreed(plan):
    text = letter("Katie", plan, sender="Joanne Mercer", telephone="01632 960002", today=date(2026, 11, 2))
    assert "Dear Katie," in text
    assert text.endswith("Joanne Mercer\n01632 960002")
    for given_day in {plan.last_visit_on, plan.last_review_on, plan.last_help_on} - {""}:
        assert str(date.fromisoformat(given_day).year) in text


def test_a_letter_without_a_plan_promises_no_day():
    text = letter("Katie", None, sender="Joanne", telephone="", today=date(2026, 11, 2))
    assert "is on" not in text


def test_a_day_that_has_passed_is_not_told_as_one_to_come():
    plan = replace(PLAN, last_visit_on="2026-11-01", last_review_on="2026-11-20")
    text = letter("Katie", plan, sender="Joanne", telephone="", today=date(2026, 11, 2))
    assert "Our last visit was on 1 November 2026." in text
    assert "The last meeting with everybody is on 20 November 2026." in text
    assert "Soon our visits will end" not in text


def test_who_steps_away_reads_that_it_is_theirs_to_say_and_how_to_come_back():
    text = letter("Katie", replace(PLAN, way="stepping_away"), sender="Joanne", telephone="", today=PLANNED)
    assert "nobody is cross with you" in text
    assert "You can come back" in text
    assert "You have come a long way" not in text


def test_a_letter_begins_in_whole_words():
    plan = replace(PLAN, turn_to="Your SW, or the TAF at school", afterwards="Advice about DA.")
    text = letter("Katie", plan, sender="Joanne", telephone="", today=PLANNED)
    assert "Your social worker, or the team around the family at school" in text
    assert shorthand_in(text) == []
    assert shorthand_in("The EHA is DONE. The EHA, and CP.") == ["EHA", "CP"]


@pytest.mark.parametrize("how", LETTER_WAYS)
def test_where_nothing_is_recorded_of_letters_it_is_asked_by_whatever_way_they_come(how):
    refused = letter_refused(how, None, safe=None, as_known=False, name="Katie")
    assert refused == ("safe", "Say whether it is safe")
    unsafe = letter_refused(how, None, safe=False, as_known=False, name="Katie")
    assert (unsafe is None) is (how in ("by_hand", "read_out"))
    assert letter_refused(how, None, safe=True, as_known=False, name="Katie") is None
    known = letter_refused(how, KnownOfLetters("No letters home"), safe=None, as_known=False, name="Katie")
    assert (known is None) is (how in ("by_hand", "read_out"))


@pytest.mark.parametrize(
    ("words", "safe"),
    [
        ("No letters home", False), ("Not safe", False), ("never by post", False), ("“No.”", False),
        ("Yes, to Mill Lane", True), ("Safe", True),
        ("Nothing with our name on it", None), ("Norah’s address", None), ("Only to Nan’s", None),
    ],
)  # fmt: skip
def test_what_is_known_of_letters_is_read_from_how_it_begins_and_otherwise_left_to_the_reader(words, safe):
    assert KnownOfLetters(words).safe is safe
