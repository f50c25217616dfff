"""What does not happen in every family: sharing without consent, agreement among agencies, more time, a step that went
otherwise, a goal left out, falling back, what is kept from somebody, another lead.
"""

from datetime import date, timedelta

from alongside.kit.dates import day_typed
from tests.journeys import doing
from tests.journeys.long.writer import Writer

SCHOOL = "Hillview Primary"
MEETS = frozenset({
    "adult_said", "adult_visit", "adult_work", "among", "audience", "change", "hand_over", "look", "meeting_cancelled",
    "meeting_concern", "meeting_other", "minutes_given", "new_person", "pause", "professional", "relapse",
    "relationship", "resume", "retraction", "sharing", "visit_plan", "withholding",
})  # fmt: skip
"""Subjects of questions that are asked here and nowhere on the long journey."""


def is_shared_without_consent(joanne: Writer, denise: Writer, family_id: int, today: date) -> None:
    """With its reasons; the manager looks at it, and it ends when it is needed no longer."""
    joanne.opens(f"/families/{family_id}/agreements/share/")
    joanne.chooses("Another agency", of="Who gets to know?")
    joanne.writes("The other agency’s name", SCHOOL)
    joanne.chooses("Liam", of="About whom?")
    joanne.chooses("Asking would put somebody at risk", of="Why without consent?")
    joanne.writes("What is it needed for?", "To keep Liam safe at school")
    joanne.writes("What exactly is shared?", "That he must not be collected by a stranger")
    joanne.writes("Until, that day too", day_typed(today + timedelta(days=7)))
    joanne.writes("Who decided?", "Denise Abara, manager")
    joanne.chooses("Yes", of="Is it urgent?")
    joanne.chooses("They will be told", of="Are the people told?")
    joanne.writes("Why?", "As soon as it is safe")
    joanne.saves("Save the decision")
    denise.opens(f"/families/{family_id}/agreements/")
    denise.follows("Look at it", exact=False)
    denise.writes("What did you look at, and what follows?", "Rang Joanne. Right so.")
    denise.saves("Save what you looked at")


def agencies_agree(joanne: Writer, family_id: int) -> None:
    """Among themselves, and how they work together for the family."""
    joanne.opens(f"/families/{family_id}/agreements/agencies/")
    joanne.chooses("Amy", of="For whom?")
    joanne.writes("What for?", "So that nobody asks twice")
    joanne.writes("Agency", SCHOOL, group="Agency 1")
    joanne.writes("What it does, and by when", "Breakfast club from Monday", group="Agency 1")
    joanne.saves("Save what they agreed")
    joanne.opens(f"/families/{family_id}/meetings/team/")
    joanne.writes("What do we all say to the family?", "One step at a time.")
    joanne.writes("What it does differently for this family", "Rings instead of writing", group="Agency 1")
    joanne.saves("Save")
    assert joanne.sees("Does differently: Rings instead of writing")


def more_time_is_agreed(joanne: Writer, family_id: int, today: date) -> None:
    """And time runs again."""
    joanne.opens(f"/families/{family_id}/more-time/")
    joanne.follows("Agree more time", exact=False, within="main")
    joanne.writes("From which day?", day_typed(today))
    joanne.writes("Somebody else who agreed", "The school")
    joanne.writes("Why is more time needed?", "Katie is in hospital until Friday")
    joanne.saves("Save what was agreed")
    joanne.opens(f"/families/{family_id}/more-time/")
    joanne.follows("Let time run again", exact=False, within="main")
    joanne.writes("From which day?", day_typed(today))
    joanne.writes("What changed?", "She is home earlier")
    joanne.saves("Let time run again")


def a_step_went_otherwise(joanne: Writer, family_id: int, today: date) -> None:
    """Something is agreed, and was done in part."""
    joanne.opens(f"/families/{family_id}/actions/agree/")
    joanne.writes("What will be done", "Clothes laid out at night")
    joanne.selects("Katie", of="Who does it")
    joanne.writes("By when", day_typed(today + timedelta(days=3)))
    joanne.saves("Save what was agreed")
    joanne.follows("Clothes laid out at night", exact=False)
    joanne.presses("Say what became of it")
    joanne.chooses("Done in part", of="What became of it")
    joanne.writes("More about it", "On school nights only")
    joanne.saves("Save what became of it")


def a_goal_is_left_out(joanne: Writer, family_id: int, goal: str) -> None:
    """Katie falls back, which is normal; and the other goal can wait."""
    joanne.opens(f"/families/{family_id}/plan/")
    joanne.follows(f"How far we are with: {goal}", exact=False)
    joanne.presses("Record how far somebody is")
    joanne.selects("Katie", of="Who")
    joanne.chooses("Relapse and sustaining change", of="Where are they now")
    joanne.chooses("Yes", of="Do they say so themselves?")
    joanne.writes("What they say about it", "I lost it on Tuesday.")
    joanne.writes("What has gone well so far?", "Three quiet weeks")
    joanne.saves("Save how far they are")
    joanne.opens(f"/families/{family_id}/plan/")
    joanne.follows(f"Leave out: {goal}", exact=False)
    joanne.writes("Why", "The mornings are quiet now")
    joanne.saves("Leave it out")


def who_reads_it_changes(joanne: Writer, denise: Writer, family_id: int, today: date) -> None:
    """A visit planned with Katie; others may read of it, and Amy's father may not. Then it did not happen."""
    joanne.opens(f"/families/{family_id}/visits/plan/")
    joanne.writes("Day", day_typed(today + timedelta(days=2)))
    joanne.writes("Where", "At Nan’s")
    joanne.saves("Save the plan")
    joanne.opens(f"/families/{family_id}/timeline/")
    joanne.follows("Open: Visit planned", exact=False)
    joanne.follows("Change who may read", exact=False)
    joanne.chooses("Our own staff, and partners who help the family", of="Who may read it?")
    joanne.writes("Why?", "The school comes along")
    joanne.saves("Save who may read it")
    here = joanne.page.url
    denise.opens(here)
    denise.follows("Keep it from somebody", exact=False)
    denise.chooses("Katie Smith", of="From whom?")
    denise.writes("Why?", "She asked not to be reminded")
    denise.saves("Keep it from them")
    joanne.opens(here)
    joanne.follows("It did not happen", exact=False)
    joanne.writes("Why?", "Written down for the wrong family")
    joanne.saves("Save that it did not happen")


def meetings_go_otherwise(joanne: Writer, family_id: int, today: date) -> None:
    """One that does not happen; one on concern at once, with minutes that are given."""
    joanne.opens(f"/families/{family_id}/meetings/")
    joanne.follows("first review", within="main")
    joanne.writes("Day", day_typed(today + timedelta(days=14)))
    joanne.saves("Save the plan")
    joanne.follows("It did not happen")
    joanne.writes("Why did it not happen?", "Katie was in hospital")
    joanne.saves("Save")
    joanne.opens(f"/families/{family_id}/meetings/")
    on_concern(joanne, "Liam was heard crying.")
    joanne.presses("Minutes")
    joanne.follows("Katie", exact=False, within="main")
    joanne.presses("I gave them these")
    joanne.chooses("By hand", of="How?")
    joanne.writes("When?", day_typed(today))
    joanne.saves("Save")
    again_on_concern(joanne, family_id)


def on_concern(joanne: Writer, worry: str) -> None:
    """At once, with somebody of another agency who does not help the family, and the social worker who leads."""
    joanne.presses("Meeting on concern, now")
    joanne.writes("How long, in minutes", "20")
    joanne.presses("Add somebody else who helps")
    joanne.writes("Name", "Rosa Lind", group="Somebody else 1")
    joanne.writes("Post", "Housing officer", group="Somebody else 1")
    joanne.writes("Where they work", "Riverside Housing", group="Somebody else 1")
    joanne.writes("Telephone at work", "01632 960333", group="Somebody else 1")
    joanne.writes("What they said", "The rent is paid until May.", group="Somebody else 1")
    joanne.writes("What is the worry?", worry)
    joanne.chooses("Liam", of="About whom?")
    joanne.chooses("Yes", of="May a child be at risk of harm?")
    joanne.writes("Who was told?", "The duty desk")
    joanne.writes("The child’s social worker, who leads", "Ms Okoro")
    joanne.writes("Where the social worker works", "Children’s Social Care")
    joanne.writes("Telephone of the social worker", "01632 960700")
    joanne.saves("Save the meeting")


def again_on_concern(joanne: Writer, family_id: int) -> None:
    """Later that day: who came before is chosen by name, and who leads stands there already."""
    joanne.opens(f"/families/{family_id}/meetings/")
    joanne.presses("Meeting on concern, now")
    joanne.writes("How long, in minutes", "15")
    joanne.chooses("Came", of="Did Rosa Lind come?")
    joanne.writes("What is the worry?", "Liam has a bruise.")
    joanne.chooses("Liam", of="About whom?")
    joanne.chooses("Yes", of="May a child be at risk of harm?")
    joanne.writes("Who was told?", "Ms Okoro, on the phone")
    joanne.saves("Save the meeting")
    assert joanne.sees("Ms Okoro, Children’s Social Care is the social worker and leads.")
    assert joanne.sees("Rosa Lind: Came")


def another_lead_takes_over(joanne: Writer, family_id: int, today: date) -> None:
    """The new lead comes along to a visit, and leads when our work ends."""
    joanne.opens(f"/families/{family_id}/ending/hand-over/")
    joanne.writes("Which day was it?", day_typed(today))
    joanne.writes("Who leads on?", "Ms Cole, Early Help")
    joanne.chooses("Amy Smith", of="Who of the family was there?")
    joanne.writes("What was agreed?", "Ms Cole comes every other Monday.")
    joanne.saves("Save the hand-over")
    joanne.opens(f"/families/{family_id}/close/")
    joanne.writes("Which day did the work end?", day_typed(today))
    joanne.chooses("Handed over to another lead", of="How did it end?")
    joanne.writes("More about that", "Early Help knows the school; the team decided it on Monday.")
    joanne.writes("What has changed for the family?", "The mornings are quiet.")
    joanne.writes("What the family is told", "Ms Cole rings on Monday.")
    joanne.chooses("Joanne Mercer", of="Who keeps in touch afterwards?")
    doing.says_what_stays_unchanged(joanne, "Amy", "Liam")
    joanne.saves("End the work")


def a_visit_to_a_parent(joanne: Writer, family_id: int, today: date) -> None:
    """What Katie did and said has a place of its own."""
    joanne.opens(f"/families/{family_id}/visits/record/")
    joanne.presses("Add somebody: their own words, or what you did together")
    joanne.writes("Day", day_typed(today))
    joanne.writes("How long, in minutes", "45")
    joanne.chooses("Direct work", of="What for")
    joanne.chooses("Home", of="Where")
    joanne.selects("Katie", of="Who")
    joanne.writes("Their own words", "I slept.")
    for child in ("Amy", "Liam"):
        joanne.chooses("Not seen", of=f"Was {child} seen?")
    joanne.saves("Save the visit")


def the_family_grows(joanne: Writer, family_id: int) -> None:
    """Somebody new, and how they belong."""
    joanne.opens(f"/families/{family_id}/people/add/")
    joanne.writes("Name", "Pat Smith")
    joanne.selects("Grandparent", of="Place in the family")
    joanne.chooses("No", of="Do they live with the family?")
    joanne.saves("Add the person")
    joanne.opens(f"/families/{family_id}/relationships/record/")
    joanne.selects("Pat Smith", of="Who")
    joanne.selects("parent of", of="is")
    joanne.selects("Katie Smith", of="whom")
    joanne.saves("Save the relationship")
