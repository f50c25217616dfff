"""A problem to solve serves what the family wants to reach, and a wish becomes a goal: both are read on the plan."""

from datetime import timedelta

import pytest

from alongside.access import scope
from alongside.kit import clock
from alongside.plans.tests.factories import at, goal, in_force, main, version
from alongside.timeline.rules import Audience
from alongside.timeline.tests.factories import SmithFamily, smith_family

pytestmark = pytest.mark.django_db


@pytest.fixture
def smiths() -> SmithFamily:
    return smith_family(clock.now() - timedelta(days=60))


def test_kind_wish_and_link_of_each_goal_are_read_on_the_plan_and_on_its_version(client, smiths) -> None:
    bigger = goal(smiths, words="Amy likes school", kind="vision", wish="To be a family like others")
    smaller = goal(smiths, words="Nobody shouts in the morning", kind="problem_solving", linked=bigger.id)
    with scope.acting_as(smiths.worker):
        version_id = version(smiths, bigger, smaller, at=clock.now())
        in_force(smiths, version_id, on=clock.today(), at=clock.now(), audience=Audience.FAMILY)
    client.force_login(smiths.worker)

    for page in (at(smiths, "plan"), at(smiths, "version", version_id)):
        text = main(client.get(page))
        assert "Something we want to reach. It began as a wish: “To be a family like others”" in text
        assert "Served by Nobody shouts in the morning." in text
        assert "A problem we want to solve. It serves Amy likes school." in text
