"""The exit plan begins with what the family's plan says of its way out."""

import pytest
from django.urls import reverse

from alongside.access import scope
from alongside.endings.tests.factories import day, met, person, plan_exit
from alongside.kit import clock
from alongside.kit.dates import day_long
from alongside.kit.ids import uuid7
from alongside.kit.tests.markup import Page
from alongside.plans import actions as plans
from alongside.plans import queries
from alongside.plans.rules import Goal, Step, working
from alongside.timeline.rules import Audience

pytestmark = pytest.mark.django_db
TURN_TO = "Nan Pat first, then Miss Begum."


@pytest.fixture
def smiths():
    """Katie and Amy have a plan in force that says where to turn."""
    one = met()
    katie, amy = (str(person(one, name)) for name in ("Katie Smith", "Amy Smith"))

    def now():
        return working(queries.told_of(one.family_id, one.worker))

    def do(action, **told):
        with scope.acting_as(one.worker):
            return action(by=one.worker, deed_id=uuid7(), family_id=one.family_id, at=clock.now(), **told)

    step = Step(id=str(uuid7()), what="Clothes out", who="Katie", by_when=day(-10).isoformat(), doer=f"person:{katie}")
    goal = Goal(id=str(uuid7()), words="Amy is rested", whose=(amy,), area="learning", steps=(step,))
    with scope.acting_as(one.worker):
        stood = now().stands(f"goal:{goal.id}"), now().stands("exit")
    do(plans.write_goal, goal=goal, stood=stood[0])
    do(plans.write_part, part="exit", content={"exit": {"where_to_turn": TURN_TO}}, stood=stood[1])
    with scope.acting_as(one.worker):
        it = now()
    version = do(plans.put_together, start=it.start, stood=it.seen)
    version_id = str(version.facts["version_id"])
    for who in (katie, amy):
        said = plans.NewAnswer(who=f"person:{who}", answer="yes", how="together", on=clock.today())
        do(plans.answer, version_id=version_id, told=said)
    do(plans.put_in_force, version_id=version_id, on=clock.today(), audience=Audience.FAMILY)
    return one


def opened(client, one) -> tuple[str, str]:
    client.force_login(one.worker)
    page = Page(client.get(reverse("endings:plan_exit", args=[one.family_id])).content.decode())
    return page.written_in("turn_to"), " ".join(page.one("main").text.split())


def test_whom_the_family_can_turn_to_is_filled_in_from_the_plan_with_its_source(client, smiths) -> None:
    written, text = opened(client, smiths)
    assert written == TURN_TO
    assert f"From “the way out” of the plan in force since {day_long(clock.today())}" in text


def test_once_the_ending_is_planned_it_shows_what_stands_there(client, smiths) -> None:
    plan_exit(smiths, turn_to="Miss Begum.")
    written, text = opened(client, smiths)
    assert written == "Miss Begum."
    assert "From “the way out”" not in text
