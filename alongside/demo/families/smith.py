"""Katie Smith with Amy and Liam: facts of the practice note on visits and direct work (001:31-48), in our words.

The source prints the mother's name both as Katie and as Kate; Katie is chosen here.
"""

from collections.abc import Mapping
from uuid import UUID

from alongside.demo.families import smith_agreed as agreed
from alongside.demo.families import smith_assessment as assessment
from alongside.demo.families import smith_safety as safety
from alongside.demo.families._telling import Telling
from alongside.meetings.rules import FIRST_REVIEW, TYPES
from alongside.meetings.rules import Plan as MeetingPlan
from alongside.pathway import actions as pathway
from alongside.pathway.rules import PersonTold, ReferralTold
from alongside.people import actions as people
from alongside.timeline import actions as timeline
from alongside.timeline.models import Entry
from alongside.timeline.rules import Audience
from alongside.visits import actions as visits
from alongside.visits.rules import AdultThere, Afterwards, ChildSeen, VisitPlan

KATIE, AMY, LIAM, PAT, DAD = "Katie Smith", "Amy Smith", "Liam Smith", "Nan Pat", "Liam’s dad"


def tell_smith(story: Telling) -> None:
    """From the school's referral to an assessment that is nearly finished."""
    _refer(story)
    _people(story)
    risks = agreed.take_over_the_risks(story)
    first = _first_visits(story)
    agreed.tell_the_risks(story, risks)
    meeting = agreed.plan_the_meeting(story)
    agreed.tell_the_agreement(story)
    actions = agreed.hold_the_meeting(story, meeting)
    _share(story, first)
    _assess(story, actions)
    _latest(story, actions)
    _what_comes(story)


def _refer(story: Telling) -> None:
    told = ReferralTold(
        family_name="Smith",
        people=(
            PersonTold(KATIE, role="mother", birth=story.born(29, 4, 11)),
            PersonTold(AMY, role="child", birth=story.born(8, 5, 3), school="Hillview Primary, year 4"),
            PersonTold(LIAM, role="child", birth=story.born(3, 7, 20), school="Little Oaks Nursery"),
            PersonTold(described_as=DAD, role="father", lives_there=False),
        ),
        worries="Amy is in school about three days in four and is seldom there for the register. She is worn out, her "
        "uniform goes unwashed for days, and home time frightens her because nobody may be waiting. She looks after "
        "Liam before school. Katie lost two relatives this year and started on stronger tablets.",
        working="Amy loves her teaching assistant, Miss Begum, and talks to her. Katie answers when school rings, and "
        "says herself that mornings are too much.",
        tried="Breakfast club, a plan under early help after a child protection plan that lasted a year, and letters "
        "home. Katie has stopped coming to meetings.",
        risks="None known to a visitor. Mornings are a bad time for Katie.",
        criteria=("parenting_under_strain", "missing_school", "several_needs_together"),
        triggers=("risks_coming_together",), route="school", family_knows="unsure",
        family_knows_why="We talked it through. She is afraid that her children will be taken from her.",
        family_telephone="01632 960177", agency="Hillview Primary", telephone="01632 960041",
    )  # fmt: skip
    story.refer("treadwell", 55, told)
    story.do("denise", pathway.accept, 54, told="Thank you. We will come to Katie together with you, if she agrees.")
    story.do(
        "denise", pathway.allocate, 52, worker=story.accounts["joanne"], senior=story.accounts["sam"],
        note="Joanne knows the school well. Sam goes along to the first visit.",
    )  # fmt: skip


def _people(story: Telling) -> None:
    for name, role, agency, title, account in (
        ("Ms Treadwell", "school", "Hillview Primary", "Designated safeguarding lead", ""),
        ("Miss Begum", "school", "Hillview Primary", "Teaching assistant", ""),
        ("Mrs Osei", "school", "Little Oaks Nursery", "Key person", ""),
        ("Ms Spragg", "health", "Community Mental Health", "Mental health worker", "spragg"),
    ):
        story.helper("joanne", 51, name, role, agency, job_title=title, account=account)
    story.person("joanne", 51, PAT, "grandparent", in_household=False, birth=story.born(61))
    story.ties("joanne", 51, "parent", (KATIE, AMY), (KATIE, LIAM), (PAT, KATIE))
    story.ties("joanne", 51, "parent", (DAD, LIAM), certainty="believed")
    story.responsibility("joanne", 51, KATIE, "mother", AMY, LIAM)
    home = "4 Mill Lane, flat 2. Katie asks that Liam’s father is not told."
    story.facts("joanne", 51, (KATIE, "address", home), (AMY, "address", home), (LIAM, "address", home), protected=True)
    story.facts("joanne", 51, (DAD, "keep_away", "He must not learn where Katie, Amy and Liam live"), protected=True)
    story.facts(
        "joanne", 51,
        (AMY, "communication", "Short questions, one at a time, with pictures."),
        (AMY, "care_plan", "In force, reviewed every March. Speech and language, twice a week."),
        (AMY, "known_by", "Miss Begum: let her draw first, and she talks while she draws."),
        (AMY, "ethnicity", "WBRI"), (LIAM, "ethnicity", "MWBC"), (KATIE, "ethnicity", "WBRI"),
        (KATIE, "communication", "Afternoons, never before eleven. Ask before writing anything down in front of her."),
    )  # fmt: skip
    story.settle("joanne", people.link_account, 50, person_id=story.persons[KATIE], user=story.accounts["katie"])
    story.settle("joanne", people.link_account, 50, person_id=story.persons[AMY], user=story.accounts["amy"])


def _first_visits(story: Telling) -> list[Entry]:
    katie, amy, liam = (story.persons[name] for name in (KATIE, AMY, LIAM))
    met = story.visit(
        "joanne", 48, ChildSeen(amy, "no"), ChildSeen(liam, "seen", reading="Stays close to his mother; at ease."),
        minutes=75, purposes=("first_visit",), place="home", present=(katie,),
        others="Ms Treadwell and Sam Whittaker; Ms Spragg came at Katie’s wish.",
        response="Katie was frightened when we came and told us so. When we put the pens away she spoke about her "
        "losses, and about mornings. She wants help, and wants nothing decided without her.",
        engagement="needed_time",
    )  # fmt: skip
    story.visit(
        "joanne", 48,
        ChildSeen(
            amy, "alone", "treasure_deck", 35, "Six cards only, on the floor, with Miss Begum next door",
            "I do Liam’s breakfast so Mum can sleep. I don’t want to go and live somewhere else.",
            "She takes care of the whole house in the morning and is afraid of what follows if anybody hears of it.",
        ),
        minutes=45, purposes=("direct_work",), place="school", others="Miss Begum for the first ten minutes.",
        response="Katie heard the same afternoon that we had met, and that Amy had played.", engagement="joined_in",
    )  # fmt: skip
    return met


def _share(story: Telling, met: list[Entry]) -> None:
    """What Katie and Amy may read on their own pages, and what stays between Amy and us."""
    katie, amy, liam = (story.persons[name] for name in (KATIE, AMY, LIAM))
    story.share("joanne", 42, met[0], Audience.FAMILY, "Katie asked to read what we write about our visits.")
    drawn = story.visit(
        "joanne", 41,
        ChildSeen(
            amy, "alone", "safety_plan", 40, "Drawn with felt tips, few words",
            "If Mum won’t wake up I ring Nan, then I ring Miss Begum. I can do that.",
            "She knows whom to ring, and is proud of her plan. Being asked to do less is new to her.",
        ),
        ChildSeen(liam, "seen", "play_and_drawing", 15, words="Digger! Amy do it."),
        minutes=90, purposes=("safety", "direct_work"), place="home", present=(katie,),
        response="Katie put the plan up on the fridge and cried a little. She will talk with her doctor about the "
        "tablets, Ms Spragg going with her.", engagement="joined_in",
    )  # fmt: skip
    safety.tell_the_safety_plan(story)
    plan, words = drawn[1], drawn[2]
    story.settle(
        "sam", timeline.withhold_strand, 40, strand_id=words.strand_id, from_person_id=katie,
        why="Amy would like to tell her mother herself, when she is ready.",
    )  # fmt: skip
    for entry in (plan, words):
        story.share(
            "joanne", 40, entry, Audience.FAMILY, "Amy wants to have her plan, and what she said, on her own page."
        )


def _assess(story: Telling, actions: Mapping[str, UUID]) -> None:
    katie, amy, liam = (story.persons[name] for name in (KATIE, AMY, LIAM))
    story.finish("joanne", 37, actions["Miss Begum, Hillview Primary"], "done", "Every morning this week.")
    assessment.begin(story)
    story.visit(
        "joanne", 34, ChildSeen(amy, "seen"), ChildSeen(liam, "seen"), minutes=100, purposes=("assessment",),
        place="home", present=(katie,),
        adults=(
            AdultThere(
                katie, "kids_need", 30, "Pictures instead of words", "I wish there was somebody at the gate.",
                helps=(amy, liam),
            ),
        ),
        others="Ms Spragg.", engagement="joined_in",
        response="Katie sorted the cards for both children without help, and stopped at “somebody at the gate”.",
    )  # fmt: skip
    assessment.with_katie(story)
    story.finish(
        "joanne", 29, actions["Ms Spragg, Community Mental Health"], "done",
        "They went together. The dose is halved, and taken at eight in the evening.",
    )  # fmt: skip
    wrong = story.visit(
        "joanne", 27, ChildSeen(amy, "seen", "three_houses", 30, words="In the dream house Nan lives with us."),
        minutes=30, purposes=("direct_work",), place="home", engagement="joined_in",
    )  # fmt: skip
    story.correct_visit(
        "joanne", 26, wrong[0],
        ChildSeen(
            amy, "alone", "three_houses", 30, "House of worries last", "In the dream house Nan lives with us.",
            "She misses her grandmother since the quarrel in the family.",
        ),
        minutes=50, purposes=("direct_work",), place="school", engagement="joined_in",
        response="Katie said that Pat may ring the children again.",
    )  # fmt: skip
    assessment.with_amy(story)
    story.do(
        "joanne", pathway.pause_clock, 23, model_id="family_intervention", clock_id="assessment", on=story.day(23),
        agreed_with=[katie], others="Ms Spragg", why="Katie’s tablets were changed and she needs a few quiet days.",
    )  # fmt: skip
    story.finish(
        "joanne", 21, actions["Joanne Mercer"], "partly",
        "They have a place from next month, and asked for a letter from school.", again_by=story.coming(2),
    )  # fmt: skip
    story.do(
        "joanne", pathway.resume_clock, 18, model_id="family_intervention", clock_id="assessment", on=story.day(18),
        why="Katie rang: she sleeps better and would like to go on.",
    )  # fmt: skip


def _latest(story: Telling, actions: Mapping[str, UUID]) -> None:
    katie, amy, liam, pat = (story.persons[name] for name in (KATIE, AMY, LIAM, PAT))
    story.visit(
        "joanne", 17, ChildSeen(liam, "seen", "observation", 30, reading="Brings her his book; she reads it twice."),
        ChildSeen(amy, "no"), minutes=60, purposes=("assessment",), place="home", present=(katie,),
        engagement="joined_in", response="Katie had not known that he can wait for his turn.",
    )  # fmt: skip
    assessment.with_liam(story)
    cards = story.visit(
        "joanne", 10,
        ChildSeen(
            amy, "alone", "feelings_cards", 25, "Larger cards, three to choose from",
            "This one. She’s a bit scared but she’s got her coat on.",
            "She thinks that going to school on time might work, and is careful about hoping.",
        ),
        minutes=40, purposes=("direct_work",), place="school", engagement="joined_in_partly",
    )  # fmt: skip
    assessment.with_the_school(story)
    for entry in cards[:2]:
        story.share("joanne", 9, entry, Audience.AROUND, "So that Ms Spragg knows how Amy is when she meets Katie.")
    story.finish("joanne", 6, actions["Katie"], "done", "Pat said yes before Katie had finished asking.")
    story.visit(
        "joanne", 3, ChildSeen(amy, "seen", "network_map", 25, words="Nan goes here, right next to Mum."),
        ChildSeen(liam, "seen"), minutes=80, purposes=("assessment", "practical_help"), place="home",
        present=(katie, pat), engagement="joined_in",
        response="Pat takes the children to school on Mondays and Fridays from now on. Katie will think about a "
        "meeting of the whole family; it helped last time.",
        after=Afterwards(
            topics_family="Telling my brother. What you write about Pat.",
            topics_ours="The first review, and who comes.",
            talked_through="With Amy and Liam over toast, while Pat did the shoes.",
        ),
        agreed=[
            story.will(KATIE, "Say whether the whole family is asked to one table", story.coming(5), AMY, LIAM),
            story.will("joanne", "Bring the form for free school meals and fill it in together", story.coming(3), AMY),
        ],
    )  # fmt: skip
    assessment.with_pat(story)


def _what_comes(story: Telling) -> None:
    """The next visit, planned with Katie, and the first review."""
    visit = VisitPlan(
        day=story.coming(2), time="13:30", minutes=60, place="home", with_whom=story.people(KATIE, LIAM),
        others="Ms Spragg for the last quarter of an hour", harder="It is the day her father would have been seventy.",
        support="Tea first. No paper on the table.", children="Amy hears from Joanne at school that it went well.",
        topics_family="Telling her brother", topics_ours="Who comes to the first review",
    )  # fmt: skip
    story.do("joanne", visits.plan_visit, 2, 15, plan=visit)
    usual = TYPES[FIRST_REVIEW]
    story.plan_meeting(
        "joanne", 2,
        MeetingPlan(
            FIRST_REVIEW, story.coming(6), "13:00", "Hillview Primary, the small room", "Sam Whittaker", usual.purpose,
            "\n".join(usual.order), story.people(KATIE), "At the kitchen table; Pat listened",
            story.invited(
                (KATIE, "in_person", "coming", "Would like Pat beside her"), (PAT, "telephone", "coming", ""),
                (AMY, "in_person", "words", "A drawing, and Joanne says what it means"),
                ("Ms Treadwell", "telephone", "coming", ""), ("Ms Spragg", "telephone", "", ""),
                ("Mrs Osei", "telephone", "", ""),
            ),
        ),
    )  # fmt: skip
