"""A small family of our own, whose referral waits for a decision."""

from alongside.demo.families._telling import Telling
from alongside.pathway.rules import PersonTold, ReferralTold


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
