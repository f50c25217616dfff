"""A plan is not put in force in silence when those who should have been asked were not."""

from datetime import timedelta

import pytest

from alongside.agreements.tests.factories import holds
from alongside.kit import clock
from alongside.plans.tests.factories import at, main
from alongside.plans.tests.test_pages import answer, make_version, put_in_force, write_goal
from alongside.timeline.tests.factories import SmithFamily, smith_family

pytestmark = pytest.mark.django_db


@pytest.fixture
def smiths() -> SmithFamily:
    return smith_family(clock.now() - timedelta(days=40))


@pytest.fixture
def worker(smiths, client):
    client.force_login(smiths.worker)
    return client


def test_a_plan_that_nobody_was_asked_about_says_so_and_asks_for_a_reason(worker, smiths) -> None:
    write_goal(worker, smiths)
    version_id = make_version(worker, smiths)
    assert "Katie, Amy and Liam were not asked" in main(worker.get(at(smiths, "put_in_force", version_id)))
    refused = put_in_force(worker, smiths, version_id, reason="")
    assert "Say why it is put in force although Katie, Amy and Liam were not asked" in main(refused)
    assert put_in_force(worker, smiths, version_id, reason="The rent cannot wait").status_code == 302
    for page in (at(smiths, "plan"), at(smiths, "version", version_id)):
        text = main(worker.get(page))
        assert "Why it is in force although Katie, Amy and Liam were not asked" in text
        assert "The rent cannot wait" in text


def test_who_holds_parental_responsibility_and_was_not_asked_is_named(worker, smiths) -> None:
    holds(smiths, smiths.katie, smiths.amy, smiths.liam)
    write_goal(worker, smiths)
    version_id = make_version(worker, smiths)
    answer(worker, smiths, version_id, who=f"person:{smiths.amy}")
    assert "Say why it is put in force although Katie was not asked" in main(
        put_in_force(worker, smiths, version_id, reason="")
    )
    answer(worker, smiths, version_id)
    assert "was not asked" not in main(worker.get(at(smiths, "put_in_force", version_id)))
    assert put_in_force(worker, smiths, version_id, reason="").status_code == 302
    assert "Why it is in force although" not in main(worker.get(at(smiths, "plan")))
