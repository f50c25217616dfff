"""What is printed of families at risk equals what hand-written SQL counts in the answers."""

import re
from datetime import timedelta

import pytest
from django.db import connection
from django.urls import reverse

from alongside.assessments.tests.factories import acting, answer, begin
from alongside.kit import clock
from alongside.kit.tests.markup import Page
from alongside.timeline.tests.factories import SmithFamily, smith_family

pytestmark = pytest.mark.django_db

SEVEN = (
    "no_work", "housing", "no_qualifications", "mothers_mental_health", "limiting_illness", "low_income",
    "going_without",
)  # fmt: skip
BY_HAND = """
SELECT count(*) FROM entry e JOIN entry_content c ON c.entry_id = e.id
CROSS JOIN jsonb_each(c.content->'filled'->'answers') answer
WHERE e.family_id = %s AND e.kind = 'assessments.section_answered' AND e.facts->>'section_id' = 'families_at_risk'
AND NOT e.retracts AND NOT EXISTS (SELECT 1 FROM entry newer WHERE newer.supersedes_id = e.id)
AND answer.key = ANY(%s) AND answer.value = 'true'::jsonb
"""


@pytest.fixture
def smiths() -> SmithFamily:
    return smith_family(clock.now() - timedelta(days=40))


def by_hand(smiths: SmithFamily) -> int:
    with acting(smiths), connection.cursor() as cursor:
        cursor.execute(BY_HAND, [smiths.family.pk, list(SEVEN)])
        return int(cursor.fetchone()[0])


def printed(client, smiths: SmithFamily) -> list[str]:
    """The counts of the prompt about the family, on the overview and on the assessment read whole."""
    client.force_login(smiths.worker)
    found = []
    for name in ("overview", "now"):
        page = Page(client.get(reverse(f"assessments:{name}", args=[smiths.family.pk])).content.decode())
        said = re.search(r"A family on which much weighs (\d of \d)", " ".join(page.one("main").text.split()))
        found.append(said[1] if said else "")
    return found


def test_families_at_risk_is_as_many_of_seven_as_the_answers_say(client, smiths) -> None:
    with acting(smiths):
        begin(smiths)
        answer(smiths, "families_at_risk", **dict.fromkeys(SEVEN[:4], True), low_income=False)
    assert by_hand(smiths) == 4
    assert printed(client, smiths) == ["", ""]

    with acting(smiths):
        answer(smiths, "families_at_risk", **dict.fromkeys(SEVEN[:5], True), low_income=False)
    assert by_hand(smiths) == 5
    assert printed(client, smiths) == ["5 of 7", "5 of 7"]

    with acting(smiths):
        answer(smiths, "families_at_risk", **dict.fromkeys(SEVEN, True))
    assert by_hand(smiths) == 7
    assert printed(client, smiths) == ["7 of 7", "7 of 7"]
