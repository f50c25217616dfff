"""A support plan: written goal by goal, answered by each person, put in force, written anew; and change."""

from datetime import date, timedelta

import pytest

from alongside.access import scope
from alongside.kit import clock
from alongside.kit.dates import day_typed
from alongside.people import actions as people
from alongside.people import queries as people_queries
from alongside.plans.rules import PARTS
from tests.browser import Visitor
from tests.journeys import given

pytestmark = pytest.mark.journey
FIRST, SECOND = "Amy gets to school rested, four days out of five", "Katie has two evenings a week for herself"


def the_smiths_with_liams_dad() -> int:
    """The Smiths with Liam’s dad, who lives elsewhere; Katie has a sign-in of her own."""
    of = given.staff()
    family_id = given.the_smiths_helped(of)
    at = clock.now()
    katie = given.an_account("Katie Smith", "parent")
    with scope.acting_as(of.manager):
        people.add_person(
            by=of.manager, family_id=family_id, at=at, name="Dean Hart", role="father", in_household=False
        )
        names = {name: person for person, name in people_queries.names_of(family_id, of.manager).items()}
        people.link_account(by=of.manager, family_id=family_id, person_id=names["Katie Smith"], user=katie, at=at)
    return family_id


@pytest.fixture
def family_id(service):
    return service.arrange(the_smiths_with_liams_dad)


def writes_a_goal(worker: Visitor, family_id: int, words: str, step: str, by_when: date, *, whose: str) -> None:
    """From the plan's page: a goal with its first small step."""
    worker.opens(f"/families/{family_id}/plan/")
    worker.presses("Write a goal")
    worker.writes("The goal, in the family’s own words", words)
    worker.chooses(whose, of="Whose goal is it")
    worker.selects("Learning and school" if whose == "Amy" else "Feeling well", of="What it is about")
    worker.writes("How will we know", "The school’s register, and what they say themselves")
    worker.writes("What will be done", step, group="Step 1")
    worker.selects("Katie", of="Who does it", group="Step 1")
    worker.writes("By when", day_typed(by_when), group="Step 1")
    worker.writes(
        "Who in the family, or among its friends and neighbours, can help?", "Nan on Thursdays", group="Step 1"
    )


def puts_together(worker: Visitor) -> None:
    """From the plan's page: the whole as the next version."""
    worker.presses("Put the plan together")
    worker.looked_at("plan-put-together")
    worker.presses("Put it together")


def answers(worker: Visitor, name: str, answer: str, *, why: str = "", said: str = "", is_asked: bool = True) -> None:
    """From the version's page: what one person says of it; whom the plan asks nothing of is chosen by name."""
    worker.follows(f"Record the answer of {name if is_asked else 'somebody else'}", exact=False)
    if not is_asked:
        worker.selects(name, of="Whose answer is it")
    worker.chooses(answer, of="Do they agree with this plan")
    worker.writes("Why not, or why they could not answer", why)
    worker.writes("What they said, in their own words", said)
    worker.chooses("Sitting together", of="How they answered")


def writes_the_first_version(worker: Visitor, family_id: int, today: date) -> None:
    """Two goals, one of them with two steps, and the way out."""
    worker.opens(f"/families/{family_id}/plan/")
    worker.looked_at("plan-none")
    writes_a_goal(worker, family_id, FIRST, "Clothes laid out at night", today + timedelta(days=9), whose="Amy")
    worker.presses("Add another step")
    worker.writes("What will be done", "An alarm clock of her own", group="Step 2")
    worker.selects("Joanne Mercer (me)", of="Who does it", group="Step 2")
    worker.writes("By when", day_typed(today + timedelta(days=3)), group="Step 2")
    worker.looked_at("plan-goal")
    worker.presses("Save the goal")
    writes_a_goal(worker, family_id, SECOND, "Ring the choir", today + timedelta(days=20), whose="Katie")
    worker.presses("Save the goal")
    worker.follows(f"Write: {PARTS['exit']}", exact=False)
    worker.writes("Where to turn when it gets hard", "Nan, then the school’s family worker")
    worker.looked_at("plan-way-out")
    worker.presses("Save this part")
    worker.looked_at("plan-being-written")
    puts_together(worker)
    assert worker.heading() == "Support plan, version 1"


def katie_and_amy_answer(worker: Visitor) -> None:
    """Katie says yes in her own words; Amy could not answer."""
    answers(worker, "Katie", "Yes", said="It sounds like us this time.")
    worker.looked_at("plan-answer")
    worker.presses("Save the answer")
    answers(worker, "Amy", "Could not answer", why="She was asleep; Joanne asks her on Monday")
    worker.presses("Save the answer")
    worker.looked_at("plan-version")


def dean_refuses(manager: Visitor) -> None:
    """Liam’s dad says no, and Katie is not to read it."""
    answers(manager, "Dean Hart", "No", why="He wants Liam at his house on Fridays", is_asked=False)
    manager.chooses("The family, partners who help, and our own staff", of="Who may read this answer")
    manager.page.get_by_text("Keep this answer from one person").click()
    manager.selects("Katie", of="Keep it from one person")
    manager.writes("Why it is kept from them", "He asked for it; there is an order about contact")
    manager.presses("Save the answer")


def puts_in_force(worker: Visitor, family_id: int) -> None:
    """From the version's page, with the reason why it goes on; its steps are due."""
    worker.presses("Put it in force")
    worker.chooses("The family, partners who help, and our own staff", of="Who may read the plan")
    worker.presses("Put it in force")
    assert worker.sees("Say why it is put in force although Dean Hart said no")
    worker.writes("Why it is put in force all the same", "Amy’s mornings cannot wait")
    worker.looked_at("plan-put-in-force")
    worker.presses("Put it in force")
    assert worker.sees("The plan is in force.")
    assert worker.sees("Why it is in force although Dean Hart said no")
    worker.looked_at("plan-in-force")
    worker.opens(f"/families/{family_id}/due/")
    assert worker.sees("An alarm clock of her own")


def reads_as_katie(katie: Visitor) -> None:
    """The plan as a parent reads it, and nothing of what is kept from her."""
    katie.opens("/me/")
    katie.follows("Our plan")
    katie.looked_at("plan-own")
    assert katie.sees(FIRST)
    assert not katie.sees("Dean")
    katie.opens("/me/")
    assert not katie.sees("Fridays")


def makes_it_smaller(worker: Visitor, family_id: int) -> None:
    """The next version asks for less, and stands beside the first line by line."""
    worker.opens(f"/families/{family_id}/plan/")
    worker.follows(f"Change: {FIRST}", exact=False)
    worker.writes("The goal, in the family’s own words", "Amy gets to school rested, two days out of five")
    worker.writes("Made smaller, because", "The nights with the baby next door are hard just now")
    worker.presses("Save the goal")
    puts_together(worker)
    assert worker.heading() == "Support plan, version 2"
    worker.follows("See every line")
    worker.looked_at("plan-compared")
    compared = worker.reads("main")
    assert "two days out of five Changed" in compared
    assert "The nights with the baby next door are hard just now New" in compared


def test_a_plan_is_written_answered_put_in_force_and_written_anew(family_id, service, somebody, way):
    joanne, denise, katie = (somebody(name, way) for name in ("joanne.mercer", "denise.abara", "katie.smith"))
    writes_the_first_version(joanne, family_id, service.today)
    version = joanne.page.url
    katie_and_amy_answer(joanne)
    denise.opens(version)
    dean_refuses(denise)
    joanne.opens(version)
    puts_in_force(joanne, family_id)
    reads_as_katie(katie)
    makes_it_smaller(joanne, family_id)


def test_two_people_write_one_goal_and_the_second_sees_both(family_id, service, somebody, way):
    joanne, denise = somebody("joanne.mercer", way), somebody("denise.abara", way)
    writes_a_goal(joanne, family_id, FIRST, "Clothes laid out", service.today + timedelta(days=9), whose="Amy")
    joanne.presses("Save the goal")
    for each in (joanne, denise):
        each.opens(f"/families/{family_id}/plan/")
        each.follows(f"Change: {FIRST}", exact=False)
    joanne.writes("The goal, in the family’s own words", "Amy sleeps")
    joanne.presses("Save the goal")
    denise.writes("The goal, in the family’s own words", "Amy wakes up happy")
    denise.expected = ("409",)
    denise.presses("Save the goal")
    denise.looked_at("plan-goal-by-both")
    assert denise.sees("Amy sleeps")
    assert denise.page.get_by_label("The goal, in the family’s own words").input_value() == "Amy wakes up happy"
    denise.presses("Save mine in its place")
    assert denise.sees("Amy wakes up happy")


def test_where_somebody_sees_a_goal_is_asked_again_and_drawn_for_them_alone(family_id, service, somebody, way):
    joanne = somebody("joanne.mercer", way)
    writes_a_goal(joanne, family_id, FIRST, "Clothes laid out", service.today + timedelta(days=9), whose="Amy")
    joanne.presses("Save the goal")
    joanne.follows(f"How far we are with: {FIRST}", exact=False)
    for days, value, lower in ((14, "3", "Nan rang every morning."), (0, "5", "Mum did my plait.")):
        joanne.presses("Record where somebody sees it")
        joanne.selects("Amy", of="Who says it")
        joanne.chooses(value, of="Where are you now")
        joanne.writes("What stopped it being one lower?", lower)
        joanne.selects("8", of="Where is good enough")
        joanne.writes("On which day", day_typed(service.today - timedelta(days=days)))
        joanne.looked_at("scale")
        joanne.presses("Save where they see it")
    assert joanne.page.get_by_role("img", name="Amy’s own line").count() == 1
    assert joanne.reads(".al-voice") == "Mum did my plait."

    joanne.presses("Record how far somebody is")
    joanne.selects("Katie", of="Who")
    joanne.chooses("Relapse and sustaining change", of="Where are they now")
    joanne.chooses("Yes", of="Do they say so themselves?")
    joanne.page.get_by_text("When somebody has fallen back").click()
    joanne.writes("What has gone well so far?", "Six good weeks")
    joanne.looked_at("stage-of-change")
    joanne.presses("Save how far they are")
    assert joanne.sees("Falling back is a part of changing.")
    assert joanne.sees("Six good weeks")
    joanne.looked_at("change")
