"""Two people at one ending at the same moment, on connections of their own, with everything really committed."""

import pytest
from django.db import transaction

from alongside.access import scope
from alongside.endings import actions
from alongside.endings.tests.factories import day, exit_plan, helped
from alongside.kit import clock
from alongside.kit.ids import uuid7
from alongside.kit.refusals import Unacceptable
from alongside.pathway import actions as pathway
from alongside.pathway.tests.factories import Pathway
from alongside.timeline import queries as timeline
from tests.sessions import at_once


@pytest.fixture
def smiths(own_database) -> Pathway:
    with transaction.atomic():
        return helped()


def close(one: Pathway, by):
    return lambda: pathway.close(
        by=by, family_id=one.family_id, deed_id=uuid7(), on=day(0), reason="goals_reached", changed="Amy sleeps.",
        told="Ring us any time.", follow_up_by=one.worker, at=clock.now(), why="They moved on well before its day.",
    )  # fmt: skip


def plan(one: Pathway, by):
    with scope.acting_as(one.worker):
        planned = exit_plan(one)
    return lambda: actions.plan_exit(
        by=by, deed_id=uuid7(), family_id=one.family_id, plan=planned, on=day(0), at=clock.now()
    )


def told(one: Pathway, kind: str) -> list:
    with scope.acting_as(one.worker):
        return timeline.told(one.family_id, one.worker, [kind])


def test_the_work_ends_once_and_whoever_is_second_is_told(smiths) -> None:
    _, refusal = at_once((smiths.worker, close(smiths, smiths.worker)), (smiths.manager, close(smiths, smiths.manager)))

    assert isinstance(refusal, Unacceptable), refusal
    ended = "The work with this family has ended, and somebody follows up."
    assert refusal.message == f"{ended} Go back to the family and see what happened meanwhile"
    assert len(told(smiths, "pathway.closed")) == 1


def test_an_ending_is_not_planned_while_the_work_is_closed(smiths) -> None:
    _, refusal = at_once((smiths.worker, close(smiths, smiths.worker)), (smiths.manager, plan(smiths, smiths.manager)))

    assert isinstance(refusal, Unacceptable), refusal
    assert refusal.message == "The work has ended, so its ending is planned no more. What was planned is kept"
    assert told(smiths, "endings.exit_planned") == []


def test_the_work_is_closed_after_an_ending_that_is_being_planned_and_neither_waits_for_ever(smiths) -> None:
    planned, closed = at_once(
        (smiths.manager, plan(smiths, smiths.manager)), (smiths.worker, close(smiths, smiths.worker))
    )

    assert (len(planned), closed) == (1, None)
    assert len(told(smiths, "endings.exit_planned")) == len(told(smiths, "pathway.closed")) == 1
