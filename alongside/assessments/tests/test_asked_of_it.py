"""Who must be kept away is not asked of the assessment as anybody else is."""

from datetime import timedelta
from uuid import UUID

import pytest

from alongside.agreements.tests.factories import holds
from alongside.assessments.tests.factories import acting, answer, begin, complete, sent
from alongside.kit import clock
from alongside.kit.tests.markup import Page
from alongside.people import actions as people
from alongside.timeline import queries as timeline
from alongside.timeline.tests.factories import SmithFamily, smith_family

pytestmark = pytest.mark.django_db
MUST_NOT = "He must not learn where they live"


@pytest.fixture
def smiths() -> SmithFamily:
    found = smith_family(clock.now() - timedelta(days=40))
    holds(found, found.katie, found.amy, found.liam)
    with acting(found):
        begin(found)
        answer(found, "environment", housing_worry="The roof lets the rain in.")
        complete(found)
    return found


@pytest.fixture
def dad(smiths) -> UUID:
    with acting(smiths):
        found = people.add_person(
            by=smiths.worker, family_id=smiths.family.pk, at=clock.now(), name="Aaron", role="father",
            in_household=False,
        ).person_id  # fmt: skip
        people.record_fact(
            by=smiths.worker, family_id=smiths.family.pk, person_id=found, kind="keep_away", value=MUST_NOT,
            at=clock.now(), protected=True,
        )  # fmt: skip
    return found


def test_whoever_must_be_kept_away_stands_last_and_is_asked_only_with_a_reason_why_that_is_safe(
    client, smiths, dad
) -> None:
    client.force_login(smiths.worker)
    here = f"/families/{smiths.family.pk}/assessment/versions/1/answers/"
    page = Page(client.get(here).content.decode())
    text = " ".join(page.one("main").text.split())
    assert MUST_NOT in text
    assert text.index("Aaron") > text.index("Another agency")

    his = {f"answers-{dad}-answer": "yes", f"answers-{dad}-how": "read_out"}
    for no_reason in ({}, {f"answers-{dad}-answer-why-safe": "No."}):
        refused = client.post(here, sent(his | no_reason)).content.decode()
        assert "Is it safe? Say why below" in refused
    with acting(smiths):
        assert timeline.told(smiths.family.pk, smiths.worker, ["pathway.chosen_apart"]) == []
    said = {**his, f"answers-{dad}-answer-why-safe": "His own worker read it to him, without the address"}
    assert client.post(here, sent(said)).status_code == 302
    with acting(smiths):
        assert len(timeline.told(smiths.family.pk, smiths.worker, ["pathway.chosen_apart"])) == 1


def test_that_he_could_not_answer_needs_no_such_reason(client, smiths, dad) -> None:
    client.force_login(smiths.worker)
    his = {f"answers-{dad}-answer": "could_not", f"answers-{dad}-reason": "Nobody may ask him"}
    here = f"/families/{smiths.family.pk}/assessment/versions/1/answers/"
    assert client.post(here, sent(his)).status_code == 302
