"""Planning a meeting says beside each why the practice model asks for them, and which part nobody fills."""

from datetime import timedelta

import pytest
from django.urls import reverse

from alongside.access import scope
from alongside.kit import clock
from alongside.kit.tests.markup import Page
from alongside.meetings.rules import BESIDE, MEETING_BESIDE, TYPES
from alongside.people import actions as people
from alongside.people.rules import HELPER_ROLES
from alongside.practice.queries import current_model
from alongside.timeline.tests.factories import SmithFamily, smith_family

pytestmark = pytest.mark.django_db
AT_A_REVIEW = "Asked at every review: "


@pytest.fixture
def smiths() -> SmithFamily:
    return smith_family(clock.now() - timedelta(days=40))


def planning(client, smiths: SmithFamily, kind: str = "review") -> Page:
    client.force_login(smiths.worker)
    return Page(client.get(reverse("meetings:plan", args=[smiths.family.pk, kind])).content.decode())


def helps(smiths: SmithFamily, name: str, role: str, agency: str) -> None:
    with scope.acting_as(smiths.manager):
        of = people.agency_named(by=smiths.manager, name=agency)
        known = people.professional(by=smiths.manager, name=name, agency=of)
        people.add_helper(
            by=smiths.manager, family_id=smiths.family.pk, involvement=smiths.involvement, role=role,
            at=clock.now() - timedelta(days=1), professional=known, agency=of,
        )  # fmt: skip


def beside(page: Page, who: str) -> str:
    """What stands at the line of one who may be asked."""
    lines = [" ".join(each.text.split()) for each in page.all("details")]
    return next(text for text in lines if text.startswith(f"Ask {who}"))


def test_everybody_near_is_shown_with_why_they_are_asked(client, smiths) -> None:
    helps(smiths, "Helen Spragg", "school", "Hillview Primary")
    helps(smiths, "Jo Bell", "housing", "Riverside Homes")
    with scope.acting_as(smiths.worker):
        people.add_person(
            by=smiths.worker, family_id=smiths.family.pk, at=clock.now() - timedelta(days=2), name="Pat", role="aunt",
            in_household=False,
        )  # fmt: skip
    page = planning(client, smiths)
    assert AT_A_REVIEW + "parents and other adults at home" in beside(page, "Katie")
    assert AT_A_REVIEW + "children, as far as they can take part" in beside(page, "Amy")
    assert AT_A_REVIEW + "key worker" in beside(page, smiths.worker.name)
    assert AT_A_REVIEW + "school or nursery" in beside(page, "Helen Spragg")
    assert AT_A_REVIEW + "agencies with a part in the plan" in beside(page, "Jo Bell")
    assert "Asked at every" not in beside(page, "Pat")
    assert "nobody is known" not in page.one("main").text


def test_a_part_that_the_model_asks_for_and_nobody_fills_is_named(client, smiths) -> None:
    page = planning(client, smiths)
    text = " ".join(page.one("main").text.split())
    assert "Asked at every review, and nobody is known:" in text
    assert "School or nursery. Add somebody: School or nursery, or go on without" in text
    assert "Agencies with a part in the plan" in text
    assert any(each.attributes.get("href", "").endswith("/helpers/add/") for each in page.all("a"))


def test_each_type_of_meeting_asks_for_its_own(client, smiths) -> None:
    text = " ".join(planning(client, smiths, "referral_meeting").one("main").text.split())
    assert "Senior key worker or manager, in the chair" in text
    assert "School or nursery. Add" not in text


@pytest.mark.parametrize("kind", ["referral_meeting", "first_review", "review"])
def test_the_model_asks_for_parts_that_somebody_can_have(kind) -> None:
    asked = {item.id for item in current_model("family_intervention").items(f"asked_at_{kind}")}
    assert {"adults", "children", "key_worker", "agencies"} <= asked <= {*HELPER_ROLES, "adults", "children", "chair",
                                                                         "agencies"}  # fmt: skip


def test_meetings_beside_those_of_the_stages_are_offered_as_the_model_knows_them(client, smiths):
    client.force_login(smiths.worker)
    listed = {item.id: item.label for item in current_model("family_intervention").items(MEETING_BESIDE)}
    assert {kind: TYPES[kind].label for kind in BESIDE} == listed
    page = client.get(reverse("meetings:page", args=[smiths.family.pk])).content.decode()
    links = [each.attributes.get("href") for each in Page(page).all("a")]
    for kind in BESIDE:
        for name in ("meetings:plan", "meetings:record"):
            where = reverse(name, args=[smiths.family.pk, kind])
            assert where in links
            assert client.get(where).status_code == 200
