"""Kerry Williams: facts of the practice note on the three aids (000:20-24, 192-195), in our words.

Kerry is seven and on a child protection plan; her mother’s father harmed her and must be kept away. Her mother was
harmed by him too and learns best when things are shown. Whether and how the bulb becomes brighter the note leaves open;
here it was dark for months and glows. Her brother, all other names and every sentence are ours.
"""

from alongside.demo.families import williams_help as help_given
from alongside.demo.families import williams_review as review
from alongside.demo.families._telling import Telling
from alongside.kit.dates import day_long
from alongside.pathway import actions as pathway
from alongside.pathway.rules import PersonTold, ReferralTold

KERRY, NOAH = "Kerry Williams", "Noah Williams"
TANYA, LEE, GRAN, GRANDAD = "Tanya Williams", "Lee Prior", "Gran Rose", "Ray Williams"


def tell_williams(story: Telling) -> None:
    """From the conference that made the plan to the review at which the aids were on the table."""
    _refer(story)
    _people(story)
    help_given.tell_the_first_months(story)
    help_given.tell_the_first_review(story)
    it = help_given.write_the_plan(story)
    in_the_way = help_given.tell_the_dark_weeks(story, it)
    review.tell_the_turn(story, it, in_the_way)
    review.tell_the_review(story, it)
    review.tell_the_last_weeks(story)


def _refer(story: Telling) -> None:
    told = ReferralTold(
        family_name="Williams",
        people=(
            PersonTold(TANYA, role="mother", birth=story.born(27, 3, 14)),
            PersonTold(LEE, role="parent’s partner", birth=story.born(30, 9, 5)),
            PersonTold(KERRY, role="child", birth=story.born(7, 4, 2), school="Fernleigh Primary, year 3"),
            PersonTold(NOAH, role="child", birth=story.born(2, 8, 11)),
        ),
        worries="In spring Kerry told her teacher that Grandad hurts her. She has not been alone with him since. She "
        "is silent in class, wets herself and will not go near the cloakroom. Tanya believes her, and does not know "
        "what to say to her.",
        working="Kerry is in school every day and loves the guinea pigs. Tanya brings her and waits at the gate until "
        "she has gone in. Lee gave up his night shifts.",
        tried="Letters and leaflets, which Tanya finds hard to read. A group for parents, to which she went once.",
        risks="Ray Williams lives four streets away and does not accept what is said of him.",
        criteria=("statutory_action", "parenting_under_strain"), triggers=("risks_coming_together",),
        route="childrens_services", family_knows="agrees", address="3 Brewer’s Yard",
        family_telephone="01632 960144", agency="Fernleigh Primary", telephone="01632 960042",
    )  # fmt: skip
    story.refer("yates", 236, told)
    story.do("denise", pathway.accept, 235, told="Yes. We help beside the child protection plan, and do not repeat it.")
    story.do(
        "denise", pathway.allocate, 233, worker=story.accounts["marcus"], senior=story.accounts["sam"],
        note="Marcus has worked with pictures before; Tanya asked for somebody who shows and does not lecture.",
    )  # fmt: skip


def _people(story: Telling) -> None:
    story.person("marcus", 231, GRAN, "grandparent", in_household=False, birth=story.born(54))
    story.person("marcus", 231, GRANDAD, "grandparent", in_household=False, birth=story.born(57))
    story.ties("marcus", 231, "parent", (TANYA, KERRY), (TANYA, NOAH), (LEE, NOAH), (GRAN, TANYA), (GRANDAD, TANYA))
    story.ties("marcus", 231, "partner", (TANYA, LEE))
    story.ties("marcus", 231, "former_partner", (GRAN, GRANDAD))
    story.responsibility("marcus", 231, TANYA, "mother", KERRY, NOAH)
    conference = f"the child protection conference of {day_long(story.day(240))}"
    story.facts(
        "marcus", 231, (KERRY, "legal_status", "child_protection"), since=story.day(240), decided_by=conference,
        source="Record of the conference, kept by Children’s Social Care",
    )  # fmt: skip
    story.facts(
        "marcus", 231, (GRANDAD, "keep_away",
            "He must have no contact with the children, and not learn who helps them"),
        protected=True,
    )  # fmt: skip
    story.facts(
        "marcus", 231,
        (TANYA, "communication", "Show it, draw it, do it once together. One thing at a time; no letters."),
        (TANYA, "disability", "LD"), (KERRY, "communication", "She answers to animals before she answers to people."),
        (KERRY, "known_by", "Mrs Yates: she goes quiet when the door is shut. Leave it open."),
    )  # fmt: skip
    for name, role, agency, title, account in (
        ("Mrs Yates", "school", "Fernleigh Primary", "Deputy head", "yates"),
        ("Ms Adeleke", "social_worker", "Children’s Social Care", "Social worker", ""),
        ("Ms Osman", "health", "Health Visiting", "Health visitor", "osman"),
        ("PC Rae Dunne", "police", "Neighbourhood Policing", "Police officer", "dunne"),
        ("Dr Lal", "specialist", "Child and Family Therapy", "Child psychologist", ""),
    ):
        story.helper("marcus", 230, name, role, agency, job_title=title, account=account)
