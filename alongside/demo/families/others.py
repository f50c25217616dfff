"""Two small families of our own: one whose referral waits for a decision, one whose help has ended."""

from alongside.demo.families._telling import Telling
from alongside.pathway import actions as pathway
from alongside.pathway.rules import PersonTold, ReferralTold
from alongside.visits.rules import ChildSeen

TOM, ORLA = "Tom Doyle", "Orla Doyle"


def tell_hale(story: Telling) -> None:
    """Referred by the school; nobody has decided yet."""
    told = ReferralTold(
        family_name="Hale",
        people=(
            PersonTold("Becky Hale", role="mother", birth=story.born(26, 2, 5)),
            PersonTold("Mason Hale", role="child", birth=story.born(6, 1, 12), school="Hillview Primary, year 1"),
            PersonTold(described_as="Becky’s baby", role="baby expected", due_on=story.in_weeks(9)),
            PersonTold(described_as="Becky’s partner", role="parent’s partner", lives_there=False),
        ),
        worries="Mason has come in hungry since September and falls asleep after lunch. Becky expects a baby and "
        "sleeps on her aunt’s sofa with him.",
        working="Mason has not missed a day. Becky comes to every appointment with her midwife.",
        tried="Free school meals, and a letter to the housing office that nobody answered.",
        criteria=("several_needs_together",), triggers=(), route="school", family_knows="agrees",
        family_telephone="01632 960199", agency="Hillview Primary", telephone="01632 960041",
    )  # fmt: skip
    story.refer("treadwell", 3, told)


def tell_doyle(story: Telling) -> None:
    """A short piece of work that ended well; Priya keeps in touch."""
    told = ReferralTold(
        family_name="Doyle",
        people=(
            PersonTold(TOM, role="father", birth=story.born(44, 3, 2)),
            PersonTold(ORLA, role="child", birth=story.born(13, 9, 4), school="Brookfield Academy, year 9"),
        ),
        worries="Tom has not left the house much since Orla’s mother died. Orla runs it all and has stopped singing.",
        working="They eat together every evening. Tom comes to me every week without fail.",
        tried="Ten sessions with me, and a bereavement group that was too far away.",
        criteria=("parenting_under_strain",), triggers=(), route="health", family_knows="agrees",
        address="9 Tanner Street", agency="Community Mental Health", telephone="01632 960031",
    )  # fmt: skip
    story.refer("spragg", 121, told)
    story.do("denise", pathway.accept, 120, told="Yes. Priya Nair will ring Tom this week.")
    story.do("denise", pathway.allocate, 118, worker=story.accounts["priya"], note="Near Priya’s other families.")
    story.ties("priya", 116, "parent", (TOM, ORLA))
    story.responsibility("priya", 116, TOM, "registered_father", ORLA)
    _help_the_doyles(story)
    story.do(
        "priya", pathway.close, 38, 15, on=story.day(38), reason="enough_with_own_network",
        changed="Orla sings again on Thursdays and Tom is there to fetch her. Two friends took him to the allotment.",
        told="We ring now and then until next year. You can ring Priya whenever you like.",
        follow_up_by=story.accounts["priya"], worries="The day on which Orla’s mother died comes round in spring.",
    )  # fmt: skip
    story.do(
        "priya", pathway.record_follow_up, 8, on=story.day(8), way="phone", outcome="going_well",
        note="Tom answered from the allotment. Orla has a part in the school show.",
    )  # fmt: skip


def _help_the_doyles(story: Telling) -> None:
    tom, orla = story.persons[TOM], story.persons[ORLA]
    story.visit(
        "priya", 114, ChildSeen(orla, "seen"), minutes=60, purposes=("first_visit",), place="home", present=(tom,),
        others="Ms Spragg.", engagement="joined_in",
    )  # fmt: skip
    _stage(story, 108, "referral_meeting", "At the kitchen table, with Ms Spragg.")
    _stage(story, 105, "assessment", "Both agreed.")
    story.visit(
        "priya", 98,
        ChildSeen(
            orla, "alone", "sentence_completion", 40,
            words="I wish people knew that I can do it, but I don’t want to.",
            reading="Proud of the household she runs, and tired of it.",
        ),
        minutes=55, purposes=("assessment", "direct_work"), place="school", engagement="joined_in",
    )  # fmt: skip
    _stage(story, 80, "first_review", "Tom read the plan aloud himself.")
    _stage(story, 77, "support", "Three steps, the first of them the allotment.")
    for days_ago, minutes in ((71, 120), (64, 90), (57, 75)):
        story.visit(
            "priya", days_ago, ChildSeen(orla, "seen"), minutes=minutes, purposes=("practical_help",),
            place="community", present=(tom,), engagement="joined_in",
        )  # fmt: skip
    _stage(story, 50, "closure", "They asked to go on by themselves.")


def _stage(story: Telling, days_ago: int, stage_id: str, why: str) -> None:
    story.do("priya", pathway.begin_stage, days_ago, 16, stage_id=stage_id, on=story.day(days_ago), why=why)
