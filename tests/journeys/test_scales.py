"""The scales: help is said to answer a step after a visit, a child’s time is asked; a manager is asked, and answers."""

from datetime import date, timedelta

import pytest

from alongside.kit.dates import day_typed
from tests.browser import Visitor
from tests.journeys import doing, given

pytestmark = pytest.mark.journey


@pytest.fixture
def family_id(service):
    return service.arrange(lambda: given.the_smiths_helped(given.staff(), days=60))


def says_what_help_answers(worker: Visitor, today: date) -> None:
    """A visit with the three houses; on the page after it, which step that help answers."""
    doing.opens_the_family(worker)
    worker.presses("Record a visit")
    doing.fills_in_a_visit(worker, today)
    worker.presses("Save the visit")
    assert worker.sees("Which step does this help answer?")
    worker.looked_at("scales-offered-after-a-visit")
    worker.follows("Say which step it answers", exact=False)
    worker.page.get_by_label("Visit,", exact=False).first.check()
    worker.writes("What strength was seen?", "Amy drew the kitchen herself")
    worker.looked_at("scales-which-step")
    worker.presses("Save which step it answers")
    assert worker.sees("The one step for Amy has help beside it.")
    assert worker.sees("Amy drew the kitchen herself")


def says_what_time_there_is(worker: Visitor, today: date) -> None:
    """From Amy’s scales."""
    worker.follows("Say what time Amy has")
    worker.writes("Since when has the worry gone on?", day_typed(today - timedelta(days=400)))
    worker.writes("What has to be different for Amy?", "She sleeps in her own bed, each night")
    worker.writes("By which day?", day_typed(today + timedelta(days=60)))
    worker.writes("Why by that day?", "She falls asleep in class")
    worker.chooses("No", of="Is Amy’s timescale being met?")
    worker.presses("Save what time there is")
    assert worker.sees("Say whether the parents were told")
    worker.looked_at("scales-time-refused")
    worker.writes("If not, which other plan for a lasting home is thought of?", "Living with her aunt")
    worker.chooses("Yes", of="If not, were the parents told of it?")
    worker.writes("What were they told, or why not yet?", "Katie heard it at home, and cried")
    worker.presses("Save what time there is")
    assert worker.sees("one year and one month")


def asks_the_manager(worker: Visitor) -> None:
    """With what the record holds below the form."""
    worker.presses("Say what comes next")
    worker.looked_at("scales-next-step")
    worker.follows("Write the request to the manager")
    assert worker.sees("What the record holds")
    worker.looked_at("legal-planning-ask")
    worker.chooses("Amy", of="For whom?")
    worker.selects("Denise Abara", of="Whom do you ask?")
    worker.writes("What harms the child now, although all this was tried?", "Amy slept in the car again on Tuesday")
    network = "Which care within the family and network was tried, and why is it not enough?"
    worker.writes(network, "Her aunt had both for six weeks, until she fell ill")
    worker.writes("What do the parents know of the other plans that are thought of?", "Katie was told on Friday")
    worker.presses("Ask the manager")
    assert worker.sees("It is on the manager’s first page now.")


def answers(manager: Visitor, today: date) -> None:
    """From the manager’s first page."""
    manager.opens("/")
    asked = "Answer whether there will be a legal planning meeting for Amy"
    assert manager.sees(asked)
    manager.follows("Open", exact=False, within="section[aria-labelledby=look-at]")
    assert manager.sees("Amy slept in the car again on Tuesday")
    manager.looked_at("legal-planning")
    manager.chooses("Yes, there will be a legal planning meeting", of="Will there be a legal planning meeting?")
    manager.writes("If yes, on which day?", day_typed(today + timedelta(days=9)))
    manager.writes("Why, or what more do you need to know?", "All was tried, and the nights go on")
    manager.presses("Send your answer")
    assert manager.sees("Denise Abara agreed to a legal planning meeting for Amy")


def test_help_beside_a_step_the_childs_time_and_what_comes_next(family_id, service, somebody, way):
    joanne, denise = somebody("joanne.mercer", way), somebody("denise.abara", way)
    says_what_help_answers(joanne, service.today)
    says_what_time_there_is(joanne, service.today)
    asks_the_manager(joanne)
    answers(denise, service.today)
    joanne.opens("/")
    assert joanne.sees("Denise Abara agreed to a legal planning meeting for Amy")
    joanne.opens(f"/families/{family_id}/aids/scales/")
    joanne.looked_at("scales")
