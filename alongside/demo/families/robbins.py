"""The Robbins family: facts of the key worker course (002:2117-2139), in our words.

The source says of the youngest both that she is six and that she is nine months old; nine is chosen here. First names
of the children, of the aunts and of Geoff's parents are ours.
"""

from alongside.demo.families._telling import Telling
from alongside.demo.families.robbins_help import tell_the_help
from alongside.pathway import actions as pathway
from alongside.pathway.rules import PersonTold, ReferralTold

GEOFF, SONIA = "Geoff Robbins", "Sonia Robbins"
CHILDREN = (
    "Callum Robbins", "Reece Robbins", "Tia Robbins", "Jay Robbins", "Macy Robbins", "Alfie Robbins", "Rosie Robbins",
)  # fmt: skip
CALLUM, REECE, TIA, JAY, MACY, ALFIE, ROSIE = CHILDREN
SONIAS_MUM, GEOFFS_MUM, GEOFFS_DAD = "Sonia’s mum", "Maureen Robbins", "Derek Robbins"
SISTERS = ("Dawn Pike", "Kelly Pike", "Tracey Pike")
MRS_D, JANET = "Mrs D", "Janet"


def tell_robbins(story: Telling) -> None:
    """From the school's referral, through a question and a change of key worker, to ongoing support."""
    _refer(story)
    _decide(story)
    _household(story)
    _relatives(story)
    _around_them(story)
    tell_the_help(story)


def _refer(story: Telling) -> None:
    twins, brookfield, hillview = story.born(14, 2, 6), "Brookfield Academy, year 9", "Hillview Primary"
    told = ReferralTold(
        family_name="Robbins",
        people=(
            PersonTold(SONIA, role="mother", birth=story.born(35, 8, 2)),
            PersonTold(GEOFF, role="father", birth=story.born(41, 1, 19)),
            PersonTold(CALLUM, role="child", birth=twins, school=brookfield),
            PersonTold(REECE, role="child", birth=twins, school=brookfield),
            PersonTold(TIA, role="child", birth=story.born(10, 3, 9), school=f"{hillview}, year 5"),
            PersonTold(JAY, role="child", birth=story.born(7, 6, 1), school=f"{hillview}, year 2"),
            PersonTold(MACY, role="child", birth=story.born(4, 1, 14)),
            PersonTold(ALFIE, role="child", birth=story.born(2, 5, 8)),
            PersonTold(ROSIE, role="child", birth=story.born(0, 9, 3)),
        ),
        worries="Tia and Jay’s packed lunches and uniforms have slipped since the baby came, and it is often the "
        "twins who bring and fetch them. At Brookfield both twins have been sent home several times after fights, and "
        "miss more and more days. The rent is behind and the landlord speaks of eviction.",
        working="Tia and Jay like school and do well; Tia won our prize for mental arithmetic. Three of the seven play "
        "football for the club on the estate. Their parents love them and hold together, and neighbours help.",
        tried="A place at the children’s centre, which Sonia cannot get to with three little ones. Calls from school.",
        risks="Three large dogs; ring before you come. Voices get loud when Geoff is home.",
        criteria=("several_needs_together", "parenting_under_strain", "missing_school", "youth_offending"),
        triggers=("threat_of_eviction", "risks_coming_together"), route="school", family_knows="unsure",
        family_knows_why="Sonia grew up partly in care and does not want anybody to look into her family. She agreed "
        "that I ask.",
        address="17 Canal Row", family_telephone="01632 960188", agency=hillview, telephone="01632 960041",
    )  # fmt: skip
    story.refer("treadwell", 118, told)


def _decide(story: Telling) -> None:
    story.do(
        "denise", pathway.ask_for_more, 116,
        question="Does Brookfield know anything about the twins and the police? And how urgent is the rent?",
    )  # fmt: skip
    story.answer(
        "treadwell", 112,
        "Brookfield says: one fight in the shopping street, both boys seen at the hospital and home that night, and "
        "a warning for a broken fence. The landlord has written twice and named no day.",
    )  # fmt: skip
    story.do("denise", pathway.accept, 110, told="Thank you, that helps. We will work with the whole family.")
    story.do(
        "denise", pathway.allocate, 106, worker=story.accounts["priya"], senior=story.accounts["sam"],
        note="A large family: Priya has room for it. Sam goes along to the first visit.",
    )  # fmt: skip


def _household(story: Telling) -> None:
    story.ties("priya", 104, "parent", *((parent, child) for parent in (SONIA, GEOFF) for child in CHILDREN))
    story.ties("priya", 104, "partner", (GEOFF, SONIA))
    story.ties("priya", 104, "twin", (CALLUM, REECE))
    story.responsibility("priya", 104, SONIA, "mother", *CHILDREN)
    story.responsibility("priya", 104, GEOFF, "married_father", *CHILDREN)
    story.facts(
        "priya", 104,
        (MACY, "communication", "Few words yet; waits for speech therapy. Point, show, and give her time."),
        (ROSIE, "disability", "HEAR"), (GEOFF, "school", "Lorry driver, away about three weeks of four"),
        (SONIA, "communication", "Ring in the morning. Wary of services: say why you ask."),
    )  # fmt: skip


def _relatives(story: Telling) -> None:
    story.person("priya", 103, SONIAS_MUM, "grandparent", described_as=SONIAS_MUM, in_household=False)
    for sister in SISTERS:
        story.person("priya", 103, sister, "relative", in_household=False)
    story.ties("priya", 103, "parent", *((SONIAS_MUM, child) for child in (SONIA, *SISTERS)))
    for elder, years in ((GEOFFS_MUM, 69), (GEOFFS_DAD, 71)):
        story.person("priya", 103, elder, "grandparent", in_household=False, birth=story.born(years))
    story.ties("priya", 103, "adoptive_parent", (GEOFFS_MUM, GEOFF), (GEOFFS_DAD, GEOFF))


def _around_them(story: Telling) -> None:
    story.person("priya", 103, MRS_D, "friend", in_household=False)
    story.person("priya", 103, JANET, "friend", in_household=False)
    story.ties("priya", 103, "neighbour", (MRS_D, SONIA))
    story.ties("priya", 103, "friend", (JANET, SONIA))
    for name, role, agency, title in (
        ("Ms Treadwell", "school", "Hillview Primary", "Designated safeguarding lead"),
        ("Mr Hollis", "school", "Brookfield Academy", "Head of year 9"),
        ("Ms Okafor", "health", "Health Visiting", "Health visitor"),
        ("Mr Pell", "housing", "Riverside Homes", "Tenancy officer"),
        ("Gaz Adeyemi", "community", "Canalside Football Club", "Coach"),
    ):
        story.helper("priya", 103, name, role, agency, job_title=title)
