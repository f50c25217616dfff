"""What a stage of change is meant to lead to, and somebody who says aloud that they want to change."""

from datetime import timedelta

import pytest

from alongside.access import scope
from alongside.kit import clock
from alongside.kit.dates import day_typed
from alongside.plans import queries
from alongside.plans.tests.factories import at, goal, hidden, main, write
from alongside.practice.queries import current_model
from alongside.timeline import queries as timeline
from alongside.timeline.tests.factories import SmithFamily, smith_family

pytestmark = pytest.mark.django_db
SAID = "I want them to have a mum\nwho gets up. </textarea><b>أريد</b>"


@pytest.fixture
def smiths() -> SmithFamily:
    return smith_family(clock.now() - timedelta(days=60))


def sees(client, smiths: SmithFamily, goal_id: str, stage: str, **more: str):
    where = at(smiths, "stage", goal_id)
    data = {"who": str(smiths.katie), "stage": stage, "they_say": "yes", "on": day_typed(clock.today())}
    return client.post(where, hidden(client.get(where)) | data | more)


def test_every_stage_of_change_says_what_it_is_meant_to_lead_to() -> None:
    model = current_model("family_intervention")

    assert [aim.id for aim in model.items("change_aim")] == [stage.id for stage in model.items("change_stage")]


def test_what_somebody_says_they_want_to_change_stays_in_sight_as_they_said_it(client, smiths) -> None:
    with scope.acting_as(smiths.worker):
        one = goal(smiths)
        write(smiths, one)
    client.force_login(smiths.worker)

    assert sees(client, smiths, one.id, "contemplation", commitment=SAID).status_code == 302
    page = main(client.get(at(smiths, "change", one.id)))
    assert "Says aloud that they want to change" in page
    assert "I want them to have a mum" in page

    sees(client, smiths, one.id, "preparation")
    page = main(client.get(at(smiths, "change", one.id)))
    assert "Is ready, with a plan" in page
    assert "I want them to have a mum" in page
    with scope.acting_as(smiths.worker):
        told = timeline.told(smiths.family.pk, smiths.worker, ["plans.change_stage_seen"])
        words = timeline.words_told(told, smiths.worker)
        _, seen = queries.scales_and_stages(smiths.family.pk, smiths.worker)
    assert SAID in [each.get("reason") for each in words.values()]
    assert [each.commitment for each in seen] == ["", SAID]
