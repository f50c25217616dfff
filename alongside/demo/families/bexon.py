"""The Bexon family: facts of the family intervention project in Nottingham (002:1258-1275), in our words.

A year of help, from a threat of eviction to an ending that was planned; somebody asks now and then. Names, ages and
every sentence are ours.
"""

from alongside.demo.families import bexon_help as help_given
from alongside.demo.families._telling import Telling
from alongside.pathway import actions as pathway
from alongside.pathway.rules import PersonTold, ReferralTold

GAIL, STEVE = "Gail Bexon", "Steve Bexon"
CHILDREN = ("Jodie Bexon", "Ryan Bexon", "Chelsea Bexon", "Kyle Bexon", "Tyler Bexon", "Demi Bexon")
JODIE, RYAN, CHELSEA, KYLE, TYLER, DEMI = CHILDREN
ALANA = "Alana"


def tell_bexon(story: Telling) -> None:
    """From the day the landlord named to a year later."""
    _refer(story)
    _people(story)
    risks = help_given.tell_the_beginning(story)
    it = help_given.tell_the_plan(story)
    help_given.tell_the_year(story, it)
    help_given.tell_the_end(story, risks)


def _refer(story: Telling) -> None:
    told = ReferralTold(
        family_name="Bexon",
        people=(
            PersonTold(GAIL, role="mother", birth=story.born(41, 2, 20)),
            PersonTold(STEVE, role="father", birth=story.born(44, 10, 7)),
            PersonTold(JODIE, role="child", birth=story.born(17, 1, 8)),
            PersonTold(RYAN, role="child", birth=story.born(15, 11, 3), school="No school"),
            PersonTold(CHELSEA, role="child", birth=story.born(14, 6, 15), school="No school"),
            PersonTold(KYLE, role="child", birth=story.born(12, 9, 12), school="No school"),
            PersonTold(TYLER, role="child", birth=story.born(9, 8, 2), school="Fernleigh Primary, year 4"),
            PersonTold(DEMI, role="child", birth=story.born(8, 3, 19), school="Fernleigh Primary, year 3"),
        ),
        worries="Neighbours complain every week: noise in the night, windows, fires behind the garages. The four big "
        "ones have not been to school for a year and a half; the two small ones bite and throw chairs. The house is "
        "dirty. The court has given leave to evict.",
        working="They stand up for one another. Gail has kept every letter. Steve mends whatever one brings him.",
        tried="Warnings, fines for school, a parenting course by post.",
        risks="Steve hears voices and is frightened of uniforms. Ring, and say your name through the letter box.",
        criteria=("high_risk_behaviour", "persistent_reports", "missing_school", "parenting_under_strain"),
        triggers=("threat_of_eviction", "persistent_anti_social_behaviour"), route="anti_social_behaviour_group",
        family_knows="does_not_want", family_knows_why="Gail said that the last lot wrote a list and left.",
        address="41 Ferry Street", family_telephone="01632 960111", agency="Riverside Homes", telephone="01632 960034",
    )  # fmt: skip
    story.refer("brandt", 396, told)
    story.do("denise", pathway.accept, 394, told="Yes, if nobody is evicted while we work.")
    story.do(
        "denise", pathway.allocate, 391, worker=story.accounts["marcus"], senior=story.accounts["sam"],
        note="Early mornings and late evenings for a while; Marcus has no other family until then.",
    )  # fmt: skip


def _people(story: Telling) -> None:
    story.person("marcus", 389, ALANA, "child", birth=story.born(1, 2, 1))
    story.ties("marcus", 389, "parent", *((parent, child) for parent in (GAIL, STEVE) for child in CHILDREN))
    story.ties("marcus", 389, "parent", (JODIE, ALANA))
    story.ties("marcus", 389, "partner", (GAIL, STEVE))
    story.responsibility("marcus", 389, GAIL, "mother", *CHILDREN)
    story.responsibility("marcus", 389, JODIE, "mother", ALANA)
    story.facts(
        "marcus", 389, (STEVE, "communication", "Slowly, and sitting down. Never two of us in one doorway."),
        (KYLE, "care_plan", "Asked for in spring, in force since the summer."),
    )  # fmt: skip
    for name, role, agency, title, account in (
        ("Mr Brandt", "housing", "Riverside Homes", "Housing officer", "brandt"),
        ("PC Rae Dunne", "police", "Neighbourhood Policing", "Police officer", "dunne"),
        ("Mrs Yates", "school", "Fernleigh Primary", "Deputy head", "yates"),
        ("Mr Hollis", "school", "Brookfield Academy", "Head of year", ""),
        ("Ms Spragg", "health", "Community Mental Health", "Mental health worker", "spragg"),
        ("Errol Pinnock", "specialist", "Northgate Alcohol Service", "Alcohol worker", ""),
    ):
        story.helper("marcus", 388, name, role, agency, job_title=title, account=account)
