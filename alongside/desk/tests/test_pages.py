"""Who sees which page of the desk, and what stands on it."""

import html
import re
from datetime import timedelta

import pytest
from django.urls import reverse

from alongside.access import scope
from alongside.access.rules import ROLES
from alongside.desk import queries
from alongside.desk.tests.factories import (
    account,
    add_families,
    at_work,
    moment,
    one_visit,
    own_account,
    pathway,
    person,
    written_for_family,
)
from alongside.kit import clock
from alongside.kit.tests.markup import Page
from alongside.people import actions as people
from alongside.timeline.rules import Audience

pytestmark = pytest.mark.django_db
FAMILY_PAGES = ["desk:family", "desk:people", "desk:record"]


def words(answer) -> str:
    """All the text of the page's own part, with one space between words."""
    assert answer.status_code == 200, answer.status_code
    main = re.search(r"<main.*</main>", answer.content.decode(), re.DOTALL)
    return " ".join(html.unescape(re.sub(r"<[^>]+>", " ", main[0])).split())


def look(client, user, address: str, *args, **query) -> str:
    client.force_login(user)
    return words(client.get(reverse(address, args=args), query))


@pytest.mark.parametrize("role", [role for role in ROLES if role not in ("parent", "child")])
def test_the_first_page_works_for_every_role(client, role) -> None:
    assert "Somebody" in look(client, account(role, "Somebody Else"), "desk:today")


@pytest.mark.parametrize("role", ["parent", "child"])
def test_a_parent_or_child_is_brought_to_their_own_page(client, role) -> None:
    client.force_login(account(role, "Katie Smith"))

    assert client.get("/").url == "/me/"


def test_a_stranger_is_sent_to_sign_in(client) -> None:
    for name in ("desk:today", "desk:families", "desk:own_record", "desk:account"):
        assert client.get(reverse(name)).url.startswith("/sign-in/")
    for name in FAMILY_PAGES:
        assert client.get(reverse(name, args=[1])).url.startswith("/sign-in/")


@pytest.mark.parametrize("name", FAMILY_PAGES)
def test_a_familys_pages_open_to_its_worker_and_its_teams_manager_only(client, name) -> None:
    one = at_work()
    address = reverse(name, args=[one.family_id])
    missing = reverse(name, args=[one.family_id + 1000])
    others = [account(role, "Another") for role in ROLES] + [one.referrer, one.senior]

    for user in (one.worker, one.manager):
        client.force_login(user)
        assert client.get(address).status_code == 200
    for user in others:
        client.force_login(user)
        refused, not_there = client.get(address), client.get(missing)
        assert (refused.status_code, not_there.status_code) == (404, 404), user.role
        assert refused.content == not_there.content
        assert dict(refused.headers) == dict(not_there.headers)


@pytest.mark.parametrize("role", ROLES)
def test_the_list_of_families_opens_to_those_who_may_see_families(client, role) -> None:
    user = account(role, "Another")
    client.force_login(user)

    expected = 200 if role in ("key_worker", "senior_key_worker", "manager", "partner") else 404
    assert client.get("/families/").status_code == expected
    assert client.get("/me/").status_code == (200 if role in ("parent", "child") else 404)
    assert client.get("/account/").status_code == 200


def test_a_workers_day_says_what_needs_them_and_shows_their_families(client) -> None:
    one = at_work()
    one_visit(one, days_ago=3)

    page = look(client, one.worker, "desk:today")

    assert ", Joanne" in page
    assert "What needs you first" in page
    assert "Smith family" in page
    assert "Amy, 8" in page
    assert "Last contact 3 days ago" in page
    assert "late" in page


def test_the_day_never_says_why_a_family_is_helped(client) -> None:
    one = at_work(worries="A worry that nobody may read over a shoulder.")

    for user in (one.worker, one.manager):
        assert "over a shoulder" not in look(client, user, "desk:today")
        assert "over a shoulder" not in look(client, user, "desk:families")


def test_a_worker_without_a_family_is_told_what_will_show(client) -> None:
    assert "No family is yours yet." in look(client, account("key_worker", "Joanne Mercer"), "desk:today")


def test_a_manager_sees_what_is_late_for_the_team_and_who_waits_by_name(client) -> None:
    one = at_work()
    one.refer(family_name="Okonkwo")

    page = look(client, one.manager, "desk:today")

    assert "What is late for our families" in page
    assert "Referrals waiting: 1 Okonkwo family" in page
    assert "Ms Treadwell, Hillview Primary" in page


def test_a_manager_without_anything_is_told_so_in_words(client) -> None:
    page = look(client, pathway().manager, "desk:today")

    assert "Nothing is late." in page
    assert "No referral is waiting." in page


def test_when_nothing_is_late_the_next_thing_is_named(client) -> None:
    one = pathway()
    one.refer(at=moment(1))
    one.accept(at=moment(1, hour=11))
    one.allocate(at=moment(1, hour=12))

    assert "Nothing is late for your families. The next thing is" in look(client, one.worker, "desk:today")
    assert "Nothing is late. The next thing is" in look(client, one.manager, "desk:today")


@pytest.mark.parametrize(
    ("role", "door"),
    [
        ("referrer", "Ask for help for a family"),
        ("partner", "My referrals"),
        ("administrator", "Accounts and teams"),
        ("chair", "Your account"),
        ("practice_lead", "Your account"),
        ("information_governance", "Your account"),
    ],
)
def test_somebody_who_sees_no_family_is_told_what_they_can_do(client, role, door) -> None:
    assert door in look(client, account(role, "Ms Treadwell"), "desk:today")


def test_families_are_listed_by_name_as_an_english_index_would(client) -> None:
    one = pathway()
    for name in ("Zephaniah", "Ångström", "abbott", "Smith"):
        add_families(one, 1, family_name=name)

    client.force_login(one.worker)
    names = [link.text for link in Page(client.get("/families/").content.decode()).all("h3")]

    assert names == ["Abbott family", "Ångström family", "Smith family", "Zephaniah family"]


def test_a_partner_finds_a_family_by_letters_and_whoever_records_help_as_anywhere(client) -> None:
    one = pathway()
    for name in ("Robbins", "Smith"):
        add_families(one, 1, family_name=name)

    client.force_login(one.worker)
    page = words(client.get("/families/", {"name": " Robins & "}, follow=True))
    assert "One family found for “Robins &”" in page
    assert "Robbins family" in page
    with scope.acting_as(one.worker):
        shown = queries.families(one.worker, name=" robb ", number="", at=clock.now())
        none = queries.families(one.worker, name="%", number="", at=clock.now())
    assert [card.name for card in shown.families] == ["Robbins family"]
    assert (shown.name, none.families) == ("robb", ())


@pytest.mark.parametrize("number", ["0", "-1", "99", "two", "", "1" * 400])
def test_a_page_that_is_not_there_gives_the_nearest(client, number) -> None:
    one = at_work()

    assert "Smith family" in look(client, one.worker, "desk:families", page=number)


def test_a_family_page_answers_on_one_screen(client) -> None:
    one = at_work()
    one_visit(one, said="Can Nan come tomorrow?")

    page = look(client, one.worker, "desk:family", one.family_id)

    for part in (
        "The Smith family", "With us since", "stage", "Katie, 31 mother", "Amy, 8 Hillview Primary", "Liam’s dad",
        "add a name for Liam’s dad", "What worries us Amy comes to school tired.", "Ms Treadwell", "What is next",
        "What is working Katie rings us every morning.", "Can Nan come tomorrow?", "Who is around them",
        "Joanne Mercer", "01632 960002", "Record a visit", "Record something else",
    ):  # fmt: skip
        assert part in page, part


def test_a_referral_that_waits_is_first_of_all_to_be_read_and_decided(client) -> None:
    one = pathway()
    one.refer()
    page = look(client, one.manager, "desk:family", one.family_id)
    assert "Read and decide" in page
    assert "Record a visit" not in page
    one.accept()
    one.allocate()
    page = look(client, one.manager, "desk:family", one.family_id)
    assert "Read and decide" not in page
    assert "Record a visit" in page


def test_a_childs_words_stand_in_a_bubble_of_their_own(client) -> None:
    one = at_work()
    one_visit(one, said="Can Nan come tomorrow?")
    client.force_login(one.worker)

    bubble = Page(client.get(f"/families/{one.family_id}/").content.decode()).one("blockquote", **{"class": "al-voice"})

    assert " ".join(bubble.text.split()) == "Can Nan come tomorrow?"


def test_a_very_long_worry_keeps_the_page_small_and_says_where_the_rest_is(client) -> None:
    one = at_work(worries="Amy is tired. " * 7000, working="Nan helps. " * 7000)
    one_visit(one, said="No! " * 20_000)
    client.force_login(one.worker)

    answer = client.get(f"/families/{one.family_id}/")

    assert len(answer.content) < 50_000
    assert words(answer).count("Read all of it") == 3


def test_hostile_words_are_shown_harmlessly(client) -> None:
    attack = "<script>alert(1)</script><b onmouseover=x>"
    one = at_work(family_name=attack, worries=attack, working=attack)
    one_visit(one, said=attack)

    for name, args in (("desk:today", []), ("desk:families", []), *((page, [one.family_id]) for page in FAMILY_PAGES)):
        client.force_login(one.worker)
        shown = client.get(reverse(name, args=args)).content.decode()
        assert "<script>alert" not in shown
        assert "<b onmouseover" not in shown


def test_everybody_is_on_the_people_page_with_what_is_known(client) -> None:
    one = at_work()

    page = look(client, one.worker, "desk:people", one.family_id)

    for part in (
        "Katie Smith, 31", "Mother, lives here", "Amy Smith, 8", "Liam Smith", "Liam’s dad", "lives elsewhere",
        "School, nursery or work Hillview Primary", "Address 4 Mill Lane", "01632 960123",
        "Who has parental responsibility is not recorded yet.",
    ):  # fmt: skip
        assert part in page, part


def test_protected_unborn_uncertain_and_derived_are_marked_with_words_on_the_people_page(client) -> None:
    one = at_work()
    katie, liam, dad = (person(one, name) for name in ("Katie Smith", "Liam Smith", "Liam’s dad"))
    told = {"by": one.worker, "family_id": one.family_id, "at": clock.now()}
    with scope.acting_as(one.worker):
        people.record_fact(person_id=katie, kind="phone", value="01632 960777", protected=True, **told)
        people.add_person(described_as="the baby", role="baby", due_on=clock.today() + timedelta(days=90), **told)
        nan = people.add_person(name="Pat (Nan)", role="grandmother", in_household=False, **told)
        ties = ((katie, liam, "known"), (nan.person_id, katie, "known"), (dad, liam, "believed"))
        for elder, younger, sure in ties:
            people.record_relationship(
                from_person_id=elder, kind="parent", to_person_id=younger, certainty=sure, **told
            )
        people.record_responsibility(child_id=liam, basis="mother", holder_person_id=katie, **told)

    page = look(client, one.worker, "desk:people", one.family_id)

    for part in (
        "01632 960777", "Protected: only our own staff see this", "the baby, due ",
        "Pat (Nan) is grandparent of Liam Smith", "that follow from who their parents are",
        "Liam’s dad is parent of Liam Smith Believed, not certain",
        "Parental responsibility Katie Smith mother, by birth, since",
    ):  # fmt: skip
        assert part in page, part


def test_what_else_can_be_recorded_depends_on_the_role(client) -> None:
    one = at_work()

    assert "Another key worker" in look(client, one.manager, "desk:record", one.family_id)
    for_worker = look(client, one.worker, "desk:record", one.family_id)
    assert "Another key worker" not in for_worker
    for choice in (
        "A person",
        "A fact about somebody",
        "A relationship",
        "Parental responsibility",
        "A stage that began",
        "The end of the work",
    ):
        assert choice in for_worker


def test_a_visit_to_come_a_goal_and_a_meeting_on_concern_are_one_step_away(client) -> None:
    one = at_work()
    client.force_login(one.worker)
    page = client.get(reverse("desk:record", args=[one.family_id])).content.decode()

    for name, more in (("visits:plan", ()), ("plans:new_goal", ()), ("meetings:record", ("on_concern",))):
        address = reverse(name, args=[one.family_id, *more])
        assert f'href="{address}"' in page
        assert client.get(address).status_code == 200


def test_what_whoever_goes_there_has_to_know_stands_before_what_happened_last(client) -> None:
    one = at_work()
    page = look(client, one.worker, "desk:family", one.family_id)

    order = ["Before you go", "What worries us", "What is working", "What is next", "Who is around them"]
    places = [page.index(heading) for heading in [*order, "What happened last", "What we agreed", "The plan"]]
    assert places == sorted(places)


def test_the_first_thing_after_a_familys_name_is_how_to_ring_its_parents(client) -> None:
    one = at_work(family_telephone="01632 960177")
    client.force_login(one.worker)
    for name in ("desk:family", "visits:record"):
        page = client.get(reverse(name, args=[one.family_id])).content.decode()
        main = page[page.index("<main") :]
        number = main.index('href="tel:01632960177"')
        later = [main.index(words) for words in ("What worries us", "What is next", "The children") if words in main]
        assert main.index("<h1") < number < min(later)


def test_a_parents_own_page_leads_to_their_plan(client) -> None:
    one = at_work()
    client.force_login(own_account(one, "Katie Smith"))
    page = client.get(reverse("desk:own_record")).content.decode()

    assert f'href="{reverse("plans:own")}"' in page
    assert client.get(reverse("plans:own")).status_code == 200


def test_a_parent_reads_what_is_written_for_them_and_nothing_else(client) -> None:
    one = at_work(worries="A worry for the team.")
    katie = own_account(one, "Katie Smith")
    written_for_family(one, "Katie Smith", "I want mornings to be calm.")
    written_for_family(one, "Katie Smith", "Kept inside the team.", audience=Audience.TEAM)
    written_for_family(one, "Liam Smith", "Somebody else said this.")

    page = look(client, katie, "desk:own_record")

    assert "Hello Katie" in page
    assert "Joanne Mercer" in page
    assert "01632 960002" in page
    assert "I want mornings to be calm." in page
    theirs_alone = ("Kept inside the team.", "A worry for the team.", "Somebody else said this.")
    for hidden in (*theirs_alone, "01632 960123", "Mill Lane"):
        assert hidden not in page


def test_a_child_reads_their_own_words(client) -> None:
    one = at_work()
    amy = own_account(one, "Amy Smith", "child")
    written_for_family(one, "Amy Smith", "I drew Nan a map.")

    assert "I drew Nan a map." in look(client, amy, "desk:own_record")


def test_a_parent_or_child_without_anything_to_read_is_told_so_kindly(client) -> None:
    one = at_work()

    for user in (own_account(one, "Amy Smith", "child"), account("parent", "Dean Hart")):
        assert "There is nothing here yet." in look(client, user, "desk:own_record")


def test_everybody_sees_their_own_account(client) -> None:
    one = pathway()

    page = look(client, one.manager, "desk:account")

    assert "Denise Abara" in page
    assert "Manager" in page
    assert one.team.name in page
    assert "Change your password" in page
