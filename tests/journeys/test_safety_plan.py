"""A safety plan: Amy draws it with her worker, her mother agrees, her father finds nothing of it; it is tried out."""

from datetime import date, timedelta

import pytest

from alongside.access import scope
from alongside.kit import clock
from alongside.kit.dates import day_typed
from alongside.people import actions as people
from alongside.people import queries as known
from alongside.visits import actions as visits
from alongside.visits.rules import VisitTold
from tests.browser import Visitor
from tests.journeys import doing, given

pytestmark = pytest.mark.journey


def the_smiths_with_a_father_kept_away() -> int:
    """Katie, Amy and Dean sign in; Dean must be kept away, though he holds responsibility for Amy."""
    of = given.staff()
    family_id = given.the_smiths_helped(of, days=60)
    with scope.acting_as(of.worker):
        dean = people.add_person(
            by=of.worker, family_id=family_id, at=clock.now(), name="Dean Smith", role="father", in_household=False
        ).person_id
        people.record_fact(
            by=of.worker, family_id=family_id, person_id=dean, kind="keep_away",
            value="He must not learn where Katie and Amy live", at=clock.now(), protected=True,
        )  # fmt: skip
        ids = {name: pk for pk, name in known.names_of(family_id, of.worker).items()}
        for holder in ("Dean Smith", "Katie Smith"):
            people.record_responsibility(
                by=of.worker, family_id=family_id, child_id=ids["Amy Smith"], holder_person_id=ids[holder],
                basis="mother" if holder == "Katie Smith" else "court_order", at=clock.now(),
            )  # fmt: skip
        for name, role in (("Katie Smith", "parent"), ("Dean Smith", "parent"), ("Amy Smith", "child")):
            people.link_account(
                by=of.worker, family_id=family_id, person_id=ids[name], user=given.an_account(name, role),
                at=clock.now(),
            )  # fmt: skip
    met = VisitTold(given.days_ago(20).date(), 60, ("direct_work",), "home", present=(ids["Katie Smith"],))
    given.acts(of.worker, visits.record_visit, given.days_ago(20), family_id=family_id, told=met)
    return family_id


@pytest.fixture
def family_id(service):
    return service.arrange(the_smiths_with_a_father_kept_away)


def draws_the_plan(worker: Visitor, today: date) -> None:
    """With felt-tip pens first, then in Amy’s words."""
    doing.opens_the_family(worker)
    doing.records_something_else(worker, "A safety plan")
    worker.presses("Write a safety plan")
    assert worker.sees("Dean must be kept away.")
    worker.selects("Amy", of="Whose plan is it")
    worker.chooses("Amy", of="Who made it with you")
    worker.writes("What are we keeping safe from", "When Dad shouts at the door")
    worker.writes("How do they notice that it begins", "My tummy hurts and the bell goes on and on")
    worker.writes("What they do", "I go to my room with Liam", group="What one person does 1")
    worker.selects("Amy", of="Who", group="What one person does 1")
    worker.writes("Where to go", "Mrs Kaur, number 3")
    worker.writes("A word agreed for help", "Pineapple")
    worker.writes("Who has a copy, and where is it kept safely", "At school, with Miss Begum")
    worker.chooses("No", of="Is a copy at home")
    worker.selects("Katie", of="Which parent or adult agreed to it")
    worker.writes("When we look at it again", day_typed(today + timedelta(days=30)))
    worker.looked_at("safety-plan-form")
    worker.presses("Save the safety plan")
    assert worker.sees("Write down another way, for when it does not work")
    worker.writes("What if that does not work", "Out by the back, to the shop")
    worker.presses("Save the safety plan")
    assert worker.sees("Kept from Dean")
    worker.looked_at("safety-plan")
    worker.follows("Print it to give to Amy")
    worker.looked_at("safety-plan-paper")


def reads(visitor: Visitor) -> str:
    """What somebody finds under "Safety plan" on their own page."""
    visitor.follows("Safety plan")
    return visitor.reads("main")


def test_amy_draws_a_safety_plan_and_it_is_tried_out(family_id, service, somebody, way):
    joanne = somebody("joanne.mercer", way)
    draws_the_plan(joanne, service.today)

    amy = somebody("amy.smith", way)
    assert "Your safety plan" in (hers := reads(amy))
    for words in ("How you notice that it starts", "Pineapple", "999", "Out by the back, to the shop"):
        assert words in hers
    amy.looked_at("own-safety-plan")
    assert "Amy’s safety plan" in reads(somebody("katie.smith", way))
    assert "There is no safety plan here." in (his := reads(somebody("dean.smith", way)))
    assert "Pineapple" not in his

    joanne.opens(f"/families/{family_id}/visits/record/")
    assert joanne.sees("The safety plan of Amy")
    joanne.opens(f"/families/{family_id}/ending/")
    assert joanne.sees("To do: try out the safety plan of Amy")
    joanne.follows("Try out the safety plan")
    joanne.chooses("Amy", of="With whom?")
    joanne.writes("What did you try out?", "Amy went to Mrs Kaur and said pineapple")
    joanne.chooses("Some of it worked", of="How did it go?")
    joanne.writes("What worked?", "The word")
    joanne.writes("What was changed?", "Mrs Kaur keeps her light on")
    joanne.writes("When we look at it again next", day_typed(service.today + timedelta(days=60)))
    joanne.looked_at("safety-plan-tried")
    joanne.presses("Save how it went")
    assert joanne.sees("with Amy: some of it worked.")
    joanne.opens(f"/families/{family_id}/ending/")
    assert joanne.sees("Done with the plan of Amy: some of it worked")
    assert "To do: try out" not in joanne.reads("main")
