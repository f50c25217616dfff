"""The assessment of the Robbins family: everybody asked in their own right, complete, and what each said of it.

Facts of the key worker course (002:2117-2139); the sentences are ours.
"""

from alongside.assessments import actions as assessments
from alongside.assessments.rules import COULD_NOT, Given
from alongside.demo.families._telling import ALL_BUT_AGENCIES, Telling

GEOFF, SONIA = "Geoff Robbins", "Sonia Robbins"
CALLUM, REECE, TIA, JAY = "Callum Robbins", "Reece Robbins", "Tia Robbins", "Jay Robbins"
MACY, ROSIE, MRS_D = "Macy Robbins", "Rosie Robbins", "Mrs D"


def begin(story: Telling) -> None:
    """Begun with the family's agreement."""
    story.do("priya", assessments.start, 90, 17)


def with_tia_and_jay(story: Telling) -> None:
    """In their own words, at school."""
    story.section(
        "priya", 86, "own_view", TIA, going_well="Maths. And I’ve got my own shelf.", hard="When it’s Dad loud.",
        different="Mum comes to assembly.", where_now=6,
    )  # fmt: skip
    story.section(
        "priya", 86, "own_view", JAY, going_well="Kick-ups!", hard="The twins walk too fast.", where_now=8,
    )  # fmt: skip


def with_callum(story: Telling) -> None:
    """On the walk with the dogs."""
    story.section(
        "priya", 78, "own_view", CALLUM, going_well="Football. Only football.",
        hard="Teachers. Everybody’s looking for a reason.", different="Somebody asks me first.", where_now=3,
    )  # fmt: skip


def with_the_parents(story: Telling) -> None:
    """What Sonia and Geoff say of themselves, and what weighs on each of them on one day."""
    story.section(
        "priya", 74, "own_view", SONIA, going_well="Sunday breakfast. All that noise, and nobody in a hurry.",
        hard="Everything is half done. I cry in the bathroom.",
        different="Something that’s only mine, one afternoon.", where_now=3,
        one_up="One hour on my own.",
    )  # fmt: skip
    story.section(
        "priya", 74, "own_view", GEOFF, going_well="I ring them every night. Every single one of them says goodnight.",
        hard="The hours. The rent. Then I have a drink, and then I shout.", different="They’re glad when I come in.",
        where_now=4,
    )  # fmt: skip
    story.section(
        "priya", 74, "disadvantage", SONIA, workless=True, money=True, no_support=False, poor_health=True,
        poor_housing=True, qualifications=True, more="Low and anxious since Rosie; she has not told her doctor.",
    )  # fmt: skip
    story.section(
        "priya", 74, "disadvantage", GEOFF, workless=False, money=True, no_support=False, poor_health=False,
        poor_housing=True, qualifications=False,
    )  # fmt: skip
    story.section(
        "priya", 74, "parenting_capacity", GEOFF,
        warmth_strength="Rings home each evening from wherever he is.",
        guidance_strength="Wants to learn another way, and says so.",
        guidance_worry="Shouts first. The twins shout back.",
    )  # fmt: skip


def with_joanne(story: Telling) -> None:
    """What Sonia told Joanne, so that nobody need ask again."""
    story.section(
        "joanne", 66, "history",
        generations="Sonia and her eight brothers and sisters were in and out of care; their mother drank. Geoff was "
        "adopted; his parents live far away and ring on Sundays.",
        good_times="When the older four were small and Sonia worked at the school at midday.",
        shapes="Sonia hears “we would like to help” as “we may take them”.",
        transition="From six to seven children, and from enough hours to too few.",
    )  # fmt: skip
    story.section(
        "joanne", 66, "earlier_help", SONIA, offered="A place at the children’s centre, for the little ones.",
        helped="Nothing, because she could not get there.",
        did_not="Three under five, two buses, one buggy. Nobody asked how she would come.", long_enough=False,
        next_time="Come to us, or come and fetch us.",
    )  # fmt: skip


def with_reece(story: Telling) -> None:
    """In the workshop."""
    story.section(
        "joanne", 63, "own_view", REECE, going_well="Making stuff. Mr Hollis lets me sand.",
        hard="Callum kicks off and then it’s both of us.", different="Our own classes.", where_now=5,
    )  # fmt: skip
    story.section(
        "joanne", 63, "child_development", MACY,
        communication="Few words yet; waits for speech therapy. Point, show, and give her time.",
        health_strength="Strong and well, sleeps through.", education_worry="At four she puts two words together.",
        emotional_strength="Shows what she wants until she is understood.",
    )  # fmt: skip
    story.section(
        "joanne", 63, "child_development", ROSIE, health_worry="Ears and chest, again and again, for five months.",
        health_strength="Feeds well and puts on weight.", relationships_strength="Seven people who pick her up.",
    )  # fmt: skip


def together(story: Telling) -> None:
    """The family as a whole, and what it comes to."""
    story.section(
        "joanne", 62, "visitor", MRS_D, how_often="weekly",
        strength="Does the washing and has the children when Sonia is low. Never says a word about it.",
    )  # fmt: skip
    story.section(
        "joanne", 62, "adaptability",
        roles_strength="The big ones look after the little ones and are proud of it.",
        roles_worry="The twins bring and fetch three of them, and are late themselves.",
        decisions_strength="Big things wait for Friday, when Geoff is on the phone.",
        conflict_worry="It gets loud before it gets solved, and Tia takes Jay upstairs.",
        community_strength="Mrs D, Janet, three aunts and a football club.",
    )  # fmt: skip
    story.do(
        "joanne", assessments.give_view, 62, 18, section_id="adaptability", about=None, person_id=story.persons[GEOFF],
        words="They’re fourteen. At fourteen I worked on the market. Fetching your sister is no hardship.",
    )  # fmt: skip
    story.section(
        "joanne", 62, "environment", housing_worry="Nine people in three bedrooms; damp in the twins’ room.",
        work_strength="Geoff has kept one job for eleven years.", income_worry="£1,460 behind with the rent.",
        integration_strength="Everybody on Canal Row knows them.", resources_strength="The park and the club are near.",
    )  # fmt: skip
    story.section(
        "joanne", 62, "families_at_risk", no_work=False, housing=True, no_qualifications=False,
        mothers_mental_health=True, limiting_illness=False, low_income=True, going_without=True,
    )  # fmt: skip
    story.section(
        "joanne", 62, "in_short", strengths="Two parents who hold together, and half a street that helps.",
        worries="That the house is lost. That the twins are put out of school. That nobody sees how low Sonia is.",
        first="The rent. Then mornings.", then="The twins at school, and an afternoon that is Sonia’s.", safety=7,
        safety_why="Somebody is always there, and they ring each other.",
    )  # fmt: skip


def complete(story: Telling) -> None:
    """Complete, and read through with everybody; eight of nine principles are kept."""
    story.do(
        "joanne", assessments.complete, 62, 18, version=1, kept=ALL_BUT_AGENCIES,
        note="The football club was not asked. Joanne asks Gaz before the review.",
    )  # fmt: skip
    given = (
        (SONIA, "yes", ""), (GEOFF, "yes", ""), (REECE, "yes", ""), (TIA, "yes", ""), (JAY, "yes", ""),
        (CALLUM, "no", "“It says I’m angry three times. It says I score goals once.”"),
        (MACY, COULD_NOT, "Few words yet. She chose the picture of the park when we asked what is nice."),
    )  # fmt: skip
    story.opens_to_read("joanne", 62)
    how = "read_out"
    answers = [Given(answer, story.persons[name], reason=reason, how=how) for name, answer, reason in given]
    answers += [
        Given("yes", agency=agency, how="on_paper")
        for agency in ("Hillview Primary", "Brookfield Academy", "Health Visiting")
    ]
    story.do("joanne", assessments.agree, 61, 17, version=1, answers=answers)
