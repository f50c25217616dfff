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
    SteppingAway,
    checks,
    days_refused,
    letter,
    shorthand_in,
    signs_of_a_bad_ending,
    written_out,
)
from alongside.people.rules import KnownOfLetters, letter_refused

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


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("Ring Ms DV Patel, 12 SW Road, DA 14", []), ("Ring DV Patel.", []), ("Your SW Joanne", ["SW"]),
        ("the TAF Hillview", ["TAF"]), ("Advice about DA. You can ring.", ["DA"]), ("CP\nDear Amy", ["CP"]),
    ],
)  # fmt: skip
def test_the_letters_of_a_name_are_no_shorthand(words, found):
    assert shorthand_in(words) == found
    if not found:
        assert written_out(words) == words


def test_only_the_words_of_the_plan_are_written_out():
    text = letter("PR", replace(PLAN, turn_to="Your HV"), sender="D. SW", telephone="", today=PLANNED)
    assert "Dear PR," in text
    assert text.endswith("D. SW")
    assert "Your health visitor." in text


def test_a_letter_speaks_in_whole_sentences_and_names_its_days_in_their_order():
    plan = replace(PLAN, last_review_on="2026-12-20", contact="Once a week", afterwards="Breakfast club", turn_to="Nan")
    told = letter("Amy", plan, sender="Joanne", telephone="", today=PLANNED).split("Dear Amy,")[1]
    lines = [line for line in told.splitlines() if line][:-1]
    assert all(line.endswith(".") and ":" not in line for line in lines), lines
    assert told.index("Our last visit is on 18") < told.index("The last meeting with everybody is on 20")


def test_the_days_of_an_exit_plan_come_after_the_work_began_and_in_their_order():
    opened, last = date(2026, 9, 1), date(2026, 12, 18)
    assert days_refused({"last_review_on": None, "last_visit_on": last}, opened) == []
    early = days_refused({"last_review_on": date(2026, 8, 1), "last_visit_on": last}, opened)
    assert early == [("last_review_on", "The family was not yet with us. Give a day from 1 September 2026 on")]
    late = days_refused({"last_help_on": date(2026, 12, 19), "hand_over_on": last, "last_visit_on": last}, opened)
    said = "The last help is not given after the last visit, on 18 December 2026. Check both days"
    assert late == [("last_help_on", said)]


@pytest.mark.parametrize("how", LETTER_WAYS)
def test_where_nothing_is_recorded_of_letters_it_is_asked_by_whatever_way_they_come(how):
    refused = letter_refused(how, None, safe=None, as_known=False, name="Katie")
    assert refused == ("safe", "Say whether it is safe")
    unsafe = letter_refused(how, None, safe=False, as_known=False, name="Katie")
    assert (unsafe is None) is (how == "read_out"), "a letter given by hand lies about afterwards"
    assert letter_refused(how, None, safe=True, as_known=False, name="Katie") is None
    known = letter_refused(how, KnownOfLetters("No letters home"), safe=None, as_known=False, name="Katie")
    assert (known is None) is (how in ("by_hand", "read_out"))
    assert letter_refused(how, KnownOfLetters("No letters home"), safe=None, as_known=True, name="Katie") is None
    named = letter_refused(how, KnownOfLetters("By hand at school"), safe=None, as_known=False, name="Katie")
    assert (named is None) is (how in ("by_hand", "read_out"))


@pytest.mark.parametrize(
    ("words", "safe"),
    [
        ("No letters home", False), ("Not safe", False), ("never by post", False), ("“No.”", False),
        ("Yes", True), ("Safe.", True), (" yes! ", True),
        ("Yes, to Mill Lane", None), ("Safe by hand only. Never by post", None), ("Safe? He reads them all", None),
        ("Nothing with our name on it", None), ("Norah’s address", None), ("Only to Nan’s", None),
    ],
)  # fmt: skip
def test_only_a_whole_yes_is_a_yes_and_whatever_says_more_is_left_to_the_reader(words, safe):
    assert KnownOfLetters(words).safe is safe


def test_planned_for_counts_to_the_day_on_which_the_work_did_end():
    first, last = date(2026, 10, 1), date(2026, 12, 18)
    ending = Ending(plans=((Done(uuid4(), first), ExitPlan("community", last.isoformat(), "Less", "Nan")),))
    grounds = {
        closed: next(check for check in checks(replace(ending, closed_on=closed), {}) if check.id == "planned")
        for closed in (None, date(2026, 11, 1), date(2026, 10, 5), date(2026, 12, 20))
    }
    told = [[ground.words for ground in check.grounds] for check in grounds.values()]
    assert told == [
        ["Planned 78 days before the last visit"], ["Planned 31 days before our work ended"], [],
        ["Planned 78 days before the last visit"],
    ]  # fmt: skip


def test_a_letter_that_promises_a_later_last_visit_made_no_earlier_ending_known():
    letter = Done(uuid4(), date(2026, 11, 23), ("Katie",), ("11-23", "12-18"))
    plan = ExitPlan("community", "2026-12-18", "Less", "Nan")
    ending = Ending(plans=((Done(uuid4(), date(2026, 10, 1)), plan),), letters=(letter,))
    known = {
        closed: next(check for check in checks(replace(ending, closed_on=closed), {}) if check.id == "known")
        for closed in (None, date(2026, 11, 23))
    }
    assert [check.there for check in known.values()] == [True, False]
    assert "the letter does not say that our work ended on 23 November 2026" in known[date(2026, 11, 23)].to_do
