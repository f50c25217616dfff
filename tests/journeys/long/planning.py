"""The support plan: two goals with their steps, what each says of it, in force, and written anew."""

from collections.abc import Mapping, Sequence
from datetime import date, timedelta

from alongside.kit.dates import day_typed
from alongside.plans.rules import PARTS
from tests.journeys.long.family import GRACE, HEALTH, NGOZI, TOBI
from tests.journeys.long.writer import Writer

SLEEP = "Tobi sleeps in his own bed until seven, five nights a week"
EVENING = "Ngozi has one evening a week with her feet up"
SMALLER = "Tobi sleeps in his own bed until seven, three nights a week"
REWARD = "Pancakes after three good mornings"
READERS = "The family, partners who help, and our own staff"


def a_goal(worker: Writer, family_id: int, words: str, whose: str, steps: Sequence[tuple[str, str, date]]) -> None:
    """From the plan's page. `steps`: what, who and by when."""
    worker.opens(f"/families/{family_id}/plan/")
    worker.presses("Write a goal")
    worker.writes("The goal, in the family’s own words", words)
    worker.chooses(whose, of="Whose goal is it")
    worker.selects("Feeling well", of="What it is about")
    worker.writes("How will we know", "Tobi’s chart on the fridge")
    worker.writes("How it is now", "Two nights")
    for number, (what, who, by_when) in enumerate(steps, start=1):
        if number > 1:
            worker.presses("Add another step")
        worker.writes("What will be done", what, group=f"Step {number}")
        worker.selects(who, of="Who does it", group=f"Step {number}")
        worker.writes("By when", day_typed(by_when), group=f"Step {number}")
    worker.saves("Save the goal")


def is_written(joanne: Writer, family_id: int, today: date) -> None:
    """Two goals with their steps, what matters most, and the way out; together as a version."""
    soon, later = today + timedelta(days=4), today + timedelta(days=14)
    a_goal(joanne, family_id, SLEEP, TOBI, [("A night light", NGOZI, soon), ("A rug", "Joanne Mercer (me)", later)])
    a_goal(joanne, family_id, EVENING, NGOZI, [("Nana stays on Tuesdays", GRACE, soon)])
    joanne.follows(f"Write: {PARTS['priorities']}", exact=False)
    joanne.selects(TOBI, of="Who")
    joanne.writes("What matters most now", "To sleep")
    joanne.saves("Save this part")
    joanne.follows(f"Write: {PARTS['exit']}", exact=False)
    joanne.writes("Where to turn when it gets hard", "Nana, then the school’s family worker")
    joanne.saves("Save this part")
    joanne.follows(f"Write: {PARTS['promises']}", exact=False)
    joanne.writes("Which agency, and who there", HEALTH)
    joanne.writes("What they do", "Looks at the baby’s cot with Ngozi")
    joanne.saves("Save this part")
    joanne.follows(f"Write: {PARTS['consequences']}", exact=False)
    joanne.chooses("Reward", of="What is it")
    joanne.writes("What happens", REWARD)
    joanne.writes("Until when", day_typed(later))
    joanne.saves("Save this part")
    is_put_together(joanne, 1)


def is_put_together(worker: Writer, number: int) -> None:
    worker.presses("Put the plan together")
    worker.saves("Put it together")
    assert worker.heading() == f"Support plan, version {number}"


def each_answers(joanne: Writer, answers: Mapping[str, tuple[str, str]]) -> None:
    """From the version's page. `answers`: yes, no or could not answer by person, with why or in which words. Whom the
    plan asks nothing of is chosen by name.
    """
    for name, (answer, said) in answers.items():
        is_asked = joanne.page.get_by_role("link").filter(has_text=f"of {name}").count() > 0
        joanne.follows(f"Record the answer of {name if is_asked else 'somebody else'}", exact=False)
        if not is_asked:
            joanne.selects(name, of="Whose answer is it")
        joanne.chooses(answer, of="Do they agree with this plan")
        question = "What they said, in their own words" if answer == "Yes" else "Why not, or why they could not answer"
        joanne.writes(question, said)
        joanne.chooses("Sitting together", of="How they answered")
        joanne.saves("Save the answer")


def comes_in_force(worker: Writer, why: str = "", agreed_on: date | None = None) -> None:
    """From the version's page; with the reason when somebody said no, or nobody was asked. `agreed_on`: the day on
    which the health visitors said yes to what they do; None when they are not asked.
    """
    worker.presses("Put it in force")
    worker.chooses(READERS, of="Who may read the plan")
    if agreed_on:
        asked = f"Has {HEALTH} agreed since?"
        worker.writes("Who said yes, if somebody did", "Anita Bose", group=asked)
        worker.selects("On the phone", of="How they said it", group=asked)
        worker.writes("On which day", day_typed(agreed_on), group=asked)
    if why:
        worker.writes("Why it is put in force all the same", why)
    worker.saves("Put it in force")
    assert worker.sees("The plan is in force.")
    worker.looked_at("long-plan-in-force")


def where_tobi_sees_it(worker: Writer, family_id: int, goal: str, value: str, lower: str) -> None:
    """On the scale, with what stopped it being one lower."""
    worker.opens(f"/families/{family_id}/plan/")
    worker.follows(f"How far we are with: {goal}", exact=False)
    worker.presses("Record where somebody sees it")
    worker.selects(TOBI, of="Who says it")
    worker.chooses(value, of="Where are you now")
    worker.writes("What stopped it being one lower?", lower)
    worker.saves("Save where they see it")


def is_made_smaller(worker: Writer, family_id: int) -> None:
    """The goal was too much for now; the next version says so, and stands from now on."""
    worker.opens(f"/families/{family_id}/plan/")
    worker.follows(f"Change: {SLEEP}", exact=False)
    worker.writes("The goal, in the family’s own words", SMALLER)
    worker.writes("Made smaller, because", "The baby comes soon")
    worker.saves("Save the goal")
    is_put_together(worker, 2)
    version = worker.page.url
    worker.follows("See every line")
    assert worker.sees("The baby comes soon New")
    worker.looked_at("long-plan-compared")
    worker.opens(version)
    assert worker.sees(REWARD)
    assert not worker.sees("Over since"), "what the review set again stands in the next version"
    comes_in_force(worker, "Ngozi asked for it; the others hear of it on Monday")
