"""The light bulb: a dark one is opened, help reaches the child through her mother, what was in the way is gone, and
somebody says what is different.
"""

from datetime import date, timedelta

import pytest

from alongside.access import scope
from alongside.kit.dates import day_typed
from alongside.people import queries as known
from alongside.visits import actions as visits
from alongside.visits.rules import VisitTold
from tests.browser import Visitor
from tests.journeys import doing, given

pytestmark = pytest.mark.journey


def the_smiths_visited_without_help() -> int:
    """Sixty days with us, and a visit as such twenty days ago."""
    of = given.staff()
    family_id = given.the_smiths_helped(of, days=60)
    with scope.acting_as(of.worker):
        ids = {name: pk for pk, name in known.names_of(family_id, of.worker).items()}
    met = VisitTold(given.days_ago(20).date(), 60, ("plan",), "home", present=(ids["Katie Smith"],))
    given.acts(of.worker, visits.record_visit, given.days_ago(20), family_id=family_id, told=met)
    return family_id


@pytest.fixture
def family_id(service):
    return service.arrange(the_smiths_visited_without_help)


def opens_the_bulb(worker: Visitor) -> None:
    """From the first page, where it stands beside the child."""
    worker.opens("/")
    worker.follows("Amy, 8")
    assert worker.heading() == "Amy’s light bulb"


def says_what_is_done_about_it(worker: Visitor, today: date) -> None:
    """No help has reached her: what is in the way, and what we do differently."""
    assert worker.sees("No help has reached Amy in this time.")
    worker.looked_at("light-bulb-dark")
    worker.writes("Is this help making a difference to Amy? How do you know?", "Not yet. We talk, and nothing is done.")
    worker.presses("Keep this answer")
    assert worker.sees("No help has reached the child. Say what we will do differently")
    worker.writes("If not, what will we do differently?", "The cards with Katie, each Friday")
    worker.presses("Keep this answer")
    assert worker.sees("What we do differently: The cards with Katie, each Friday")
    worker.presses("Name what is in the way")
    worker.chooses("We may be too hopeful", of="What is it?")
    worker.writes("What do we see?", "Every Monday is a new beginning")
    worker.writes("What does it do to Amy?", "She stops telling us")
    worker.writes("What do we do about it?", "Ask school each Friday")
    worker.selects("Joanne Mercer", of="Who sees to it?")
    worker.writes("When do we look at it again?", day_typed(today + timedelta(days=7)))
    worker.looked_at("light-bulb-barrier")
    worker.presses("Save what is in the way")
    assert worker.sees("We may be too hopeful. Ask school each Friday")


def helps_through_her_mother(worker: Visitor, today: date) -> None:
    """The cards with Katie, for Amy."""
    doing.opens_the_family(worker)
    worker.presses("Record a visit")
    doing.fills_in_a_visit(worker, today)
    worker.presses("Add somebody: their own words, or what you did together")
    group = "Somebody who was there"
    worker.selects("Katie", of="Who", group=group)
    worker.selects("Kids Need", of="What you did together", group=group)
    worker.chooses("Amy", of="Which child does it help?", group=group)
    worker.presses("Save the visit")


def says_what_is_different(worker: Visitor) -> None:
    """What school says, resting on the visit; and what was in the way is gone."""
    opens_the_bulb(worker)
    assert worker.sees("Kids Need with Katie")
    worker.follows("Look at it again", exact=False)
    worker.writes("How is it now?", "School rings us of small things too")
    worker.chooses("No, it is out of the way", of="Is it still in the way?")
    worker.looked_at("light-bulb-barrier-again")
    worker.presses("Save how it is")
    worker.presses("Record a difference")
    worker.writes("What is different for Amy?", "In class before the bell, four days of five")
    worker.writes("Who, if somebody else?", "Miss Begum")
    worker.looked_at("light-bulb-difference")
    worker.presses("Save what is different")
    assert worker.sees("In class before the bell, four days of five")


def test_a_dark_bulb_is_looked_at_and_help_reaches_the_child(family_id, service, somebody, way):
    joanne = somebody("joanne.mercer", way)
    opens_the_bulb(joanne)
    says_what_is_done_about_it(joanne, service.today)
    helps_through_her_mother(joanne, service.today)
    says_what_is_different(joanne)
    joanne.looked_at("light-bulb")
    assert joanne.sees("Help reaches Amy. For it to be lit: something we have to do is late.")
    joanne.follows("Is it helping?")
    joanne.looked_at("light-bulbs")


def test_a_manager_sees_whom_no_help_reaches_and_opens_the_names(family_id, somebody, way):
    denise = somebody("denise.abara", way)
    denise.follows("Team", within=".govuk-service-navigation")
    assert denise.sees("Children whose bulb is dark: 2")
    assert denise.sees("No contact for 14 days: 1")
    for number in denise.page.locator("details.al-open > summary").all():
        number.click()
    assert denise.sees("Amy, Smith family")
    denise.looked_at("team")
    denise.follows("Amy, 8")
    assert denise.heading() == "Amy’s light bulb"
