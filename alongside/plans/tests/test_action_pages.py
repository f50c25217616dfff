"""The pages on which something is agreed, shown until it is settled, and ended."""

from datetime import timedelta

import pytest
from django.urls import reverse

from alongside.access import scope
from alongside.kit import clock
from alongside.kit.dates import day_typed
from alongside.plans import queries
from alongside.plans.tests.factories import at, hidden, main
from alongside.timeline.tests.factories import SmithFamily, smith_family

pytestmark = pytest.mark.django_db


@pytest.fixture
def smiths() -> SmithFamily:
    return smith_family(clock.now() - timedelta(days=60))


@pytest.fixture
def worker(smiths, client):
    client.force_login(smiths.worker)
    return client


def sent(smiths: SmithFamily, **changed: object) -> dict[str, object]:
    """Something agreed, as the page sends it."""
    return {
        "on": day_typed(clock.today()),
        "action-0-what": "Ring the school",
        "action-0-who": f"user:{smiths.worker.pk}",
        "action-0-by_when": day_typed(clock.today() + timedelta(days=3)),
        "action-0-for_whom": [str(smiths.amy)],
        **changed,
    }


def test_what_was_agreed_is_asked_shown_and_ended(worker, smiths) -> None:
    where = at(smiths, "agree")
    data = sent(smiths)
    assert worker.post(where, hidden(worker.get(where)) | data).status_code == 302
    assert "Ring the school" in main(worker.get(at(smiths, "actions")))
    assert "Ring the school" in main(worker.get(reverse("timeline:due", args=[smiths.family.pk])))
    assert "Ring the school" in main(worker.get(reverse("desk:today")))
    with scope.acting_as(smiths.worker):
        (line,) = queries.open_actions(smiths.family.pk, smiths.worker)
    assert "ForAmy" in main(worker.get(at(smiths, "action", line.entry_id)))
    where = at(smiths, "finish", line.entry_id)
    done = {"how": "done", "on": day_typed(clock.today()), "words": "She rang"}
    assert worker.post(where, hidden(worker.get(where)) | done).status_code == 302
    assert "She rang" in main(worker.get(at(smiths, "action", line.entry_id)))
    assert "Nothing is open" in main(worker.get(at(smiths, "actions")))


@pytest.mark.parametrize(
    ("changed", "why"),
    [
        ({"action-0-who": "other"}, "Say who it is"),
        ({"action-0-who_else": "Ms Spragg"}, "You wrote a name as well"),
        ({"action-0-by_when": ""}, "Give a day it will be done by"),
        ({"action-0-what": ""}, "Say what will be done"),
    ],
)
def test_what_is_agreed_says_what_who_and_by_when(worker, smiths, changed, why) -> None:
    where = at(smiths, "agree")
    assert why in main(worker.post(where, hidden(worker.get(where)) | sent(smiths, **changed)))
