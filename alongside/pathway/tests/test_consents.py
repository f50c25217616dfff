"""What happens along the pathway brings partners' access to what was agreed."""

from datetime import timedelta

import pytest
from django.urls import reverse

from alongside.access import actions as access
from alongside.access import scope
from alongside.agreements.rules.consent import GIVEN, REFUSED
from alongside.agreements.tests.factories import consent, families_open_to, holds, school, wrote
from alongside.kit import clock
from alongside.kit.dates import day_typed
from alongside.kit.ids import uuid7
from alongside.kit.refusals import Unacceptable
from alongside.kit.tests.markup import Page
from alongside.pathway import actions
from alongside.people import actions as people
from alongside.timeline import actions as timeline
from alongside.timeline.rules import Happened, Nature, NewEntry, Part
from alongside.timeline.tests.factories import account, smith_family

pytestmark = pytest.mark.django_db


@pytest.fixture
def smiths():
    found = smith_family(clock.now() - timedelta(days=40))
    holds(found, found.katie, found.amy, found.liam)
    return found


def test_a_no_counts_from_when_it_is_known_that_they_decide(smiths) -> None:
    hill = school(smiths)
    with scope.acting_as(smiths.worker):
        dean = people.add_person(
            by=smiths.worker, family_id=smiths.family.pk, at=clock.now() - timedelta(days=39), name="Dean",
            role="father",
        ).person_id  # fmt: skip
    consent(smiths, hill.to, smiths.amy)
    consent(smiths, hill.to, smiths.amy, by=dean, kind=REFUSED)
    assert families_open_to(hill.rao) == 1
    with scope.acting_as(smiths.worker):
        actions.record_responsibility(
            by=smiths.worker, family_id=smiths.family.pk, deed_id=uuid7(), child_id=smiths.amy, basis="agreement",
            holder_person_id=dean, since=clock.today() - timedelta(days=500), at=clock.now(),
        )  # fmt: skip
    assert families_open_to(hill.rao) == 0


@pytest.fixture
def at_work(smiths):
    """The Smiths' referral was accepted, and their key worker allocated."""
    with scope.acting_as(smiths.manager):
        timeline.record(
            by=smiths.manager, deed_id=uuid7(), **smiths.where, at=clock.now(),
            happened=Happened.day(clock.today() - timedelta(days=39)),
            entries=[
                NewEntry(kind, Nature.PROCESS, {"name": smiths.worker.name})
                for kind in ("pathway.accepted", "pathway.allocated")
            ],
        )  # fmt: skip
    return smiths


def test_who_has_an_account_is_brought_in_on_screen_and_reads_what_somebody_said_yes_to(at_work, client) -> None:
    smiths = at_work
    rao = account("partner")
    wrote(smiths, "Amy-canary", (smiths.amy, Part.SAID))
    wrote(smiths, "Liam-canary", (smiths.liam, Part.SAID))
    here, theirs = reverse("pathway:helper_joins", args=[smiths.family.pk]), _timeline(smiths)
    client.force_login(smiths.worker)
    joined = {"form_key": str(uuid7()), "account": str(rao.pk), "name": "", "role": "school", "agency": "Hill Primary"}
    page = client.post(here, joined, follow=True).content.decode()
    assert f"{rao.name} is among those who help." in page
    assert "Hill Primary, sees nothing yet" in page
    assert _status(client, rao, theirs) == 404

    with scope.acting_as(smiths.worker):
        school = people.agency_named(by=smiths.worker, name="Hill Primary")
    client.force_login(smiths.worker)
    said = {
        "form_key": str(uuid7()), "by": str(smiths.katie), "answer": GIVEN, "to": f"agency:{school.pk}",
        "about": [str(smiths.amy)], "purpose": "Help at school", "what": "How things are", "understood": "yes",
        "day": day_typed(clock.today()), "how": "said", "words": "",
    }  # fmt: skip
    assert client.post(reverse("agreements:consent", args=[smiths.family.pk]), said).status_code == 302
    assert "Hill Primary, sees what concerns Amy" in client.get(here).content.decode()
    client.force_login(rao)
    read = client.get(theirs).content.decode()
    assert "Amy-canary" in read
    assert "Liam-canary" not in read

    client.force_login(smiths.worker)
    overview = Page(client.get(reverse("agreements:overview", args=[smiths.family.pk])).content.decode())
    (back,) = [link["href"] for link in overview.all("a") if "take-back" in link["href"]]
    assert client.post(back, {"form_key": str(uuid7()), "about": [str(smiths.amy)]}).status_code == 302
    assert _status(client, rao, theirs) == 404


def test_only_an_account_of_another_agency_that_still_signs_in_is_offered(at_work, client) -> None:
    smiths = at_work
    rao, gone, colleague = account("partner"), account("partner"), account("key_worker")
    access.end_account(by=account("administrator"), user=gone, at=clock.now())
    gone.refresh_from_db()
    here = reverse("pathway:helper_joins", args=[smiths.family.pk])
    client.force_login(smiths.worker)
    values = {option["value"] for option in Page(client.get(here).content.decode()).all("option")}
    assert str(rao.pk) in values
    assert not {str(gone.pk), str(colleague.pk)} & values
    for whom in (gone, colleague):
        typed = {"form_key": str(uuid7()), "account": str(whom.pk), "name": "", "role": "school"}
        assert "Choose from the answers shown" in client.post(here, typed).content.decode()
        with scope.acting_as(smiths.worker), pytest.raises(Unacceptable, match="another agency"):
            actions.helper_joins(
                by=smiths.worker, family_id=smiths.family.pk, deed_id=uuid7(), role="school", name="", user=whom,
                at=clock.now(),
            )  # fmt: skip


@pytest.mark.parametrize(("named", "why"), [("", "Give their name, or choose"), ("Ms Rao", "not both")])
def test_either_an_account_or_a_name_is_given(at_work, client, named, why) -> None:
    smiths = at_work
    rao = account("partner")
    client.force_login(smiths.worker)
    typed = {"form_key": str(uuid7()), "account": str(rao.pk) if named else "", "name": named, "role": "school"}
    answer = client.post(reverse("pathway:helper_joins", args=[smiths.family.pk]), typed)
    assert why in answer.content.decode()


def _timeline(smiths) -> str:
    return reverse("timeline:page", args=[smiths.family.pk])


def _status(client, user, page) -> int:
    client.force_login(user)
    return client.get(page).status_code
