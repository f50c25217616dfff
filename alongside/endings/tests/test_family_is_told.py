"""The work ends: what is written for the family is there for it to read, and what was booked is known to be off."""

from datetime import timedelta

import pytest
from django.urls import reverse

from alongside.access import scope
from alongside.agreements.tests.factories import holds
from alongside.endings import actions as endings
from alongside.endings.tests.factories import person, plan_exit
from alongside.endings.tests.factories import visit as visited
from alongside.endings.tests.test_closing_page import address, closing, typed
from alongside.kit import clock
from alongside.kit.calendar import add_months
from alongside.kit.dates import day_long
from alongside.kit.refusals import Unacceptable
from alongside.kit.tests.markup import Page
from alongside.people import actions as people
from alongside.timeline.rules import Audience
from alongside.timeline.tests.factories import account
from alongside.visits import actions as visits
from alongside.visits.rules import VisitPlan

pytestmark = pytest.mark.django_db
TOLD = "Ring Denise any time, 01632 960010"


def signs_in(smiths, name):
    """Somebody of the family, with an account of their own."""
    user = account("parent")
    with scope.acting_as(smiths.worker):
        people.link_account(
            by=smiths.worker, family_id=smiths.family_id, person_id=person(smiths, name), user=user, at=clock.now()
        )
    return user


def own_page(client, user) -> str:
    """What they read on their own page."""
    client.force_login(user)
    return " ".join(Page(client.get(reverse("desk:own_record")).content.decode()).one("main").text.split())


def a_visit(smiths, name="Katie Smith"):
    """Joanne comes in three days, to see somebody; the day."""
    day = clock.today() + timedelta(days=3)
    smiths.act(smiths.worker, visits.plan_visit, plan=VisitPlan(day, with_whom=(person(smiths, name),)))
    return day


def ends(smiths, **said) -> None:
    given = {"on": clock.today(), "at": clock.now(), "told": TOLD, "follow_up_by": smiths.senior}
    smiths.close(**given | said)


def must_be_kept_away(smiths, name) -> None:
    known_by(smiths.worker, smiths, person(smiths, name))


def known_by(somebody, smiths, person_id) -> None:
    """It is recorded that somebody must be kept away."""
    with scope.acting_as(somebody):
        people.record_fact(
            by=somebody, family_id=smiths.family_id, person_id=person_id, kind="keep_away",
            value="He must not learn where they are", at=clock.now(),
        )  # fmt: skip


def test_katie_reads_what_she_is_told_the_last_day_what_is_called_off_and_who_keeps_in_touch(client, smiths, family):
    katie, day = signs_in(smiths, "Katie Smith"), a_visit(smiths)
    visited(smiths, 33)
    ends(smiths)
    told = own_page(client, katie)
    until = add_months(clock.today(), 12)
    assert f"Our work with your family ended on {day_long(clock.today())}." in told
    assert f"Sam Whittaker keeps in touch until {day_long(until)}." in told
    assert f"What Joanne wants you to know{TOLD}" in told
    assert f"A visit is planned for {day_long(day)}. This is called off, as our work ended." in told
    assert "Amy sleeps" not in told, "what we wrote for ourselves stays with us"


@pytest.mark.parametrize("kept_away", [False, True])
def test_liams_dad_reads_it_for_liam_unless_he_must_be_kept_away(client, smiths, family, kept_away):
    dad, _ = signs_in(smiths, "Liam’s dad"), a_visit(smiths, "Liam Smith")
    holds(family, person(smiths, "Liam’s dad"), family.liam)
    if kept_away:
        must_be_kept_away(smiths, "Liam’s dad")
    ends(smiths)
    told = own_page(client, dad)
    for words in (TOLD, "This is called off", "keeps in touch until"):
        assert (words in told) != kept_away


def test_whoever_must_be_kept_away_since_the_work_ended_reads_no_more_how_it_ended(client, smiths, family):
    dad, person_id = signs_in(smiths, "Liam’s dad"), person(smiths, "Liam’s dad")
    a_visit(smiths, "Liam Smith")
    holds(family, person_id, family.liam)
    ends(smiths)
    known_by(smiths.manager, smiths, person_id)
    told = own_page(client, dad)
    for words in (TOLD, "This is called off", "keeps in touch until"):
        assert words not in told


def test_what_is_protected_is_not_told_to_those_who_do_not_know_it(smiths, family):
    with scope.acting_as(smiths.worker):
        people.record_fact(
            by=smiths.worker, family_id=smiths.family_id, person_id=person(smiths, "Liam’s dad"), kind="address",
            value="17 Canal Row", protected=True, at=clock.now(),
        )  # fmt: skip
    with pytest.raises(Unacceptable) as refused:
        ends(smiths, told="Dad is at 17 Canal Row now")
    assert refused.value.field == "told"
    ends(smiths)


def at_canal_row(smiths) -> None:
    """Katie, and whoever lives with her, is where nobody else may find her."""
    with scope.acting_as(smiths.worker):
        people.record_fact(
            by=smiths.worker, family_id=smiths.family_id, person_id=person(smiths, "Katie Smith"), kind="address",
            value="17 Canal Row", protected=True, at=clock.now(), since=clock.today() - timedelta(days=5),
        )  # fmt: skip


def test_those_who_live_at_the_protected_address_are_told_of_it_and_dad_who_is_kept_away_is_not(client, smiths, family):
    katie, dad = signs_in(smiths, "Katie Smith"), signs_in(smiths, "Liam’s dad")
    holds(family, person(smiths, "Liam’s dad"), family.liam)
    at_canal_row(smiths)
    must_be_kept_away(smiths, "Liam’s dad")
    ends(smiths, told="We bring the cot to 17 Canal Row on Monday")
    assert "We bring the cot to 17 Canal Row on Monday" in own_page(client, katie)
    assert "Canal Row" not in own_page(client, dad)


def test_the_refusal_stands_where_the_words_are_and_names_no_choice_that_the_form_does_not_have(smiths, family):
    at_canal_row(smiths)
    with pytest.raises(Unacceptable) as refused:
        ends(smiths, told="We bring the cot to 17 Canal Row on Monday")
    assert (refused.value.field, refused.value.told) == ("told", {})
    assert refused.value.message == ("The family reads this. Leave out what is protected: “Address” of Katie Smith")


def test_the_form_says_that_the_family_reads_it(client, smiths, family):
    client.force_login(smiths.worker)
    shown = Page(client.get(reverse("pathway:close", args=[smiths.family_id])).content.decode()).one("main").text
    assert "The family reads this on their own page, with the last day and who keeps in touch" in shown


def test_a_family_we_never_met_is_not_told_that_work_with_it_ended(client, smiths, family):
    katie = signs_in(smiths, "Katie Smith")
    ends(smiths, reason="lost_contact", why="Nobody opened, four times.")
    told = own_page(client, katie)
    assert f"Since {day_long(clock.today())} we offer help no longer." in told
    assert "Our work with your family" not in told
    assert TOLD in told


def test_katie_reads_that_it_ended_first_and_below_once_all_that_is_called_off(client, smiths, family):
    katie, day = signs_in(smiths, "Katie Smith"), a_visit(smiths)
    second = day + timedelta(days=7)
    smiths.act(smiths.worker, visits.plan_visit, plan=VisitPlan(second, with_whom=(person(smiths, "Katie Smith"),)))
    visited(smiths, 33)
    ends(smiths)
    told = own_page(client, katie)
    assert told.count("Called off") == 1
    assert told.index("Our work has ended") < told.index("Called off") < told.index(day_long(day))
    assert f"A visit is planned for {day_long(second)}. This is called off" in told


def test_what_the_exit_plan_says_begins_as_the_letter_begins_it(client, smiths, family):
    visited(smiths, 33)
    plan_exit(smiths, turn_to="Nan Pat first", afterwards="Katie may ring us for a year.")
    client.force_login(smiths.worker)
    shown = Page(client.get(reverse("pathway:close", args=[smiths.family_id])).content.decode())
    told = shown.written_in("told")
    assert "This is whom you can ask.\nNan Pat first." in told
    assert "This is what we still do for you.\nKatie may ring us for a year." in told


def a_letter_with_the_last_day(smiths, last, **said) -> None:
    body = f"Dear Katie, our last visit is on {day_long(last)}. Joanne"
    given = {"to": person(smiths, "Katie Smith"), "how": "by_hand", "body": body, "safe": True, "on": clock.today()}
    smiths.act(smiths.worker, endings.give_letter, **given | said)


def ends_on_the_page(client, smiths, **more):
    client.force_login(smiths.worker)
    page = closing(client, smiths)
    return page, client.post(address(smiths), typed(smiths, page, **more))


def test_ending_before_the_promised_last_visit_asks_what_katie_was_told_of_it(client, smiths, family):
    katie, last = signs_in(smiths, "Katie Smith"), clock.today() + timedelta(days=25)
    visited(smiths, 33)
    plan_exit(smiths, last_visit_on=last.isoformat())
    a_letter_with_the_last_day(smiths, last)
    page, answer = ends_on_the_page(client, smiths)
    said = f"The letter to Katie Smith says that our last visit is on {day_long(last)}. Tell Katie Smith,"
    assert said in " ".join(page.one("main").text.split())
    assert answer.status_code == 200
    assert "Say what they were told: our work ends earlier than was promised." in answer.content.decode()
    _, answer = ends_on_the_page(client, smiths, earlier="Joanne rang Katie and said why.")
    assert answer.status_code == 302
    told = own_page(client, katie)
    assert f"A letter said: our last visit is on {day_long(last)}. This is called off, as our work ended." in told
    assert told.index("Our work has ended") < told.index("A letter said")
    client.force_login(smiths.worker)
    ending = Page(client.get(reverse("endings:ending", args=[smiths.family_id])).content.decode()).one("main").text
    assert f"Our work ended before it, on {day_long(clock.today())}" in " ".join(ending.split())
    assert "days before the last visit" not in ending


def test_nothing_is_asked_where_no_day_is_promised_for_later(client, smiths, family):
    visited(smiths, 33)
    plan_exit(smiths, last_visit_on=clock.today().isoformat())
    page, answer = ends_on_the_page(client, smiths)
    assert "earlier than was promised" not in page.one("main").text
    assert answer.status_code == 302


def test_a_letter_for_our_own_staff_alone_is_not_told_of_on_her_page(client, smiths, family):
    katie, last = signs_in(smiths, "Katie Smith"), clock.today() + timedelta(days=25)
    visited(smiths, 33)
    plan_exit(smiths, last_visit_on=last.isoformat())
    a_letter_with_the_last_day(smiths, last, audience=Audience.TEAM)
    ends(smiths, earlier="We told her at the visit.")
    assert "A letter said" not in own_page(client, katie)
