"""Two people at one ending at the same moment, on connections of their own, with everything really committed."""

from types import SimpleNamespace

import pytest
from django.db import transaction

from alongside.access import scope
from alongside.agreements import actions as agreements
from alongside.agreements.tests.factories import consent, holds, school
from alongside.endings import actions
from alongside.endings.tests.factories import day, exit_plan, helped, person
from alongside.kit import clock
from alongside.kit.ids import uuid7
from alongside.kit.refusals import AlreadyCorrected, Unacceptable
from alongside.pathway import actions as pathway
from alongside.pathway.queries import running
from alongside.pathway.tests.factories import Pathway
from alongside.people import queries as people
from alongside.timeline import queries as timeline
from tests.sessions import at_once


@pytest.fixture
def smiths(own_database) -> Pathway:
    with transaction.atomic():
        return helped()


def close(one: Pathway, by, asked=pathway.NOTHING_GOES_ON):
    left = one.left(day(0))
    return lambda: pathway.close(
        by=by, family_id=one.family_id, deed_id=uuid7(), on=day(0), reason="goals_reached", changed="Amy sleeps.",
        told="Ring us any time.", earlier="Joanne said so.", follow_up_by=one.worker, at=clock.now(),
        why="They moved on well before its day.",
        asked=asked, left=left,
    )  # fmt: skip


def plan(one: Pathway, by):
    with scope.acting_as(one.worker):
        planned = exit_plan(one)
    return lambda: actions.plan_exit(
        by=by, deed_id=uuid7(), family_id=one.family_id, plan=planned, on=day(0), at=clock.now()
    )


def told_of(one: Pathway, kind: str) -> list:
    with scope.acting_as(one.worker):
        return timeline.told(one.family_id, one.worker, [kind])


def test_the_work_ends_once_and_whoever_is_second_is_told(smiths) -> None:
    _, refusal = at_once((smiths.worker, close(smiths, smiths.worker)), (smiths.manager, close(smiths, smiths.manager)))

    assert isinstance(refusal, Unacceptable), refusal
    ended = "The work with this family has ended, and somebody follows up."
    assert refusal.message == f"{ended} Go back to the family and see what happened meanwhile"
    assert len(told_of(smiths, "pathway.closed")) == 1


def test_an_ending_is_not_planned_while_the_work_is_closed(smiths) -> None:
    _, refusal = at_once((smiths.worker, close(smiths, smiths.worker)), (smiths.manager, plan(smiths, smiths.manager)))

    assert isinstance(refusal, Unacceptable), refusal
    assert refusal.message == "The work has ended, so its ending is planned no more. What was planned is kept"
    assert told_of(smiths, "endings.exit_planned") == []


def test_a_consent_taken_back_while_the_work_is_closed_is_not_ended_unread(smiths) -> None:
    with scope.acting_as(smiths.worker):
        involvement = people.current_involvement(smiths.family_id, smiths.worker)
        family = people.family(smiths.worker, smiths.family_id)
    katie, amy = person(smiths, "Katie Smith"), person(smiths, "Amy Smith")
    told = SimpleNamespace(worker=smiths.worker, family=family, involvement=involvement, katie=katie, amy=amy)
    holds(told, katie, amy)
    yes = consent(told, school(told).to, amy)
    with scope.acting_as(smiths.worker):
        shown = [each.stands for _, each in running(smiths.family_id, smiths.worker, clock.now())]

    def take_back():
        return agreements.withdraw_consent(
            by=smiths.manager, deed_id=uuid7(), family_id=smiths.family_id, withdraws=yes[0].deed_id, about=(amy,),
            words="I changed my mind.", at=clock.now(),
        )  # fmt: skip

    closing = close(smiths, smiths.worker, pathway.Asked({}, shown))
    saved, refusal = at_once((smiths.manager, take_back), (smiths.worker, closing))

    assert isinstance(refusal, AlreadyCorrected), refusal
    assert told_of(smiths, "pathway.closed") == []
    assert [line.id for line in told_of(smiths, "agreements.consent_withdrawn")] == [saved[0].pk]
    assert told_of(smiths, "agreements.consent_ended") == []


def test_the_work_is_closed_after_an_ending_that_is_being_planned_and_neither_waits_for_ever(smiths) -> None:
    planned, closed = at_once(
        (smiths.manager, plan(smiths, smiths.manager)), (smiths.worker, close(smiths, smiths.worker))
    )

    assert (len(planned), closed) == (1, None)
    assert len(told_of(smiths, "endings.exit_planned")) == len(told_of(smiths, "pathway.closed")) == 1
