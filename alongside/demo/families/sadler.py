"""John: facts of Family Safeguarding in Hertfordshire (004:864-872), in our words.

John drinks and has tried to stop many times; a second baby is expected. Their girl was on a child protection plan.
Where he saw himself before, and where he sees himself now,
    are the source’s numbers. Every other name and every sentence is
ours.
"""

from alongside.demo.families import sadler_help as help_given
from alongside.demo.families._telling import Telling
from alongside.kit.dates import day_long
from alongside.pathway import actions as pathway
from alongside.pathway.rules import PersonTold, ReferralTold
from alongside.people import actions as people

JOHN, KELLY, LILY, BABY, PAM = "John Sadler", "Kelly Ford", "Lily Sadler", "John and Kelly’s baby", "Pam Sadler"


def tell_sadler(story: Telling) -> None:
    """From a plan that John kept hiding from to a number he gives himself."""
    _refer(story)
    _people(story)
    help_given.tell_the_beginning(story)
    it = help_given.tell_the_plan(story)
    stands = help_given.tell_the_way(story, it)
    help_given.tell_the_latest(story, it, stands)


def _refer(story: Telling) -> None:
    told = ReferralTold(
        family_name="Sadler",
        people=(
            PersonTold(JOHN, role="father", birth=story.born(33, 5, 6)),
            PersonTold(KELLY, role="mother", birth=story.born(30, 1, 23)),
            PersonTold(LILY, role="child", birth=story.born(4, 2, 9), school="Fernleigh Primary, reception"),
            PersonTold(described_as=BABY, role="baby expected", due_on=story.in_weeks(7)),
        ),
        worries="John drinks every evening and says that he does not. Twice he was alone with Lily and could not be "
        "woken. Kelly covers up for him, and is expecting again.",
        working="He is never rough. When he is sober there is nobody whom Lily would rather have. His mother has Lily "
        "on Sundays.",
        tried="Four attempts to stop, each alone, each a little longer than the one before.",
        risks="None known to a visitor.", criteria=("statutory_action", "parenting_under_strain",
            "help_has_not_worked"),
        triggers=("risks_coming_together",), route="childrens_services", family_knows="agrees", address="16 Weir Close",
        family_telephone="01632 960166", agency="Health Visiting", telephone="01632 960033",
    )  # fmt: skip
    story.refer("osman", 203, told)
    story.do("denise", pathway.accept, 202, told="Yes: the workers for drink and for mothers come with the key worker.")
    story.do(
        "denise", pathway.allocate, 200, worker=story.accounts["marcus"], senior=story.accounts["sam"],
        note="One team round one table: John has one person to ring.",
    )  # fmt: skip


def _people(story: Telling) -> None:
    story.person("marcus", 198, PAM, "grandparent", in_household=False, birth=story.born(59))
    story.ties("marcus", 198, "parent", (JOHN, LILY), (KELLY, LILY), (PAM, JOHN))
    story.ties("marcus", 198, "partner", (JOHN, KELLY))
    story.responsibility("marcus", 198, KELLY, "mother", LILY)
    story.responsibility("marcus", 198, JOHN, "registered_father", LILY)
    story.facts(
        "marcus", 198, (LILY, "legal_status", "child_protection"), since=story.day(210),
        decided_by=f"the child protection conference of {day_long(story.day(210))}", source="Record of the conference",
    )  # fmt: skip
    for name, role, agency, title, account in (
        ("Ms Adeleke", "social_worker", "Children’s Social Care", "Social worker", ""),
        ("Errol Pinnock", "specialist", "Northgate Alcohol Service", "Alcohol worker", ""),
        ("Jo Keane", "specialist", "Northgate Refuge and Advice", "Domestic abuse adviser", ""),
        ("Ms Osman", "health", "Health Visiting", "Health visitor", "osman"),
        ("Mr Iqbal", "health", "Community Mental Health", "Mental health worker", ""),
    ):
        story.helper("marcus", 197, name, role, agency, job_title=title, account=account)
    story.settle("marcus", people.link_account, 197, person_id=story.persons[JOHN], user=story.accounts["john"])
