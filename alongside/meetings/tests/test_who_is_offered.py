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
from alongside.meetings import queries
from alongside.meetings.rules import REFERRAL_MEETING, REVIEW, HelperThere, Invited
from alongside.meetings.tests.factories import a_plan, held, hold_it, plan_it
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


def test_each_who_may_be_asked_is_one_line_until_something_is_said_of_them(worker, smiths) -> None:
    lines = folds(worker.get(planning(smiths)))
    assert not any(lines.values())
    assert {words.split(",")[0] for words in lines} > {"Ask Katie", "Ask Amy", "Ask Liam"}
    asked = {f"invited-{smiths.katie}-asked": "telephone", f"invited-{smiths.amy}-answer": "coming"}
    said = folds(worker.post(planning(smiths), {"form_key": str(uuid7()), "day": "", **asked}))
    assert [words.split(",")[0] for words, is_open in said.items() if is_open] == ["Ask Katie", "Ask Amy"]


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


def test_of_a_review_it_is_asked_who_of_those_invited_was_there_and_nothing_is_said_of_the_rest(
    worker, smiths, nan
) -> None:
    katie = Invited(smiths.katie, None, "Katie", "in_person", "coming")
    liam = Invited(smiths.liam, None, "Liam", "not")
    shown = holding(worker, smiths, katie, Invited(nan, None, "Nan", "telephone"), liam)
    assert [chosen(shown, each) for each in (smiths.katie, nan)] == ["", ""]
    assert [chosen(shown, each) for each in (smiths.amy, smiths.liam)] == ["none", "none"]
    assert folds(shown)["Somebody else of the family: Amy, Liam"] is False


def told(worker, shown, smiths: SmithFamily, **more: str):
    """The review saved with nothing said but that Katie was there; how each of the family took part in it."""
    said = {f"person-{each}-how": chosen(shown, each) for each in (smiths.amy, smiths.liam)}
    said |= {"form_key": str(uuid7()), "day": "today", "minutes": "40", f"person-{smiths.katie}-how": "present", **more}
    assert worker.post(shown.request["PATH_INFO"], said).status_code == 302
    with scope.acting_as(smiths.worker):
        (meeting,) = queries.meetings_of(smiths.family.pk, smiths.worker)
    return {each.person_id: (each.how, each.by, each.why) for each in meeting.held.people}


def test_nobody_is_told_to_be_unheard_who_was_not_invited(worker, smiths) -> None:
    shown = holding(worker, smiths, Invited(smiths.katie, None, "Katie", "in_person"))
    assert "Who spoke for Amy and Liam?" in shown.content.decode()
    assert told(worker, shown, smiths) == {smiths.katie: ("present", "", "")}


def test_who_spoke_for_the_children_who_were_not_invited_is_said_once(worker, smiths) -> None:
    shown = holding(worker, smiths, Invited(smiths.katie, None, "Katie", "in_person"))
    of_amy = {f"person-{smiths.amy}-how": "read_out", f"person-{smiths.amy}-words": "I want to sleep."}
    found = told(worker, shown, smiths, spoke_for="Joanne", **of_amy)
    assert found[smiths.amy][0] == "read_out"
    assert found[smiths.liam] == ("represented", "Joanne", "")


def test_where_every_child_was_invited_nobody_is_asked_who_spoke_for_them(worker, smiths) -> None:
    everybody = (Invited(each, None, "One", "in_person") for each in (smiths.katie, smiths.amy, smiths.liam))
    assert "Who spoke for" not in holding(worker, smiths, *everybody).content.decode().replace("read them out", "")


def test_why_nobody_spoke_for_a_child_is_asked_when_it_is_said(worker, smiths) -> None:
    shown = holding(worker, smiths, Invited(smiths.katie, None, "Katie", "in_person"))
    answer = worker.post(shown.request["PATH_INFO"], {"form_key": str(uuid7()), f"person-{smiths.amy}-how": "not"})
    assert "Say why nobody spoke for Amy" in answer.content.decode()
    assert folds(answer)["Somebody else of the family: Amy, Liam"] is True


def test_our_own_worker_who_is_listed_is_not_offered_again_as_somebody_who_came_before(worker, smiths) -> None:
    ours = smiths.worker.name
    with scope.acting_as(smiths.worker):
        typed = (HelperThere(ours, "came", "Key worker", "Family Help"), HelperThere("Dr Rao", "came", "GP", "Mill"))
        hold_it(smiths, held(smiths, clock.today() - timedelta(days=3), helpers=typed), at=clock.now())
    shown = worker.get(reverse("meetings:record", args=[smiths.family.pk, REVIEW]))
    assert "Somebody who came before: Dr Rao" in folds(shown)


def test_while_nobody_is_said_to_be_invited_the_household_is_asked_about_without_a_start(worker, smiths, nan) -> None:
    shown = holding(worker, smiths)
    assert [chosen(shown, each) for each in (smiths.katie, smiths.amy, smiths.liam)] == ["", "", ""]
    assert chosen(shown, nan) == "none"


def test_at_other_meetings_who_said_they_come_begins_as_having_been_there(worker, smiths) -> None:
    shown = holding(worker, smiths, Invited(smiths.katie, None, "Katie", "in_person", "coming"), kind=REFERRAL_MEETING)
    assert [chosen(shown, each) for each in (smiths.katie, smiths.amy)] == ["present", ""]
