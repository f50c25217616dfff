"""Somebody is found from the top of every page, and seen in every family of theirs that is the reader's to see."""

import uuid
from datetime import date

import pytest
from django.db import connection
from django.urls import reverse

from alongside.access import scope
from alongside.desk import queries
from alongside.desk.queries.person import _place
from alongside.desk.tests.factories import account, add_families, at_work, one_visit, pathway, person
from alongside.desk.tests.test_cost import asked
from alongside.desk.tests.test_pages import look
from alongside.kit import clock
from alongside.kit.dates import count_words
from alongside.kit.tests.markup import Page
from alongside.people import actions as people
from alongside.people.queries.person import PlaceInFamily

pytestmark = pytest.mark.django_db

SAID = """
SELECT count(*) FROM entry e JOIN entry_about a ON a.entry_id = e.id AND a.part = 'said' AND a.person_id = %s
WHERE e.nature = 'voice' AND NOT e.retracts AND NOT EXISTS (SELECT 1 FROM entry n WHERE n.supersedes_id = e.id)
"""
TOLD = """
SELECT count(DISTINCT e.deed_id) FROM entry e JOIN entry_about a ON a.entry_id = e.id AND a.person_id = %s
WHERE e.family_id = %s AND NOT e.retracts AND NOT EXISTS (SELECT 1 FROM entry n WHERE n.supersedes_id = e.id)
"""


def counted(one, statement: str, *values: object) -> int:
    with scope.acting_as(one.worker), connection.cursor() as cursor:
        cursor.execute(statement, values)
        return int(cursor.fetchone()[0])


def also_in(one, family_id: int, person_id: uuid.UUID, name: str, role: str = "cousin") -> None:
    """The same person in another family, by the name that one calls them."""
    with scope.acting_as(one.manager):
        people.add_person(
            by=one.manager, family_id=family_id, at=clock.now(), name=name, person_id=person_id, role=role,
            in_household=False,
        )  # fmt: skip


def test_the_box_at_the_top_is_for_whoever_records_help(client) -> None:
    one = at_work()
    for who, has_it in (
        (one.worker, True),
        (one.manager, True),
        (account("partner", "Dee Cole"), False),
        (account("chair", "Ann Field"), False),
    ):
        client.force_login(who)
        shown = Page(client.get(reverse("desk:account")).content.decode())
        assert bool(shown.all("input", name="q")) is has_it
        assert (client.get("/find/", {"q": "Amy"}).status_code == 200) is has_it


def test_whoever_is_found_opens_and_why_is_said(client) -> None:
    one = at_work()
    client.force_login(one.worker)
    html = client.get("/find/", {"q": "Aimee Smyth"}).content.decode()
    assert reverse("desk:person", args=[person(one, "Amy Smith")]) in html
    assert "Child. Sounds like it" in look(client, one.worker, "desk:find", q="Aimee Smyth")


def test_nobody_found_says_what_to_do(client) -> None:
    one = at_work()
    read = look(client, one.worker, "desk:find", q="Mohammed <b>")
    assert "Nobody is found for “Mohammed <b>” among the families you see" in read
    assert "Try the first name alone" in read
    assert "in the box at the top" in look(client, one.worker, "desk:find")


def test_a_person_is_seen_in_each_family_of_theirs_and_no_other_is_hinted_at(client) -> None:
    one = pathway()
    first, _ = add_families(one, 2)
    amy = person(one, "Amy Smith")
    also_in(one, first, amy, "Amy Walsh")
    one_visit(one, said="Can Nan come?")

    read = look(client, one.manager, "desk:person", amy)
    assert "Amy Walsh" in read
    assert read.count("Joanne Mercer is key worker") == 2
    assert "Cousin, lives elsewhere" in read
    assert "Can Nan come?" in read

    stranger = account("key_worker", "Eve Lane")
    client.force_login(stranger)
    assert client.get(reverse("desk:person", args=[amy])).status_code == 404
    assert client.get(reverse("desk:person", args=[uuid.uuid4()])).status_code == 404
    assert client.get(reverse("desk:person", args=[amy])).content == client.get(
        reverse("desk:person", args=[uuid.uuid4()])
    ).content  # fmt: skip


def test_a_child_who_is_a_cousin_elsewhere_has_a_bulb_in_their_own_family_alone() -> None:
    one = pathway()
    first, second = add_families(one, 2)
    amy = person(one, "Amy Smith")
    also_in(one, first, amy, "Amy Walsh")
    with scope.acting_as(one.worker):
        parts = queries.person_page(amy, one.worker, at=clock.now()).families
    assert {part.family_id: part.bulb is not None for part in parts} == {first: False, second: True}


def test_how_somebody_is_reached_and_whether_they_must_be_kept_away_is_said_to_whoever_may_know(client) -> None:
    one = at_work()
    dad, amy = person(one, "Liam’s dad"), person(one, "Amy Smith")
    other = pathway()
    (theirs,) = add_families(other, 1)
    also_in(other, theirs, dad, "Somebody’s uncle")
    known = (
        (one, one.family_id, "phone", "01632 960777"), (one, one.family_id, "safe_contact", "Not after six"),
        (one, one.family_id, "address", "4 Mill Lane"), (one, one.family_id, "language", "Polish"),
        (one, one.family_id, "interpreter", "yes"), (one, one.family_id, "keep_away", "Must not learn the address"),
        (other, theirs, "phone", "01632 960888"), (other, theirs, "keep_away", "Hidden words"),
    )  # fmt: skip
    for whose, family_id, kind, value in known:
        with scope.acting_as(whose.manager):
            people.record_fact(
                by=whose.manager, family_id=family_id, person_id=dad, kind=kind, value=value, at=clock.now()
            )
    read = look(client, one.worker, "desk:person", dad)
    assert read.index("Must be kept away. Must not learn the address") < read.index("How to reach them")
    for words in ("01632 960777", "Safe to reach Not after six", "4 Mill Lane", "Polish", "Interpreter needed Yes"):
        assert words in read, words
    assert "01632 960888" not in read
    assert "Hidden words" not in read
    assert "Born " in look(client, one.worker, "desk:person", amy)


def test_somebody_who_moved_out_lived_here_from_one_day_to_another() -> None:
    ended = PlaceInFamily("child", in_household=True, since=date(2026, 5, 1), until=date(2026, 6, 3))
    assert _place(ended) == "Child, lived here from 1 May 2026 to 3 June 2026"


def test_of_a_family_that_is_not_ones_own_a_persons_page_says_nothing(client) -> None:
    one = at_work()
    amy = person(one, "Amy Smith")
    other = pathway()
    (theirs,) = add_families(other, 1)
    with scope.acting_as(other.manager):
        people.add_person(
            by=other.manager, family_id=theirs, at=clock.now(), name="Amy Hidden", person_id=amy, role="cousin"
        )
    read = look(client, one.worker, "desk:person", amy)
    assert "Smith family" in read
    assert "Hidden" not in read
    assert "cousin" not in read.lower()


def test_what_they_said_and_how_often_they_are_told_of_is_what_the_record_holds(client) -> None:
    one = at_work()
    for days_ago in (2, 5, 9):
        one_visit(one, days_ago=days_ago)
    amy = person(one, "Amy Smith")
    client.force_login(one.worker)
    shown = Page(client.get(reverse("desk:person", args=[amy])).content.decode())
    assert len(shown.all("blockquote")) == counted(one, SAID, amy) == 3
    told = count_words(counted(one, TOLD, amy, one.family_id))
    assert f"All that is recorded about them here , on {told} occasions" in look(client, one.worker, "desk:person", amy)


def test_finding_and_a_persons_page_ask_as_much_for_twelve_families_as_for_two(client) -> None:
    one = pathway()
    families = add_families(one, 2)
    amy = person(one, "Amy Smith")
    also_in(one, families[0], amy, "Amy Smith")
    addresses = ["/find/?q=Amy+Smyth", reverse("desk:person", args=[amy])]
    few = [asked(client, one.manager, address) for address in addresses]
    for family_id in add_families(one, 5):
        also_in(one, family_id, amy, "Amy Smith")
    assert [asked(client, one.manager, address) for address in addresses] == few
