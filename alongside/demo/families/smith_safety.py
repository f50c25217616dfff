"""The safety plan that Amy drew with Joanne, as in the source with felt-tip pens (001:36-40); its lines are ours."""

from alongside.demo.families._telling import Telling
from alongside.plans import actions as plans
from alongside.plans.rules import Does, Rings, SafetyPlan
from alongside.timeline.rules import Audience

KATIE, AMY, PAT = "Katie Smith", "Amy Smith", "Nan Pat"


def tell_the_safety_plan(story: Telling) -> None:
    """Drawn on the floor at home; Katie agreed to it the same afternoon. Liam’s father is not to find it."""
    katie, amy, pat = (str(person) for person in story.people(KATIE, AMY, PAT))
    plan = SafetyPlan(
        whose=amy, made_with=(amy,), agreed_by=katie,
        safe_from="Being the only one awake when something goes wrong.",
        signs="Mum does not answer when I call her twice. Liam is hungry and I feel sick in my tummy.",
        does=(
            Does("I stay with Liam in the front room and I ring Nan", "Amy", f"person:{amy}"),
            Does("Answers before seven, and comes", PAT, f"person:{pat}"),
            Does("Puts her telephone beside the bed, with the sound on", "Katie", f"person:{katie}"),
        ),
        where_to="The front room with Liam. If it smells of smoke: out, and next door.",
        rings=(
            Rings(PAT, "01632 960182"), Rings("Miss Begum, from eight", "01632 960041"),
            Rings("Police, ambulance or fire brigade", "999", "The same everywhere"),
        ),
        word="Pineapple", otherwise="I knock at number 3, downstairs. Mrs Kaur knows about it.",
        copies="On the fridge, in Amy’s tray at school, and with Nan.", at_home=True,
        at_home_why="Liam’s father does not know the flat and does not come in.",
        look_on=story.coming(20).isoformat(),
    )  # fmt: skip
    story.do("joanne", plans.write_safety_plan, 41, 18, plan=plan, on=story.day(41), audience=Audience.FAMILY)
