"""An ending: hours that fall, looking back, what was tested, handed over and written; and a family that steps away."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from alongside.access import scope
from alongside.agreements import actions as agreements
from alongside.agreements.rules.consent import GIVEN, NEW_AGENCY
from alongside.agreements.rules.telling import ConsentTold
from alongside.kit import clock
from alongside.kit.dates import day_long, day_typed
from alongside.meetings import actions as meetings
from alongside.meetings.rules import FIRST_REVIEW, Plan
from alongside.people import actions as people
from alongside.people import queries as known
from alongside.visits import actions as visits
from alongside.visits.rules import VisitTold
from tests.browser import Visitor
from tests.journeys import doing, given

pytestmark = pytest.mark.journey

DAYS_HELPED = 100
SURGERY = "Mill Lane Surgery"
VISITED = {50: 120, 45: 120, 40: 90, 33: 90, 20: 60, 10: 45, 3: 30}
"""Days ago, and minutes: less in the last four weeks than in the four before."""
UNCHANGED = "The flat is damp. Amy may cough all winter, and the landlord has not answered."


def the_smiths_near_the_end() -> int:
    """Seven visits, fewer towards the end; no letter may come to Katie’s home."""
    of = given.staff()
    family_id = given.the_smiths_helped(of, days=DAYS_HELPED)
    with scope.acting_as(of.worker):
        katie = next(pk for pk, name in known.names_of(family_id, of.worker).items() if name == "Katie Smith")
    told = VisitTold(clock.today(), 60, ("direct_work",), "home", present=(katie,))
    for days, minutes in VISITED.items():
        at = given.days_ago(days)
        visit = replace(told, day=at.date(), minutes=minutes)
        given.acts(of.worker, visits.record_visit, at, family_id=family_id, told=visit)
    with scope.acting_as(of.worker):
        people.record_fact(
            by=of.worker, family_id=family_id, person_id=katie, kind="safe_letters", value="No letters home",
            at=clock.now(), protected=True,
        )  # fmt: skip
    told_on = given.days_ago(50)
    yes = ConsentTold(
        GIVEN, katie, (katie,), NEW_AGENCY, SURGERY, told_on.date(), purpose="So that she sleeps", understood="yes",
        what="How things are",
    )  # fmt: skip
    given.acts(of.worker, agreements.record_consent, told_on, family_id=family_id, told=yes)
    review = Plan(FIRST_REVIEW, clock.today() + timedelta(days=7), "14:30", "Hillview Primary")
    given.acts(of.worker, meetings.plan_meeting, clock.now(), family_id=family_id, plan=review)
    return family_id


@pytest.fixture
def family_id(service):
    return service.arrange(the_smiths_near_the_end)


def is_there(worker: Visitor, what: str) -> bool:
    """Whether the checklist shows this feature of a good ending."""
    line = worker.page.locator("main li", has_text=what).first.inner_text()
    return "To do:" not in line


def plans_the_ending(worker: Visitor, family_id: int, today: date, way: str) -> None:
    """The family first, then how it ends, as far as every ending has it."""
    worker.opens(f"/families/{family_id}/ending/")
    worker.presses("Plan the ending")
    worker.writes("How were earlier endings for the family?", "The last worker stopped coming, and nobody said why.")
    worker.writes("How does it feel that this will end?", "Katie is proud and a little afraid.")
    worker.chooses(way, of="How is the work to end?")
    worker.writes("How will visits grow fewer?", "Once a week, then every other week.")
    worker.writes("Last visit", day_typed(today + timedelta(days=5)))
    worker.writes("Whom can the family turn to?", "Nan first, then Miss Begum at school.")
    worker.writes("What can we still give afterwards?", "Katie may ring us for a year.")
    worker.writes("What stays as it was, and what could follow from that?", UNCHANGED)
    worker.chooses("Katie Smith", of="Who of the family agreed to this?")


def is_handed_over(worker: Visitor, family_id: int, today: date) -> None:
    """The way out is planned three weeks before, and the new lead comes along."""
    plans_the_ending(
        worker,
        family_id,
        today,
        "Handed over to another lead; the team around the family decided, and a worry may remain",
    )
    worker.writes("Which day was it planned?", day_typed(today - timedelta(days=16)))
    worker.looked_at("ending-plan")
    worker.presses("Save the exit plan")
    assert worker.sees("Say who leads on")
    assert worker.page.get_by_label("How does it feel that this will end?").input_value().startswith("Katie is proud")
    worker.writes("Who leads on, if somebody does?", "Ms Cole, Early Help, 01632 960555")
    worker.writes("Or how was it decided?", "School, the nurse and Katie agreed it by telephone")
    worker.writes("What worry remains?", "The flat is damp")
    worker.presses("Save the exit plan")
    assert worker.sees("The ending is planned.")
    worker.looked_at("ending")
    assert worker.sees("Planned 21 days before the last visit")
    assert worker.sees("2.2 hours together in the last four weeks, 7 in the four before")
    assert not is_there(worker, "The new lead was introduced")
    worker.follows("Visit together with the new lead")
    assert worker.page.get_by_label("Who leads on?").input_value().startswith("Ms Cole")
    worker.chooses("Amy Smith", of="Who of the family was there?")
    worker.writes("What was agreed?", "Ms Cole comes every other Monday.")
    worker.looked_at("ending-hand-over")
    worker.presses("Save the hand-over")
    assert is_there(worker, "The new lead was introduced")
    worker.follows("All of the exit plan")
    worker.looked_at("ending-deed")
    assert worker.sees("What stays as it was")
    assert worker.sees(UNCHANGED)
    worker.follows("The ending")


def looks_back(worker: Visitor) -> None:
    """At the journey, and with what could go wrong tried out beforehand."""
    worker.follows("Look back on the journey")
    worker.chooses("Katie Smith", of="With whom?")
    worker.chooses("Amy Smith", of="With whom?")
    worker.writes("Looking back", "In August nobody slept.")
    worker.writes("Now", "Amy is in school every day.")
    worker.writes("Looking forward", "Katie begins her course.")
    worker.writes("Amy’s own words", "I can do my own hair now.")
    worker.looked_at("ending-journey")
    worker.presses("Save the journey")
    assert is_there(worker, "We looked back")
    worker.follows("Try out the safety plan")
    assert worker.sees("There is no safety plan yet")
    worker.looked_at("ending-no-safety-plan")
    worker.writes("Why is none needed?", "Nobody was ever in danger at home.")
    worker.presses("Save why none is needed")
    assert is_there(worker, "The safety plan was tried out")
    worker.follows("It is said why none is needed", exact=False)
    assert worker.sees("Nobody was ever in danger at home.")


def writes_to_katie(worker: Visitor, family_id: int, today: date) -> None:
    """With the dates; not by post, because of what is known."""
    worker.opens(f"/families/{family_id}/ending/letter/")
    worker.follows("Katie Smith")
    letter = worker.page.get_by_label("The letter").input_value()
    assert f"Our last visit is on {day_long(today + timedelta(days=5))}." in letter
    assert "Letters are not safe for Katie Smith." in worker.reads("main")
    assert not worker.sees("Is it safe for them")
    worker.presses("Print it first")
    assert worker.sees("This letter is not on the record yet.")
    assert f"Our last visit is on {day_long(today + timedelta(days=5))}." in worker.reads("main")
    worker.looked_at("ending-letter-first")
    worker.follows("come back and save how and when it went out")
    worker.chooses("By post", of="How does it reach them?")
    worker.chooses("Our own staff alone", of="Who may read it here?")
    worker.presses("Save that the letter went out")
    worker.looked_at("ending-letter-refused")
    assert worker.page.get_by_label("The letter").input_value() == letter
    worker.chooses("Read out together", of="How does it reach them?")
    worker.presses("Save that the letter went out")
    assert f"Our last visit is on {day_long(today + timedelta(days=5))}." in worker.reads("main")
    worker.looked_at("ending-letter-paper")
    worker.opens(f"/families/{family_id}/ending/")
    assert is_there(worker, "Known about")


def ends_the_work(worker: Visitor, family_id: int, today: date, how: str) -> None:
    """With the checklist beside the form; afterwards nothing offers to end it again."""
    worker.presses("End the work")
    assert worker.sees("A good ending")
    worker.writes("Which day did the work end?", day_typed(today))
    worker.chooses(how, of="How did it end?")
    worker.writes("What has changed for the family?", "Amy sleeps through.")
    worker.writes("What the family is told", "Ring us any time until next autumn.")
    promised = f"The letter to Katie Smith says that our last visit is on {day_long(today + timedelta(days=5))}."
    assert worker.sees(promised)
    worker.writes("It ends earlier than was promised. What were they told of that?", "Joanne told Katie today.")
    worker.chooses("Joanne Mercer", of="Who keeps in touch afterwards?")
    assert worker.sees(f"Katie said yes: {SURGERY} may know what concerns Katie.")
    assert worker.sees(f"First review: planned for {day_long(today + timedelta(days=7))}.")
    doing.says_what_stays_unchanged(worker, "Amy", "Liam")
    worker.looked_at("ending-close")
    worker.presses("End the work")
    worker.opens(f"/families/{family_id}/agreements/")
    assert worker.sees(f"Ended with our work on {day_long(today)}")
    worker.opens(f"/families/{family_id}/timeline/")
    assert worker.sees("yes ended with our work on")
    assert worker.sees(f"The first review of {day_long(today + timedelta(days=7))} was called off.")
    worker.opens(f"/families/{family_id}/ending/")
    worker.looked_at("ending-closed")
    assert not worker.sees("Plan it anew")


def keeps_in_touch(worker: Visitor, family_id: int, today: date) -> None:
    """Now and then for twelve months: the page says since when somebody should have asked, and when it ends."""
    worker.opens(f"/families/{family_id}/due/")
    due = worker.reads("main")
    assert "Ask how the family is getting on" in due
    assert "End the follow-up" in due
    doing.opens_the_family(worker)
    doing.records_something_else(worker, "A follow-up")
    worker.writes("Day", day_typed(today))
    worker.chooses("By telephone", of="How were you in touch?")
    worker.chooses("Going well", of="How are they getting on?")
    worker.presses("Save the follow-up")


def test_a_good_ending_step_by_step_to_the_end_of_follow_up(family_id, service, somebody, way):
    joanne = somebody("joanne.mercer", way)
    ended = service.today
    is_handed_over(joanne, family_id, ended)
    looks_back(joanne)
    writes_to_katie(joanne, family_id, ended)
    ends_the_work(joanne, family_id, ended, "Handed over to another lead")
    service.go_to(ended + timedelta(days=360))
    joanne = somebody("joanne.mercer", way)
    keeps_in_touch(joanne, family_id, service.today)
    joanne.opens(f"/families/{family_id}/follow-up/end/")
    joanne.writes("Which day did it end?", day_typed(service.today))
    joanne.presses("End the follow-up")
    assert "Ask how the family is getting on" not in joanne.reads("main")


def test_a_family_that_steps_away_has_its_exit_planned_all_the_same(family_id, service, somebody, way):
    joanne = somebody("joanne.mercer", way)
    plans_the_ending(joanne, family_id, service.today, "The family steps away; the exit is planned all the same")
    joanne.presses("Save the exit plan")
    assert joanne.sees("Say why the family stops, in their words if you can")
    joanne.writes("If the family stops: why?", "“It is too much just now.”")
    joanne.chooses("To come back when they are ready", of="What was offered instead?")
    joanne.chooses("Another worker", of="What was offered instead?")
    joanne.writes("Talked over in supervision on", day_typed(service.today - timedelta(days=2)))
    joanne.writes("What may follow from other agencies, as it was explained", "School keeps an eye on Amy.")
    joanne.presses("Save the exit plan")
    assert joanne.sees("Could it feel sudden?")
    assert is_there(joanne, "Another worker was offered")
    assert is_there(joanne, "They know that they may come back")
    assert joanne.sees("To come back when they are ready; Another worker")
    joanne.looked_at("ending-stepping-away-page")
    joanne.follows("All of the exit plan")
    joanne.looked_at("ending-stepping-away")
    said = joanne.reads("main")
    for words in ("It is too much just now.", "To come back when they are ready", "Another worker", "17 November 2026"):
        assert words in said
