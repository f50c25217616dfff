"""One visit told twice at the same moment, on connections of their own, with everything really committed."""

from dataclasses import replace
from datetime import timedelta

from django.db import transaction

from alongside.access import scope
from alongside.kit.ids import uuid7
from alongside.kit.refusals import AlreadyCorrected
from alongside.timeline import actions as timeline_actions
from alongside.timeline import queries as timeline
from alongside.timeline.tests.factories import NOON, smith_family
from alongside.visits import actions
from alongside.visits.rules import RecordedAlready
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


def test_a_visit_saved_at_two_places_at_once_is_on_the_record_once_and_the_second_is_shown_it(own_database) -> None:
    with transaction.atomic():
        smiths = smith_family(NOON - timedelta(days=30))

    def save(minutes: int):
        return lambda: actions.record_visit(
            by=smiths.worker, deed_id=uuid7(), family_id=smiths.family.pk, at=NOON, another=False,
            told=replace(told(smiths), minutes=minutes),
        )  # fmt: skip

    saved, refusal = at_once((smiths.worker, save(61)), (smiths.worker, save(62)))

    assert isinstance(refusal, RecordedAlready)
    assert refusal.deed_id == saved[0].deed_id
    with scope.acting_as(smiths.worker):
        (deed,) = timeline.page(smiths.family.pk, smiths.worker).deeds
    assert deed.first.entry.minutes == 61


def test_a_colleague_who_puts_right_what_is_being_said_not_to_have_happened_is_told(own_database) -> None:
    with transaction.atomic():
        smiths = smith_family(NOON - timedelta(days=30))
    with scope.acting_as(smiths.worker):
        visit, *parts = record(smiths, told(smiths))

    def take_back():
        return timeline_actions.retract(
            by=smiths.worker, family_id=smiths.family.pk, entry_ids=[visit.pk, *(each.pk for each in parts)],
            why="Not this family", at=NOON, deed_id=uuid7(),
        )  # fmt: skip

    def correct():
        return actions.correct_visit(
            by=smiths.manager, deed_id=uuid7(), family_id=smiths.family.pk, corrects=visit.deed_id,
            told=told(smiths), at=NOON,
        )  # fmt: skip

    _, refusal = at_once((smiths.worker, take_back), (smiths.manager, correct))

    assert isinstance(refusal, AlreadyCorrected)
    assert refusal.theirs is None
