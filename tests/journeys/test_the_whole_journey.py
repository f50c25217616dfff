"""One family from the school's referral to the end of follow-up, typed on every page it comes to.

Each page with a form is left half-filled once, by the button or by closing it, and found as it was typed. Nobody is
asked for a fact that was told before.
"""

from collections.abc import Callable
from datetime import timedelta

import pytest

from tests.browser import Way
from tests.journeys.facts import DEEDS, MADE_ANEW, OF_A_DEED
from tests.journeys.long import again, assessing, beginning, beside, ending, family, helping, meeting, planning
from tests.journeys.long.writer import Diary, Writer
from tests.service import TODAY

pytestmark = pytest.mark.journey
NO_SCRIPTS = Way(scripts=False)
QUESTIONS, PAGES = 200, 15
"""At least so many questions are counted, on so many pages: a count that misses them all finds nothing asked twice."""
NEVER_LEFT = {
    "/families/*/assessment/": "they have agreed, so it begins without a question",
    "/families/*/plan/put-together/": "it asks nothing",
}
"""The pages with a form that are not left half-filled."""
REFERRED, MET, ASSESSED, REVIEWED, AGAIN, ENDED, FOLLOWED_UP, OVER = (
    TODAY + timedelta(days=days) for days in (0, 7, 40, 68, 124, 180, 270, 545)
)


def it_begins(comes: Callable[..., Writer], service, diary: Diary) -> int:
    """Referral, acceptance, allocation, first risks, agreement and two consents. Returns the family's number."""
    service.arrange(family.helpers)
    beginning.the_school_refers(comes("helen.treadwell", REFERRED))
    denise = comes("denise.abara", REFERRED)
    family_id = beginning.the_manager_accepts_and_allocates(denise)
    diary.facts.people = service.arrange(lambda: family.names(family_id))
    joanne = comes("joanne.mercer", MET)
    beginning.risks_are_assessed_first(joanne, family_id, MET)
    beginning.they_agree(joanne, family_id)
    service.arrange(lambda: family.the_mentor_helps(family_id))
    beginning.the_health_visitor_joins(joanne, family_id)
    beginning.who_is_responsible(joanne, family_id)
    beginning.says_yes(joanne, family_id, family.MENTOR, (family.NGOZI, family.TOBI))
    beginning.says_yes(joanne, family_id, family.HEALTH, (family.NGOZI,))
    return family_id


def it_is_understood(comes: Callable[..., Writer], family_id: int) -> None:
    """Referral meeting, whole-family assessment and first review."""
    joanne = comes("joanne.mercer", MET)
    beginning.a_stage_begins(joanne, family_id, "2. Multi-agency referral meeting", MET)
    meeting.is_planned(joanne, family_id, "referral meeting", MET)
    said = {family.NGOZI: "I want to sleep through once.", family.TOBI: "Nana makes the best rice."}
    agreed = ("Ring the midwife", "Joanne Mercer (me)", MET + timedelta(days=5))
    meeting.is_held(joanne, said, agreed, meets_again=REVIEWED)
    beginning.a_stage_begins(joanne, family_id, "3. Assessment", MET)
    joanne = comes("joanne.mercer", ASSESSED)
    helping.is_visited(joanne, family_id, ASSESSED - timedelta(days=1), "I draw the stairs black.", "60")
    assessing.it_begins(joanne, family_id)
    assessing.each_in_their_own_right(joanne, family_id)
    assessing.callum_sees_it_differently(joanne, family_id)
    assessing.it_is_agreed(joanne, family_id)


def it_is_planned(comes: Callable[..., Writer], family_id: int) -> None:
    """First review, the plan with its answers, and where Tobi sees it."""
    joanne = comes("joanne.mercer", REVIEWED)
    meeting.is_planned(joanne, family_id, "first review", REVIEWED)
    said = {family.NGOZI: "We begin with the nights.", family.TOBI: "I want a moon."}
    meeting.is_held(joanne, said, ("Buy a night light", family.NGOZI, REVIEWED + timedelta(days=5)), meets_again=AGAIN)
    planning.is_written(joanne, family_id, REVIEWED)
    said = {family.NGOZI: ("Yes", "That is us."), family.TOBI: ("Yes", "With the moon.")}
    planning.each_answers(joanne, said | {family.CALLUM: ("No", "My mornings are not in it.")})
    planning.comes_in_force(joanne, "The nights cannot wait", agreed_on=REVIEWED)
    planning.where_tobi_sees_it(joanne, family_id, planning.SLEEP, "3", "Nana sang.")


def it_changes(comes: Callable[..., Writer], family_id: int) -> None:
    """Another worker, a visit put right, a yes taken back, a review; and what was agreed and known, anew."""
    helping.the_worker_changes(comes("denise.abara", AGAIN), family_id)
    priya = comes("priya.nair", AGAIN, NO_SCRIPTS)
    helping.is_visited(priya, family_id, AGAIN - timedelta(days=2), helping.TOBIS_WORDS)
    helping.the_last_visit_is_put_right(priya)
    priya, rao = comes("priya.nair", AGAIN), comes("sunita.rao", AGAIN)
    helping.ngozi_takes_it_back(priya, rao, family_id)
    planning.where_tobi_sees_it(priya, family_id, planning.SLEEP, "6", "The moon is on all night.")
    meeting.is_planned(priya, family_id, "review", AGAIN)
    meeting.is_prepared(priya)
    said = {family.NGOZI: "It is easier.", family.TOBI: "Tell them about the moon."}
    agreed = ("Ring the nursery", "Priya Nair (me)", AGAIN + timedelta(days=9))
    again_until = AGAIN + timedelta(days=40)
    meeting.is_held(priya, said, agreed, meets_again=ENDED - timedelta(days=30), reward=(planning.REWARD, again_until))
    planning.is_made_smaller(priya, family_id)
    again.they_agree_anew(priya, family_id)
    again.risks_are_looked_at(priya, family_id, AGAIN)
    again.tobi_is_asked_again(priya, family_id)


def it_ends(comes: Callable[..., Writer], family_id: int) -> None:
    """The ending, the close, follow-up, and the end of follow-up."""
    priya = comes("priya.nair", AGAIN)
    ending.is_planned(priya, family_id, AGAIN, last_visit=ENDED - timedelta(days=1))
    priya = comes("priya.nair", ENDED)
    again.the_baby_is_born(priya, family_id)
    ending.they_look_back(priya, family_id, ENDED)
    ending.the_safety_plan_is_tried(priya, family_id, ENDED)
    ending.a_letter_goes_out(priya, family_id, ENDED)
    ending.the_work_ends(priya, family_id, ENDED)
    ending.is_followed_up(comes("priya.nair", FOLLOWED_UP), FOLLOWED_UP)
    ending.follow_up_ends(comes("priya.nair", OVER), family_id, OVER)


def test_the_okonkwo_reids_from_referral_to_the_end_of_follow_up(service, comes, diary):
    family_id = it_begins(comes, service, diary)
    it_is_understood(comes, family_id)
    it_is_planned(comes, family_id)
    it_changes(comes, family_id)
    it_ends(comes, family_id)

    assert diary.facts.twice == []
    assert diary.facts.questions >= QUESTIONS
    assert len(diary.facts.pages) >= PAGES
    assert diary.facts.left_out >= {*DEEDS, *OF_A_DEED, *MADE_ANEW} - beside.MEETS
    assert diary.never_left <= {*NEVER_LEFT}
    assert {"kept", "closed"} == set(diary.left.values())
    for name in ("joanne.mercer", "priya.nair", "denise.abara"):
        writer = comes(name, OVER)
        writer.opens("/drafts/")
        assert writer.sees("You have no draft."), name
