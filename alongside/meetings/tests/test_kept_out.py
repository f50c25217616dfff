"""Minutes on paper obey what is kept and what has ended, like every page."""

from datetime import timedelta
from uuid import UUID

import pytest
from django.urls import reverse

from alongside.access import scope
from alongside.agreements import actions as agreements
from alongside.agreements.rules.sharing import CONFIDENTIAL_IF, Sharing
from alongside.agreements.tests.factories import holds, school
from alongside.kit import clock
from alongside.kit.ids import uuid7
from alongside.meetings import actions, queries
from alongside.meetings.rules import Piece
from alongside.meetings.tests.factories import held
from alongside.plans import queries as plans
from alongside.plans.rules import Doer, NewAction
from alongside.timeline import actions as timeline
from alongside.timeline.tests.factories import SmithFamily, smith_family

pytestmark = pytest.mark.django_db
OF_AMY, TO_DO = "Amy reads a book a day.", "A place with the young carers for Amy"


@pytest.fixture
def smiths() -> SmithFamily:
    found = smith_family(clock.now() - timedelta(days=40))
    holds(found, found.katie, found.amy, found.liam)
    return found


@pytest.fixture
def worker(smiths, client):
    client.force_login(smiths.worker)
    return client


@pytest.fixture
def meeting_id(smiths) -> UUID:
    """A meeting at which something about Amy was said and something for her agreed."""
    what = held(smiths, clock.today(), pieces=(Piece("talked", OF_AMY, "", (smiths.amy,)),))
    agreed = NewAction(TO_DO, Doer("Paula", user_id=smiths.worker.pk), clock.today() + timedelta(days=7), (smiths.amy,))
    with scope.acting_as(smiths.worker):
        actions.hold_meeting(
            by=smiths.worker, deed_id=uuid7(), family_id=smiths.family.pk, held=what, at=clock.now(), actions=[agreed]
        )
        (found,) = queries.meetings_of(smiths.family.pk, smiths.worker)
    return found.meeting_id


def minutes(worker, smiths: SmithFamily, meeting_id: UUID, key: str):
    return worker.get(reverse("meetings:minutes_for", args=[smiths.family.pk, meeting_id, key]))


def test_once_sharing_without_consent_is_ended_there_are_no_minutes_for_them(worker, smiths, meeting_id) -> None:
    hill = school(smiths)
    sharing = Sharing(
        about=(smiths.amy,), to=hill.to.key, to_name="Hill Primary", why_not_asked="unsafe",
        confidential=tuple(CONFIDENTIAL_IF), purpose="Amy's safety", what="Where she sleeps", decided_by="Rob Yates",
        urgent=True, told="not_told", told_why="It would put Amy at risk", grounds=("belief",), why="What Amy said",
        proportionate="Only the one thing", until=clock.today() + timedelta(days=10),
    )  # fmt: skip
    said = {"by": smiths.worker, "family_id": smiths.family.pk}
    with scope.acting_as(smiths.worker):
        rows = agreements.share_without_consent(deed_id=uuid7(), sharing=sharing, at=clock.now(), **said)
    key = f"helper-{hill.helper.pk}"
    assert OF_AMY in minutes(worker, smiths, meeting_id, key).content.decode()

    with scope.acting_as(smiths.worker):
        agreements.end_sharing(deed_id=uuid7(), ends=rows[0].deed_id, why="She is safe", at=clock.now(), **said)

    assert minutes(worker, smiths, meeting_id, key).status_code == 404


def test_an_action_that_is_kept_from_a_mother_is_not_in_her_minutes(worker, smiths, meeting_id) -> None:
    key = f"person-{smiths.katie}"
    assert TO_DO in minutes(worker, smiths, meeting_id, key).content.decode()
    with scope.acting_as(smiths.manager):
        (action,) = plans.open_actions(smiths.family.pk, smiths.manager)
        timeline.withhold_strand(
            by=smiths.manager, family_id=smiths.family.pk, strand_id=action.strand_id, from_person_id=smiths.katie,
            why="Amy is to be told first", at=clock.now(),
        )  # fmt: skip

    assert TO_DO not in minutes(worker, smiths, meeting_id, key).content.decode()
