"""The family group conference that is being prepared: who is asked, who is not asked yet, what each child wants heard
(004:1169-1175, in our words).
"""

from alongside.aids import actions as aids
from alongside.demo.families._telling import Telling
from alongside.demo.families._thinking import begun, in_the_way, look, moved_on
from alongside.meetings.rules import FAMILY_CONFERENCE, TYPES
from alongside.meetings.rules import Plan as MeetingPlan
from alongside.visits import actions as visits
from alongside.visits.rules import AdultThere, Afterwards, ChildSeen, VisitPlan

MICHELLE, DAVE = "Michelle Hartley", "Dave Hartley"
KAI, SHANNON, DYLAN = "Kai Hartley", "Shannon Hartley", "Dylan Hartley"
ELLIE, MIA, LEO, POPPY = "Ellie Hartley", "Mia Hartley", "Leo Hartley", "Poppy Hartley"
SHEILA, ROY, BEV = "Sheila Hartley", "Roy Hartley", "Bev Moran"
QUESTIONS = (
    "Where does Dave live when he is released, and who sees that it stays so?",
    "How do the children see him, where, and who is there?",
    "What does Michelle do, and what does Dave do, when voices go quiet?",
    "Whom do the children ring, and who answers at night?",
)


def tell_the_preparation(story: Telling) -> None:
    """Planned with Michelle’s yes; Dave takes part in writing, and his parents are not asked yet."""
    _in_prison(story)
    _at_the_kitchen_table(story)
    story.plan_meeting(
        "leah", 3,
        MeetingPlan(
            FAMILY_CONFERENCE, story.coming(12), "11:00", "St Anne’s Hall, with the kitchen and the garden",
                "Nadia Omar",
            "Michelle, the children and the people whom they choose make their own plan for the time after Dave’s "
            "release.",
            "\n".join((*TYPES[FAMILY_CONFERENCE].order[:3], *QUESTIONS, *TYPES[FAMILY_CONFERENCE].order[3:])),
            story.people(MICHELLE, KAI, ELLIE),
            "At the kitchen table with Nadia Omar; with Ellie as a drawing of the hall",
            story.invited(
                (MICHELLE, "in_person", "coming", "Says who is asked, and may send anybody out"),
                (DAVE, "writing", "words", "Not in the room. Mr Adair brings his letter; Michelle has read it first"),
                (KAI, "in_person", "coming", "Goes when the grown-ups are left alone"),
                (SHANNON, "in_person", "", ""), (DYLAN, "in_person", "words", ""),
                (ELLIE, "in_person", "words", "Reads hers herself"), (MIA, "in_person", "words", "With Ellie"),
                (BEV, "in_person", "coming", "Cooks"),
                (SHEILA, "not", "", "Michelle is not ready to have them there"), (ROY, "not", "", ""),
                ("Mr Adair", "telephone", "coming", "Explains the conditions, then leaves"),
                ("Jo Keane", "telephone", "coming", "Stays in the next room for Michelle"),
                ("Ms Treadwell", "telephone", "", ""),
            ),
        ),
    )  # fmt: skip
    in_the_way(
        story, "leah", 3, SHANNON, "engagement", seen="She leaves the room when one of us comes in.",
        effect="Nobody knows what she saw that night, and whether she sleeps.",
        strategy="Nobody asks her anything. Leah leaves the photographs with Michelle; Bev takes her to the market.",
        again_ago=-8,
    )  # fmt: skip
    look(
        story, "leah", 3, DYLAN, difference="Nothing has reached him from us. He is the one nobody worries about.",
        differently="Meet him at the skate park, where he is anyway. Kai comes along.",
    )  # fmt: skip
    visit = VisitPlan(
        day=story.coming(3), time="17:30", minutes=60, place="home", with_whom=story.people(MICHELLE, ELLIE, MIA),
        others="Nadia Omar", harder="Dave rings at six.", support="Bev takes the call that evening.",
        children="Ellie and Mia choose what is read out.", topics_family="What his mother will say",
        topics_ours="What stays between Ellie and Nadia",
    )  # fmt: skip
    story.do("leah", visits.plan_visit, 2, 16, plan=visit)
    story.think(
        "leah", aids.say_stuck, 2, other_id=story.persons[SHANNON],
        about="Eleven weeks and she has said nine words to me. I do not want to push, and I do not want to lose her.",
    )  # fmt: skip
    begun(
        story, "leah", 1, "visits:record", "Record a visit",
        response="Dylan at the skate park, twenty minutes. He said more about boards than I have ever heard him say.",
    )  # fmt: skip


def _in_prison(story: Telling) -> None:
    dave, ellie, mia = story.people(DAVE, ELLIE, MIA)
    story.visit(
        "leah", 6, minutes=75, purposes=("assessment",), place="other",
        others="Nadia Omar; Mr Adair for the first half.",
        adults=(
            AdultThere(
                dave, "conversation", 60, words="I want to come home. I know that’s not what you’re here to say.",
                reading="He speaks of that night as something that happened to him. Of the girls’ drawings he said "
                "nothing for a long time.", helps=(ellie, mia),
            ),
        ),
        engagement="joined_in_partly", why_no_children="He is in prison; the children were at school.",
        response="He will write down what he wants to say, and agreed that Michelle reads it before anybody else.",
    )  # fmt: skip
    story.visit(
        "leah", 5, ChildSeen(ellie, "seen", "own_app", 15, words="I want to say my bit and then go in the garden."),
        minutes=30, purposes=("direct_work",), place="school", engagement="joined_in",
    )  # fmt: skip
    moved_on(
        story, "leah", 5, KAI, "sustaining",
        approach_reflected="Spanners first. Questions make him leave.",
        relationship_judged="He rings me. I asked: “You’re not the worst.”",
        did_what_i_said="I said I would tell him first about the conditions, and did.",
    )  # fmt: skip


def _at_the_kitchen_table(story: Telling) -> None:
    michelle, dylan, leo, poppy = story.people(MICHELLE, DYLAN, LEO, POPPY)
    story.visit(
        "leah", 4, ChildSeen(leo, "seen"), ChildSeen(poppy, "seen"), ChildSeen(dylan, "no"), minutes=45,
        purposes=("plan",), place="home", present=(michelle,), engagement="joined_in",
        response="Two lines of the plan stand. The rest waits for the conference.",
        after=Afterwards(topics_family="What his mother will say", topics_ours="Dylan, whom we have hardly met"),
    )  # fmt: skip
