"""Michelle and Dave with their seven children: facts of the family group conference of Leeds (004:1167-1175), in our
words.

Dave hurt Michelle and is in prison for eight months; a family group conference is being prepared. The source says what
became of it; here it lies ahead. Surname, children's names and every sentence are ours.
"""

from alongside.demo.families import hartley_conference as conference
from alongside.demo.families import hartley_help as help_given
from alongside.demo.families._telling import Telling
from alongside.pathway import actions as pathway
from alongside.pathway.rules import PersonTold, ReferralTold
from alongside.people import actions as people

MICHELLE, DAVE = "Michelle Hartley", "Dave Hartley"
CHILDREN = (
    "Kai Hartley", "Shannon Hartley", "Dylan Hartley", "Ellie Hartley", "Mia Hartley", "Leo Hartley", "Poppy Hartley",
)  # fmt: skip
KAI, SHANNON, DYLAN, ELLIE, MIA, LEO, POPPY = CHILDREN
SHEILA, ROY, BEV = "Sheila Hartley", "Roy Hartley", "Bev Moran"


def tell_hartley(story: Telling) -> None:
    """From the police's referral to the first review; the plan is being written and the conference prepared."""
    _refer(story)
    _people(story)
    help_given.tell_the_first_weeks(story)
    help_given.tell_the_assessment(story)
    help_given.tell_the_review(story)
    conference.tell_the_preparation(story)


def _refer(story: Telling) -> None:
    told = ReferralTold(
        family_name="Hartley",
        people=(
            PersonTold(MICHELLE, role="mother", birth=story.born(36, 1, 9)),
            PersonTold(DAVE, role="father", birth=story.born(38, 7, 2), lives_there=False),
            PersonTold(KAI, role="child", birth=story.born(15, 3, 1), school="Brookfield Academy, year 10"),
            PersonTold(SHANNON, role="child", birth=story.born(13, 5, 12), school="Brookfield Academy, year 9"),
            PersonTold(DYLAN, role="child", birth=story.born(11, 8, 6), school="Brookfield Academy, year 7"),
            PersonTold(ELLIE, role="child", birth=story.born(9, 2, 17), school="Hillview Primary, year 5"),
            PersonTold(MIA, role="child", birth=story.born(7, 1, 4), school="Hillview Primary, year 2"),
            PersonTold(LEO, role="child", birth=story.born(4, 4, 21)),
            PersonTold(POPPY, role="child", birth=story.born(1, 6, 3)),
        ),
        worries="We were called to the house in the night: Dave had hit Michelle, and all seven children were there. "
        "Kai stood between them. Since the summer it was the third time that neighbours rang.",
        working="Kai rang us and kept the little ones upstairs. Michelle sees to it that everybody is in school. Her "
        "sister lives round the corner.",
        tried="Two visits of ours with a leaflet. Michelle said that she sorts out her own family.",
        risks="Dave is in prison until further notice. He and Michelle write to each other. Ring before you come.",
        criteria=("several_needs_together", "parenting_under_strain"),
        triggers=("repeat_marac", "risks_coming_together"), route="front_door", family_knows="unsure",
        family_knows_why="I told Michelle that I would ask. She said: you will anyway.",
        address="58 Larch Road", family_telephone="01632 960155", agency="Neighbourhood Policing",
        telephone="01632 960032",
    )  # fmt: skip
    story.refer("dunne", 88, told)
    story.do("denise", pathway.accept, 88, 14, told="Thank you. One of us goes to Michelle, and nobody else rings her.")
    story.do(
        "denise", pathway.allocate, 86, worker=story.accounts["leah"], senior=story.accounts["sam"],
        note="Michelle has had many calls from many services. Leah is the one who rings from now on.",
    )  # fmt: skip


def _people(story: Telling) -> None:
    story.ties("leah", 84, "parent", *((parent, child) for parent in (MICHELLE, DAVE) for child in CHILDREN))
    story.ties("leah", 84, "partner", (MICHELLE, DAVE))
    story.responsibility("leah", 84, MICHELLE, "mother", *CHILDREN)
    for elder, years in ((SHEILA, 63), (ROY, 66)):
        story.person("leah", 84, elder, "grandparent", in_household=False, birth=story.born(years))
    story.ties("leah", 84, "parent", (SHEILA, DAVE), (ROY, DAVE))
    story.person("leah", 84, BEV, "relative", in_household=False)
    story.ties("leah", 84, "sibling", (BEV, MICHELLE))
    story.facts(
        "leah", 84,
        (MICHELLE, "communication", "Say it straight. Ring once, and wait until she rings back."),
        (KAI, "known_by", "Mr Hollis: he talks while he is doing something with his hands."),
        (LEO, "communication", "Speaks little since the summer. Sit on the floor, and let him begin."),
    )  # fmt: skip
    for name, role, agency, title, account in (
        ("PC Rae Dunne", "police", "Neighbourhood Policing", "Police officer", "dunne"),
        ("Mr Hollis", "school", "Brookfield Academy", "Head of year", ""),
        ("Ms Treadwell", "school", "Hillview Primary", "Designated safeguarding lead", ""),
        ("Ms Osman", "health", "Health Visiting", "Health visitor", "osman"),
        ("Mr Adair", "specialist", "Probation Service", "Probation officer", ""),
        ("Jo Keane", "specialist", "Northgate Refuge and Advice", "Domestic abuse adviser", ""),
    ):
        story.helper("leah", 83, name, role, agency, job_title=title, account=account)
    for person, account in ((MICHELLE, "michelle"), (KAI, "kai")):
        story.settle(
            "leah", people.link_account, 83, person_id=story.persons[person], user=story.accounts[account]
        )  # fmt: skip
