"""Who is typed in at a meeting is on file: known again the next time, and never there twice."""

from datetime import timedelta

import pytest
from django.urls import reverse

from alongside.access import scope
from alongside.agreements.tests.factories import school
from alongside.kit import clock
from alongside.kit.ids import uuid7
from alongside.kit.refusals import NotAllowed
from alongside.kit.tests.markup import Page
from alongside.meetings import actions, queries
from alongside.meetings.rules import HelperThere
from alongside.meetings.tests.factories import held, hold_it
from alongside.people import actions as people
from alongside.people import queries as people_queries
from alongside.people.models import Professional
from alongside.timeline.tests.factories import SmithFamily, account, smith_family

pytestmark = pytest.mark.django_db
RAO = HelperThere("Dr Rao", "came", "GP", "Mill Surgery", "01632 960200", "Amy sleeps badly.")


@pytest.fixture
def smiths() -> SmithFamily:
    return smith_family(clock.now() - timedelta(days=40))


@pytest.fixture
def worker(smiths, client):
    client.force_login(smiths.worker)
    return client


def meet(smiths: SmithFamily, *helpers: HelperThere, days_ago: int = 0):
    """A meeting with them; its entry."""
    with scope.acting_as(smiths.worker):
        return hold_it(smiths, held(smiths, clock.today() - timedelta(days=days_ago), helpers=helpers), at=clock.now())[
            0
        ]


def on_file(name: str = "Dr Rao") -> list[tuple[str, str, str]]:
    found = Professional.objects.filter(name__iexact=name)
    return list(found.values_list("agency__name", "job_title", "telephone"))


def form(worker, smiths: SmithFamily, kind: str = "review") -> Page:
    page = reverse("meetings:record", args=[smiths.family.pk, kind])
    return Page(worker.get(page).content.decode())


def test_who_was_typed_in_is_on_file_and_offered_the_next_time(worker, smiths):
    assert "Dr Rao" not in form(worker, smiths).one("main").text
    meet(smiths, RAO)
    assert on_file() == [("Mill Surgery", "GP", "01632 960200")]
    assert "Dr Rao, GP, Mill Surgery" in form(worker, smiths).one("main").text


def test_chosen_the_next_time_their_details_stand_in_the_minutes(worker, smiths):
    meet(smiths, RAO, days_ago=3)
    (known,) = Professional.objects.filter(name="Dr Rao")
    katie, amy, liam = (f"person-{each}-how" for each in (smiths.katie, smiths.amy, smiths.liam))
    typed = {
        "form_key": str(uuid7()), "day": "today", "minutes": "30", katie: "present", amy: "none", liam: "none",
        f"helper-{known.pk}-came": "came", f"helper-{known.pk}-view": "She sleeps now.",
    }  # fmt: skip
    saved = worker.post(reverse("meetings:record", args=[smiths.family.pk, "review"]), typed)
    assert saved.status_code == 302
    minutes = worker.get(f"{saved.headers['Location']}minutes/person-{smiths.katie}/").content.decode()
    for words in ("Dr Rao", "GP", "Mill Surgery", "01632 960200"):
        assert words in minutes
    assert len(on_file()) == 1


@pytest.mark.parametrize("again", ["Dr Rao", "dr rao", "DR RAO"])
def test_typed_again_nobody_is_there_twice_and_what_is_newer_is_kept(smiths, again):
    meet(smiths, RAO, days_ago=9)
    meet(smiths, HelperThere(again, "came", "", "MILL SURGERY", "01632 960299"), days_ago=2)
    assert on_file() == [("Mill Surgery", "GP", "01632 960299")]


def test_the_same_name_elsewhere_is_somebody_else(smiths):
    meet(smiths, RAO, HelperThere("Dr Rao", "came", "Dentist", "Hill Dental"))
    assert sorted(agency for agency, _, _ in on_file()) == ["Hill Dental", "Mill Surgery"]


def test_a_meeting_put_right_keeps_whoever_was_typed_in_once(worker, smiths):
    entry = meet(smiths, RAO)
    page = Page(worker.get(reverse("meetings:correct", args=[smiths.family.pk, entry.deed_id])).content.decode())
    assert page.named("other-0-who")[0]["value"] == "Dr Rao"
    assert page.one("main").text.count("Mill Surgery") == 0, "typed, so in a field and not offered beside it"
    with scope.acting_as(smiths.worker):
        (found,) = queries.meetings_of(smiths.family.pk, smiths.worker)
        actions.correct_meeting(
            by=smiths.worker, deed_id=uuid7(), family_id=smiths.family.pk, corrects=entry.deed_id, held=found.held,
            at=clock.now(),
        )  # fmt: skip
    assert len(on_file()) == 1


def test_who_helps_the_family_by_now_is_offered_once_and_who_helps_no_longer_keeps_their_place(worker, smiths):
    hill = school(smiths)
    with scope.acting_as(smiths.worker):
        (helper,) = [
            each for each in queries.around(smiths.worker, smiths.family.pk, clock.now()).helpers if not each.ours
        ]
    there = HelperThere(helper.name, "came", helper.role, helper.agency, helper.contact, "", helper.helper_id)
    entry = meet(smiths, there)
    before = len(on_file(helper.name))
    with scope.acting_as(smiths.worker):
        people.end_helper(by=smiths.worker, helper=hill.helper, at=clock.now())
    page = Page(worker.get(reverse("meetings:correct", args=[smiths.family.pk, entry.deed_id])).content.decode())
    assert page.named(f"helper-{helper.helper_id}-came")
    assert len(on_file(helper.name)) == before


def helping(smiths: SmithFamily) -> list[tuple[str, str, str]]:
    with scope.acting_as(smiths.worker):
        lines = people_queries.helpers_of(smiths.family.pk, smiths.worker, clock.now())
    return [(line.name, line.role, line.agency) for line in lines if line.user_id is None]


def reviewed(smiths: SmithFamily, **more: str) -> dict[str, str]:
    """A review with nobody of the family there, and what was typed besides."""
    katie, amy, liam = (f"person-{each}-how" for each in (smiths.katie, smiths.amy, smiths.liam))
    return {
        "form_key": str(uuid7()), "day": "today", "minutes": "30", katie: "present", amy: "none", liam: "none", **more,
    }  # fmt: skip


def test_somebody_typed_in_is_among_those_who_help_when_it_is_said_as_what(worker, smiths):
    typed = reviewed(
        smiths,
        **{
            "other-total": "1", "other-0-who": "Dr Rao", "other-0-post": "GP", "other-0-agency": "Mill Surgery",
            "other-0-came": "came", "other-0-joins": "health",
        },
    )  # fmt: skip
    review = reverse("meetings:record", args=[smiths.family.pk, "review"])
    assert worker.post(review, typed).status_code == 302
    assert helping(smiths) == [("Dr Rao", "health", "Mill Surgery")]
    assert "Dr Rao" in worker.get(reverse("desk:family", args=[smiths.family.pk])).content.decode()
    again = form(worker, smiths)
    assert again.one("main").text.count("Dr Rao, GP, Mill Surgery") == 1


def test_whoever_came_before_can_be_added_the_next_time_and_nobody_is_unasked(worker, smiths):
    meet(smiths, RAO, days_ago=3)
    assert helping(smiths) == []
    (known,) = Professional.objects.filter(name="Dr Rao")
    came = reviewed(smiths, **{f"helper-{known.pk}-came": "came", f"helper-{known.pk}-joins": "health"})
    assert worker.post(reverse("meetings:record", args=[smiths.family.pk, "review"]), came).status_code == 302
    assert helping(smiths) == [("Dr Rao", "health", "Mill Surgery")]


def test_nobody_but_our_own_staff_changes_what_is_on_file(smiths):
    meet(smiths, RAO)
    referrer = account("referrer")
    with scope.acting_as(referrer), pytest.raises(NotAllowed):
        people.professional_met(by=referrer, name="Dr Rao", agency=None, telephone="0800 1")


def test_who_helps_stands_once_and_who_came_before_is_folded_away(worker, smiths):
    with scope.acting_as(smiths.worker):
        (helper,) = people_queries.helpers_of(smiths.family.pk, smiths.worker, clock.now())
    meet(smiths, HelperThere(helper.name, "came", "Key worker", helper.agency), RAO)
    shown = form(worker, smiths)
    assert shown.one("main").text.count(f"Did {helper.name} come?") == 1
    (before,) = [each.text for each in shown.all("details") if "Somebody who came before" in each.text]
    assert "Somebody who came before: Dr Rao" in before
    assert "Did Dr Rao come?" in before
