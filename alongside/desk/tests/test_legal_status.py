"""How a child stands in law is a fact with its days, who decided it and where that is written."""

from datetime import timedelta

import pytest
from django.urls import reverse

from alongside.access import scope
from alongside.desk.tests.factories import at_work, person
from alongside.kit import clock
from alongside.kit.dates import day_long, day_typed
from alongside.kit.ids import uuid7
from alongside.kit.tests.markup import Page
from alongside.people import queries as people
from alongside.people.rules import LEGAL_STATUSES, in_law, stands_in_law
from alongside.timeline import queries as timeline
from alongside.timeline.actions import retract


@pytest.mark.parametrize("status", LEGAL_STATUSES)
def test_every_status_is_said_of_somebody_by_its_legal_name(status):
    words = stands_in_law(status)
    assert words.casefold().endswith(LEGAL_STATUSES[status].casefold())
    assert words.split()[0] in ("on", "under", "in", "looked")


def test_those_of_one_day_stand_in_one_sentence():
    day = clock.today()
    said = in_law(["Amy", "Liam"], "interim_care_order", day)
    assert said == f"Under an interim care order since {day_long(day)}: Amy and Liam"


@pytest.fixture
def one(db, client):
    one = at_work()
    client.force_login(one.worker)
    return one


def recorded(client, one, **changed):
    """The form as the key worker sends it, for Amy."""
    where = reverse("pathway:record_fact", args=[one.family_id, person(one, "Amy Smith"), "legal_status"])
    told = {
        "form_key": str(uuid7()), "version": "", "value": "child_protection", "decided_by": "the conference of spring",
        "source": "Its record", "since": day_typed(clock.today() - timedelta(days=1)), "protected": "no",
    }  # fmt: skip
    return client.post(where, told | changed)


def on_the_family_page(client, one) -> str:
    return Page(client.get(reverse("desk:family", args=[one.family_id])).content.decode()).one("main").text


def test_it_stands_on_the_family_page_and_with_the_person_until_it_ends(client, one):
    began = clock.today() - timedelta(days=1)
    stands = f"On a child protection plan since {day_long(began)}: Amy"
    assert stands not in on_the_family_page(client, one)

    assert recorded(client, one).status_code == 302

    assert stands in on_the_family_page(client, one)
    page = Page(client.get(reverse("desk:people", args=[one.family_id])).content.decode())
    assert "Decided by the conference of spring. Its record" in page.one("main").text
    (link,) = [each for each in page.all("a") if "Correct Legal status" in each.text]
    ended = {
        "form_key": str(uuid7()), "value": "child_protection", "decided_by": "the conference of spring",
        "since": day_typed(began), "last_day": day_typed(clock.today()), "protected": "no",
    }  # fmt: skip
    form = Page(client.get(link.attributes["href"]).content.decode())
    assert form.as_sent()["decided_by"] == ["the conference of spring"]
    assert client.post(link.attributes["href"], form.as_sent() | ended).status_code == 302
    assert stands in on_the_family_page(client, one), "it holds on its last day"


def test_one_that_ended_stands_with_its_last_day_and_is_put_right(client, one):
    began, ended = (clock.today() - timedelta(days=days) for days in (9, 2))
    amy = person(one, "Amy Smith")
    assert recorded(client, one, since=day_typed(began), last_day=day_typed(ended)).status_code == 302
    assert "child protection plan" not in on_the_family_page(client, one)
    when = f"From {day_long(began)} to {day_long(ended)}. Decided by the conference of spring"
    for page in (reverse("desk:people", args=[one.family_id]), reverse("desk:person", args=[amy])):
        read = Page(client.get(page).content.decode())
        assert when in read.one("main").text
        (link,) = [each for each in read.all("a") if "Correct Legal status" in each.text]

    form = Page(client.get(link.attributes["href"]).content.decode()).as_sent()
    assert form["last_day"] == [day_typed(ended)]
    assert client.post(link.attributes["href"], form | {"last_day": ""}).status_code == 302
    assert f"On a child protection plan since {day_long(began)}: Amy" in on_the_family_page(client, one)


def test_what_is_typed_beside_a_protected_one_is_protected_with_it(client, one):
    recorded(client, one, protected="yes")
    with scope.acting_as(one.worker):
        secrets = {each.words for each in people.secrets_of(one.family_id, one.worker, clock.now())}
    assert secrets >= {"Child protection plan", "the conference of spring", "Its record"}


def legal(one, person_id):
    facts = people.facts_over([person_id], one.worker)[one.family_id, person_id]
    return next(fact for fact in facts if fact.kind == "legal_status")


def test_who_decided_it_stays_when_a_change_of_it_is_taken_back(client, one):
    recorded(client, one)
    amy = person(one, "Amy Smith")
    with scope.acting_as(one.worker):
        first = legal(one, amy)
    where = reverse("pathway:correct_fact", args=[one.family_id, first.fact.pk])
    form = Page(client.get(where).content.decode()).as_sent()
    client.post(where, form | {"decided_by": "somebody else"})
    with scope.acting_as(one.worker):
        wrong = timeline.page(one.family_id, one.worker, limit=1).deeds[0].first
        retract(
            by=one.worker, family_id=one.family_id, entry_ids=[wrong.id], why="Wrong", at=clock.now(), deed_id=uuid7()
        )
        now = legal(one, amy)
    assert (now.decided_by, now.source) == ("the conference of spring", "Its record")


def test_one_that_is_protected_does_not_stand_at_the_head_of_the_page(client, one):
    assert recorded(client, one, protected="yes").status_code == 302
    assert "child protection plan" not in on_the_family_page(client, one)


@pytest.mark.parametrize(
    ("changed", "said"),
    [({"decided_by": ""}, "Say who decided it"), ({"value": ""}, "Give the legal status")],
)
def test_it_is_not_kept_without_what_it_is_and_who_decided_it(client, one, changed, said):
    answer = recorded(client, one, **changed)
    assert answer.status_code == 200
    assert said in answer.content.decode() or said.replace("Give", "Choose") in answer.content.decode()


def test_it_does_not_end_before_it_began(client, one):
    answer = recorded(client, one, last_day=day_typed(clock.today() - timedelta(days=2)))
    assert "Give that day or a later one" in answer.content.decode()
