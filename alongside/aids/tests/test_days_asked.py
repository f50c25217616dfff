"""A day that somebody asks for in an address and that cannot be shown: the page says what to type, and shows today."""

import pytest
from django.urls import reverse

from alongside.aids.tests.factories import allocated, at, main
from alongside.kit.ids import uuid7
from alongside.kit.tests.markup import Page

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("typed", ["banana", "31 2 2026", "1 1 3026", "1 6 2026"])
def test_a_day_that_cannot_be_shown_is_said_at_its_question_and_today_stands(worker, smiths, typed) -> None:
    allocated(smiths)
    for where in (
        at(smiths, "bulb", smiths.amy), at(smiths, "scales"), at(smiths, "blocks"), at(smiths, "block", smiths.katie),
    ):  # fmt: skip
        html = worker.get(where, {"as_of": typed}).content.decode()
        page = Page(html)
        assert "Not shown as you asked" in page.one("main").text
        assert "Not saved" not in page.one("main").text
        assert f'value="{typed}"' in html
        assert html.count("govuk-error-message") == 1
        assert page.all("title")[0].text.startswith("Error: ")
        assert "Not shown as you asked" not in main(worker, where)


def test_the_other_day_stands_as_it_is_shown(worker, smiths) -> None:
    html = worker.get(at(smiths, "bulb", smiths.amy), {"as_of": "banana"}).content.decode()
    assert 'value="Sat 21 Mar 2026"' in html


def test_the_days_asked_for_stand_in_order(worker, smiths) -> None:
    read = worker.get(at(smiths, "bulb", smiths.amy), {"first": "20 4 2026", "as_of": "10 4 2026"}).content.decode()
    assert "This day is before the one from which on you ask. Check both" in read


def test_the_timeline_says_the_same_in_the_same_way(worker, smiths) -> None:
    read = worker.get(reverse("timeline:page", args=[smiths.family.pk]), {"since": "banana"}).content.decode()
    assert "Not shown as you asked" in read
    assert "Write the day like 19 11 2026" in read
    assert "Not saved" not in read
    assert Page(read).all("title")[0].text.startswith("Error: ")


def test_an_answer_and_a_day_that_are_both_refused_stand_in_one_summary(worker, smiths) -> None:
    allocated(smiths)
    for where in (at(smiths, "bulb", smiths.amy), at(smiths, "scales"), at(smiths, "block", smiths.katie)):
        page = Page(worker.post(f"{where}?as_of=banana", {"form_key": str(uuid7())}).content.decode())
        (summary,) = page.all("div", **{"class": "govuk-error-summary"})
        assert "Not saved to the record yet" in summary.text
        assert "Write the day like" in summary.text
        assert page.all("title")[0].text.startswith("Error: ")
