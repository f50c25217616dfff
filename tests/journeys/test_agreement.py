"""Agreement and consent: the family first; a school sees what was agreed, and nothing once that is taken back."""

from datetime import timedelta

import pytest

from alongside.access import scope
from alongside.kit.dates import day_typed
from alongside.people import actions as people
from alongside.people import queries
from alongside.timeline import actions as timeline
from alongside.timeline.rules import Audience, Happened, Nature, NewEntry, NewText, Part
from tests.journeys import given

pytestmark = pytest.mark.journey
AMY_SAID, LIAM_SAID = "I like the breakfast club.", "I hide when they shout."


@pytest.fixture
def family_id(service):
    """The Smiths are helped; Ms Rao of Hillview Primary is among those around them, and sees nothing yet."""

    def helped() -> int:
        staff = given.staff()
        number = given.the_smiths_helped(staff)
        rao = given.an_account("Sunita Rao", "partner", job_title="Learning mentor")
        with scope.acting_as(staff.worker):
            said = {"by": staff.worker, "family_id": number, "at": given.days_ago(20)}
            involvement = queries.current_involvement(number, staff.worker)
            school = people.agency_named(by=staff.worker, name="Hillview Primary School", kind="school")
            people.add_helper(**said, involvement=involvement, role="school", user=rao, agency=school)
            names = {name: person for person, name in queries.names_of(number, staff.worker).items()}
            for child in ("Amy Smith", "Liam Smith"):
                people.record_responsibility(
                    **said, child_id=names[child], holder_person_id=names["Katie Smith"], basis="mother"
                )
        words = [("Amy Smith", AMY_SAID), ("Liam Smith", LIAM_SAID)]
        given.acts(
            staff.worker, timeline.record, given.days_ago(2), family_id=number, involvement_id=involvement.pk,
            happened=Happened.day(given.days_ago(2).date()),
            entries=[
                NewEntry(
                    "visits.child_said", Nature.VOICE, {"name": name}, [(names[name], Part.SAID)],
                    [NewText("words", said, names[name])], audience=Audience.AROUND,
                )
                for name, said in words
            ],
        )  # fmt: skip
        return number

    return service.arrange(helped)


def agree(joanne, family_id) -> None:
    """The family's list first, then the worker's; who took part says yes or no."""
    joanne.opens(f"/families/{family_id}/agreements/")
    joanne.looked_at("agreements-empty")
    joanne.follows("Make the first agreement")
    joanne.looked_at("make-an-agreement")
    joanne.writes("What do you want from us?", "Ring before you come\nListen to Amy too")
    joanne.writes("One or two things I would like to add", "Ring before you come\nTell me when it is too much")
    joanne.writes("Where do we see it differently, and what did we agree?", "The dog stays in the kitchen.")
    joanne.writes("What are we doing this for?", "To make a plan together.")
    joanne.writes("Days and hours we work together", "Mondays and Thursdays after school")
    joanne.chooses("Yes", of="Was it clear what we keep, and who can see it?")
    joanne.chooses("Yes", of="Does Katie say yes to this?")
    joanne.chooses("Could not answer", of="Does Liam say yes to this?")
    joanne.presses("Save the agreement")
    joanne.looked_at("agreement")
    assert joanne.sees("The agreement is on the record.")
    assert joanne.sees("Ring before you come")


def katie_says_yes_for_amy(joanne, family_id) -> None:
    """That the school may know of Amy, in Katie's own words."""
    joanne.opens(f"/families/{family_id}/agreements/")
    joanne.presses("Ask about sharing")
    joanne.looked_at("ask-about-sharing")
    joanne.selects("Katie", of="Who says it?")
    joanne.chooses("Hillview Primary School", of="Who would get to know?")
    joanne.chooses("Amy", of="About whom?")
    joanne.writes("What for?", "So that school can help Amy")
    joanne.writes("What would they get to know?", "How Amy is, and what helps her")
    joanne.chooses("Yes", of="What do they say?")
    joanne.writes("What they said, word for word", "Yes, for Amy. Not about me.")
    joanne.chooses("Yes, they told it back in their own words", of="Did they say in their own words what it means?")
    joanne.presses("Save what they said")
    joanne.looked_at("agreements")
    assert joanne.sees("What they said is on the record, and counts from now on.")


def the_school_reads_of_amy_alone(rao, family_id) -> None:
    """What Amy said, and nothing of anybody else."""
    rao.opens("/")
    rao.looked_at("partner-home")
    rao.follows("Smith family", exact=False)
    rao.looked_at("partner-family")
    rao.opens(f"/families/{family_id}/timeline/")
    rao.looked_at("partner-timeline")
    assert rao.sees(AMY_SAID)
    for hidden in (LIAM_SAID, "Liam", "Katie", "Not about me"):
        assert not rao.sees(hidden), hidden


def katie_takes_it_back(joanne) -> None:
    """With her words, and with what could be read until now."""
    joanne.follows("Take it back for Amy, Hillview Primary School")
    joanne.looked_at("take-it-back")
    assert joanne.sees("What they could read while it stood")
    joanne.writes("What they said, word for word", "I have changed my mind.")
    joanne.presses("Take it back")
    joanne.looked_at("taken-back")
    assert joanne.sees("It is taken back.")


def test_the_family_agrees_the_school_may_know_of_amy_and_katie_takes_it_back(family_id, somebody, way):
    joanne, rao = somebody("joanne.mercer", way), somebody("sunita.rao", way)
    rao.looked_at("partner-home-before")
    assert not rao.sees("Smith")
    agree(joanne, family_id)
    katie_says_yes_for_amy(joanne, family_id)
    the_school_reads_of_amy_alone(rao, family_id)
    katie_takes_it_back(joanne)

    rao.expected = ("404",)
    for page in ("", "timeline/"):
        rao.opens(f"/families/{family_id}/{page}")
        assert rao.heading() == "We cannot show this page", page
        assert not rao.sees("Smith")
    rao.looked_at("partner-after")


def test_something_is_shared_without_consent_and_the_manager_looks_at_it(family_id, service, somebody, way):
    joanne, denise = somebody("joanne.mercer", way), somebody("denise.abara", way)
    joanne.opens(f"/families/{family_id}/agreements/share/")
    joanne.looked_at("share-without-consent")
    joanne.presses("Save the decision")
    joanne.looked_at("share-without-consent-refused")
    assert joanne.page.title().startswith("Error: ")
    joanne.chooses("Hillview Primary School", of="Who gets to know?")
    joanne.chooses("Liam", of="About whom?")
    joanne.chooses("Asking would put somebody at risk", of="Why without consent?")
    joanne.writes("What is it needed for?", "To keep Liam safe at school")
    joanne.writes("What exactly is shared?", "That he must not be collected by a stranger")
    joanne.writes("Until, that day too", day_typed(service.today + timedelta(days=7)))
    joanne.writes("Who decided?", "Denise Abara, manager")
    joanne.chooses("Yes", of="Is it urgent?")
    joanne.chooses("They will be told", of="Are the people told?")
    joanne.writes("Why?", "As soon as it is safe")
    joanne.presses("Save the decision")
    joanne.looked_at("agreements-shared")
    assert joanne.sees("The decision is on the record with its reasons")

    denise.opens(f"/families/{family_id}/agreements/")
    denise.follows("Look at it", exact=False)
    denise.looked_at("look-at-what-is-shared")
    denise.writes("What did you look at, and what follows?", "Rang Joanne. Right so.")
    denise.presses("Save what you looked at")
    denise.looked_at("agreements-looked-at")
    assert not denise.sees("For the manager to look at")
