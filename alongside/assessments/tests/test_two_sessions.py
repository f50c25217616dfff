"""Two people at one assessment at the same moment, on connections of their own, with everything really committed."""

from datetime import timedelta

import pytest
from django.db import transaction

from alongside.access import scope
from alongside.assessments import actions, queries
from alongside.assessments.tests.factories import answer, begin, complete
from alongside.kit import clock
from alongside.kit.ids import uuid7
from alongside.kit.refusals import AlreadyCorrected, Unacceptable
from alongside.timeline.tests.factories import SmithFamily, smith_family
from tests.sessions import at_once


@pytest.fixture
def smiths(own_database) -> SmithFamily:
    with transaction.atomic():
        smiths = smith_family(clock.now() - timedelta(days=30))
    with scope.acting_as(smiths.worker):
        begin(smiths)
    return smiths


def test_of_two_first_answers_at_once_one_stands_and_the_other_is_shown_it(smiths) -> None:
    entry, refusal = at_once(
        (smiths.worker, lambda: answer(smiths, "history", stood=None, generations="Mine")),
        (smiths.worker, lambda: answer(smiths, "history", stood=None, generations="Theirs")),
    )

    assert isinstance(refusal, AlreadyCorrected), refusal
    assert refusal.theirs == entry.pk
    with scope.acting_as(smiths.worker):
        page = queries.section_page(smiths.worker, smiths.family.pk, "history", None, clock.today())
    assert page.stands.filled.answers == {"generations": "Mine"}


def test_a_version_is_completed_once(smiths) -> None:
    with scope.acting_as(smiths.worker):
        answer(smiths, "history", generations="Nan raised Katie.")

    def theirs() -> object:
        return actions.complete(
            by=smiths.manager, deed_id=uuid7(), family_id=smiths.family.pk, version=1, kept=[], note="Not yet.",
            at=clock.now(),
        )  # fmt: skip

    _, refusal = at_once((smiths.worker, lambda: complete(smiths)), (smiths.manager, theirs))

    assert isinstance(refusal, Unacceptable), refusal
    assert refusal.message.startswith("Version 1 is complete already")


def test_what_is_answered_while_a_version_is_completed_belongs_to_the_next(smiths) -> None:
    with scope.acting_as(smiths.worker):
        answer(smiths, "history", generations="Nan raised Katie.")

    at_once(
        (smiths.worker, lambda: complete(smiths)),
        (smiths.manager, lambda: answer(smiths, "history", by=smiths.manager, generations="Nan and Pop did.")),
    )

    with scope.acting_as(smiths.worker):
        page = queries.complete_page(smiths.worker, smiths.family.pk, clock.today())
    assert page.assessment.working == 2
    assert page.assessment.changed_since()
