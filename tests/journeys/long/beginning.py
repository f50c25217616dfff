"""The school asks for help, the team says yes, and the family and its worker agree how they go about it."""

from datetime import date, timedelta

from alongside.kit.dates import day_typed
from tests.journeys import doing
from tests.journeys.long.family import BABY, ELSEWHERE, FAMILY, GRACE, HEALTH, NGOZI, OKONKWO_REIDS, SCHOOL, TOBI
from tests.journeys.long.writer import Writer


def the_school_refers(helen: Writer) -> None:
    """Five people, one of them not born yet, two who live elsewhere."""
    helen.opens("/referrals/new/")
    helen.writes("What is the family called?", FAMILY)
    helen.writes("Where do they live?", "9 Foundry Court")
    helen.writes("Telephone on which they can safely be reached", "01632 960455")
    for number, person in enumerate(OKONKWO_REIDS, start=1):
        if number > 1 and not helen.page.get_by_role("group", name=f"Person {number}", exact=True).count():
            helen.presses("Add another person")
        who = f"Person {number}"
        helen.writes("Name", person.name, group=who)
        if not person.name:
            helen.writes("Or who they are, if you do not know the name", BABY, group=who)
        helen.selects(person.place, of="Place in the family", group=who)
        helen.writes("Born, or due", person.born, group=who)
        helen.chooses("No" if person.name in ELSEWHERE else "Yes", of="Lives with the family", group=who)
        helen.writes("School, nursery or work", person.school, group=who)
    helen.writes("What are you worried about?", "Tobi falls asleep in class, and his mother looks worn out.")
    helen.writes("What is working well?", "Grandmother Grace brings Tobi on Tuesdays, and he is proud of it.")
    helen.writes("What has been tried, and what came of it?", "A place in the breakfast club. He came three times.")
    helen.writes("Is there anything a worker should know before visiting?", "A neighbour shouts on the stairs.")
    helen.chooses("Parenting is under strain", of="Which of these fit?")
    helen.chooses("Several worries have come together", of="Why now?")
    helen.chooses("Yes, and they want the help", of="Does the family know that you ask?")
    helen.writes("Where you work", SCHOOL)
    helen.writes("Your telephone", "01632 960111")
    helen.selects("School or nursery", of="Through whom does this come?")
    helen.saves("Send the referral")


def the_manager_accepts_and_allocates(denise: Writer) -> int:
    """With what the school is told. Returns the family's number."""
    denise.opens("/referrals/")
    denise.follows("Read and decide", exact=False)
    denise.presses("Accept")
    denise.chooses("Yes", of="Does it meet the usual threshold?")
    denise.writes("What the referrer is told", "We will come with you next week.")
    denise.saves("Accept the referral")
    denise.chooses("Joanne Mercer", of="Who will be the family’s key worker?")
    denise.selects("Sam Whittaker", of="Who comes along to the first visit?")
    denise.saves("Allocate")
    doing.opens_the_family(denise, "Okonkwo-Reid family")
    denise.looked_at("long-family")
    return int(denise.page.url.rstrip("/").rpartition("/")[2])


def risks_are_assessed_first(joanne: Writer, family_id: int, today: date) -> None:
    """Before anybody goes; everybody who visits reads it."""
    joanne.opens(f"/families/{family_id}/risk/assess/")
    joanne.chooses("No. We make it now", of="Is there one already?")
    joanne.chooses("The key worker", of="Who made it?")
    joanne.writes("What might happen?", "The stairs to the flat are dark")
    joanne.chooses("Whoever visits", of="Who might be harmed?")
    joanne.chooses("Possible", of="How likely is harm?")
    joanne.writes("What do we do about it?", "Bring a torch.")
    joanne.writes("What should everybody who visits look out for?", "Whether there is food in the flat")
    joanne.writes("When do we look at all this again?", day_typed(today + timedelta(days=42)))
    joanne.saves("Keep the risk assessment")


def they_agree(joanne: Writer, family_id: int) -> None:
    """The family's list first, then the worker's; who took part says yes."""
    joanne.opens(f"/families/{family_id}/agreements/")
    joanne.follows("Make the first agreement")
    joanne.writes("What do you want from us?", "Ring before you come\nAsk Tobi too")
    joanne.writes("What would get in the way?", "Being told off")
    joanne.writes("One or two things I would like to add", "Tell me when it is too much")
    joanne.writes("Where do we see it differently, and what did we agree?", "The television stays on, but low.")
    joanne.writes("What are we doing this for?", "To be rested before the baby comes.")
    joanne.writes("Days and hours we work together", "Tuesdays and Fridays after school")
    joanne.writes("When not to ring or call", "Before ten, when Ngozi sleeps after the early shift")
    joanne.chooses("Yes", of="Was it clear what we keep, and who can see it?")
    for name in (NGOZI, TOBI, GRACE):
        joanne.chooses("Yes", of=f"Does {name} say yes to this?")
    joanne.writes("What Tobi said of it, word for word", "Can you come when Nana is here?")
    joanne.saves("Save the agreement")


def says_yes(joanne: Writer, family_id: int, to: str, about: tuple[str, ...]) -> None:
    """Ngozi says that somebody may know of those people."""
    joanne.opens(f"/families/{family_id}/agreements/")
    joanne.presses("Ask about sharing")
    joanne.selects(NGOZI, of="Who says it?")
    joanne.chooses(to, of="Who would get to know?")
    for name in about:
        joanne.chooses(name, of="About whom?")
    joanne.writes("What for?", "So that they can help")
    joanne.writes("What would they get to know?", "How things are, and what helps")
    joanne.chooses("Yes", of="What do they say?")
    joanne.writes("What they said, word for word", f"Yes, {to} may know.")
    joanne.chooses("Yes, they told it back in their own words", of="Did they say in their own words what it means?")
    joanne.saves("Save what they said")


def the_health_visitor_joins(joanne: Writer, family_id: int) -> None:
    """Somebody without a sign-in, of an agency that is new here."""
    joanne.opens(f"/families/{family_id}/helpers/add/")
    joanne.writes("Or the name of somebody who has none", "Anita Bose")
    joanne.chooses("Health", of="What they are for the family")
    joanne.writes("Where they work", HEALTH)
    joanne.writes("What they do there", "Health visitor")
    joanne.writes("Work telephone", "01632 960222")
    joanne.saves("Add to those who help")


def who_is_responsible(joanne: Writer, family_id: int) -> None:
    """Ngozi is Tobi's mother."""
    joanne.opens(f"/families/{family_id}/responsibility/record/")
    joanne.chooses("Tobi Okonkwo-Reid", of="For which child?")
    joanne.selects("Ngozi Okonkwo-Reid", of="Who holds it?")
    joanne.selects("Mother, by birth", of="On what basis?")
    joanne.saves("Save")


def a_stage_begins(joanne: Writer, family_id: int, stage: str, on: date) -> None:
    """From the family's page."""
    joanne.opens(f"/families/{family_id}/stage/")
    joanne.chooses(stage, of="Which stage began?")
    joanne.writes("When?", day_typed(on))
    joanne.saves("Save the stage")
