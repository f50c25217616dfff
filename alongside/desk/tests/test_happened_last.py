"""What the family page shows as what happened last."""

from datetime import timedelta

import pytest

from alongside.access import scope
from alongside.desk.tests.factories import at_work, one_visit
from alongside.kit import clock
from alongside.kit.ids import uuid7
from alongside.timeline import actions as timeline
from alongside.timeline import queries as told
from alongside.timeline.rules import Happened, Nature, NewEntry

pytestmark = pytest.mark.django_db


def test_what_happened_last_is_with_the_family_and_other_steps_only_where_there_is_less_of_it() -> None:
    one = at_work()
    visits = [one_visit(one, days_ago=days) for days in (2, 9)]
    step = {"place": "Home", "seen_alone": [], "seen": [], "not_seen": []}
    for days_ago in (0, 1):
        with scope.acting_as(one.worker):
            timeline.record(
                by=one.worker, deed_id=uuid7(), family_id=one.family_id, involvement_id=None, at=clock.now(),
                happened=Happened.day(clock.today() - timedelta(days=days_ago)),
                entries=[NewEntry("visits.visit", Nature.PROCESS, step)],
            )  # fmt: skip
    with scope.acting_as(one.worker):
        shown = told.happened_last(one.family_id, one.worker, most=3)
    assert [deed.deed_id for deed in shown if deed.deed_id in visits] == visits
    assert len(shown) == 3
    one_visit(one, days_ago=20)
    with scope.acting_as(one.worker):
        shown = told.happened_last(one.family_id, one.worker, most=3)
    assert [deed.first.entry.minutes for deed in shown] == [55, 55, 55]
