"""One family from the school's referral to the end of follow-up, and back."""

from datetime import timedelta

import pytest

from alongside.kit.dates import day_typed
from tests.journeys import doing, given

pytestmark = pytest.mark.journey


@pytest.fixture
def staff(service):
    return service.arrange(given.staff)


def test_from_referral_to_closure_and_back(staff, service, somebody, way):
    helen = somebody("helen.treadwell", way)
    the_school_asks_for_help(helen)
    denise = somebody("denise.abara", way)
    the_manager_asks_for_more(denise)
    the_school_answers(helen)
    the_manager_accepts_and_allocates(denise)
    the_school_reads_what_became_of_it(helen)

    began = service.today
    service.go_to(began + timedelta(days=70))
    joanne = somebody("joanne.mercer", way)
    the_key_worker_helps(joanne, began)
    the_work_ends_and_is_followed_up(joanne, began, service.today)
    a_new_referral_finds_the_earlier_help(helen, denise)


def the_school_asks_for_help(helen):
    helen.opens("/referrals/new/")
    helen.looked_at("refer")
    helen.presses("Send the referral")
    helen.looked_at("refer-refused")
    doing.refers(helen)
    helen.looked_at("my-referral")
    assert helen.heading() == "Your referral for the Smith family"


def the_manager_asks_for_more(denise):
    denise.looked_at("team-today")
    denise.follows("Referrals")
    denise.looked_at("allocation")
    assert denise.sees("Joanne Mercer")
    denise.follows("Read and decide", exact=False)
    denise.looked_at("referral")
    assert denise.sees("Amy comes to school tired and hungry.")
    assert denise.sees("Nobody of this family was found in another.")
    denise.presses("Ask for more")
    denise.writes("What do you need to know?", "Who else lives there, and is there a dog?")
    denise.presses("Ask the referrer")
    assert denise.sees("Asked. Their answer will show here.")


def the_school_answers(helen):
    helen.opens("/referrals/mine/")
    helen.looked_at("my-referrals")
    helen.follows("Read and answer", exact=False)
    helen.writes("What you know", "Katie’s brother stays at weekends. No dog.")
    helen.presses("Send")


def the_manager_accepts_and_allocates(denise):
    denise.opens("/referrals/")
    denise.follows("Read and decide", exact=False)
    assert denise.sees("Katie’s brother stays at weekends. No dog.")
    denise.presses("Accept")
    denise.looked_at("accept")
    denise.chooses("Yes", of="Does it meet the usual threshold?")
    denise.writes("What the referrer is told", "We will visit together next week.")
    denise.presses("Accept the referral")
    denise.looked_at("allocate")
    denise.chooses("Joanne Mercer", of="Who will be the family’s key worker?")
    denise.presses("Allocate")
    denise.looked_at("allocated")


def the_school_reads_what_became_of_it(helen):
    helen.opens("/referrals/mine/")
    helen.follows("Open", exact=False)
    helen.looked_at("my-referral-accepted")
    assert helen.sees("Joanne Mercer is the family’s key worker")
    assert helen.sees("We will visit together next week.")


def the_key_worker_helps(joanne, began):
    joanne.looked_at("today")
    joanne.follows("Families")
    joanne.looked_at("families")
    doing.opens_the_family(joanne)
    joanne.looked_at("family")
    doing.records_a_visit(joanne, on=began + timedelta(days=3))
    joanne.looked_at("after-the-visit")
    doing.opens_the_family(joanne)
    for stage, days in (("2. Multi-agency referral meeting", 10), ("3. Assessment", 12), ("5. Ongoing support", 50)):
        doing.begins_stage(joanne, stage, began + timedelta(days=days))
        doing.opens_the_family(joanne)
    assert joanne.sees("stage 5 of 7")
    joanne.follows("What is due", within="main")
    joanne.looked_at("what-is-due")
    assert joanne.sees("Spend time with the family")
    joanne.follows("See why: Spend time with the family", exact=False)
    joanne.looked_at("clock")


def the_work_ends_and_is_followed_up(joanne, began, today):
    doing.opens_the_family(joanne)
    doing.records_something_else(joanne, "The end of the work")
    joanne.looked_at("close")
    joanne.writes("Which day did the work end?", day_typed(began + timedelta(days=68)))
    joanne.chooses("The family has reached what it set out to do", of="How did it end?")
    joanne.writes("What has changed for the family?", "Amy sleeps through and eats at home.")
    joanne.writes("What the family is told", "Ring us any time.")
    joanne.chooses("Joanne Mercer", of="Who keeps in touch afterwards?")
    doing.says_what_stays_unchanged(joanne, "Amy", "Liam")
    joanne.presses("End the work")
    doing.opens_the_family(joanne)
    joanne.looked_at("family-closed")
    assert joanne.sees("Ask how the family is getting on")
    doing.records_something_else(joanne, "A follow-up")
    joanne.looked_at("follow-up")
    joanne.writes("Day", day_typed(today))
    joanne.chooses("By telephone", of="How were you in touch?")
    joanne.chooses("Going well", of="How are they getting on?")
    joanne.presses("Save the follow-up")
    doing.opens_the_family(joanne)
    assert joanne.sees("End the follow-up")


def a_new_referral_finds_the_earlier_help(helen, denise):
    doing.refers(helen, worries="Amy is tired again.")
    denise.opens("/referrals/")
    denise.follows("Read and decide", exact=False)
    denise.looked_at("referral-known-already")
    known = denise.reads("[aria-labelledby=known]")
    for name in ("Katie Smith", "Amy Smith", "Joanne Mercer"):
        assert name in known
