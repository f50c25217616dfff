"""What happens along the pathway brings partners' access to what was agreed."""

from datetime import timedelta

import pytest

from alongside.access import scope
from alongside.agreements.rules.consent import REFUSED
from alongside.agreements.tests.factories import consent, families_open_to, holds, school
from alongside.kit import clock
from alongside.kit.ids import uuid7
from alongside.pathway import actions
from alongside.people import actions as people
from alongside.timeline.tests.factories import smith_family

pytestmark = pytest.mark.django_db


@pytest.fixture
def smiths():
    found = smith_family(clock.now() - timedelta(days=40))
    holds(found, found.katie, found.amy, found.liam)
    return found


def test_a_no_counts_from_when_it_is_known_that_they_decide(smiths) -> None:
    hill = school(smiths)
    with scope.acting_as(smiths.worker):
        dean = people.add_person(
            by=smiths.worker, family_id=smiths.family.pk, at=clock.now() - timedelta(days=39), name="Dean",
            role="father",
        ).person_id  # fmt: skip
    consent(smiths, hill.to, smiths.amy)
    consent(smiths, hill.to, smiths.amy, by=dean, kind=REFUSED)
    assert families_open_to(hill.rao) == 1
    with scope.acting_as(smiths.worker):
        actions.record_responsibility(
            by=smiths.worker, family_id=smiths.family.pk, deed_id=uuid7(), child_id=smiths.amy, basis="agreement",
            holder_person_id=dean, since=clock.today() - timedelta(days=500), at=clock.now(),
        )  # fmt: skip
    assert families_open_to(hill.rao) == 0
