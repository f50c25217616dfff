"""What is said anew is kept as what stood was; it is written beside what stood, and not once the work has ended."""

from datetime import timedelta

import pytest
from django.urls import reverse

from alongside.access import scope
from alongside.agreements import actions
from alongside.agreements.rules.agencies import Among, Promise
from alongside.agreements.tests.factories import agreed, work_ended
from alongside.agreements.tests.test_beside_the_family import among, opened
from alongside.kit import clock
from alongside.kit.ids import uuid7
from alongside.kit.refusals import AlreadyCorrected, Unacceptable
from alongside.kit.tests.markup import Page
from alongside.people import queries as people
from alongside.timeline import actions as timeline
from alongside.timeline.models import Entry
from alongside.timeline.tests.factories import SmithFamily, smith_family

pytestmark = pytest.mark.django_db


@pytest.fixture
def smiths() -> SmithFamily:
    return smith_family(clock.now() - timedelta(days=40))


def keep_from_katie(smiths: SmithFamily, entry: Entry) -> None:
    with scope.acting_as(smiths.manager):
        timeline.withhold_strand(
            by=smiths.manager, family_id=smiths.family.pk, strand_id=entry.strand_id, why="She asked us to",
            from_person_id=smiths.katie, at=clock.now(),
        )  # fmt: skip


def kept_from(smiths: SmithFamily, entry: Entry) -> list:
    with scope.acting_as(smiths.manager):
        held = people.kept(smiths.family.pk, smiths.manager)
        return [each.from_person_id for each in held if entry.strand_id in each.strands and each.holds(clock.now())]


def told(smiths: SmithFamily, purpose: str, stood: Entry | None = None) -> Entry:
    among = Among((smiths.amy,), purpose, (Promise("Hill Primary", "Breakfast club"),))
    with scope.acting_as(smiths.worker):
        return actions.record_agencies(
            by=smiths.worker, deed_id=uuid7(), family_id=smiths.family.pk, on=clock.today(), among=among,
            at=clock.now(), stood=stood.deed_id if stood else None,
        )  # fmt: skip


def taken_back(smiths: SmithFamily, entry: Entry) -> None:
    with scope.acting_as(smiths.worker):
        timeline.retract(
            by=smiths.worker, family_id=smiths.family.pk, entry_ids=[entry.pk], why="The wrong family", at=clock.now(),
            deed_id=uuid7(),
        )  # fmt: skip


def test_an_agreement_agreed_anew_is_kept_from_whom_the_first_was(smiths) -> None:
    first, *_ = agreed(smiths)
    keep_from_katie(smiths, first)
    second, *_ = agreed(smiths, hours="Fridays", revises=first.deed_id)
    assert kept_from(smiths, second) == [smiths.katie]


def test_what_agencies_agree_anew_is_kept_from_whom_the_first_was(smiths) -> None:
    first = told(smiths, "Amy rests")
    keep_from_katie(smiths, first)
    assert kept_from(smiths, told(smiths, "Amy sleeps", first)) == [smiths.katie]


def test_once_the_work_has_ended_agencies_agree_nothing_new(smiths, client) -> None:
    first = told(smiths, "Amy rests")
    work_ended(smiths)
    with pytest.raises(Unacceptable) as refused:
        told(smiths, "Amy sleeps", first)
    assert "has ended" in refused.value.message
    client.force_login(smiths.worker)
    page = reverse("agreements:agencies", args=[smiths.family.pk])
    overview = client.get(reverse("agreements:overview", args=[smiths.family.pk])).content.decode()
    assert page not in [link["href"] for link in Page(overview).all("a")]
    assert "The work with this family has ended." in client.get(page).content.decode()


def test_what_stood_and_was_taken_off_the_record_meanwhile_is_told_before_anything_is_saved(smiths, client) -> None:
    first = told(smiths, "Amy rests")
    client.force_login(smiths.worker)
    page = reverse("agreements:agencies", args=[smiths.family.pk])
    mine = opened(client, page)
    taken_back(smiths, first)
    answer = client.post(page, mine | among(smiths, purpose="Mine"))
    assert answer.status_code == 409
    both = Page(answer.content.decode())
    assert "What stood was taken off the record while you were writing" in both.one("main").text
    assert both.written_in("purpose") == "Mine"
    again = {"form_key": mine["form_key"], "stood": both.named("stood")[0]["value"]}
    assert client.post(page, again | among(smiths, purpose="Mine")).status_code == 302


@pytest.mark.parametrize("stood", ["rubbish", "01a205d5-13f2-74bf-a571-cb67a7a77118"])
def test_a_form_that_names_what_never_stood_is_no_form_that_stood_before_nothing(smiths, client, stood) -> None:
    client.force_login(smiths.worker)
    page = reverse("agreements:agencies", args=[smiths.family.pk])
    sent = opened(client, page) | {"stood": stood} | among(smiths)
    assert client.post(page, sent).status_code == 409
    with pytest.raises(AlreadyCorrected), scope.acting_as(smiths.worker):
        actions.record_agencies(
            by=smiths.worker, deed_id=uuid7(), family_id=smiths.family.pk, on=clock.today(), at=clock.now(),
            among=Among((smiths.amy,), "x", (Promise("Hill Primary", "y"),)), stood=uuid7(),
        )  # fmt: skip
