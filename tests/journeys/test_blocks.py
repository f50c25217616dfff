"""The building blocks: a relationship moves on, gets stuck, is talked through, and is seen as it was before."""

from datetime import date, timedelta

import pytest

from alongside.kit.dates import day_typed
from tests.browser import Visitor
from tests.journeys import doing, given

pytestmark = pytest.mark.journey


@pytest.fixture
def family_id(service):
    return service.arrange(lambda: given.the_smiths_helped(given.staff(), days=60))


def moves_on_with_katie(worker: Visitor) -> None:
    """What was done, and what is asked before the next stage."""
    worker.follows("See what each relationship rests on")
    worker.looked_at("blocks-begun")
    worker.follows("Katie", within="tbody")
    worker.follows("Rights, what to expect and how to complain are given", exact=False)
    worker.writes("What was done, and how?", "The leaflet, read aloud")
    worker.presses("Save what was done")
    assert worker.sees("The leaflet, read aloud")
    worker.presses("Move on to maintaining and sustaining")
    worker.writes("I have looked at my approach: what worked, what did not", "Short visits worked")
    worker.writes("I have said how good the relationship is, and asked them", "She says when she is cross")
    worker.presses("Save that we move on")
    assert worker.sees("Answer in your own words: I do what I say, also when it was tested")
    worker.looked_at("blocks-move-on-refused")
    worker.writes("I do what I say, also when it was tested", "I rang when I said I would")
    worker.presses("Save that we move on")
    assert worker.sees("You are at maintaining and sustaining.")
    assert worker.sees("Stage 2 of 3, maintaining and sustaining")


def says_that_they_are_stuck(worker: Visitor) -> None:
    """For the manager; and what would help."""
    worker.presses("We are stuck: talk it through")
    worker.writes("What is it about?", "She will not open the door to me")
    worker.presses("Ask the manager")
    assert worker.sees("Your manager sees it now.")
    worker.writes("What would help Katie and you move on from maintaining and sustaining?", "Meet at the café")
    worker.writes("What does that mean for the children?", "Amy waits at the window on Fridays")
    worker.presses("Keep this answer")
    worker.looked_at("blocks-stuck")


def talks_it_through(manager: Visitor) -> None:
    """From the manager’s first page, with the bulbs and what was noted."""
    manager.follows("Talk through what is stuck between Joanne Mercer and Katie", exact=False)
    assert manager.sees("She will not open the door to me")
    assert manager.sees("Amy waits at the window on Fridays")
    manager.looked_at("blocks-talk-through")
    manager.writes("What do you try now?", "We go together on Monday")
    manager.presses("Save what you try")
    assert manager.sees("It is on the record.")


def looks_at_it_before(worker: Visitor, before: date) -> None:
    """As it stood when the work had just begun."""
    worker.opens("/")
    doing.opens_the_family(worker)
    worker.follows("What our help rests on")
    worker.follows("See what each relationship rests on")
    worker.looked_at("blocks")
    worker.writes("As it was on", day_typed(before))
    worker.presses("Show that day")
    assert worker.heading() == "Building blocks: where was each relationship?"
    worker.looked_at("blocks-then")
    worker.follows("Katie", within="tbody")
    assert worker.sees("Stage 1 of 3, building")
    assert not worker.sees("Move on to")


def test_a_relationship_moves_on_is_stuck_and_is_talked_through(family_id, service, somebody, way):
    joanne, denise = somebody("joanne.mercer", way), somebody("denise.abara", way)
    joanne.opens(f"/families/{family_id}/aids/")
    moves_on_with_katie(joanne)
    says_that_they_are_stuck(joanne)
    denise.opens("/")
    talks_it_through(denise)
    joanne.opens("/")
    looks_at_it_before(joanne, service.today - timedelta(days=30))
