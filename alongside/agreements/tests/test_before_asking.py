"""Before anybody is asked the page of consent says who may say yes for each child, and whom nobody asked about."""

import pytest

from alongside.access import scope
from alongside.agreements.tests.factories import holds
from alongside.agreements.tests.test_pages import at, form_of
from alongside.kit import clock
from alongside.people import actions as people
from alongside.people import queries as known
from alongside.timeline.tests.factories import SmithFamily

pytestmark = pytest.mark.django_db


def test_who_may_say_yes_for_each_child_is_said_beside_them_before_anything_is_filled_in(worker, smiths) -> None:
    with scope.acting_as(smiths.worker):
        people.add_person(
            by=smiths.worker, family_id=smiths.family.pk, at=clock.now(), name="Toby", role="child",
        )  # fmt: skip
    page = form_of(worker.get(at(smiths, "consent")))
    beside = {one.text.strip() for one in page.elements if "govuk-checkboxes__hint" in one.attributes.get("class", "")}
    assert beside == {"Katie may say yes for them", "Nobody is recorded who may say yes for them"}
    text = " ".join(page.one("main").text.split())
    assert "A yes for Toby cannot be saved yet. Record first who holds parental responsibility" in text
    holds(smiths, smiths.katie, next(each for each, name in names_of(smiths).items() if name.startswith("Toby")))
    assert "cannot be saved yet" not in worker.get(at(smiths, "consent")).content.decode()


def names_of(smiths: SmithFamily) -> dict:
    with scope.acting_as(smiths.worker):
        return known.names_of(smiths.family.pk, smiths.worker)


def test_whom_nobody_asked_about_is_a_number_that_opens_to_names(worker, smiths, hill) -> None:
    assert "Not asked about: Katie, Amy, Liam." in form_of(worker.get(at(smiths, "overview"))).one("main").text
    with scope.acting_as(smiths.worker):
        people.add_person(by=smiths.worker, family_id=smiths.family.pk, at=clock.now(), name="Nan", role="grandmother")
    page = form_of(worker.get(at(smiths, "overview")))
    folded = [one.text.strip() for one in page.all("summary")]
    assert f"Not asked about four people, {hill.agency.name}" in folded
