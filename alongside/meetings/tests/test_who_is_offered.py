"""Whom the forms of meetings ask about first: who is near, and of a review who was invited."""

from dataclasses import replace
from datetime import timedelta
from uuid import UUID

import pytest
from django.urls import reverse

from alongside.access import scope
from alongside.kit import clock
from alongside.kit.ids import uuid7
from alongside.kit.tests.markup import Page
from alongside.meetings.rules import REFERRAL_MEETING, REVIEW, Invited
from alongside.meetings.tests.factories import a_plan, plan_it
from alongside.people import actions as people
from alongside.timeline.tests.factories import SmithFamily, smith_family

pytestmark = pytest.mark.django_db
NAN = "Somebody else of the family: Nan"


@pytest.fixture
def smiths() -> SmithFamily:
    return smith_family(clock.now() - timedelta(days=40))


@pytest.fixture
def nan(smiths) -> UUID:
    """Her own home is elsewhere."""
    with scope.acting_as(smiths.worker):
        return people.add_person(
            by=smiths.worker, family_id=smiths.family.pk, at=clock.now(), name="Nan", role="grandmother",
            in_household=False,
        ).person_id  # fmt: skip


@pytest.fixture
def worker(smiths, client):
    client.force_login(smiths.worker)
    return client


def folds(answer) -> dict[str, bool]:
    """What is folded on a page, and whether it stands open, by its words."""
    page = Page(answer.content.decode())
    whole, words = page.all("details"), page.all("summary")
    return {said.text.strip(): "open" in fold.attributes for fold, said in zip(whole, words, strict=True)}


def planning(smiths: SmithFamily) -> str:
    return reverse("meetings:plan", args=[smiths.family.pk, REFERRAL_MEETING])


def test_who_lives_elsewhere_is_folded_and_the_household_and_helpers_are_asked_at_once(worker, smiths, nan) -> None:
    answer = worker.get(planning(smiths))
    text = answer.content.decode()
    assert folds(answer)[NAN] is False
    at_once, folded = (Page(part) for part in text.split(NAN))
    near = {f"invited-{each}-asked" for each in (smiths.katie, smiths.amy, smiths.liam)}
    asked = {each["name"] for each in at_once.all("select") if each["name"].endswith("-asked")}
    assert near < asked
    assert len(asked - near) == 1  # the key worker
    (hers, _) = folded.all("select")
    assert hers["name"] == f"invited-{nan}-asked"


@pytest.mark.parametrize("typed", [{"asked": "telephone"}, {"note": "Only on a Tuesday"}, {"answer": "coming"}])
def test_what_is_written_or_wrong_in_what_is_folded_stands_open(worker, smiths, nan, typed) -> None:
    sent = {"form_key": str(uuid7()), "day": "", **{f"invited-{nan}-{name}": value for name, value in typed.items()}}
    assert folds(worker.post(planning(smiths), sent))[NAN] is True


def test_somebody_who_is_invited_stands_open_when_the_plan_is_changed(worker, smiths, nan) -> None:
    with scope.acting_as(smiths.worker):
        asked = a_plan(smiths, day=clock.today(), invited=(Invited(nan, None, "Nan", "telephone"),))
        row = plan_it(smiths, asked, at=clock.now())
    assert folds(worker.get(reverse("meetings:plan_anew", args=[smiths.family.pk, row.deed_id])))[NAN] is True


def chosen(answer, person_id: UUID) -> str:
    """How somebody took part, before anybody said."""
    text = answer.content.decode().partition(f'name="person-{person_id}-how"')[2].partition("</select>")[0]
    return next((each["value"] for each in Page(text).all("option") if "selected" in each.attributes), "")


def holding(worker, smiths: SmithFamily, *invited: Invited, kind: str = REVIEW):
    with scope.acting_as(smiths.worker):
        plan = replace(a_plan(smiths), type=kind, day=clock.today(), invited=invited)
        row = plan_it(smiths, plan, at=clock.now())
    return worker.get(reverse("meetings:hold", args=[smiths.family.pk, row.deed_id]))


def test_of_a_review_it_is_asked_who_of_those_invited_was_there_and_the_rest_were_not(worker, smiths, nan) -> None:
    katie = Invited(smiths.katie, None, "Katie", "in_person", "coming")
    liam = Invited(smiths.liam, None, "Liam", "not")
    shown = holding(worker, smiths, katie, Invited(nan, None, "Nan", "telephone"), liam)
    assert [chosen(shown, each) for each in (smiths.katie, nan)] == ["", ""]
    assert [chosen(shown, each) for each in (smiths.amy, smiths.liam)] == ["not", "not"]
    assert NAN not in folds(shown)


def test_why_nobody_spoke_for_a_child_is_asked_all_the_same(worker, smiths) -> None:
    shown = holding(worker, smiths, Invited(smiths.katie, None, "Katie", "in_person"))
    sent = {f"person-{smiths.katie}-how": "present"} | {
        f"person-{each}-how": chosen(shown, each) for each in (smiths.amy, smiths.liam)
    }
    answer = worker.post(shown.request["PATH_INFO"], {"form_key": str(uuid7()), **sent})
    assert "Say why nobody spoke for Amy" in answer.content.decode()


def test_while_nobody_is_said_to_be_invited_the_household_is_asked_about_without_a_start(worker, smiths, nan) -> None:
    shown = holding(worker, smiths)
    assert [chosen(shown, each) for each in (smiths.katie, smiths.amy, smiths.liam)] == ["", "", ""]
    assert chosen(shown, nan) == "none"


def test_at_other_meetings_who_said_they_come_begins_as_having_been_there(worker, smiths) -> None:
    shown = holding(worker, smiths, Invited(smiths.katie, None, "Katie", "in_person", "coming"), kind=REFERRAL_MEETING)
    assert [chosen(shown, each) for each in (smiths.katie, smiths.amy)] == ["present", ""]
