"""What people do at the service, step by step as they do it, in the words of practice."""

from dataclasses import dataclass
from datetime import date

from alongside.kit.dates import day_typed
from tests.browser import Visitor


@dataclass(frozen=True, slots=True)
class Relative:
    """Somebody of the family, as a referrer knows them."""

    name: str
    place: str
    born: str
    school: str = ""


SMITHS = (
    Relative("Katie Smith", "Mother", "6 May 1995"),
    Relative("Amy Smith", "Child or young person", "9 March 2018", "Hillview Primary"),
    Relative("Liam Smith", "Child or young person", "2021"),
)


def refers(referrer: Visitor, family: str = "Smith", people: tuple[Relative, ...] = SMITHS, worries: str = "") -> None:
    """A school's safeguarding lead asks for help for a family."""
    referrer.opens("/referrals/new/")
    referrer.writes("What is the family called?", family)
    for number, person in enumerate(people, start=1):
        if number > 1 and not referrer.page.get_by_role("group", name=f"Person {number}", exact=True).count():
            referrer.presses("Add another person")
        who = f"Person {number}"
        referrer.writes("Name", person.name, group=who)
        referrer.selects(person.place, of="Place in the family", group=who)
        referrer.writes("Born, or due", person.born, group=who)
        referrer.writes("School, nursery or work", person.school, group=who)
    referrer.writes("What are you worried about?", worries or "Amy comes to school tired and hungry.")
    referrer.writes("What is working well?", "Katie rings us every morning, whatever the night was like.")
    referrer.writes("What has been tried, and what came of it?", "Breakfast club since May. Amy eats there.")
    referrer.chooses("Parenting is under strain", of="Which of these fit?")
    referrer.chooses("Several worries have come together", of="Why now?")
    referrer.chooses("Yes, and they want the help", of="Does the family know that you ask?")
    referrer.writes("Where you work", "Hillview Primary")
    referrer.writes("Your telephone", "01632 960111")
    referrer.selects("School or nursery", of="Through whom does this come?")
    referrer.presses("Send the referral")


def records_something_else(worker: Visitor, what: str) -> None:
    """From the family's page, by the page that lists what can be recorded."""
    worker.presses("Record something else")
    worker.follows(what)


def begins_stage(worker: Visitor, stage: str, on: date) -> None:
    """From the family's page."""
    records_something_else(worker, "A stage that began")
    worker.chooses(stage, of="Which stage began?")
    worker.writes("When?", day_typed(on))
    worker.presses("Save the stage")
