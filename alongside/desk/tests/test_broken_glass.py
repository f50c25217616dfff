"""Somebody who does not help a family has to see it: three steps, four hours, told at once, looked at afterwards."""

from datetime import date, timedelta
from pathlib import Path

import pytest
from django.db import connection
from django.urls import reverse

from alongside.access import actions as access
from alongside.access import scope
from alongside.access.models import User
from alongside.access.tests.factories import somebody
from alongside.kit import clock
from alongside.kit.ids import uuid7
from alongside.kit.refusals import NotAllowed
from alongside.kit.tests.markup import Page
from alongside.people import actions
from alongside.people.models import BrokenGlass, FamilyAccess
from alongside.timeline.tests.factories import SmithFamily, account, smith_family

pytestmark = pytest.mark.django_db
WHO_MAY = Path(__file__).parents[2] / "config/who_may.txt"
AMY = {"name": "Amy Smith", "birth": "1/6/2017"}
WHY = {"reason": "duty", "what_for": "Her teacher rang: Amy says she will not go home", "writes": "no"}


@pytest.fixture
def smiths() -> SmithFamily:
    return smith_family(clock.now() - timedelta(days=40))


@pytest.fixture
def duty(smiths) -> User:
    """On duty tonight, of another team."""
    return account("senior_key_worker", team=access.add_team(by=None, name="Night duty"))


def at(smiths: SmithFamily, name: str = "break_glass", *more) -> str:
    return reverse(f"desk:{name}", args=[smiths.family.pk, *more])


def breaks(client, smiths: SmithFamily, user: User, **changed: str):
    """The three steps; the last answer."""
    client.force_login(user)
    client.post(reverse("desk:known"), AMY)
    return client.post(at(smiths), {"form_key": str(uuid7()), **WHY, **changed})


def words(answer) -> str:
    return " ".join(Page(answer.content.decode()).one("main").text.split())


def test_whoever_has_to_sees_the_family_after_three_steps_and_reads_why_they_do(client, smiths, duty) -> None:
    client.force_login(duty)
    assert client.get(at(smiths)).status_code == 404

    found = client.post(reverse("desk:known"), AMY)
    assert at(smiths) in found.content.decode()
    assert "Smith" not in words(found).replace("Amy Smith", "")
    assert breaks(client, smiths, duty).headers["Location"] == at(smiths, "family")

    page = words(client.get(at(smiths, "family")))
    assert "You do not help this family." in page
    assert "may only read" in page
    assert "Record a visit" not in page


def test_it_is_asked_why_and_what_for_and_nothing_opens_without(client, smiths, duty) -> None:
    refused = breaks(client, smiths, duty, reason="", what_for=" ")

    assert "Choose why it cannot wait" in words(refused)
    assert "Say what you have to see, and for whom" in words(refused)
    assert client.get(at(smiths, "family")).status_code == 404


def test_who_only_reads_looks_at_every_page_and_sends_nothing(client, smiths, duty) -> None:
    breaks(client, smiths, duty)

    lines = [line.split() for line in WHO_MAY.read_text().splitlines() if " POST " in line and " family " in line]
    paths = [path.replace("<int:family_id>", str(smiths.family.pk)) for *_, path in lines]
    sends = [path for path in paths if "<" not in path and path != at(smiths, "end_glass")]
    assert len(sends) > 15
    for path in sends:
        assert client.post(path, {"form_key": str(uuid7())}).status_code == 404, path
    assert client.get(reverse("plans:plan", args=[smiths.family.pk])).status_code == 200
    assert client.get(reverse("visits:record", args=[smiths.family.pk])).status_code == 200


def test_who_has_to_record_as_well_records(client, smiths, duty) -> None:
    breaks(client, smiths, duty, writes="yes")

    sent = client.post(reverse("visits:record", args=[smiths.family.pk]), {"form_key": str(uuid7())})

    assert sent.status_code == 200  # Shown again: it asks what is missing.
    assert client.get(at(smiths, "review_glass", uuid7())).status_code == 404
    assert client.get(f"/families/{smiths.family.pk}/ending/plan/").status_code == 404


def test_it_ends_by_itself_after_four_hours_and_is_on_no_list_meanwhile(client, smiths, duty) -> None:
    breaks(client, smiths, duty)
    assert "Smith" not in words(client.get(reverse("desk:families")))
    with scope.acting_as(duty), connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM family")
        assert cursor.fetchone() == (0,)

    with clock.travel(clock.now() + timedelta(hours=3, minutes=59)):
        assert scope.open_family(duty, smiths.family.pk) is not None
    with clock.travel(clock.now() + timedelta(hours=4, minutes=1)):
        assert scope.open_family(duty, smiths.family.pk) is None
        with connection.cursor() as cursor:
            cursor.execute("SELECT count(*) FROM entry")
            assert cursor.fetchone() == (0,)


def test_it_ends_when_they_need_it_no_longer(client, smiths, duty) -> None:
    breaks(client, smiths, duty)

    client.post(at(smiths, "end_glass"))

    assert client.get(at(smiths, "family")).status_code == 404
    assert client.get(at(smiths)).status_code == 200  # They asked a moment ago: they may say why once more.


def test_worker_and_manager_read_it_at_once_and_the_manager_says_what_they_found(client, smiths, duty) -> None:
    breaks(client, smiths, duty)
    client.get(at(smiths, "family"))
    client.force_login(smiths.worker)
    assert f"{duty.name} opened the Smith family" in words(client.get("/"))

    client.force_login(smiths.manager)
    assert f"{duty.name} opened the Smith family" in words(client.get("/"))
    with scope.acting_as(smiths.manager):
        glass = BrokenGlass.objects.get()
    review = at(smiths, "review_glass", glass.pk)
    assert "The family’s page" in words(client.get(review))
    assert "Say what you found" in words(client.post(review, {"form_key": str(uuid7()), "justified": "yes"}))
    said = {"form_key": str(uuid7()), "justified": "yes", "found": "Right. Joanne sees Amy tomorrow."}
    assert client.post(review, said).status_code == 302

    assert "Right. Joanne sees Amy tomorrow." in words(client.get(review))
    assert duty.name not in words(client.get("/"))


def test_nobody_looks_at_their_own(client, smiths) -> None:
    other = account("manager", team=access.add_team(by=None, name="Night duty"))
    breaks(client, smiths, other)
    with scope.acting_as(smiths.manager):
        glass = BrokenGlass.objects.get()
    assert client.get(at(smiths, "review_glass", glass.pk)).status_code == 404
    scope.open_family(other, smiths.family.pk)
    with pytest.raises(NotAllowed):
        actions.review_glass(by=other, glass=glass, justified=True, found="Fine", at=clock.now())


@pytest.mark.parametrize(
    "role",
    ["partner", "referrer", "chair", "practice_lead", "information_governance", "administrator", "parent", "child"],
)
def test_whoever_does_not_record_help_cannot(client, smiths, role) -> None:
    client.force_login(somebody(role))
    assert client.post(reverse("desk:known"), AMY).status_code == 404
    assert client.get(at(smiths)).status_code == 404


def test_a_relative_and_whoever_a_restricted_family_is_not_open_to_cannot(client, smiths, duty) -> None:
    with scope.acting_as(smiths.manager):
        actions.keep_out(by=smiths.manager, family_id=smiths.family.pk, user=duty, tie="relative", at=clock.now())
    assert breaks(client, smiths, duty).status_code == 404
    other = account("key_worker", team=access.add_team(by=None, name="Day duty"))
    with scope.acting_as(smiths.manager):
        actions.restrict(
            by=smiths.manager, family_id=smiths.family.pk, users=[smiths.manager, smiths.worker], why="In the news",
            look_again_on=date(2099, 1, 1), at=clock.now(),
        )  # fmt: skip

    assert breaks(client, smiths, other).status_code == 404


def test_nobody_sees_a_family_so_whom_they_did_not_ask_for_in_the_last_half_hour(client, smiths, duty) -> None:
    client.force_login(duty)
    scope.open_own(duty)
    with pytest.raises(NotAllowed):
        actions.break_glass(
            by=duty, family_id=smiths.family.pk, reason="duty", what_for="To see", writes=False, at=clock.now()
        )
    assert client.get(at(smiths)).status_code == 404


def test_every_look_says_that_it_was_through_broken_glass(client, smiths, duty) -> None:
    breaks(client, smiths, duty)
    client.get(at(smiths, "family"))

    with scope.acting_as(smiths.manager), connection.cursor() as cursor:
        scope.open_family(smiths.manager, smiths.family.pk)
        cursor.execute("SELECT route FROM looks_through_glass(%s)", [BrokenGlass.objects.get().pk])
        assert cursor.fetchall() == [("desk:family",)]
        assert FamilyAccess.objects.filter(basis="break_glass").count() == 1
