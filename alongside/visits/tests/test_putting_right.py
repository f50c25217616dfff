"""Putting a visit right when other things changed since: nothing that was told is lost on the way."""

from dataclasses import replace
from datetime import timedelta

import pytest

from alongside.access import scope
from alongside.kit.ids import uuid7
from alongside.kit.refusals import AlreadyCorrected, NotAllowed, Unacceptable
from alongside.people import actions as people
from alongside.practice.queries import current_version
from alongside.timeline import actions as timeline_actions
from alongside.timeline import queries as timeline
from alongside.timeline.models import Entry
from alongside.timeline.tests.factories import DAY, NOON, SmithFamily, smith_family
from alongside.visits import actions, queries
from alongside.visits.rules import VISIT
from alongside.visits.tests.test_visits import correct, record, share, told

pytestmark = pytest.mark.django_db
LATER = NOON + timedelta(days=20)


@pytest.fixture
def smiths() -> SmithFamily:
    return smith_family(NOON - timedelta(days=30))


def sentences(smiths: SmithFamily) -> list[str]:
    return [
        line.entry.sentence for deed in timeline.page(smiths.family.pk, smiths.worker).deeds for line in deed.entries
    ]


def did_not_happen(smiths: SmithFamily, *rows: Entry) -> None:
    timeline_actions.retract(
        by=smiths.worker, family_id=smiths.family.pk, entry_ids=[row.pk for row in rows], why="Nobody was in",
        at=LATER, deed_id=uuid7(),
    )  # fmt: skip


def test_a_visit_that_the_family_may_read_is_put_right_again_and_again(smiths):
    with scope.acting_as(smiths.worker):
        rows = record(smiths, told(smiths))
        share(smiths, rows[0])
        again = correct(smiths, rows[0].deed_id, replace(told(smiths), minutes=60))
        once_more = correct(smiths, again[0].deed_id, replace(told(smiths), minutes=61))
        assert [(row.audience, row.minutes) for row in (again[0], once_more[0])] == [("family", 60), ("family", 61)]
        assert timeline.newest_deed(smiths.worker, smiths.family.pk, rows[0].deed_id, VISIT) == once_more[0].deed_id


def test_what_a_child_said_stays_when_they_have_left_the_family_since(smiths):
    where = {"by": smiths.worker, "family_id": smiths.family.pk, "at": LATER}
    with scope.acting_as(smiths.worker):
        (visit, *_) = record(smiths, told(smiths))
        for person in (smiths.amy, smiths.katie):
            people.leave_family(person_id=person, on=DAY + timedelta(days=5), **where)
        stands = queries.told(smiths.worker, smiths.family.pk, visit.deed_id)
        page = queries.visit_page(smiths.worker, smiths.family.pk, LATER.date(), stands)
        new_visit = queries.visit_page(smiths.worker, smiths.family.pk, LATER.date())
        correct(smiths, visit.deed_id, replace(stands, minutes=60), now=LATER)
        assert {child.name for child in page.children} == {"Amy", "Liam"}
        assert "Katie" in {adult.name for adult in page.adults}
        assert [child.name for child in new_visit.children] == ["Liam"]
        assert "Amy said, in their own words." in sentences(smiths)


def test_a_visit_put_right_stays_in_the_involvement_in_which_it_was_made(smiths):
    where = {"by": smiths.worker, "family_id": smiths.family.pk, "at": LATER}
    with scope.acting_as(smiths.worker):
        (visit, *_) = record(smiths, told(smiths))
        versions = current_version("family_intervention"), current_version("statutory_england")
        people.open_involvement(on=LATER.date(), model_versions=versions, **where)
        (again, *_) = correct(smiths, visit.deed_id, replace(told(smiths), minutes=60), now=LATER)
        assert again.involvement_id == smiths.involvement.pk


def test_a_visit_that_did_not_happen_is_not_put_right(smiths):
    with scope.acting_as(smiths.worker):
        rows = record(smiths, told(smiths))
        did_not_happen(smiths, *rows)
        with pytest.raises(AlreadyCorrected) as collision:
            correct(smiths, rows[0].deed_id, told(smiths), now=LATER)
        assert collision.value.theirs is None
        assert sentences(smiths) == []


def test_words_taken_back_while_somebody_puts_the_visit_right_do_not_come_back_unseen(smiths):
    with scope.acting_as(smiths.worker):
        rows = record(smiths, told(smiths))
        shown = [row.pk for row in rows]
        did_not_happen(smiths, rows[-1])
        with pytest.raises(AlreadyCorrected) as collision:
            actions.correct_visit(
                by=smiths.worker, deed_id=uuid7(), family_id=smiths.family.pk, corrects=rows[0].deed_id,
                told=told(smiths), at=LATER, shown=shown,
            )  # fmt: skip
        assert collision.value.theirs == rows[0].deed_id
        assert "Liam said, in their own words." not in sentences(smiths)


def test_the_latest_words_of_each_child_are_shown_before_the_next_visit(smiths):
    with scope.acting_as(smiths.worker):
        (*_, liam_said) = record(smiths, replace(told(smiths), day=DAY - timedelta(days=9)))
        amy, liam = told(smiths).children
        (*_, amy_said) = record(
            smiths, told(smiths, children=(replace(amy, words="Nan came!"), replace(liam, words="")))
        )
        page = queries.visit_page(smiths.worker, smiths.family.pk, DAY)
        assert [(name, line.id) for name, line in page.said] == [("Amy", amy_said.pk), ("Liam", liam_said.pk)]
        assert (page.last_visit.kind, page.last_visit.happened_on) == (VISIT, DAY)


def test_direct_work_cannot_take_longer_than_the_visit(smiths):
    with scope.acting_as(smiths.worker), pytest.raises(Unacceptable) as refusal:
        record(smiths, told(smiths, minutes=20))
    assert refusal.value.field == "minutes"
    assert "The direct work with Amy took 25 minutes, the whole visit 20" in refusal.value.message


def test_nobody_of_another_family_is_named_in_a_visit(smiths):
    others = smith_family(NOON - timedelta(days=30))
    with scope.acting_as(smiths.worker), pytest.raises(NotAllowed):
        record(smiths, told(smiths, present=(others.katie,)))


def test_a_deed_that_is_no_visit_cannot_be_put_right_as_one(smiths):
    others = smith_family(NOON - timedelta(days=30))
    with scope.acting_as(others.worker):
        (theirs, *_) = record(others, told(others))
    with scope.acting_as(smiths.worker):
        for deed_id in (uuid7(), theirs.deed_id):
            with pytest.raises(NotAllowed):
                correct(smiths, deed_id, told(smiths))
