"""A meeting planned, held, put right and called off, in the words of those who do it."""

from dataclasses import replace
from datetime import timedelta

import pytest

from alongside.access import scope
from alongside.kit.ids import uuid7
from alongside.kit.refusals import AlreadyCorrected, NotAllowed, Unacceptable
from alongside.meetings import actions, queries
from alongside.meetings.rules import CONCERN, REFERRAL_MEETING, Concern, Piece
from alongside.meetings.tests.factories import a_plan, as_typed, held, hold_it, plan_it
from alongside.timeline import actions as timeline_actions
from alongside.timeline import queries as timeline
from alongside.timeline.models import Entry, EntryAbout
from alongside.timeline.rules import Audience, Happened, Nature, NewEntry
from alongside.timeline.tests.factories import DAY, NOON, SmithFamily, account, smith_family

pytestmark = pytest.mark.django_db


@pytest.fixture
def smiths() -> SmithFamily:
    return smith_family()


def the_meeting(smiths: SmithFamily) -> queries.Meeting:
    (found,) = queries.meetings_of(smiths.family.pk, smiths.worker)
    return found


def test_a_planned_meeting_is_held_and_stays_one_meeting(smiths):
    with scope.acting_as(smiths.worker):
        planned = plan_it(smiths)
        assert the_meeting(smiths).state == "planned"
        assert planned.sentence == "Referral meeting planned for 9 March 2026, 2:30pm. 1 person asked."
        rows = hold_it(smiths, meeting_id=planned.deed_id)
        found = the_meeting(smiths)
        assert (found.state, found.plan.place, as_typed(found.held)) == ("held", "Hillview Primary", held(smiths))
        assert rows[0].sentence == (
            "Referral meeting. Katie was there, with Helen Spragg. 2 decisions. The family agreed to an assessment."
        )


def test_a_meeting_is_written_down_once(smiths):
    with scope.acting_as(smiths.worker):
        planned = plan_it(smiths)
        hold_it(smiths, meeting_id=planned.deed_id)
        with pytest.raises(Unacceptable, match="wrote this meeting down already"):
            hold_it(smiths, meeting_id=planned.deed_id)


def test_a_meeting_nobody_planned_is_a_meeting_of_its_own(smiths):
    with scope.acting_as(smiths.worker):
        rows = hold_it(smiths)
        found = the_meeting(smiths)
        assert (found.meeting_id, found.plan, as_typed(found.held)) == (rows[0].deed_id, None, held(smiths))


def test_minutes_stand_on_the_meeting_whole_and_a_voice_takes_none(smiths):
    with scope.acting_as(smiths.worker):
        rows = hold_it(smiths)
    assert [(row.kind, row.nature, row.minutes) for row in rows] == [
        ("meetings.held", "process", 60),
        ("meetings.view_given", "voice", None),
        ("meetings.view_given", "voice", None),
    ]
    assert rows[0].subtype == REFERRAL_MEETING
    assert len({row.strand_id for row in rows}) == len(rows)


def test_who_was_there_took_part_and_others_are_only_mentioned(smiths):
    with scope.acting_as(smiths.worker):
        (row, *_) = hold_it(smiths)
        parts = dict(EntryAbout.objects.visible_to(smiths.worker).filter(entry=row).values_list("person_id", "part"))
    assert parts == {smiths.katie: "present", smiths.amy: "mentioned", smiths.liam: "mentioned"}


def test_a_held_referral_meeting_settles_its_clock_and_one_on_concern_does_not(smiths):
    allocated = NewEntry("pathway.allocated", Nature.PROCESS, {"name": "Joanne"})
    with scope.acting_as(smiths.worker):
        timeline_actions.record(
            by=smiths.worker, deed_id=uuid7(), happened=Happened.day(DAY), at=NOON, entries=[allocated], **smiths.where
        )
        assert "referral_meeting" in due(smiths)
        worry = Concern("Bruises", at_risk=False)
        hold_it(smiths, held(smiths, type=CONCERN, concern=worry, agrees=None))
        assert "referral_meeting" in due(smiths)
        hold_it(smiths)
        assert "referral_meeting" not in due(smiths)


def due(smiths: SmithFamily) -> set[str]:
    return {line.clock_id for line in timeline.what_is_due(smiths.family.pk, smiths.worker, NOON)}


def test_words_left_out_when_a_meeting_is_put_right_are_retracted_and_kept(smiths):
    with scope.acting_as(smiths.worker):
        (row, *_) = hold_it(smiths)
        katie, amy, liam = held(smiths).people
        put_right(smiths, row.deed_id, held(smiths, people=(replace(katie, words=""), amy, liam)))
        assert [each.words for each in the_meeting(smiths).held.people] == ["", amy.words, ""]
        kept = Entry.objects.visible_to(smiths.worker).filter(kind="meetings.view_given", retracts=True)
        assert kept.count() == 1


def test_what_was_shown_to_others_can_still_be_put_right(smiths):
    with scope.acting_as(smiths.worker):
        rows = hold_it(smiths)
        timeline_actions.change_audience(
            by=smiths.worker, family_id=smiths.family.pk, strand_id=rows[2].strand_id, audience=Audience.FAMILY,
            why="Amy wants Mum to read it", at=NOON, deed_id=uuid7(),
        )  # fmt: skip
        put_right(smiths, rows[0].deed_id, held(smiths, minutes=75))
        assert as_typed(the_meeting(smiths).held) == held(smiths, minutes=75)


def test_two_people_putting_the_same_meeting_right_the_second_is_told(smiths):
    with scope.acting_as(smiths.worker):
        (row, *_) = hold_it(smiths)
        theirs = put_right(smiths, row.deed_id, held(smiths, minutes=75))
        with pytest.raises(AlreadyCorrected) as collision:
            put_right(smiths, row.deed_id, held(smiths, minutes=80))
        assert collision.value.theirs == theirs[0].deed_id


def put_right(smiths: SmithFamily, deed_id, what):
    return actions.correct_meeting(
        by=smiths.worker, deed_id=uuid7(), family_id=smiths.family.pk, corrects=deed_id, held=what, at=NOON
    )


def test_parts_kept_apart_come_back_in_their_places(smiths):
    pieces = tuple(Piece("talked", f"Part {n}", "", (), (smiths.katie,) if n in (1, 3) else ()) for n in range(5))
    worry = Concern("Bruises", not_for=(smiths.katie,), at_risk=False)
    told = held(smiths, type=CONCERN, pieces=pieces, concern=worry, agrees=None)
    with scope.acting_as(smiths.worker):
        hold_it(smiths, told)
        found = the_meeting(smiths)
    assert as_typed(found.held) == told
    assert sorted(found.places_apart) == [0, 2, 4]
    assert "Part 1" not in str(found.told.content)


def test_nobody_plans_or_writes_down_a_meeting_of_a_family_that_is_not_theirs(smiths):
    stranger = account("key_worker")
    with scope.acting_as(stranger):
        for act in (
            lambda: actions.plan_meeting(
                by=stranger, deed_id=uuid7(), family_id=smiths.family.pk, plan=a_plan(smiths), at=NOON
            ),
            lambda: actions.hold_meeting(
                by=stranger, deed_id=uuid7(), family_id=smiths.family.pk, held=held(smiths), at=NOON
            ),
        ):
            with pytest.raises(NotAllowed):
                act()


@pytest.mark.parametrize("what", [
    lambda smiths: held(smiths, type=CONCERN),
    lambda smiths: held(smiths, type="party"),
    lambda smiths: held(smiths, type=CONCERN, concern=Concern("Bruises", at_risk=True)),
    lambda smiths: held(smiths, day=DAY + timedelta(days=1)),
])  # fmt: skip
def test_what_cannot_be_so_is_refused(smiths, what):
    with scope.acting_as(smiths.worker), pytest.raises(Unacceptable):
        hold_it(smiths, what(smiths))
