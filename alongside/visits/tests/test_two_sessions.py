"""Two people put one visit right at the same moment, on connections of their own, with everything really committed."""

from dataclasses import replace
from datetime import timedelta

from django.db import transaction

from alongside.access import scope
from alongside.kit.ids import uuid7
from alongside.kit.refusals import AlreadyCorrected
from alongside.timeline import queries as timeline
from alongside.timeline.tests.factories import NOON, smith_family
from alongside.visits import actions
from alongside.visits.tests.test_visits import record, told
from tests.sessions import at_once


def test_of_two_at_once_one_is_saved_whole_and_the_other_is_shown_it(own_database) -> None:
    with transaction.atomic():
        smiths = smith_family(NOON - timedelta(days=30))
    with scope.acting_as(smiths.worker):
        (visit, *_) = record(smiths, told(smiths))

    def correct(by, minutes: int):
        return lambda: actions.correct_visit(
            by=by, deed_id=uuid7(), family_id=smiths.family.pk, corrects=visit.deed_id,
            told=replace(told(smiths), minutes=minutes), at=NOON,
        )  # fmt: skip

    saved, refusal = at_once((smiths.worker, correct(smiths.worker, 61)), (smiths.manager, correct(smiths.manager, 62)))

    assert isinstance(refusal, AlreadyCorrected)
    assert refusal.theirs == saved[0].deed_id
    with scope.acting_as(smiths.worker):
        (deed,) = timeline.page(smiths.family.pk, smiths.worker).deeds
        assert [line.entry.minutes for line in deed.entries] == [61, 25, None, None]
