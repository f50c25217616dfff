"""Once the work has ended no plan is offered or taken, and the one in force is still read."""

from datetime import timedelta

import pytest
from django.urls import reverse

from alongside.agreements.tests.factories import work_ended
from alongside.kit import clock
from alongside.kit.tests.markup import Page
from alongside.plans.tests.factories import at, hidden, main
from alongside.plans.tests.test_pages import goal_data, make_version, put_in_force, write_goal
from alongside.timeline.tests.factories import SmithFamily, smith_family

pytestmark = pytest.mark.django_db


@pytest.fixture
def smiths() -> SmithFamily:
    return smith_family(clock.now() - timedelta(days=60))


@pytest.fixture
def worker(smiths, client):
    client.force_login(smiths.worker)
    return client


def links(worker, page: str) -> list[str]:
    return [each["href"] for each in Page(worker.get(page).content.decode()).all("a")]


def test_a_first_plan_is_neither_offered_nor_taken(worker, smiths) -> None:
    new = at(smiths, "new_goal")
    typed = hidden(worker.get(new)) | goal_data(smiths)
    assert new in links(worker, at(smiths, "plan"))
    work_ended(smiths)
    record = reverse("desk:record", args=[smiths.family.pk])
    for page in (at(smiths, "plan"), record):
        assert new not in links(worker, page), page
    assert reverse("agreements:make", args=[smiths.family.pk]) not in links(worker, record)
    answer = worker.post(new, typed)
    assert answer.status_code == 200
    assert "The work with this family has ended. Its plan stays to be read" in main(answer)
    assert "There was no plan." in main(worker.get(at(smiths, "plan")))
    assert "There was no plan." in main(worker.get(reverse("desk:family", args=[smiths.family.pk])))


def test_the_plan_in_force_is_still_read_and_no_version_follows(worker, smiths) -> None:
    write_goal(worker, smiths)
    put_in_force(worker, smiths, make_version(worker, smiths))
    work_ended(smiths)
    page = main(worker.get(at(smiths, "plan")))
    assert "Amy gets to school rested" in page
    assert "The plan stays to be read." in page
    assert "The next version" not in page
    assert at(smiths, "new_goal") not in links(worker, at(smiths, "plan"))
