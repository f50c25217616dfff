"""How the Robbins family and Priya agreed to work together: risks, agreement, who may know what, and one table.

Facts of the key worker course (002:2117-2139); the sentences are ours.
"""

from uuid import UUID

from alongside.agreements import actions as agreements
from alongside.agreements.rules import Agreement, Answer
from alongside.agreements.rules.consent import REFUSED
from alongside.assessments.rules import Filled
from alongside.demo.families._telling import Telling
from alongside.meetings.rules import REFERRAL_MEETING, TYPES, Held, Piece, Plan

GEOFF, SONIA = "Geoff Robbins", "Sonia Robbins"
CALLUM, REECE, TIA, JAY = "Callum Robbins", "Reece Robbins", "Tia Robbins", "Jay Robbins"
MACY, ALFIE, ROSIE = "Macy Robbins", "Alfie Robbins", "Rosie Robbins"


def tell_the_risks(story: Telling) -> None:
    """Made by Priya and Sam after the first visit."""
    review = story.coming(20)
    story.risk(
        "priya", 101,
        Filled("origin", {"origin": "made", "done_by": ["key_worker", "senior_practitioner"]}),
        Filled(
            "hazards",
            {
                "hazard": "One of the three dogs jumps up at whoever comes in", "to_whom": ["child", "worker"],
                "likelihood": "likely", "we_do": "Ring from the corner; Sonia shuts them in the yard.",
            },
        ),
        Filled(
            "hazards",
            {
                "hazard": "Voices get loud in the evening when Geoff is home and has had a drink",
                "to_whom": ["child", "adult", "worker"], "likelihood": "possible",
                "we_do": "Two of us go. When it gets too loud we say so, leave, and come back the next day.",
            },
        ),
        Filled("working_safely", {"measures": ["phone_in"], "lone_working": "In the daytime one of us is enough."}),
        Filled("domestic_abuse", {"known": "not_asked"}),
        Filled("safe_contact", {"contact": "Ring in the morning, once the big ones are out"}, story.persons[SONIA]),
        Filled(
            "restrictions",
            {
                "agency": "Family Help", "how": "not_alone", "because_of": str(story.persons[GEOFF]),
                "reason": "After six in the evening while Geoff is home between trips: then two of us go. By day, and "
                "when he is away, anyone may come alone", "review_on": review,
            },
        ),
        Filled(
            "watch",
            {
                "factors": "Drinking more than Geoff means to\nSonia very low\nThe twins bringing and fetching the "
                "little ones", "review_on": review,
            },
        ),
    )  # fmt: skip


def tell_the_agreement(story: Telling) -> None:
    """An evening with everybody at home; two workers came."""
    agreement = Agreement(
        family_wants=(
            "A washing machine that washes",
            "Say it to our faces first",
            "Ring before you come",
            "Ask us, we know our own children",
        ),
        family_barriers=("Looking down on us", "A new worker every month", "Paper we cannot keep"),
        family_fine="Tea in the kitchen is fine. Upstairs is ours.",
        culture="Everybody talks at once, and loud is not angry. What matters Sonia says at the door, when you leave.",
        worker_wants=("Geoff is part of it, from the road too", "Say so when you have had enough of me"),
        worker_barriers=("Hearing from school what we could have heard from you",),
        differences="Geoff thinks half a year is long. Priya thinks it may take that. We look again at the review.",
        purpose="Keep the house, make mornings easier, get the twins through year 9, and give Sonia some air.",
        hours="Weekdays, and one evening when Geoff is home", how_we_contact="Ring Sonia; Geoff by message at night",
        how_they_contact="Ring the key worker, or send a message at any time",
        when_not="Between three and five, and on Sundays", booked="mostly", visit_length="About two hours",
        weeks=26, hours_a_week=6,
        seeing_less="Twice a week until mornings go by themselves, then once, then a call. The number stays the same.",
        family_does="Sonia or Geoff rings when it does not suit. The dogs are in the yard.",
        worker_does="Comes when it was said. Rings the landlord together with Sonia, never behind her back.",
        agencies_do="Both schools ring before they write.",
        not_engaging="Three agreed times missed and nobody rings.",
        what_follows="We come by, ask what got in the way and change it together.",
        told="That each of them may say no, and change their mind.", understood="yes",
        copy_given="One on the fridge, one for the lorry",
    )  # fmt: skip
    said = (
        (
            SONIA, "yes", "As long as it’s said to my face."), (GEOFF, "yes",
            "I’m away a lot. Ring me. Don’t leave me out.",
        ),
        (CALLUM, "no", "I don’t need a worker."), (REECE, "yes", ""), (TIA, "yes", "Can Mrs D be in it?"),
        (JAY, "yes", ""), (MACY, "could_not", ""), (ALFIE, "could_not", ""), (ROSIE, "could_not", ""),
    )  # fmt: skip
    answers = [Answer(story.persons[name], answer, words) for name, answer, words in said]
    story.do("priya", agreements.record_agreement, 98, 19, on=story.day(98), agreement=agreement, answers=answers)


def tell_who_may_know(story: Telling) -> None:
    """Sonia says yes four times; Geoff says no to one of them, the manager looks at it, and he comes round."""
    until = story.coming(120)
    for helper, name, about, purpose, what in (
        ("Ms Treadwell", "Hillview Primary", (TIA, JAY), "So that mornings end at school, and on time",
         "How Tia and Jay are, and who brings them"),
        ("Ms Okafor", "Health Visiting", (SONIA, MACY, ALFIE, ROSIE), "So that the little ones get what they need",
         "How the little ones grow, and how Sonia is"),
        ("Mr Pell", "Riverside Homes", (SONIA,), "So that the family keeps its house",
         "What can be paid, and what has to be mended. Nothing else"),
    ):  # fmt: skip
        story.consent("priya", 97, SONIA, story.agency(helper), name, *about, until=until, purpose=purpose, what=what)
    brookfield, twins = story.agency("Mr Hollis"), (CALLUM, REECE)
    story.consent(
        "priya", 97, SONIA, brookfield, "Brookfield Academy", *twins, now=True, until=until,
        purpose="So that the twins get through year 9", what="What helps the twins to keep their temper",
    )  # fmt: skip
    rows = story.consent(
        "priya", 96, GEOFF, brookfield, "Brookfield Academy", *twins, kind=REFUSED, now=True,
        words="They only ring when there’s trouble. They’ll use it against them.",
    )  # fmt: skip
    asked = next(row for row in rows if row.kind == "agreements.to_look_at")
    story.do(
        "denise", agreements.look_at, 95, 17, entry_id=asked.pk,
        note="Nothing goes to Brookfield. Mr Hollis is asked to come to the meeting, so that Geoff hears him himself.",
    )  # fmt: skip


def plan_the_meeting(story: Telling) -> UUID:
    """On a day between two of Geoff's trips."""
    usual = TYPES[REFERRAL_MEETING]
    plan = Plan(
        REFERRAL_MEETING, story.day(94), "13:00", "The clubhouse of the football club", "Sam Whittaker", usual.purpose,
        "\n".join(usual.order), story.people(SONIA, GEOFF, TIA), "At the kitchen table, and for Geoff by message",
        story.invited(
            (
                SONIA, "in_person", "coming", "Dawn has the little ones"), (GEOFF, "telephone", "coming",
                "Home till Friday",
            ),
            (CALLUM, "in_person", "not", "“Waste of time”"), (REECE, "in_person", "words", ""),
            (TIA, "in_person", "words", "Drew a picture of the table with Mrs D at it"),
            ("Ms Treadwell", "telephone", "coming", ""), ("Mr Hollis", "telephone", "coming", ""),
            ("Ms Okafor", "telephone", "coming", ""), ("Mr Pell", "writing", "coming", "Only for the part on the rent"),
            ("Gaz Adeyemi", "telephone", "not", "Opens the door and makes the tea"),
        ),
    )  # fmt: skip
    return story.plan_meeting("priya", 99, plan)


def hold_the_meeting(story: Telling, meeting_id: UUID) -> None:
    """Both parents came; what was agreed there was done within the month."""
    held = Held(
        REFERRAL_MEETING, story.day(94), 90, "The clubhouse of the football club", "Sam Whittaker",
        people=(
            story.took_part(
                SONIA, "present", "I was in care. I know what it is when they talk over your head. So don’t.",
            ),
            story.took_part(
                GEOFF, "present", "I shout. My dad shouted. I don’t want to, and I don’t know what else to do.",
            ),
            story.took_part(REECE, "read_out", "If they leave us in the workshop we’re fine.", by="Priya Nair"),
            story.took_part(TIA, "read_out", "I want a morning with no shouting on my birthday.", by="Priya Nair"),
            story.took_part(CALLUM, "not", why="He did not want to come, and nobody speaks for him"),
            *(story.took_part(name, "represented", by="Sonia") for name in (JAY, MACY, ALFIE, ROSIE)),
        ),
        helpers=(
            story.there("Priya Nair", role="Key worker", telephone="01632 960015"),
            story.there("Ms Treadwell", "Two children who love school.", role="Safeguarding lead"),
            story.there("Mr Hollis", "I would rather have them in than out.", role="Head of year 9"),
            story.there("Ms Okafor", "Macy needs speech therapy, Rosie her ears looked at.", role="Health visitor"),
            story.there("Mr Pell", "I want rent, not the house.", role="Tenancy officer"),
            story.there("Gaz Adeyemi", came="apologies", role="Coach"),
        ),
        pieces=(
            Piece("background", "Since Rosie was born and Geoff’s hours were cut, one thing has pulled the next."),
            Piece("talked", "What works: neighbours, aunts, football, and two parents who hold together."),
            Piece("talked", "What is owed, and since when.", about=story.people(SONIA, GEOFF)),
            Piece("decided", "No step towards the court while the family and the landlord talk.", "Mr Pell offered it"),
            Piece(
                "decided", "The assessment begins.",
                "Sonia and Geoff agreed, if nothing is written behind their backs",
            ),
        ),
        agrees=True, next_on=story.day(60), message="You are not in trouble. We want this house to stay yours.",
    )  # fmt: skip
    agreed = story.agreed_in(
        story.hold_meeting(
            "priya", 94, meeting_id, held,
            (
                story.will("priya", "Ask the welfare fund for a washing machine", story.day(80), SONIA),
                story.will("Mr Pell", "Send a list of what is owed, month by month", story.day(84), SONIA, GEOFF),
                story.will("Ms Okafor", "Put Macy on the list for speech therapy", story.day(78), MACY),
            ),
        )
    )  # fmt: skip
    story.give_minutes("priya", 91, meeting_id, {SONIA: "together", "Ms Treadwell": "secure"})
    story.consent(
        "priya", 90, GEOFF, story.agency("Mr Hollis"), "Brookfield Academy", CALLUM, REECE, now=True,
        until=story.coming(120), purpose="So that the twins get through year 9",
        what="What helps the twins to keep their temper",
        words="He looked me in the eye. All right then.",
    )  # fmt: skip
    story.finish("priya", 85, agreed["Mr Pell, Riverside Homes"], "done", "Came by letter, and Sonia understood it.")
    story.finish("priya", 82, agreed["Priya Nair"], "done", "It comes on Thursday. Geoff carries the old one out.")
    story.finish("priya", 79, agreed["Ms Okafor, Health Visiting"], "done", "Four months’ wait; she asks every month.")
