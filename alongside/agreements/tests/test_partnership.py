"""Partnership agreements: made with the family, revised, never overwritten."""

import pytest

from alongside.access import scope
from alongside.agreements import actions, queries
from alongside.agreements.rules import Agreement, Answer
from alongside.agreements.tests.factories import agreed
from alongside.kit import clock
from alongside.kit.ids import uuid7
from alongside.kit.refusals import NotAllowed, Unacceptable
from alongside.timeline.tests.factories import SmithFamily

pytestmark = pytest.mark.django_db


def stands(smiths: SmithFamily) -> bool:
    with scope.acting_as(smiths.worker):
        return queries.family_says(smiths.family.pk, smiths.worker, smiths.involvement.pk, clock.today()).agrees


def test_there_is_no_agreement_until_somebody_said_yes(smiths) -> None:
    assert not stands(smiths)
    agreed(smiths, (smiths.katie, "no"), (smiths.liam, "could_not"))
    assert not stands(smiths)
    agreed(smiths, (smiths.katie, "yes"), (smiths.liam, "could_not"))
    assert stands(smiths)


def test_a_revised_agreement_that_nobody_wants_takes_the_place_of_the_one_before(smiths) -> None:
    first = agreed(smiths)
    agreed(smiths, (smiths.katie, "no"), revises=first[0].deed_id)
    assert not stands(smiths)


def test_the_agreement_is_about_everyone_who_took_part_and_for_the_family_to_read(smiths) -> None:
    (entry,) = agreed(smiths, (smiths.katie, "yes"), (smiths.amy, "no"))
    with scope.acting_as(smiths.worker):
        assert {row.person_id for row in entry.about.all()} == {smiths.katie, smiths.amy}
    assert (entry.audience, entry.nature) == ("family", "process")
    assert entry.sentence == "Partnership agreement made. Katie said yes. Amy said no."


def test_nobody_answering_is_no_agreement_and_somebody_unknown_no_part_of_one(smiths) -> None:
    said = {"by": smiths.worker, "deed_id": uuid7(), "family_id": smiths.family.pk, "on": clock.today(),
            "at": clock.now(), "agreement": Agreement()}  # fmt: skip
    with scope.acting_as(smiths.worker):
        with pytest.raises(Unacceptable, match="who took part"):
            actions.record_agreement(**said, answers=[])
        with pytest.raises(NotAllowed):
            actions.record_agreement(**said, answers=[Answer(uuid7(), "yes")])
