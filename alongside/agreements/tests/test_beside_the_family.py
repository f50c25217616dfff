"""What is agreed to be shared stands beside the family; once the work has ended nothing new is agreed."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from alongside.access import scope
from alongside.agreements import queries
from alongside.agreements.rules.consent import REFUSED, Recipient
from alongside.agreements.tests.factories import agreed, consent, school, withdraw, work_ended
from alongside.kit import clock
from alongside.kit.dates import day_long, day_typed
from alongside.kit.refusals import Unacceptable
from alongside.kit.tests.markup import Page

pytestmark = pytest.mark.django_db


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


def among(smiths, **changed) -> dict[str, str | list[str]]:
    return {
        "day": day_typed(clock.today()), "about": [str(smiths.amy)], "purpose": "Amy rests", "agency-total": "2",
        "agency-0-agency": "Hill Primary", "agency-0-promises": "Breakfast club", "agency-0-signed": "yes",
        "agency-1-agency": "", "agency-1-promises": "", "agency-1-signed": "later",
    } | changed  # fmt: skip


def opened(client, page: str) -> dict[str, str]:
    shown = Page(client.get(page).content.decode())
    return {name: shown.named(name)[0]["value"] for name in ("form_key", "stood")}


def test_what_agencies_agree_opens_with_what_stands_and_two_who_write_at_once_see_both(smiths, client) -> None:
    page = reverse("agreements:agencies", args=[smiths.family.pk])
    client.force_login(smiths.worker)
    mine = opened(client, page)
    assert client.post(page, opened(client, page) | among(smiths, purpose="Theirs")).status_code == 302
    answer = client.post(page, mine | among(smiths, purpose="Mine"))
    assert answer.status_code == 409
    both = Page(answer.content.decode())
    assert "Theirs" in both.one("main").text
    assert both.written_in("purpose") == "Mine"
    kept = {"form_key": mine["form_key"], "stood": both.named("stood")[0]["value"]}
    saved = client.post(page, kept | among(smiths, purpose="Mine"))
    assert saved.status_code == 302, Page(saved.content.decode()).one("main").text[:600]
    with scope.acting_as(smiths.worker):
        shown = queries.overview(smiths.family, smiths.worker, clock.now())
    assert shown.among is not None
    assert shown.among.purpose == "Mine"
    assert Page(client.get(page).content.decode()).written_in("purpose") == "Mine"


def test_what_agencies_agreed_earlier_than_what_stands_is_refused_with_its_day(smiths, client) -> None:
    page = reverse("agreements:agencies", args=[smiths.family.pk])
    client.force_login(smiths.worker)
    client.post(page, opened(client, page) | among(smiths))
    early = day_typed(clock.today() - timedelta(days=3))
    answer = client.post(page, opened(client, page) | among(smiths, day=early))
    text = Page(answer.content.decode()).one("main").text
    assert f"What stands was agreed on {day_long(clock.today())}. Give that day or a later one" in text
