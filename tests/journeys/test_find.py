"""A worker heard a name on the telephone: who that is, in which family, and what the child said, in three steps."""

import pytest

from alongside.access import scope
from alongside.people import queries as known
from alongside.visits import actions as visits
from alongside.visits.rules import VisitTold
from tests.browser import NARROW, Way
from tests.journeys import given

pytestmark = pytest.mark.journey


def the_smiths_visited() -> None:
    """Amy said something five days ago."""
    of = given.staff()
    family_id = given.the_smiths_helped(of, days=40)
    with scope.acting_as(of.worker):
        ids = {name: pk for pk, name in known.names_of(family_id, of.worker).items()}
    met = VisitTold(given.days_ago(5).date(), 45, ("plan",), "home", present=(ids["Katie Smith"],))
    given.acts(of.worker, visits.record_visit, given.days_ago(5), family_id=family_id, told=met)


def test_a_name_that_was_heard_leads_to_the_person_and_to_what_is_recorded(service, somebody):
    service.arrange(the_smiths_visited)
    worker = somebody("joanne.mercer", Way(NARROW, scripts=False))
    worker.page.get_by_role("searchbox").fill("Cathy Smyth 6.5.95")
    worker.presses("Find")
    assert worker.sees("Mother. Sounds like it")
    worker.looked_at("find")
    worker.follows("Katie Smith, 31")
    assert worker.sees("Nothing in their own words is recorded yet.")
    worker.looked_at("person")
    correct = worker.page.get_by_role("link", name="Correct").first
    assert correct.is_visible()
    worker.page.emulate_media(media="print")
    assert not correct.is_visible(), "what opens a form does nothing on paper"
    worker.page.emulate_media(media="screen")
    worker.follows("All that is recorded about them here")
    assert worker.sees("About Katie Smith.")
    worker.selects("Visit", of="What")
    worker.presses("Show")
    assert worker.sees("Visit, about Katie Smith. Recorded on one occasion.")
    worker.looked_at("chronology")
    worker.page.get_by_role("searchbox").fill("Mohammed")
    worker.presses("Find")
    assert worker.sees("Nobody is found for “Mohammed” among the families you see.")
    worker.looked_at("find-nobody")
