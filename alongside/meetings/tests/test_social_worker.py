"""A social worker leads for a child who may be at risk: named, and then around the family, or promised to be found."""

from dataclasses import replace
from datetime import timedelta

import pytest
from django.urls import reverse

from alongside.access import scope
from alongside.kit import clock
from alongside.kit.ids import uuid7
from alongside.kit.refusals import Unacceptable
from alongside.kit.tests.markup import Page
from alongside.meetings import actions, queries
from alongside.meetings.actions._lead import CALENDAR
from alongside.meetings.rules import CONCERN, Concern
from alongside.meetings.tests.factories import held, hold_it
from alongside.people import queries as people
from alongside.plans import actions as plans_actions
from alongside.plans import queries as plans
from alongside.plans.queries import ActionLine
from alongside.timeline import queries as timeline
from alongside.timeline.tests.factories import SmithFamily, smith_family

pytestmark = pytest.mark.django_db
CARE = "Children’s Social Care"


@pytest.fixture
def smiths() -> SmithFamily:
    return smith_family(clock.now() - timedelta(days=40))


@pytest.fixture
def worker(smiths, client):
    client.force_login(smiths.worker)
    return client


def worry(smiths: SmithFamily, **more: object) -> Concern:
    return replace(Concern("Bruises", at_risk=True, told_whom="Ms Okoro, duty team", about=(smiths.liam,)), **more)  # type: ignore[arg-type]


NAMED = {"social_worker": "Ms Okoro", "social_worker_agency": CARE, "social_worker_telephone": "01632 960700"}


def on_concern(smiths: SmithFamily, **more: object):
    with scope.acting_as(smiths.worker):
        told = held(smiths, clock.today(), type=CONCERN, agrees=None, concern=worry(smiths, **more))
        return hold_it(smiths, told, at=clock.now())[0]


def put_right(smiths: SmithFamily, entry, *, days_ago: int = 0, **more: object) -> None:
    with scope.acting_as(smiths.worker):
        actions.correct_meeting(
            by=smiths.worker, deed_id=uuid7(), family_id=smiths.family.pk, corrects=entry.deed_id, at=clock.now(),
            held=held(
                smiths, clock.today() - timedelta(days=days_ago), type=CONCERN, agrees=None,
                concern=worry(smiths, **more),
            ),
        )  # fmt: skip


def promised(smiths: SmithFamily) -> list[ActionLine]:
    with scope.acting_as(smiths.worker):
        return plans.actions_of(smiths.family.pk, smiths.worker)


def social_workers(smiths: SmithFamily) -> list[tuple[str, str, str]]:
    with scope.acting_as(smiths.worker):
        lines = people.helpers_of(smiths.family.pk, smiths.worker, clock.now())
    return [(line.name, line.agency, line.telephone) for line in lines if line.role == "social_worker"]


def test_who_leads_for_a_child_at_risk_is_seen_around_the_family_once(smiths, worker):
    on_concern(smiths, **NAMED)
    on_concern(smiths, **NAMED)
    assert social_workers(smiths) == [("Ms Okoro", CARE, "01632 960700")]
    family = Page(worker.get(reverse("desk:family", args=[smiths.family.pk])).content.decode()).one("main").text
    assert "Ms Okoro" in family
    assert f"social worker, {CARE}" in family
    assert promised(smiths) == []


def test_while_nobody_knows_the_social_worker_the_key_worker_and_a_manager_are_to_find_one(smiths):
    on_concern(smiths)
    found = {each.what: each.owner_id for each in promised(smiths)}
    assert found == {
        "Name the social worker who leads for Liam": smiths.worker.pk,
        "See to it that a social worker leads for Liam": smiths.manager.pk,
    }
    assert all(clock.today() < each.by_when <= clock.today() + timedelta(days=5) for each in promised(smiths))


def test_once_named_the_promises_are_kept_and_never_made_twice(smiths):
    entry = on_concern(smiths)
    put_right(smiths, entry, told_when="3:15pm")
    assert [each.how for each in promised(smiths)] == ["", ""]
    with scope.acting_as(smiths.worker):
        (found,) = queries.meetings_of(smiths.family.pk, smiths.worker)
    put_right(smiths, found.told.entry, **NAMED)
    assert [each.how for each in promised(smiths)] == ["done", "done"]
    assert social_workers(smiths) == [("Ms Okoro", CARE, "01632 960700")]


def test_a_promise_that_was_moved_to_another_day_more_than_once_is_kept_once_somebody_is_named(smiths):
    entry = on_concern(smiths)
    for days in (7, 14):
        with scope.acting_as(smiths.worker):
            found = next(each for each in promised(smiths) if each.is_open and each.owner_id == smiths.worker.pk)
            plans_actions.finish_action(
                by=smiths.worker, deed_id=uuid7(), family_id=smiths.family.pk, action=found.entry_id, how="partly",
                on=clock.today(), words="Rang twice", at=clock.now(), again_by=clock.today() + timedelta(days=days),
            )  # fmt: skip
    put_right(smiths, entry, **NAMED)
    assert [each.what for each in promised(smiths) if each.is_open] == []
    with scope.acting_as(smiths.worker):
        lines = timeline.what_is_due(smiths.family.pk, smiths.worker, clock.now())
    assert [line for line in lines if line.source == "action"] == []


def test_when_the_day_of_the_meeting_is_put_right_the_promise_is_for_the_day_after_that_one(smiths):
    entry = on_concern(smiths)
    first = {each.by_when for each in promised(smiths)}
    put_right(smiths, entry, days_ago=14)
    moved = promised(smiths)
    assert len(moved) == 2
    assert {each.by_when for each in moved} == {CALENDAR.add(clock.today() - timedelta(days=14), 1)} != first
    with scope.acting_as(smiths.worker):
        lines = timeline.what_is_due(smiths.family.pk, smiths.worker, clock.now())
    assert {line.due_on for line in lines if line.source == "action"} == {each.by_when for each in moved}


def test_no_social_worker_is_looked_for_when_no_child_is_at_risk(smiths):
    on_concern(smiths, at_risk=False)
    assert promised(smiths) == []
    assert social_workers(smiths) == []


def test_a_social_worker_without_an_agency_is_refused(smiths):
    with pytest.raises(Unacceptable, match="where the social worker works"):
        on_concern(smiths, social_worker="Ms Okoro")


def test_a_worry_kept_from_somebody_is_not_given_away_by_who_is_to_lead(smiths, worker):
    on_concern(smiths, not_for=(smiths.katie,))
    with scope.acting_as(smiths.worker):
        (found,) = queries.meetings_of(smiths.family.pk, smiths.worker)
    address = reverse("meetings:minutes_for", args=[smiths.family.pk, found.meeting_id, f"person-{smiths.katie}"])
    assert "social worker" not in Page(worker.get(address).content.decode()).one("main").text.lower()


def test_the_social_worker_who_helps_already_is_filled_in_at_the_next_meeting_on_concern(smiths, worker):
    on_concern(smiths, **NAMED)
    address = reverse("meetings:record", args=[smiths.family.pk, CONCERN])
    shown = Page(worker.get(address).content.decode()).as_sent()
    assert {name: shown[name] for name in NAMED} == {name: [known] for name, known in NAMED.items()}
