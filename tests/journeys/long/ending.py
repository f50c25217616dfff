"""The ending: planned with the family, looked back on, written to each; then closed and followed up."""

from datetime import date, timedelta

from alongside.kit.dates import day_typed
from tests.journeys import doing
from tests.journeys.long.family import NGOZI, TOBI
from tests.journeys.long.writer import Writer


def the_ending(worker: Writer, family_id: int, deed: str) -> None:
    """Something to do about the ending, from its page."""
    worker.opens(f"/families/{family_id}/ending/")
    worker.follows(deed)


def is_planned(worker: Writer, family_id: int, today: date, *, last_visit: date) -> None:
    """How visits grow fewer, the last of them, and whom the family can turn to."""
    worker.opens(f"/families/{family_id}/ending/")
    worker.presses("Plan the ending")
    worker.writes("How were earlier endings for the family?", "A support worker stopped coming without a word.")
    worker.chooses("Back to the family’s own people and the help everybody has", of="How is the work to end?")
    worker.writes("How will visits grow fewer?", "Once a week in May, then every other week.")
    worker.writes("Last visit", day_typed(last_visit))
    worker.writes("Whom can the family turn to?", "Nana first; then Sunita Rao at school.")
    worker.chooses("Ngozi Okonkwo-Reid", of="Who of the family agreed to this?")
    worker.writes("Which day was it planned?", day_typed(today))
    worker.saves("Save the exit plan")
    worker.looked_at("long-ending-planned")


def they_look_back(worker: Writer, family_id: int, today: date) -> None:
    """Together, with what each said."""
    the_ending(worker, family_id, "Look back on the journey")
    worker.writes("Which day was it?", day_typed(today))
    for name in (NGOZI, TOBI):
        worker.chooses(f"{name} Okonkwo-Reid", of="With whom?")
    worker.writes("Looking back", "In November nobody slept.")
    worker.writes("Now", "Tobi wakes by himself; the baby is here.")
    worker.writes("Looking forward", "A place at nursery in the autumn.")
    worker.writes(f"{TOBI}’s own words", "I have a sister and a moon.")
    worker.saves("Save the journey")


def the_safety_plan_is_tried(worker: Writer, family_id: int, today: date) -> None:
    """Drawn in the kitchen the day before, and tried out before it is needed."""
    the_ending(worker, family_id, "Try out the safety plan")
    assert worker.sees("There is no safety plan yet")
    worker.presses("Write a safety plan")
    worker.selects("The family’s", of="Whose plan is it")
    worker.writes("When it was made", day_typed(today - timedelta(days=1)))
    worker.chooses(NGOZI, of="Who made it with you")
    worker.writes("What are we keeping safe from", "A night on which Ngozi cannot get up")
    worker.writes("How do they notice that it begins", "I do not hear the baby any more.")
    worker.writes("Where to go", "Nana’s, by the night bus")
    worker.writes("What if that does not work", "Ring the neighbour downstairs")
    worker.writes("Who has a copy, and where is it kept safely", "Nana, in her bag")
    worker.chooses("No", of="Is a copy at home")
    worker.selects(NGOZI, of="Which parent or adult agreed to it")
    worker.writes("When we look at it again", day_typed(today + timedelta(days=20)))
    worker.saves("Save the safety plan")
    worker.presses("Try it out")
    worker.writes("Which day was it?", day_typed(today))
    worker.chooses(NGOZI, of="With whom?")
    worker.writes("What did you try out?", "Ringing Nana at night")
    worker.chooses("It worked", of="How did it go?")
    worker.saves("Save how it went")


def a_letter_goes_out(worker: Writer, family_id: int, today: date) -> None:
    """To Ngozi, begun from the exit plan."""
    the_ending(worker, family_id, "Write a letter")
    worker.follows("Ngozi Okonkwo-Reid")
    body = worker.page.get_by_label("The letter").input_value()
    assert "Nana first" in body, body
    worker.chooses("Yes", of="Is it safe for them if somebody else at home reads it?")
    worker.chooses("By hand", of="How does it reach them?")
    worker.chooses("Whoever it goes to, on their own page; and partners, as said above", of="Who may read it here?")
    worker.writes("Which day was it?", day_typed(today))
    worker.saves("Save that the letter went out")


def the_work_ends(worker: Writer, family_id: int, today: date) -> None:
    """With the checklist of a good ending beside it."""
    worker.opens(f"/families/{family_id}/close/")
    worker.looked_at("long-close")
    worker.writes("Which day did the work end?", day_typed(today))
    worker.chooses("The family has reached what it set out to do", of="How did it end?")
    worker.writes("What has changed for the family?", "Tobi sleeps in his own bed; Ngozi has Tuesdays.")
    worker.writes("What the family is told", "Ring Priya any time until the spring.")
    worker.chooses("Priya Nair", of="Who keeps in touch afterwards?")
    doing.says_what_stays_unchanged(worker, "Tobi", "Adaeze")
    worker.saves("End the work")


def is_followed_up(worker: Writer, today: date) -> None:
    """From the family's page."""
    doing.opens_the_family(worker, "Okonkwo-Reid family")
    doing.records_something_else(worker, "A follow-up")
    worker.writes("Day", day_typed(today))
    worker.chooses("By telephone", of="How were you in touch?")
    worker.chooses("Going well", of="How are they getting on?")
    worker.writes("What they said, and what you agreed", "The baby laughs at Tobi.")
    worker.saves("Save the follow-up")


def follow_up_ends(worker: Writer, family_id: int, today: date) -> None:
    """And with it the help."""
    worker.opens(f"/families/{family_id}/follow-up/end/")
    worker.writes("Which day did it end?", day_typed(today))
    worker.writes("How the family is now", "They go on by themselves.")
    worker.saves("End the follow-up")
    worker.looked_at("long-follow-up-ended")
