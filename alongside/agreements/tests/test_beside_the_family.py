"""What is agreed to be shared stands beside the family; once the work has ended nothing new is agreed."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from alongside.access import scope
from alongside.agreements import queries
from alongside.agreements.rules.consent import REFUSED, Recipient
from alongside.agreements.tests.factories import agreed, consent, holds, school, withdraw, work_ended
from alongside.kit import clock
from alongside.kit.dates import day_long
from alongside.kit.refusals import Unacceptable
from alongside.kit.tests.markup import Page
from alongside.timeline.tests.factories import SmithFamily, smith_family

pytestmark = pytest.mark.django_db


@pytest.fixture
def smiths() -> SmithFamily:
    found = smith_family(clock.now() - timedelta(days=40))
    holds(found, found.katie, found.amy, found.liam)
    return found


@pytest.fixture
def hill(smiths):
    return school(smiths)


def beside(client, smiths) -> Page:
    client.force_login(smiths.worker)
    return Page(client.get(reverse("desk:family", args=[smiths.family.pk])).content.decode())


def shared(smiths) -> list[tuple[str, tuple[str, ...]]]:
    with scope.acting_as(smiths.worker):
        found = queries.agreed_shortly(smiths.family.pk, smiths.worker, clock.now())
    return [(line.name, line.about) for line in found.shared]


def test_each_agency_has_one_line_with_about_whom_and_until_when(smiths, hill, client) -> None:
    clinic = school(smiths, "Canal Clinic")
    until = clock.today() + timedelta(days=30)
    consent(smiths, hill.to, smiths.amy, smiths.liam, until=until)
    consent(smiths, clinic.to, smiths.katie, kind=REFUSED)
    page = beside(client, smiths)
    (line,) = [each for each in page.all("a") if each.text == hill.agency.name and "agreements" in each["href"]]
    assert line["href"] == reverse("agreements:overview", args=[smiths.family.pk]) + "#sharing"
    text = " ".join(page.one("main").text.split())
    assert f"{hill.agency.name}About Amy, Liam, until {day_long(until)}" in text
    assert f"{clinic.agency.name}Nothing now" in text


def test_the_line_says_what_the_other_pages_say_after_one_yes_of_several_is_taken_back(smiths, hill) -> None:
    whole = consent(smiths, hill.to, smiths.amy, smiths.liam)
    consent(smiths, Recipient("user", hill.rao.pk), smiths.amy, to_name="Ms Rao")
    withdraw(smiths, whole, smiths.amy)
    assert [about for _, about in shared(smiths)] == [("Liam",), ("Liam",)]


def test_it_asks_as_much_for_many_statements_as_for_one(smiths, hill, client) -> None:
    def count() -> int:
        beside(client, smiths)
        with CaptureQueriesContext(connection) as asked:
            beside(client, smiths)
        return len(asked)

    consent(smiths, hill.to, smiths.amy)
    few = count()
    for name in ("Canal Clinic", "Little Oaks"):
        consent(smiths, school(smiths, name).to, smiths.amy, smiths.liam)
    assert count() == few


def test_once_the_work_has_ended_no_agreement_is_offered_nor_taken_and_what_was_agreed_is_read(
    smiths, hill, client
) -> None:
    first = agreed(smiths)
    work_ended(smiths)
    overview = reverse("agreements:overview", args=[smiths.family.pk])
    make = reverse("agreements:make", args=[smiths.family.pk])
    client.force_login(smiths.worker)
    links = [each["href"] for each in Page(client.get(overview).content.decode()).all("a")]
    assert make not in links
    assert not [link for link in links if "revise" in link or "look-again" in link]
    shown = reverse("agreements:shown", args=[smiths.family.pk, first[0].deed_id])
    assert shown in links
    read = client.get(shown).content.decode()
    assert "Ring before you come" in read
    assert "/revise/" not in read
    with pytest.raises(Unacceptable) as refusal:
        agreed(smiths)
    assert "has ended" in refusal.value.message


def test_without_an_agreement_a_family_whose_work_has_ended_is_not_offered_its_first(smiths, client) -> None:
    assert "Make the first agreement" in beside(client, smiths).one("main").text
    work_ended(smiths)
    text = beside(client, smiths).one("main").text
    assert "Make the first agreement" not in text
    assert "Nothing was agreed with the family." in text
    client.force_login(smiths.worker)
    page = client.get(reverse("agreements:overview", args=[smiths.family.pk])).content.decode()
    assert "Make the first agreement" not in page
