"""What was noted of an aid comes to the review and to the talk with the manager, with the bulbs as they stood."""

from datetime import timedelta
from typing import Any
from uuid import UUID

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from alongside.access import scope
from alongside.aids import queries
from alongside.aids.tests.factories import TODAY, allocated, at, main, page_of, recorded, sends, visit
from alongside.kit import clock
from alongside.kit.dates import day_typed
from alongside.kit.tests.markup import Page
from alongside.meetings.rules import REVIEW
from alongside.meetings.tests.factories import a_plan, held, hold_it, plan_it
from alongside.people import actions
from alongside.people import queries as people
from alongside.timeline.tests.factories import SmithFamily, did_not_happen

pytestmark = pytest.mark.django_db
KNOWS = "She told school herself that she slept"


@pytest.fixture
def smiths(smiths: SmithFamily) -> SmithFamily:
    return allocated(smiths)


def reviewed(smiths: SmithFamily, days_ago: int) -> None:
    """A review was held."""
    with scope.acting_as(smiths.worker):
        day = TODAY - timedelta(days=days_ago)
        with clock.travel(clock.at(day, 18)):
            hold_it(smiths, held(smiths, day, type=REVIEW, next_on=None), clock.now())


def a_review(smiths: SmithFamily) -> UUID:
    """A review is planned for today."""
    with scope.acting_as(smiths.worker):
        return plan_it(smiths, a_plan(smiths, type=REVIEW, day=TODAY), clock.now()).deed_id


def put_right(smiths: SmithFamily, child: UUID, **known: Any) -> None:
    with scope.acting_as(smiths.worker):
        (line,) = (each for each in people.people_of(smiths.family.pk, smiths.worker, TODAY) if each.person_id == child)
        actions.change_known_as(
            by=smiths.worker, family_id=smiths.family.pk, known_as=line.known_as, at=clock.now(), **known
        )


def notes(worker, smiths: SmithFamily, words: str, days_ago: int = 0) -> None:
    """The worker answers the question of Amy's bulb."""
    with clock.travel(clock.at(TODAY - timedelta(days=days_ago), 18)):
        said = {"difference": words, "differently": "The cards with Katie"}
        assert sends(worker, at(smiths, "bulb", smiths.amy), **said).status_code == 302


def test_a_note_since_the_last_review_is_taken_into_the_next_one_with_the_bulbs_of_both(worker, smiths) -> None:
    notes(worker, smiths, "Nothing yet", days_ago=25)
    reviewed(smiths, 20)
    visit(smiths, TODAY - timedelta(days=2), smiths.amy, tools=[smiths.amy])
    notes(worker, smiths, KNOWS, days_ago=1)
    meeting = a_review(smiths)
    prepare = reverse("meetings:prepare", args=[smiths.family.pk, meeting])

    page = Page(worker.get(prepare).content.decode())
    told = " ".join(page.one("main").text.split())
    assert "Amy Fri 1 May: glowing, cable brokenSat 11 Apr: dark, cable broken" in told
    assert KNOWS in told
    assert "Nothing yet" not in told, "it was before the last review"
    (box,) = [one for one in page.all("input", type="checkbox") if one.attributes["name"] == "brought"]
    kept = next(one["name"] for one in page.all("input", type="radio") if one["name"].endswith("-kept"))
    sent = page.as_sent() | {"brought": box["value"], kept: "kept"}
    assert worker.post(prepare, sent).status_code == 302

    here = reverse("meetings:meeting", args=[smiths.family.pk, meeting])
    assert KNOWS in main(worker, here)
    again = Page(worker.get(prepare).content.decode())
    assert "checked" in next(one for one in again.all("input", type="checkbox") if one["name"] == "brought").attributes
    (look,) = [each for each in recorded(smiths, "aids.looked_at") if each.happened_on == TODAY - timedelta(days=1)]
    did_not_happen(smiths, look)
    assert KNOWS not in main(worker, here)
    assert "It was taken back since, or is kept from you." in main(worker, here)


def test_the_review_that_was_held_shows_the_bulbs_of_its_day(worker, smiths) -> None:
    visit(smiths, TODAY - timedelta(days=30), smiths.amy, tools=[smiths.amy])
    reviewed(smiths, 20)
    (told,) = recorded(smiths, "meetings.held")
    here = reverse("meetings:meeting", args=[smiths.family.pk, told.facts["meeting"]])
    assert "Amy Sat 11 Apr: glowing, cable broken" in main(worker, here)
    assert "Liam Sat 11 Apr: dark, cable broken" in main(worker, here)


def test_a_child_who_has_grown_up_or_died_since_stands_among_the_bulbs_of_the_day(worker, smiths) -> None:
    reviewed(smiths, 20)
    (told,) = recorded(smiths, "meetings.held")
    here = reverse("meetings:meeting", args=[smiths.family.pk, told.facts["meeting"]])
    born = (TODAY - timedelta(days=4)).replace(year=TODAY.year - 18)
    put_right(smiths, smiths.amy, birth=(born, born))
    put_right(smiths, smiths.liam, died_on=TODAY - timedelta(days=2))
    told = main(worker, here)
    assert "Amy Sat 11 Apr: dark, cable broken" in told
    assert "Liam Sat 11 Apr: dark, cable broken" in told
    then = at(smiths, "bulb", smiths.amy)
    assert worker.get(then).status_code == 404, "she is no child now"
    assert worker.get(then, {"as_of": day_typed(TODAY - timedelta(days=20))}).status_code == 200


def test_the_bulbs_of_a_day_are_what_each_childs_page_says_of_it(smiths) -> None:
    visit(smiths, TODAY - timedelta(days=50), smiths.amy, tools=[smiths.amy])
    visit(smiths, TODAY - timedelta(days=5), smiths.liam, tools=[smiths.liam])
    for days_ago in (0, 4, 6, 20, 49, 51):
        day = TODAY - timedelta(days=days_ago)
        with scope.acting_as(smiths.worker):
            shown = queries.bulbs_on(smiths.family.pk, smiths.worker, day, clock.now())
        assert [each.bulb.verdict for each in shown if each.bulb] == [
            page_of(smiths, child, as_of=day).verdict for child in (smiths.amy, smiths.liam)
        ]


def test_talking_it_through_shows_the_bulbs_and_what_was_noted_since_the_last_review(worker, smiths) -> None:
    notes(worker, smiths, "Nothing yet", days_ago=25)
    reviewed(smiths, 20)
    sends(worker, at(smiths, "block", smiths.katie), helps_us_on="A walk", means="Amy waits for us")
    sends(worker, at(smiths, "say_stuck", smiths.katie), about="The door stays shut")
    talk = at(smiths, "talk_through", recorded(smiths, "aids.stuck")[0].pk)
    told = main(worker, talk)
    assert "Amy Fri 1 May: dark, cable broken" in told
    assert "Amy waits for us" in told
    assert "Nothing yet" not in told


def test_the_scales_are_noted_for_one_child_with_what_they_mean(worker, smiths) -> None:
    visit(smiths, TODAY, smiths.amy, tools=[smiths.amy])
    where = at(smiths, "scales")
    told = {"level": "One session for each visit", "means": "Amy is not only watched", "about": str(smiths.amy)}
    assert sends(worker, where, **told).status_code == 302
    (look,) = recorded(smiths, "aids.looked_at")
    assert look.sentence == f"Looked at the scales of Amy, as of {TODAY.day} May 2026."
    assert "What it means for the children: Amy is not only watched" in main(worker, where)
    assert sends(worker, where, **told | {"about": str(smiths.katie)}).status_code == 200


def test_preparing_asks_as_much_for_many_notes_as_for_one(worker, smiths) -> None:
    reviewed(smiths, 20)
    prepare = reverse("meetings:prepare", args=[smiths.family.pk, a_review(smiths)])

    def asked() -> int:
        worker.get(prepare)
        with CaptureQueriesContext(connection) as found:
            assert worker.get(prepare).status_code == 200
        return len(found)

    notes(worker, smiths, KNOWS)
    one = asked()
    for _ in range(3):
        notes(worker, smiths, KNOWS)
    assert asked() == one
