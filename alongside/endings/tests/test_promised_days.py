"""The work ends before a day that the family was promised: which days count, and what each letter says of them."""

from datetime import date, timedelta

import pytest

from alongside.access import scope
from alongside.endings import actions as endings
from alongside.endings import queries
from alongside.endings.rules import days_promised
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
    writes(smiths, f"we come for the last time on {day_long(last)}.")
    plan_exit(smiths, last_visit_on=clock.today().isoformat())
    assert promised(smiths) == [letter_names(last)]


def test_a_day_that_no_letter_names_and_the_plan_no_more_is_not_asked_about(smiths, last):
    plan_exit(smiths, last_visit_on=clock.today().isoformat())
    assert promised(smiths) == []


@pytest.mark.parametrize("again", ["our last visit is on {today}.", "our work has ended.", "we come on {today}."])
def test_writing_to_katie_again_answers_it(client, smiths, family, last, again):
    katie = signs_in(smiths, "Katie Smith")
    writes(smiths, f"our last visit is on {day_long(last)}.")
    writes(smiths, again.format(today=day_long(clock.today())))
    page, answer = ends_on_the_page(client, smiths)
    assert EARLIER not in words(page)
    assert answer.status_code == 302
    assert "A letter said" not in own_page(client, katie)


def test_writing_again_may_say_which_day_it_is_not(smiths, last):
    writes(smiths, f"our last visit is on {day_long(last)}.")
    writes(smiths, f"our last visit is on {day_long(clock.today())}, not on {day_long(last)}.")
    assert promised(smiths) == []


def test_writing_again_to_katie_tells_liam_nothing(smiths, last):
    writes(smiths, f"our last visit is on {day_long(last)}.")
    writes(smiths, f"our last visit is on {day_long(last)}.", to="Liam Smith")
    writes(smiths, "our work has ended.")
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
        ("Dad says that his last visit is on 2 December. Our last visit is on 18 December.", "2026-12-18"),
    ],
)
def test_a_letter_promises_the_day_that_it_says_our_last_visit_is_on(says, day):
    assert days_promised(says, date(2026, 11, 23)) == ({"last_visit_on": day} if day else {})


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
