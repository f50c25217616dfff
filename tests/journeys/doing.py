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


AMYS_WORDS = "I like it when we have tea together and nobody shouts."
READING = "Amy drew the kitchen twice as big as the rest; I think it is where she feels safe."


def opens_the_family(worker: Visitor, name: str = "Smith family") -> None:
    """By the menu and the list of families."""
    worker.follows("Families", within=".govuk-service-navigation")
    worker.follows(name, exact=False, within="main .al-fams")


def fills_in_a_visit(worker: Visitor, on: date) -> None:
    """A visit to two children: Amy alone, with direct work and her own words; Liam not alone."""
    worker.writes("Day", day_typed(on))
    worker.writes("How long, in minutes", "75")
    worker.chooses("Direct work", of="What for")
    worker.chooses("Home", of="Where")
    worker.chooses("Katie", of="Who else was there")
    worker.chooses("Seen alone", of="Was Amy seen?")
    worker.selects("Three houses", of="Direct work, and the tool you used", group=child_group(worker, "Amy"))
    worker.writes("Amy’s own words", AMYS_WORDS)
    worker.writes("What you saw, and what you make of it", READING, group=child_group(worker, "Amy"))
    worker.chooses("Seen, not alone", of="Was Liam seen?")
    worker.writes("What you saw, and what you make of it", "Liam stayed close.", group=child_group(worker, "Liam"))
    worker.writes("How the parents or carers took part, and what they said", "Katie laughed at the drawing.")


def child_group(worker: Visitor, name: str) -> str:
    """The heading of the questions about one child: the name, and the age where it is known."""
    legends = worker.page.locator("fieldset > legend").all_inner_texts()
    return next(legend.strip() for legend in legends if legend.strip().startswith(name))


def asks(worker: Visitor, name: str) -> str:
    """Open the line of somebody who may be asked to a meeting; the heading of its questions."""
    line = worker.page.locator("summary > .govuk-details__summary-text", has_text=f"Ask {name}").first
    line.click()
    return line.inner_text().strip()


def records_a_visit(worker: Visitor, on: date) -> None:
    """From the family's page."""
    worker.presses("Record a visit")
    worker.looked_at("record-a-visit")
    fills_in_a_visit(worker, on)
    worker.presses("Save the visit")


def says_what_stays_unchanged(worker: Visitor, *children: str) -> None:
    """The work ends, and no help had reached these children."""
    for name in children:
        worker.writes(f"What stays unchanged for {name}?", f"{name} still sleeps badly.")
        worker.writes(f"What else could be tried for {name}, and by whom?", "The school nurse visits at bedtime.")
