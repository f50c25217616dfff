"""Minutes for a partner hold back what is kept from somebody of the family, as the screen does."""

from uuid import UUID

import pytest

from alongside.access import scope
from alongside.agreements.tests.factories import consent, holds, school
from alongside.kit import clock
from alongside.meetings import queries
from alongside.meetings.tests.factories import hold_it
from alongside.meetings.tests.test_given_out import (
    ABOUT_AMY,
    ABOUT_LIAM,
    KATIES_WORDS,
    geoff,
    minutes,
    smiths,
    told,
    worker,
)
from alongside.people import actions as people
from alongside.timeline.tests.factories import SmithFamily

pytestmark = pytest.mark.django_db
__all__ = ["geoff", "smiths", "worker"]
AT_THE_GATE = "He was seen at the gate."


@pytest.fixture
def rao(smiths, geoff) -> str:
    """A partner whom consent covers for everybody, after a meeting was held; the key of her minutes."""
    hill = school(smiths)
    holds(smiths, smiths.katie, smiths.amy, smiths.liam)
    consent(smiths, hill.to, smiths.katie, smiths.amy, smiths.liam)
    consent(smiths, hill.to, geoff, by=geoff)
    with scope.acting_as(smiths.worker):
        hold_it(smiths, told(smiths, geoff), at=clock.now())
    return f"helper-{hill.helper.pk}"


def keep(smiths: SmithFamily, person: UUID, *, partners_may_read: bool = False, **what: UUID) -> None:
    with scope.acting_as(smiths.manager):
        people.withhold(
            by=smiths.manager, family_id=smiths.family.pk, from_person_id=person, why="Amy asked", at=clock.now(),
            partners_may_read=partners_may_read, **what,
        )  # fmt: skip


def voice(smiths: SmithFamily, name: str) -> UUID:
    with scope.acting_as(smiths.worker):
        (found,) = queries.meetings_of(smiths.family.pk, smiths.worker)
        whole = queries.meeting(smiths.family.pk, smiths.worker, found.meeting_id)
    return whole.voice_strands[getattr(smiths, name)]


def test_what_somebody_said_and_is_kept_from_one_of_the_family_is_kept_from_a_partner(
    worker, smiths, geoff, rao
) -> None:
    assert KATIES_WORDS in minutes(worker, smiths, rao)
    keep(smiths, geoff, strand_id=voice(smiths, "katie"))
    assert KATIES_WORDS not in minutes(worker, smiths, rao)


def test_what_was_written_apart_from_one_parent_is_not_in_a_partners_minutes(worker, smiths, rao) -> None:
    page = minutes(worker, smiths, rao)
    assert ABOUT_AMY in page
    assert AT_THE_GATE not in page


def test_everything_about_a_child_kept_from_one_of_the_family_is_kept_from_a_partner(
    worker, smiths, geoff, rao
) -> None:
    keep(smiths, geoff, subject_id=smiths.amy)
    page = minutes(worker, smiths, rao)
    assert ABOUT_AMY not in page
    assert ABOUT_LIAM in page


def test_a_partner_reads_it_when_whoever_keeps_it_says_so_and_one_no_hides_it(worker, smiths, geoff, rao) -> None:
    strand = voice(smiths, "katie")
    keep(smiths, geoff, strand_id=strand, partners_may_read=True)
    assert KATIES_WORDS in minutes(worker, smiths, rao)
    keep(smiths, smiths.liam, strand_id=strand)
    assert KATIES_WORDS not in minutes(worker, smiths, rao)


def test_our_own_staff_read_all_of_it(worker, smiths, geoff, rao) -> None:
    keep(smiths, geoff, strand_id=voice(smiths, "katie"))
    keep(smiths, geoff, subject_id=smiths.amy)
    with scope.acting_as(smiths.worker):
        own = next(each for each in queries.around(smiths.worker, smiths.family.pk, clock.now()).helpers if each.ours)
    page = minutes(worker, smiths, f"helper-{own.helper_id}")
    for words in (KATIES_WORDS, ABOUT_AMY, AT_THE_GATE):
        assert words in page
