"""Two people take one yes back at the same moment, on connections of their own, with everything really committed."""

from datetime import timedelta

from django.db import transaction

from alongside.access import scope
from alongside.agreements import actions
from alongside.agreements.tests.factories import consent, families_open_to, holds, school
from alongside.kit import clock
from alongside.kit.ids import uuid7
from alongside.kit.refusals import AlreadyCorrected
from alongside.timeline import queries as timeline
from alongside.timeline.tests.factories import smith_family
from tests.sessions import at_once


def test_of_two_who_take_it_back_at_once_one_does_and_the_other_is_told(own_database) -> None:
    with transaction.atomic():
        smiths = smith_family(clock.now() - timedelta(days=30))
        holds(smiths, smiths.katie, smiths.amy)
        hill = school(smiths)
    yes = consent(smiths, hill.to, smiths.amy)
    assert families_open_to(hill.rao) == 1

    def take_back(by):
        return lambda: actions.withdraw_consent(
            by=by, deed_id=uuid7(), family_id=smiths.family.pk, withdraws=yes[0].deed_id, about=(smiths.amy,),
            words="", at=clock.now(),
        )  # fmt: skip

    saved, refusal = at_once((smiths.worker, take_back(smiths.worker)), (smiths.manager, take_back(smiths.manager)))

    assert isinstance(refusal, AlreadyCorrected)
    assert refusal.theirs == saved[0].deed_id
    assert families_open_to(hill.rao) == 0
    with scope.acting_as(smiths.worker):
        assert len(timeline.told(smiths.family.pk, smiths.worker, ["agreements.consent_withdrawn"])) == 1
