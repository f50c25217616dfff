"""A meeting of the team around the family, from the invitation to each reader's minutes; one on concern, at once."""

from datetime import timedelta

import pytest

from alongside.access import scope
from alongside.kit import clock
from alongside.kit.dates import day_typed
from alongside.kit.ids import uuid7
from alongside.people import actions as people
from alongside.people import queries as known
from alongside.plans import actions as plans
from alongside.plans import queries as plan_queries
from alongside.plans.rules import Consequence, Goal, Plan, Step, working
from alongside.timeline.rules import Audience
from tests.journeys import doing, given

pytestmark = pytest.mark.journey

REFUGE = "14 Larkspur Row, Otterbourne SO21 2XY"
KATIES_WORDS = "I want the shouting to stop, and somebody to come in the mornings."
AMYS_WORDS = "I like it when Nan comes."
WHERE_NOW = "The three of them sleep at 14, Larkspur Row until Christmas."
ABOUT_GEOFF = "Geoff was seen outside the school on Monday."


def a_family_with_two_homes() -> int:
    """Katie with Amy and Liam at an address that stays unknown; their father Geoff in another home."""
    staff = given.staff()
    family_id = given.the_smiths_helped(staff)
    with scope.acting_as(staff.worker):
        at = clock.now()
        people.add_person(
            by=staff.worker, family_id=family_id, at=at, name="Geoff Hart", role="father", in_household=False
        )
        school = people.agency_named(by=staff.worker, name="Hillview Primary", kind="school")
        spragg = people.professional(
            by=staff.worker, name="Helen Spragg", agency=school, job_title="Head of year", telephone="01632 960111"
        )
        involvement = known.current_involvement(family_id, staff.worker)
        people.add_helper(
            by=staff.worker, family_id=family_id, involvement=involvement, role="school", at=at, professional=spragg,
            agency=school,
        )  # fmt: skip
        names = {name: pk for pk, name in known.names_of(family_id, staff.worker).items()}
        people.record_responsibility(
            by=staff.worker, family_id=family_id, child_id=names["Amy Smith"], basis="registered_father", at=at,
            holder_person_id=names["Geoff Hart"],
        )  # fmt: skip
        katie = next(pk for pk, name in known.names_of(family_id, staff.worker).items() if name == "Katie Smith")
        people.record_fact(
            by=staff.worker, family_id=family_id, person_id=katie, kind="address", value=REFUGE, at=at, protected=True
        )
    return family_id


@pytest.fixture
def family_id(service):
    return service.arrange(a_family_with_two_homes)


def plans_the_meeting(joanne, day):
    joanne.follows("referral meeting")
    joanne.looked_at("plan-a-meeting")
    joanne.writes("Day", day_typed(day))
    joanne.writes("Time", "2.30pm")
    joanne.writes("Where", "Hillview Primary, the small room")
    joanne.writes("Who leads the meeting", "Sam Whittaker")
    joanne.chooses("Katie", of="To whom did you explain what it is for and how it goes?")
    joanne.writes("How did you explain it?", "At the kitchen table, with the running order")
    for name, answer in (("Katie", "Coming"), ("Amy", "Sends their views"), ("Helen Spragg", "Not coming")):
        group = doing.asks(joanne, name)
        joanne.selects("Asked in person", of="Asked to come?", group=group)
        joanne.selects(answer, of="What they answered", group=group)
    joanne.presses("Save the plan")


def opens_what_was_said(joanne, name):
    """The words of somebody stand in a part that is closed at first."""
    joanne.page.locator("summary", has_text=f"What {name} said, and how").click()


def writes_it_down(joanne, day):
    joanne.presses("Write it down")
    joanne.looked_at("write-a-meeting-down")
    joanne.writes("Day", day_typed(day))
    joanne.writes("How long, in minutes", "60")
    opens_what_was_said(joanne, "Katie")
    joanne.writes("Katie’s own words", KATIES_WORDS)
    opens_what_was_said(joanne, "Amy")
    joanne.writes("Amy’s own words", AMYS_WORDS)
    joanne.selects("Somebody spoke for them", of="How did they take part?", group=doing.child_group(joanne, "Liam"))
    opens_what_was_said(joanne, "Liam")
    joanne.writes("Who read them out, or spoke for them?", "His nursery", group=doing.child_group(joanne, "Liam"))
    joanne.writes("What was said", ABOUT_GEOFF, group="Talked about 1")
    joanne.page.locator("summary", has_text="About whom").first.click()
    joanne.chooses("Geoff Hart", of="Keep it out of whose minutes?", group="Talked about 1")
    joanne.presses("Add something talked about")
    joanne.writes("What was said", WHERE_NOW, group="Talked about 2")
    joanne.writes("What was decided", "Breakfast club goes on", group="Decision 1")
    joanne.writes("Because", "Amy eats there", group="Decision 1")
    joanne.presses("Add a decision")
    joanne.writes("What was decided", "Nan comes on Tuesdays", group="Decision 2")
    joanne.writes("Because", "Amy asked for it", group="Decision 2")
    agrees(joanne, 1, "Ring Nan about Tuesdays", "Joanne Mercer (me)", day + timedelta(days=2))
    joanne.presses("Add another")
    agrees(joanne, 2, "Walk Amy to breakfast club", "Katie", day + timedelta(days=7))
    joanne.chooses("Yes, they agree", of="Does the family agree to an assessment?")
    joanne.writes("When do we meet again?", day_typed(day + timedelta(days=55)))
    joanne.presses("Save the meeting")


def agrees(joanne, number, what, who, by_when):
    group = f"Something agreed {number}"
    joanne.writes("What will be done", what, group=group)
    joanne.selects(who, of="Who does it", group=group)
    joanne.writes("By when", day_typed(by_when), group=group)


def test_a_referral_meeting_from_the_invitation_to_each_readers_minutes(family_id, service, somebody, way):
    joanne = somebody("joanne.mercer", way)
    joanne.opens(f"/families/{family_id}/meetings/")
    joanne.looked_at("meetings-none-yet")
    plans_the_meeting(joanne, service.today)
    assert joanne.sees("The meeting is planned.")
    assert joanne.sees("Explained beforehand to Katie: At the kitchen table, with the running order.")
    joanne.looked_at("meeting-planned")
    writes_it_down(joanne, service.today)
    assert joanne.sees("The meeting is on the record.")
    assert joanne.sees("Katie was there")
    assert joanne.sees("2 decisions. The family agreed to an assessment.")
    assert joanne.sees("Helen Spragg: Sent apologies")
    assert joanne.sees("Walk Amy to breakfast club")
    joanne.looked_at("meeting-held")

    joanne.presses("Minutes")
    joanne.looked_at("minutes")
    joanne.follows("Katie")
    joanne.looked_at("minutes-for-katie")
    katies = joanne.page.content()
    assert KATIES_WORDS in katies
    assert ABOUT_GEOFF in katies
    assert AMYS_WORDS not in katies
    assert f"SMI-{family_id:04d}. For Katie only." in joanne.reads("main")
    joanne.follows("Minutes")
    joanne.follows("Geoff Hart")
    joanne.looked_at("minutes-for-geoff")
    geoffs = joanne.page.content()
    assert "Breakfast club goes on" in geoffs
    assert ABOUT_GEOFF not in geoffs
    for minutes in (katies, geoffs):
        assert "Larkspur" not in minutes
    joanne.presses("I gave them these")
    joanne.looked_at("minutes-given")
    joanne.chooses("By hand", of="How?")
    joanne.presses("Save")
    assert joanne.sees("Given today, by hand.")

    joanne.follows("Referral meeting")
    joanne.presses("Correct this meeting")
    joanne.looked_at("correct-a-meeting")
    joanne.writes("How long, in minutes", "75")
    joanne.presses("Save the meeting")
    assert joanne.sees("1 hour 15 minutes")
    assert joanne.page.locator("main").inner_text().count("Nan comes on Tuesdays") == 1
    joanne.presses("Minutes")
    assert joanne.sees("Give these readers the new ones: Geoff Hart.")


def test_a_meeting_on_concern_is_written_down_at_once(family_id, service, somebody, way):
    joanne = somebody("joanne.mercer", way)
    joanne.opens(f"/families/{family_id}/meetings/")
    joanne.presses("Meeting on concern, now")
    joanne.looked_at("meeting-on-concern")
    joanne.writes("How long, in minutes", "20")
    joanne.writes("What is the worry?", "Nobody answered the door, and Liam was heard crying.")
    joanne.chooses("Liam", of="About whom?")
    joanne.chooses("Yes", of="May a child be at risk of harm?")
    joanne.presses("Save the meeting")
    joanne.looked_at("meeting-on-concern-refused")
    assert joanne.page.get_by_label("What is the worry?").input_value().startswith("Nobody answered")
    joanne.writes("Who was told?", "Ms Okoro, duty social worker")
    joanne.chooses("We find out by the next working day, and a manager sees to it", of="If nobody knows who it is")
    joanne.writes("Day", day_typed(service.today))
    joanne.presses("Save the meeting")
    assert joanne.heading() == "Meeting on concern"
    assert joanne.sees("A child may be at risk.")
    assert joanne.sees("Ms Okoro, duty social worker was told")
    joanne.opens(f"/families/{family_id}/due/")
    assert joanne.sees("Name the social worker who leads for Liam")


def test_how_the_team_works_together_and_a_review_prepared(family_id, service, somebody, way):
    joanne = somebody("joanne.mercer", way)
    joanne.opens(f"/families/{family_id}/meetings/")
    joanne.presses("Settle it how we work together")
    joanne.looked_at("how-we-work-together")
    joanne.writes("What do we all say to the family?", "One step at a time.")
    joanne.writes("Agency", "Riverside Housing")
    joanne.writes("What it does differently for this family", "Rings instead of writing")
    joanne.writes("Until when?", day_typed(service.today + timedelta(days=60)))
    joanne.presses("Save")
    assert joanne.sees("Does differently: Rings instead of writing, until")
    joanne.looked_at("meetings-with-team")
    joanne.follows("first review", within="main")
    joanne.writes("Day", day_typed(service.today + timedelta(days=14)))
    joanne.presses("Save the plan")
    joanne.follows("Prepare the review")
    joanne.looked_at("prepare-the-review")
    joanne.chooses("Kept in part", of="Was it kept?", group="What the family said it would do")
    joanne.presses("Save what I found")
    assert joanne.sees("What the family said it would do: kept in part")


def a_family_with_a_plan() -> int:
    """A plan in force for a month: a goal whose step is late, a reward that is over and a consequence that is not."""
    staff = given.staff()
    family_id = given.the_smiths_helped(staff)
    at = given.days_ago(30)
    with scope.acting_as(staff.worker):
        amy = next(pk for pk, name in known.names_of(family_id, staff.worker).items() if name == "Amy Smith")

    def stood(part: str) -> str:
        with scope.acting_as(staff.worker):
            return working(plan_queries.told_of(family_id, staff.worker)).stands(part)

    def by_worker(action, **more):
        return given.acts(staff.worker, action, at, family_id=family_id, **more)

    step = Step(str(uuid7()), "Clothes laid out at night", "Katie", (clock.today() - timedelta(days=9)).isoformat())
    goal = Goal(str(uuid7()), MORNINGS, (str(amy),), "learning", steps=(step,))
    by_worker(plans.write_goal, goal=goal, stood=stood(f"goal:{goal.id}"))
    over, lasts = (clock.today() + timedelta(days=days) for days in (-5, 20))
    lines = (
        Consequence(str(uuid7()), "reward", "Pizza on Fridays", "Katie", over.isoformat()),
        Consequence(str(uuid7()), "consequence", "No phone after nine", "Katie", lasts.isoformat()),
    )
    content = Plan(consequences=lines).part("consequences")
    by_worker(plans.write_part, part="consequences", content=content, stood=stood("consequences"))
    with scope.acting_as(staff.worker):
        now = working(plan_queries.told_of(family_id, staff.worker))
    version = by_worker(plans.put_together, start=now.start, stood=now.seen).facts["version_id"]
    by_worker(
        plans.put_in_force, version_id=version, on=at.date(), audience=Audience.FAMILY, reason="They were asked at home"
    )
    return family_id


MORNINGS = "Amy gets to school rested"


def test_a_review_looks_at_the_plan_and_leads_on_to_the_next_version(service, somebody, way):
    family_id = service.arrange(a_family_with_a_plan)
    joanne = somebody("joanne.mercer", way)
    joanne.opens(f"/families/{family_id}/meetings/")
    joanne.follows("review", within="main")
    joanne.writes("Day", day_typed(service.today))
    joanne.presses("Save the plan")
    joanne.follows("Prepare the review")
    assert joanne.sees("Over since")
    assert joanne.sees("Is it too much for now? “Clothes laid out at night”, Katie: 9 days late.")
    joanne.looked_at("prepare-a-review-of-the-plan")
    joanne.chooses("Kept in part", of="Was it kept?", group="What the family said it would do")
    joanne.presses("Save what I found")

    joanne.presses("Write it down")
    joanne.writes("How long, in minutes", "60")
    for name in ("Katie", "Amy", "Liam"):
        joanne.selects("Was there", of="How did they take part?", group=doing.child_group(joanne, name))
    pizza, phone, goal = (
        "Reward: Pizza on Fridays",
        "Consequence: No phone after nine",
        f"Too much for now? {MORNINGS}",
    )
    joanne.chooses("Set it again", of="What now?", group=pizza)
    joanne.page.locator("summary", has_text="Pizza on Fridays").click()
    joanne.writes("In which words", "Pizza after three good mornings", group=pizza)
    joanne.writes("Until when", day_typed(service.today + timedelta(days=40)), group=pizza)
    joanne.chooses("End it", of="What now?", group=phone)
    joanne.chooses("Make it smaller", of="What now?", group=goal)
    joanne.writes("If it is made smaller: why?", "The nights are hard", group=goal)
    joanne.looked_at("write-a-review-down")
    joanne.presses("Save the meeting")
    assert joanne.sees("Set again: Pizza after three good mornings, until")
    joanne.looked_at("review-held")

    joanne.presses("Write the next version of the plan")
    assert joanne.sees("Decided: 1 set again, 1 ended.")
    joanne.follows("Change: Amy gets to school rested", exact=False)
    assert joanne.page.get_by_label("Made smaller, because").input_value() == "The nights are hard"
    joanne.looked_at("goal-from-the-review")
    joanne.writes("The goal, in the family’s own words", "Amy gets to school rested, two days out of five")
    joanne.presses("Save the goal")
    joanne.follows("Write: Rewards and consequences", exact=False)
    assert joanne.sees("Ended, and so not below: No phone after nine.")
    joanne.looked_at("consequences-from-the-review")
    joanne.presses("Save this part")
    joanne.presses("Put the plan together")
    joanne.looked_at("plan-put-together-after-a-review")
    joanne.presses("Put it together")
    assert joanne.heading() == "Support plan, version 2"
    assert joanne.sees("Pizza after three good mornings")
    assert not joanne.sees("It does not say yet")
