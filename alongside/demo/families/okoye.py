"""The Okoye family, our own: twelve days with us, just after the first meeting. What help does cannot be told yet."""

from alongside.agreements import actions as agreements
from alongside.agreements.rules import Agreement, Answer
from alongside.assessments.rules import Filled
from alongside.demo.families._telling import Telling
from alongside.demo.families._thinking import begun
from alongside.meetings.rules import REFERRAL_MEETING, Held, Piece
from alongside.pathway import actions as pathway
from alongside.pathway.rules import PersonTold, ReferralTold
from alongside.visits.rules import ChildSeen

GRACE, DANIEL, RUTH = "Grace Okoye", "Daniel Okoye", "Ruth Okoye"


def tell_okoye(story: Telling) -> None:
    """Referred by the landlord; everybody has sat at one table once."""
    told = ReferralTold(
        family_name="Okoye",
        people=(
            PersonTold(GRACE, role="mother", birth=story.born(39, 2, 3)),
            PersonTold(DANIEL, role="child", birth=story.born(10, 9, 9), school="Fernleigh Primary, year 6"),
            PersonTold(RUTH, role="child", birth=story.born(5, 1, 16), school="Fernleigh Primary, year 1"),
        ),
        worries="Grace’s hours at the warehouse were cut and the rent is two months behind. Daniel lets himself and "
        "Ruth in after school and cooks.",
        working="The flat is looked after, and neighbours ask after the children. Grace rang us before we rang her.",
        tried="A plan for the arrears, which her new hours do not allow.",
        criteria=("several_needs_together",), triggers=("threat_of_eviction",), route="other", family_knows="agrees",
        address="Flat 12, Mill House", family_telephone="01632 960133", agency="Riverside Homes",
        telephone="01632 960034",
    )  # fmt: skip
    story.refer("brandt", 12, told)
    story.do("denise", pathway.accept, 11, told="Yes. Marcus Bell rings Grace tomorrow.")
    story.do("denise", pathway.allocate, 10, worker=story.accounts["marcus"], note="Marcus has the school already.")
    story.ties("marcus", 9, "parent", (GRACE, DANIEL), (GRACE, RUTH))
    story.responsibility("marcus", 9, GRACE, "mother", DANIEL, RUTH)
    for name, role, agency, title, account in (
        ("Mr Brandt", "housing", "Riverside Homes", "Housing officer", "brandt"),
        ("Mrs Yates", "school", "Fernleigh Primary", "Deputy head", "yates"),
    ):
        story.helper("marcus", 9, name, role, agency, job_title=title, account=account)
    _begin(story)


def _begin(story: Telling) -> None:
    grace, daniel, ruth = story.people(GRACE, DANIEL, RUTH)
    story.visit(
        "marcus", 8, ChildSeen(daniel, "seen"), ChildSeen(ruth, "seen"), minutes=60, purposes=("first_visit",),
        place="home", present=(grace,), others="Mr Brandt.", engagement="joined_in",
        response="Grace had the letters in order, by date, in a biscuit tin.",
    )  # fmt: skip
    story.risk(
        "marcus", 7, Filled("origin", {"origin": "made", "done_by": ["key_worker"]}),
        Filled("watch", {"factors": "A day named by the court", "review_on": story.coming(30)}),
    )  # fmt: skip
    agreement = Agreement(
        family_wants=("Help with the letters, today", "Come after six"), worker_wants=("Daniel may be ten",),
        purpose="That they keep the flat, and Daniel does not have to cook.", hours="After six", booked="always",
            weeks=16,
        hours_a_week=3, told="Who may know what, one by one.", understood="yes", copy_given="In the biscuit tin",
    )  # fmt: skip
    said = [Answer(grace, "yes", "Good. Where do I sign?"), Answer(daniel, "yes", "I like cooking though."),
            Answer(ruth, "yes")]  # fmt: skip
    story.do("marcus", agreements.record_agreement, 5, 18, on=story.day(5), agreement=agreement, answers=said)
    held = Held(
        REFERRAL_MEETING, story.day(3), 45, "Mill House, the laundry", "Sam Whittaker",
        people=(
            story.took_part(GRACE, "present", "I have worked since I was fifteen. I do not want pity, I want hours."),
            story.took_part(DANIEL, "present", "I can do rice and eggs."), story.took_part(RUTH, "present"),
        ),
        helpers=(
            story.there("Marcus Bell", role="Key worker"), story.there("Mr Brandt", "We wait until the new year.",
                                                                      role="Housing officer"),
            story.there("Mrs Yates", "After-school club is free for both.", role="Deputy head"),
        ),
        pieces=(Piece("talked", "What comes in, and what goes out, on one sheet."),
                Piece("decided", "No court before the new year.", "Mr Brandt offered it")),
        agrees=True,
    )  # fmt: skip
    story.hold_meeting(
        "marcus", 3, None, held,
        (story.will("Mrs Yates", "Two places in the after-school club", story.coming(3), DANIEL, RUTH),
         story.will("marcus", "Sit down with Grace and the benefits line", story.coming(1), GRACE)),
    )  # fmt: skip
    begun(
        story, "marcus", 1, "agreements:consent", "A yes or no to sharing", purpose="So that the rent can be settled",
    )  # fmt: skip
