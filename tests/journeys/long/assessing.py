"""The whole family is assessed: several sections, several people, a view that differs, and what each says of it."""

from tests.journeys import doing
from tests.journeys.long.family import CALLUM, GRACE, NGOZI, TOBI
from tests.journeys.long.writer import Writer

HEALTH = "Health and development"
HARD = {NGOZI: "The nights.", TOBI: "When it is dark on the stairs.", CALLUM: "Not knowing when I may come."}


def of(worker: Writer, family_id: int, name: str, section: str) -> None:
    """Open a section of one person."""
    worker.opens(f"/families/{family_id}/assessment/")
    worker.follows(name, exact=False, within="main section[aria-labelledby=people]")
    worker.follows(section, exact=False)


def answers(worker: Writer) -> None:
    worker.saves("Save these answers")
    assert worker.sees("The answers are kept.")


def it_begins(joanne: Writer, family_id: int) -> None:
    """They have agreed, so it needs no reason."""
    joanne.opens(f"/families/{family_id}/assessment/")
    joanne.saves("Begin the assessment")


def each_in_their_own_right(joanne: Writer, family_id: int) -> None:
    """Ngozi, Tobi and his father in their own view; what Tobi needs; how often his grandmother comes."""
    for name, hard in HARD.items():
        of(joanne, family_id, name, "Own view")
        joanne.writes("What is hard at the moment?", hard)
        joanne.chooses("4", of="From 0 to 10, where are things for you today? 10 is as good as you can think of")
        answers(joanne)
    of(joanne, family_id, TOBI, HEALTH)
    joanne.writes("Which language does Tobi speak at home?", "English, and some Igbo with Nana")
    joanne.writes("What is going well", "He eats well.", group="Health")
    joanne.writes("What worries us", "He sleeps in the afternoon.", group="Health")
    answers(joanne)
    of(joanne, family_id, NGOZI, "What carries them")
    joanne.writes("Hope", "She has the cot ready.")
    answers(joanne)
    of(joanne, family_id, GRACE, "Part in the family’s life")
    joanne.chooses("Every week", of="How often is Grace Okonkwo there?")
    joanne.writes("What does Grace Okonkwo bring that helps the children or the adults?", "Tuesdays, and rice.")
    answers(joanne)


def callum_sees_it_differently(joanne: Writer, family_id: int) -> None:
    """Beside what is written of Tobi, his father's own view."""
    of(joanne, family_id, TOBI, HEALTH)
    joanne.presses("Keep another view of Health and development: Tobi")
    joanne.selects(CALLUM, of="Whose view is it?")
    joanne.writes("How they see it, in their own words", "With me he sleeps all night.")
    joanne.saves("Keep this view")
    assert joanne.sees("With me he sleeps all night.")


def readers_are_chosen(joanne: Writer) -> None:
    """Helpers of other agencies read how Tobi is; what his father sees otherwise is kept from Ngozi."""
    joanne.selects("Helpers of other agencies", of="Who reads it?", group=f"{HEALTH}: {TOBI}")
    his_view = f"How {CALLUM} sees it: {HEALTH}: {TOBI}"
    joanne.chooses(NGOZI, of="Keep it from", group=his_view)
    joanne.writes("Why is it kept back?", "He asked us not to show it yet", group=his_view)
    joanne.saves("Keep who reads it")


def it_is_agreed(joanne: Writer, family_id: int) -> None:
    """Complete as version 1; Ngozi and Tobi say that it is fit for its purpose, Callum that it is not."""
    joanne.opens(f"/families/{family_id}/assessment/")
    joanne.presses("Finish version 1")
    joanne.chooses("It shows strengths as well as risks", of="Which of these are kept?")
    joanne.writes("What is missing, and what will you do about it?", "The midwife; she comes next week.")
    joanne.saves("Finish version 1")
    readers_are_chosen(joanne)
    for name, answer in ((NGOZI, "Yes"), (TOBI, "Yes"), (CALLUM, "No")):
        joanne.chooses(answer, of="Fit for its purpose?", group=doing.child_group(joanne, name))
        if answer == "Yes":
            read_out = {"of": "How did they get to know it?", "group": doing.child_group(joanne, name)}
            joanne.selects("It was read out to them", **read_out)
    joanne.writes("Why, in their words", "My mornings are not in it.", group=doing.child_group(joanne, CALLUM))
    joanne.saves("Keep these answers")
    assert joanne.sees("Callum Reid says no")
    joanne.looked_at("long-assessment-agreed")
