"""What is agreed, planned or answered tells nobody where somebody lives who does not know it."""

from datetime import timedelta

import pytest
from django.urls import reverse

from alongside.access import scope
from alongside.kit import clock
from alongside.kit.refusals import Unacceptable
from alongside.kit.tests.markup import Page
from alongside.plans import queries
from alongside.plans.rules import IN_FORCE
from alongside.plans.tests.factories import goal, in_force, main, version
from alongside.plans.tests.safety import HOME, known
from alongside.plans.tests.test_action_pages import sent
from alongside.timeline import queries as timeline
from alongside.timeline.rules import Audience
from alongside.timeline.tests.factories import SmithFamily, smith_family

pytestmark = pytest.mark.django_db
COT = "Carry the cot to 4 Mill Ln, flat 2"


@pytest.fixture
def smiths() -> SmithFamily:
    found = smith_family(clock.now() - timedelta(days=60))
    known(found, found.katie, "address", HOME)
    return found


def test_an_action_that_tells_where_they_live_is_not_opened_to_the_family(client, smiths) -> None:
    client.force_login(smiths.worker)
    agree = reverse("plans:agree", args=[smiths.family.pk])
    typed = Page(client.get(agree).content.decode()).as_sent() | sent(smiths, **{"action-0-what": COT})
    assert client.post(agree, typed).status_code == 302
    with scope.acting_as(smiths.worker):
        (line,) = queries.open_actions(smiths.family.pk, smiths.worker)
    where = reverse("timeline:audience", args=[smiths.family.pk, line.entry_id])
    opens = {"audience": "family", "why": "They asked"}

    refused = client.post(where, Page(client.get(where).content.decode()).as_sent() | opens)

    assert "It is where Katie lives and is protected. Correct it first" in main(refused)
    assert Page(refused.content.decode()).written_in("why") == "They asked"
    with scope.acting_as(smiths.worker):
        (still,) = queries.open_actions(smiths.family.pk, smiths.worker)
    assert still.entry_id == line.entry_id


@pytest.mark.parametrize("audience", [Audience.AROUND, Audience.FAMILY])
def test_a_plan_that_tells_where_they_live_is_in_force_for_our_own_staff_alone(smiths, audience) -> None:
    with scope.acting_as(smiths.worker):
        first = version(smiths, goal(smiths, words=COT), at=clock.now())
        now = {"on": clock.today(), "at": clock.now()}
        with pytest.raises(Unacceptable, match="let only our own staff read it: “Address” of Katie"):
            in_force(smiths, first, audience=audience, **now)
        assert timeline.told(smiths.family.pk, smiths.worker, [IN_FORCE]) == []
        in_force(smiths, first, audience=Audience.TEAM, **now)
