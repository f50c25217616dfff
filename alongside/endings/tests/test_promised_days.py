"""The work ends before a day that the family was promised: which days count, and what each letter says of them."""

from datetime import date, timedelta

import pytest

from alongside.access import scope
from alongside.endings import actions as endings
from alongside.endings import queries
from alongside.endings.rules import PROMISED_DAYS, days_promised
from alongside.endings.tests.factories import person, plan_exit
from alongside.endings.tests.factories import visit as visited
from alongside.endings.tests.test_closing_page import closing, words
from alongside.endings.tests.test_family_is_told import ends_on_the_page, own_page, signs_in
from alongside.kit import clock
from alongside.kit.dates import day_long
from alongside.people import queries as people

pytestmark = pytest.mark.django_db
EARLIER = "It ends earlier than was promised"


@pytest.fixture
def last(smiths):
    """The day of the last visit as it is planned."""
    visited(smiths, 33)
    day = clock.today() + timedelta(days=25)
    plan_exit(smiths, last_visit_on=day.isoformat())
    return day


def writes(smiths, says: str, to: str = "Katie Smith") -> None:
    given = {"to": person(smiths, to), "how": "by_hand", "safe": True, "on": clock.today()}
    smiths.act(smiths.worker, endings.give_letter, body=f"Dear {to}, {says} Joanne", **given)


def promised(smiths) -> list[str]:
    """What is asked about when the work ends today."""
    with scope.acting_as(smiths.worker):
        later = queries.told_at_close(smiths.family_id, smiths.worker).after(clock.today())
    return [each.words for each in later]


def letter_says(day: date, to: str = "Katie Smith") -> str:
    return f"The letter to {to} says that our last visit is on {day_long(day)}. Tell {to}, or write again."


def letter_names(day: date) -> str:
    said = f"A letter to Katie Smith names {day_long(day)}. The work will have ended by then."
    return f"{said} Tell Katie Smith, or write again, if it speaks of us."


def plan_says(day: date) -> str:
    return f"The exit plan says that our last visit is on {day_long(day)}."


def test_katie_reads_that_the_day_in_her_letter_is_called_off_also_when_the_plan_was_changed_since(
    client, smiths, family, last
):
    katie = signs_in(smiths, "Katie Smith")
    writes(smiths, f"our last visit is on {day_long(last)}.")
    plan_exit(smiths, last_visit_on=clock.today().isoformat())
    page, answer = ends_on_the_page(client, smiths)
    assert answer.status_code == 200
    assert letter_says(last) in words(page)
    ends_on_the_page(client, smiths, earlier="Joanne rang Katie and said why.")
    assert f"A letter said: our last visit is on {day_long(last)}. This is called off" in own_page(client, katie)


def test_a_day_only_named_in_a_letter_from_an_earlier_plan_is_shown_too(smiths, last):
    writes(smiths, f"we say goodbye on {day_long(last)}.")
    plan_exit(smiths, last_visit_on=clock.today().isoformat())
    assert promised(smiths) == [letter_names(last)]


def test_a_day_that_no_letter_names_and_the_plan_no_more_is_not_asked_about(smiths, last):
    plan_exit(smiths, last_visit_on=clock.today().isoformat())
    assert promised(smiths) == []


@pytest.mark.parametrize("again", ["our last visit is on {today}.", "we come on {today}."])
def test_writing_to_katie_again_answers_it(client, smiths, family, last, again):
    katie = signs_in(smiths, "Katie Smith")
    writes(smiths, f"our last visit is on {day_long(last)}.")
    writes(smiths, again.format(today=day_long(clock.today())))
    page, answer = ends_on_the_page(client, smiths)
    assert EARLIER not in words(page)
    assert answer.status_code == 302
    assert "A letter said" not in own_page(client, katie)


def writes_then_of_no_day(smiths, last: date, later: str = "the books are with this letter.") -> str:
    """Katie is promised the day of the last visit, and written to again; what is said of it when the work ends."""
    writes(smiths, f"our last visit is on {day_long(last)}.")
    writes(smiths, later)
    of, on = day_long(clock.today()), day_long(last)
    return (
        f"The letter to Katie Smith of {of} said that our last visit is on {on}. A later letter does not name it."
        " If it did not say that we do not come, tell Katie Smith."
    )


def test_a_later_letter_that_says_nothing_of_any_day_leaves_the_promise_standing_as_not_sure(
    client, smiths, family, last
):
    katie = signs_in(smiths, "Katie Smith")
    not_sure = writes_then_of_no_day(smiths, last)
    page, answer = ends_on_the_page(client, smiths)
    assert not_sure in words(page)
    assert EARLIER not in words(page)
    assert answer.status_code == 302, "nobody has to say what was told"
    assert f"A letter said: our last visit is on {day_long(last)}. This is called off" in own_page(client, katie)


@pytest.mark.parametrize(
    "later", ["our work has ended.", "we ring you at 3.30 or at 2.10pm.", "the books are with this letter."]
)
def test_the_day_a_later_letter_is_written_on_and_the_time_of_day_are_no_days_that_it_names(smiths, last, later):
    head = day_long(clock.today())
    not_sure = writes_then_of_no_day(smiths, last, later)
    letter = f"{head}\n\nDear Katie Smith,\n{later}"
    smiths.act(
        smiths.worker, endings.give_letter, body=letter, to=person(smiths, "Katie Smith"), how="by_hand", safe=True,
        on=clock.today(),
    )  # fmt: skip
    assert promised(smiths) == [not_sure]


def test_only_the_last_promise_is_not_sure_where_letters_of_no_day_followed_it(smiths, last):
    writes(smiths, f"our last visit is on {day_long(last + timedelta(days=3))}.")
    not_sure = writes_then_of_no_day(smiths, last)
    writes(smiths, "thank you for your card.")
    assert promised(smiths) == [not_sure]


def test_a_letter_of_another_day_answers_the_promise_before_a_letter_of_no_day_too(smiths, last):
    writes_then_of_no_day(smiths, last)
    writes(smiths, f"our last visit is on {day_long(clock.today())}.")
    assert promised(smiths) == []


def test_a_plan_made_since_is_asked_about_beside_the_promise_that_is_not_sure(smiths, last):
    not_sure = writes_then_of_no_day(smiths, last)
    plan_exit(smiths, last_visit_on=last.isoformat())
    assert promised(smiths) == [not_sure, plan_says(last)]


def test_a_letter_of_no_day_does_not_answer_the_plan_either_where_a_letter_only_names_its_day(smiths, last):
    writes(smiths, f"court is on {day_long(last)}.")
    writes(smiths, "the books are with this letter.")
    assert promised(smiths) == [letter_names(last), plan_says(last)]


def test_writing_again_may_say_which_day_it_is_not(smiths, last):
    writes(smiths, f"our last visit is on {day_long(last)}.")
    writes(smiths, f"our last visit is on {day_long(clock.today())}, not on {day_long(last)}.")
    assert promised(smiths) == []


def test_writing_again_to_katie_tells_liam_nothing(smiths, last):
    writes(smiths, f"our last visit is on {day_long(last)}.")
    writes(smiths, f"our last visit is on {day_long(last)}.", to="Liam Smith")
    writes(smiths, f"our last visit is on {day_long(clock.today())}.")
    assert promised(smiths) == [letter_says(last, "Liam Smith")]


def test_a_plan_made_after_the_letters_promises_its_own_day(smiths, last):
    writes(smiths, f"our last visit is on {day_long(last)}.")
    writes(smiths, f"our last visit is on {day_long(clock.today())}.")
    later = last + timedelta(days=2)
    plan_exit(smiths, last_visit_on=later.isoformat())
    assert promised(smiths) == [plan_says(later)]


def test_what_a_letter_says_of_the_visit_of_somebody_else_is_not_told_as_ours_nor_hides_it(smiths, last):
    writes(smiths, f"the nurse’s last visit is on {day_long(clock.today())}. Our last visit is on {day_long(last)}.")
    assert promised(smiths) == [letter_says(last)]


def test_a_letter_that_names_the_day_for_a_court_is_not_told_as_a_promise(client, smiths, family, last):
    katie = signs_in(smiths, "Katie Smith")
    writes(smiths, f"court is on {day_long(last)}. We tell you our last day later.")
    page, _ = ends_on_the_page(client, smiths)
    assert letter_names(last) in words(page)
    assert plan_says(last) in words(page)
    assert "The letter to Katie Smith says" not in words(page)
    _, answer = ends_on_the_page(client, smiths, earlier="Joanne rang Katie and said why.")
    assert answer.status_code == 302
    assert "A letter said" not in own_page(client, katie)


def test_where_a_letter_only_names_a_day_nobody_has_to_say_what_was_told(client, smiths, family, last):
    writes(smiths, f"court is on {day_long(last)}.")
    plan_exit(smiths, last_visit_on=clock.today().isoformat())
    page, answer = ends_on_the_page(client, smiths)
    assert EARLIER not in words(page)
    assert "It ends before a day that a letter names." in words(page)
    assert answer.status_code == 302


def test_what_a_letter_promises_is_asked_about_without_a_plan_too(client, smiths, family):
    visited(smiths, 33)
    last = clock.today() + timedelta(days=25)
    writes(smiths, f"our last visit is on {day_long(last)}.")
    assert promised(smiths) == [letter_says(last)]
    assert letter_says(last) in words(closing(client, smiths))


@pytest.mark.parametrize(
    ("says", "day"),
    [
        ("Our last visit is on 18 December 2026.", "2026-12-18"),
        ("our last visit to you\nwill be on Friday, 18th Dec", "2026-12-18"),
        ("Our last visit is on the 2nd of January.", "2027-01-02"),
        ("Our last visit is on 18/12/2026", "2026-12-18"),
        ("Our last visit is on 4 December, not on 18 December.", "2026-12-04"),
        ("Our last visit is before court on 18 December.", ""),
        ("Our last visit is not on 18 December.", ""),
        ("Court is on 18 December. Our last visit is soon.", ""),
        ("Our last visit is on 31 February or 18/13.", ""),
        ("Our last visit is on Fri 18 December.", "2026-12-18"),
        ("Our last visit together is on Fri., 18 December.", "2026-12-18"),
        ("Our last visit: Friday 18 December", "2026-12-18"),
        ("Our last visit is on 1/6/27.", "2027-06-01"),
        ("Our last visit is on 18 December 1430.", "2026-12-18"),
        ("The nurse’s last visit is on 2 December. Our last visit is on 18 December.", "2026-12-18"),
        ("Our last visit is on 18/12 pm.", "2026-12-18"),
        ("Our last visit is on 15 June.", "2027-06-15"),
        ("Our last visit is on 15 June 2026.", "2026-06-15"),
        ("Our last visit is on 22 November.", "2026-11-22"),
        ("Our last visit is on 21 October.", "2027-10-21"),
        ("Our last visit is at 3pm on 18 December.", "2026-12-18"),
        ("Our last visit will be at 10.30 am on Fri 18 December.", "2026-12-18"),
        ("Our last visit is now on 4 December.", "2026-12-04"),
        ("Our last visit will take place next Friday, 4 December.", "2026-12-04"),
        ("We come for the last time at 2pm on 18 December.", "2026-12-18"),
        ("Our last visit is on 1st Sept.", "2027-09-01"),
        ("Our last visit is on 18-12-2026.", "2026-12-18"),
        ("Our last visit is at 9-10.", ""),
        ("Our last visit is at 3pm.", ""),
        ("Our last visit is on 23 November.", "2026-11-23"),
        ("Our last visit is on 29 February.", "2028-02-29"),
        ("We come for our last visit on 18 December.", "2026-12-18"),
        ("See you for our last visit\non Friday, 18th Dec", "2026-12-18"),
        ("I will be with you for the last visit on the 2nd of January.", "2027-01-02"),
        ("We come for the last time on 18 December.", "2026-12-18"),
        ("I will come to see you and Amy for the last time on 18/12/2026.", "2026-12-18"),
        ("You will see us for the last time on Friday 18 December.", "2026-12-18"),
        ("We’ll come for our last visit on 4 December, not for our last visit on 18 December.", "2026-12-04"),
        ("We do not come for our last visit on 18 December.", ""),
        ("We can’t come for our last visit on 18 December. Our last visit is on 4 December.", "2026-12-04"),
        ("Thank you for our last visit on 3 November.", ""),
        ("We met for our last visit on 3 November.", ""),
        ("The nurse comes for her last visit on 18 December.", ""),
        ("The nurse comes for the last visit on 18 December.", ""),
        ("Dad comes for the last time on 18 December.", ""),
        ("We heard that Dad comes for the last time on 18 December.", ""),
        ("We come when Dad comes for the last time on 18 December.", ""),
        ("We came for the last time on 3 November.", ""),
        ("We come for the last time before court on 18 December.", ""),
        ("Dad says that his last visit is on 2 December. Our last visit is on 18 December.", "2026-12-18"),
    ],
)
def test_a_letter_promises_the_day_that_it_says_our_last_visit_is_on(says, day):
    assert days_promised(says, date(2026, 11, 23)) == ({"last_visit_on": day} if day else {})


@pytest.mark.parametrize("what", PROMISED_DAYS.values())
def test_coming_for_what_the_plan_promises_is_a_promise_as_saying_that_it_is_on_that_day(what):
    written = date(2026, 11, 23)
    assert days_promised(f"We see you for {what} on 18 December.", written) == days_promised(
        f"{what} is on 18 December.", written
    )


def test_a_letter_begun_from_the_plan_promises_the_days_of_the_plan(smiths, last):
    plan_exit(
        smiths, last_visit_on=last.isoformat(), last_review_on=(last - timedelta(days=9)).isoformat(),
        last_help_on=(last - timedelta(days=2)).isoformat(),
    )  # fmt: skip
    with scope.acting_as(smiths.worker):
        family = people.family(smiths.worker, smiths.family_id)
        text = queries.letter_form(family, smiths.worker, str(person(smiths, "Katie Smith")), clock.now()).text
    assert days_promised(text, clock.today()) == {
        "last_visit_on": last.isoformat(), "last_review_on": (last - timedelta(days=9)).isoformat(),
        "last_help_on": (last - timedelta(days=2)).isoformat(),
    }  # fmt: skip
