"""The overview leads only to pages that are there."""

from datetime import timedelta

import pytest
from django.urls import reverse

from alongside.assessments.tests.factories import acting, answer, begin, sent
from alongside.kit import clock
from alongside.timeline.tests.factories import smith_family

pytestmark = pytest.mark.django_db


def test_two_versions_are_offered_side_by_side_only_once_there_are_two(client) -> None:
    smiths = smith_family(clock.now() - timedelta(days=40))
    client.force_login(smiths.worker)
    overview, compare = (reverse(f"assessments:{name}", args=[smiths.family.pk]) for name in ("overview", "compare"))

    def offered() -> bool:
        return compare in client.get(overview).content.decode()

    with acting(smiths):
        begin(smiths)
        answer(smiths, "history", generations="A hard winter.")
    complete = reverse("assessments:complete", args=[smiths.family.pk, 1])
    client.post(complete, sent(kept=["grounded", "relations"], note="The school comes on Tuesday."))
    assert not offered()
    assert client.get(compare).status_code == 404

    with acting(smiths):
        answer(smiths, "history", generations="Two hard winters.")
    assert offered()
    assert client.get(compare).status_code == 200
