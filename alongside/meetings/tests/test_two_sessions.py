"""Two people at one meeting's record at the same moment, on connections of their own, with everything committed."""

from datetime import timedelta

import pytest
from django.db import transaction

from alongside.access import scope
from alongside.kit.ids import uuid7
from alongside.kit.refusals import AlreadyCorrected, Unacceptable
from alongside.meetings import actions, queries
from alongside.meetings.tests.factories import a_plan, held, hold_it, plan_it
from alongside.timeline import queries as timeline
from alongside.timeline.tests.factories import DAY, NOON, SmithFamily, smith_family
from tests.sessions import at_once

A_WEEK_ON = NOON + timedelta(days=7)


@pytest.fixture
def smiths(own_database) -> SmithFamily:
    with transaction.atomic():
        return smith_family()


def in_words(smiths: SmithFamily, kind: str) -> list[str]:
    """The sentences of what counts of one kind."""
    with scope.acting_as(smiths.worker):
        return [line.entry.sentence for line in timeline.told(smiths.family.pk, smiths.worker, [kind])]


def hold(smiths: SmithFamily, by, meeting_id):
    return lambda: actions.hold_meeting(
        by=by, deed_id=uuid7(), family_id=smiths.family.pk, held=held(smiths, DAY + timedelta(days=7)), at=A_WEEK_ON,
        meeting_id=meeting_id,
    )  # fmt: skip


def test_a_meeting_that_was_planned_is_written_down_once(smiths) -> None:
    with scope.acting_as(smiths.worker):
        planned = plan_it(smiths)

    _, refusal = at_once(
        (smiths.worker, hold(smiths, smiths.worker, planned.deed_id)),
        (smiths.manager, hold(smiths, smiths.manager, planned.deed_id)),
    )

    assert isinstance(refusal, Unacceptable), refusal
    assert refusal.message.startswith("Somebody wrote this meeting down already")
    assert len(in_words(smiths, "meetings.held")) == 1


def test_a_meeting_is_not_called_off_while_somebody_writes_it_down(smiths) -> None:
    with scope.acting_as(smiths.worker):
        planned = plan_it(smiths)

    def call_off() -> object:
        return actions.cancel_meeting(
            by=smiths.manager, deed_id=uuid7(), family_id=smiths.family.pk, meeting_id=planned.deed_id, why="Ill",
            at=A_WEEK_ON,
        )  # fmt: skip

    _, refusal = at_once((smiths.worker, hold(smiths, smiths.worker, planned.deed_id)), (smiths.manager, call_off))

    assert isinstance(refusal, Unacceptable), refusal
    assert refusal.message.startswith("This meeting was held, or called off already")


def test_of_two_who_plan_it_anew_one_does_and_the_other_is_shown_it(smiths) -> None:
    with scope.acting_as(smiths.worker):
        planned = plan_it(smiths)

    def anew(by, time: str):
        return lambda: actions.plan_meeting_anew(
            by=by, deed_id=uuid7(), family_id=smiths.family.pk, corrects=planned.deed_id,
            plan=a_plan(smiths, time=time), at=NOON,
        )  # fmt: skip

    saved, refusal = at_once(
        (smiths.worker, anew(smiths.worker, "15:00")), (smiths.manager, anew(smiths.manager, "9:00"))
    )

    assert isinstance(refusal, AlreadyCorrected), refusal
    assert refusal.theirs == saved.deed_id


def test_of_two_who_put_it_right_one_does_whole_and_the_other_is_shown_it(smiths) -> None:
    with scope.acting_as(smiths.worker):
        first, *_ = hold_it(smiths)

    def correct(by, minutes: int):
        return lambda: actions.correct_meeting(
            by=by, deed_id=uuid7(), family_id=smiths.family.pk, corrects=first.deed_id,
            held=held(smiths, minutes=minutes), at=NOON,
        )  # fmt: skip

    saved, refusal = at_once((smiths.worker, correct(smiths.worker, 61)), (smiths.manager, correct(smiths.manager, 62)))

    assert isinstance(refusal, AlreadyCorrected), refusal
    assert refusal.theirs == saved[0].deed_id
    with scope.acting_as(smiths.worker):
        page = queries.correct_page(smiths.worker, smiths.family.pk, saved[0].deed_id, NOON)
    assert page.meeting.told.entry.minutes == 61
