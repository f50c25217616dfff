"""A family's first risk assessment and whole-family assessment: three people in their own right, a view that differs,
everybody asked, and a second version set beside the first.
"""

from datetime import timedelta

import pytest

from alongside.kit.dates import day_typed
from tests.journeys import doing, given

pytestmark = pytest.mark.journey

HOSTILE = "Nan’s <b>soup</b> & “stories”\n\n  — every Sunday 🫖"


@pytest.fixture
def family_id(service):
    return service.arrange(lambda: given.the_smiths_helped(given.staff()))


def chooses_person(worker, name: str) -> None:
    worker.follows(name, exact=False, within="main section[aria-labelledby=people]")


def answers_own_view(worker, hard: str, number: str) -> None:
    worker.writes("What is hard at the moment?", hard)
    worker.chooses(number, of="From 0 to 10, where are things for you today? 10 is as good as you can think of")
    worker.presses("Save these answers")
    assert worker.sees("The answers are kept.")


def begins_it(joanne) -> None:
    """Without an agreement it needs a reason."""
    doing.opens_the_family(joanne)
    joanne.follows("Assessment")
    joanne.looked_at("assessment-begin")
    joanne.presses("Begin the assessment")
    assert joanne.sees("Say why the assessment begins before the family has agreed to it")
    joanne.looked_at("assessment-begin-refused")
    joanne.writes("Why does it begin before the family has agreed?", "Katie asked us to; she signs on Friday.")
    joanne.presses("Begin the assessment")
    joanne.looked_at("assessment")


def answers_for_three(joanne) -> None:
    """Two sections each, in their own right."""
    for name, hard, number in (("Katie", "Mornings.", "3"), ("Amy", HOSTILE, "5"), ("Liam", "Bed.", "4")):
        chooses_person(joanne, name)
        joanne.looked_at("assessment-person")
        joanne.follows("Own view", exact=False)
        joanne.looked_at("assessment-own-view")
        answers_own_view(joanne, hard, number)
        joanne.follows("What carries them", exact=False)
        joanne.writes("Hope", f"{name} thinks of the summer.")
        joanne.presses("Save these answers")
        joanne.follows("Whole-family assessment")


def keeps_a_view_that_differs(joanne) -> None:
    """Beside what is written of Amy, her mother's own."""
    chooses_person(joanne, "Amy")
    joanne.follows("Health and development", exact=False)
    joanne.writes("What is going well", "She runs everywhere.", group="Health")
    joanne.writes("What worries us", "She sleeps badly.", group="Health")
    joanne.looked_at("assessment-development")
    joanne.presses("Save these answers")
    joanne.follows("Health and development", exact=False)
    joanne.presses("Keep another view of Health and development: Amy")
    joanne.looked_at("assessment-another-view")
    joanne.writes("How they see it, in their own words", "She sleeps well at Nan’s.")
    joanne.presses("Keep this view")
    assert joanne.sees("Choose somebody of the family, or name an agency, not both")
    joanne.selects("Katie", of="Whose view is it?")
    joanne.presses("Keep this view")
    assert joanne.sees("She sleeps well at Nan’s.")
    assert joanne.sees("Katie sees it so.")
    joanne.looked_at("assessment-views")


def completes_it_and_asks_each(joanne) -> None:
    """A version with what it keeps to, and what Katie and Amy say of it."""
    joanne.presses("Finish version 1")
    for principle in ("It shows strengths as well as risks", "The whole family took part"):
        joanne.chooses(principle, of="Which of these are kept?")
    joanne.writes("What is missing, and what will you do about it?", "The school comes on Tuesday.")
    joanne.looked_at("assessment-complete")
    joanne.presses("Finish version 1")
    assert joanne.sees("Who reads version 1?")
    joanne.looked_at("assessment-readers")
    joanne.presses("Keep who reads it")
    joanne.looked_at("assessment-answers")
    katie = doing.child_group(joanne, "Katie")
    joanne.chooses("No", of="Fit for its purpose?", group=katie)
    joanne.presses("Keep these answers")
    assert joanne.sees("Say why, in the words of Katie")
    joanne.writes("Why, in their words", "Nothing about Nan.", group=katie)
    amy = doing.child_group(joanne, "Amy")
    joanne.chooses("Yes", of="Fit for its purpose?", group=amy)
    joanne.presses("Keep these answers")
    assert joanne.sees("could not read it here. Say how they got to know it")
    joanne.selects("It was read out to them", of="How did they get to know it?", group=amy)
    joanne.presses("Keep these answers")
    assert joanne.sees("Katie says no")
    assert joanne.sees("Nothing about Nan.")
    joanne.looked_at("assessment-version")


def assesses_again(joanne) -> None:
    """One changed answer, beside the one before."""
    joanne.follows("Whole-family assessment")
    chooses_person(joanne, "Amy")
    joanne.follows("Own view", exact=False)
    assert joanne.sees("in version 1")
    joanne.looked_at("assessment-again")
    answers_own_view(joanne, "Only the nights.", "7")
    joanne.follows("What Amy said, then and now")
    joanne.looked_at("assessment-then-and-now")


def test_the_whole_family_is_assessed_agreed_and_assessed_again(family_id, somebody, way):
    joanne = somebody("joanne.mercer", way)
    begins_it(joanne)
    answers_for_three(joanne)
    keeps_a_view_that_differs(joanne)
    joanne.opens(f"/families/{family_id}/assessment/one-page/")
    assert joanne.sees("She sleeps badly.")
    joanne.looked_at("assessment-one-page")
    joanne.opens(f"/families/{family_id}/assessment/")
    completes_it_and_asks_each(joanne)
    assesses_again(joanne)
    joanne.opens(f"/families/{family_id}/assessment/compare/")
    rows = joanne.page.locator("main tbody tr")
    assert rows.count() == 2
    assert HOSTILE.split("\n", maxsplit=1)[0] in rows.nth(0).inner_text()
    assert "Only the nights." in rows.nth(0).inner_text()
    joanne.looked_at("assessment-compare")


def test_risks_are_assessed_first_and_everybody_who_visits_knows(family_id, service, somebody, way):
    joanne = somebody("joanne.mercer", way)
    joanne.opens(f"/families/{family_id}/risk/")
    joanne.looked_at("risk-none")
    joanne.presses("Make or take over")
    joanne.looked_at("risk-assess")
    joanne.chooses("Yes. Somebody made one, and we take it over", of="Is there one already?")
    joanne.chooses("The agency that referred", of="Who made it?")
    joanne.presses("Keep the risk assessment")
    assert joanne.sees("Fill in “Which agency made it?”")
    joanne.looked_at("risk-refused")
    joanne.writes("Which agency made it?", "Hillview Primary")
    written = joanne.page.get_by_label("What they wrote, in their words").input_value()
    assert written == given.SMITHS.risks
    assert joanne.sees("From the referral: Helen Treadwell, Hillview Primary")
    joanne.writes("What might happen?", "The dogs")
    joanne.chooses("Whoever visits", of="Who might be harmed?")
    joanne.chooses("Possible", of="How likely is harm?")
    joanne.writes("What do we do about it?", "Ring first; Katie shuts them in the kitchen.")
    joanne.chooses("Two go together", of="What we always do")
    joanne.writes("How and when can Katie be reached safely?", "By text, between 10 and 2")
    joanne.writes("Which agency has a restriction?", "Housing")
    joanne.chooses("Nobody visits alone", of="What does it say?")
    joanne.selects("Katie", of="Because of whom?")
    joanne.writes("Why?", "A threat in May.")
    joanne.writes("When will it be looked at again?", day_typed(service.today + timedelta(days=60)))
    joanne.writes("What should everybody who visits look out for?", "A new car outside\nAmy with her coat on")
    joanne.writes("When do we look at all this again?", day_typed(service.today + timedelta(days=42)))
    joanne.presses("Keep the risk assessment")
    assert joanne.sees("taken over from") or joanne.sees("Hillview Primary")
    joanne.looked_at("risk")

    joanne.opens(f"/families/{family_id}/visits/record/")
    for words in ("Two go together", "A new car outside", "By text, between 10 and 2", "Nobody visits alone (Housing)"):
        assert joanne.sees(words), words
    joanne.looked_at("risk-on-the-visit")
