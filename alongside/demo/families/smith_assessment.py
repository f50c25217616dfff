"""The assessment of Katie, Amy and Liam Smith and of Nan Pat as far as it goes: answered at Katie's pace, not complete.

Facts of the practice note (001:31-48); the sentences are ours.
"""

from alongside.assessments import actions as assessments
from alongside.demo.families._telling import Telling

KATIE, AMY, LIAM, PAT = "Katie Smith", "Amy Smith", "Liam Smith", "Nan Pat"


def begin(story: Telling) -> None:
    """Begun with the family's agreement."""
    story.do("joanne", assessments.start, 36, 16)


def with_katie(story: Telling) -> None:
    """What Katie says of herself, and what she and Joanne wrote down together."""
    story.section(
        "joanne", 34, "own_view", KATIE,
        going_well="We laugh in the bath. Amy reads to Liam and does all the voices.",
        hard="Mornings. And the nights before the mornings.",
        different="I want to be the one who takes them to school.", where_now=3,
        one_up="Up before Amy, once.",
    )  # fmt: skip
    story.section(
        "joanne", 34, "adult_needs", KATIE,
        relationships_strength="Ms Spragg has come for two years. Katie lets her in on bad days.",
        relationships_worry="Since the quarrel with her brother after her father’s funeral nobody of the family comes.",
        health_strength="Knows the signs of a bad week and says so.",
        health_worry="The new tablets make her sleep until ten. Two people she loved died this year.",
    )  # fmt: skip


def with_amy(story: Telling) -> None:
    """Amy's own words, from the picture of the houses."""
    story.section(
        "joanne", 26, "own_view", AMY,
        going_well="Miss Begum. And Liam when he’s funny.",
        hard="When the bell goes and I’m still doing Liam’s shoes.",
        different="Nan lives with us and Mum is awake.", where_now=5,
        one_up="Getting there for the register. Just one time.",
    )  # fmt: skip


def with_liam(story: Telling) -> None:
    """What was seen of Liam, and of Katie with him."""
    story.section(
        "joanne", 17, "own_view", LIAM, going_well="Digger. Amy. Mummy read book.", hard="Mummy sleep.",
    )  # fmt: skip
    story.section(
        "joanne", 17, "child_development", LIAM,
        health_strength="Grows well; all his injections are done.",
        education_strength="Nursery: asks about everything, waits his turn for the digger.",
        education_worry="Misses the first hour three days in five.",
        emotional_strength="At ease with his mother; runs to her and is picked up.",
        relationships_strength="Amy is his whole world.",
        relationships_worry="Goes to Amy and not to Katie when he falls, in the mornings.",
    )  # fmt: skip
    story.section(
        "joanne", 17, "parenting_capacity", KATIE,
        basic_care_strength="From eleven on: a hot meal, a bath, clean beds.",
        basic_care_worry="Before ten it is Amy who feeds and changes Liam.",
        warmth_strength="Looks at each of them when they speak. Says sorry.",
        stimulation_strength="The same book twice, because he asked.",
        stability_worry="Amy never knows which morning it will be.",
    )  # fmt: skip


def with_the_school(story: Telling) -> None:
    """Amy at school, which Katie and the school see differently; both stand beside each other."""
    story.section(
        "joanne", 10, "child_development", AMY,
        education_strength="Reads well above her age; loved by her class. Her EHC plan is kept.",
        education_worry="In school 77 days of a hundred, and late on most of them.",
        emotional_strength="Knows what she feels, with cards she can name it.",
        emotional_worry="Afraid at home time, and of having to live somewhere else.",
        identity_strength="“I’m a good sister.”",
        self_care_worry="Tired; her uniform is often not washed.",
    )  # fmt: skip
    story.do(
        "joanne", assessments.give_view, 10, 18, section_id="child_development", about=story.persons[AMY],
        person_id=story.persons[KATIE],
        words="She is tired because she reads under the blanket. She was late before I was ill, too. She likes "
        "helping; I did at her age.",
    )  # fmt: skip
    story.do(
        "joanne", assessments.give_view, 10, 18, section_id="child_development", about=story.persons[AMY],
        agency="Hillview Primary",
        words="We see a child who has already done a day’s work when she comes in. It is more than helping.",
    )  # fmt: skip
    story.section(
        "joanne", 10, "resilience", AMY,
        social="Makes the shyest child in the class laugh.",
        problem_solving="Wrote a list for the mornings, with pictures for Liam.",
        optimism="“It might work.”",
        network="Miss Begum; Nan Pat again since last month.",
        alone="In the mornings until the school door.",
    )  # fmt: skip


def with_pat(story: Telling) -> None:
    """What weighs on Katie and the family as things are today, and what Pat brings."""
    story.section(
        "joanne", 3, "visitor", PAT, how_often="weekly",
        strength="Takes the children to school on Mondays and Fridays. Knows Katie as a child; can make her laugh.",
        risk="The quarrel with Katie’s brother may start again at her table.",
    )  # fmt: skip
    story.section(
        "joanne", 3, "own_view", PAT, going_well="I have them back.",
        hard="I buried my husband, and then nobody talked to anybody.", different="All of us round one table.",
    )  # fmt: skip
    story.section(
        "joanne", 3, "disadvantage", KATIE, workless=True, money=True, no_support=False, poor_health=True,
        poor_housing=False, qualifications=True,
        more="Left school at sixteen with her mother ill. Worked in a bakery until Liam was born and misses it.",
    )  # fmt: skip
    story.section(
        "joanne", 3, "families_at_risk", no_work=True, housing=False, no_qualifications=True,
        mothers_mental_health=True, limiting_illness=False, low_income=True, going_without=True,
        more="Shoes and the gas meter. Katie goes without her own dinner at the end of the month.",
    )  # fmt: skip
