"""How a child stands in law is a fact with its days, who decided it and where that is written."""

from datetime import timedelta

import pytest
from django.urls import reverse

from alongside.desk.rules import in_law
from alongside.desk.tests.factories import at_work, person
from alongside.kit import clock
from alongside.kit.dates import day_long, day_typed
from alongside.kit.ids import uuid7
from alongside.kit.tests.markup import Page
from alongside.people.rules import LEGAL_STATUSES, stands_in_law


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
    people = Page(client.get(reverse("desk:people", args=[one.family_id])).content.decode())
    assert "Decided by the conference of spring. Its record" in people.one("main").text
    (link,) = [each for each in people.all("a") if "Correct Legal status" in each.text]
    ended = {
        "form_key": str(uuid7()), "value": "child_protection", "decided_by": "the conference of spring",
        "since": day_typed(began), "until": day_typed(clock.today()), "protected": "no",
    }  # fmt: skip
    form = Page(client.get(link.attributes["href"]).content.decode())
    assert form.as_sent()["decided_by"] == ["the conference of spring"]
    assert client.post(link.attributes["href"], form.as_sent() | ended).status_code == 302
    assert stands not in on_the_family_page(client, one)


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
    answer = recorded(client, one, until=day_typed(clock.today() - timedelta(days=1)))
    assert "Give a day after the one on which this began" in answer.content.decode()
