"""How many families each key worker has equals what hand-written SQL finds among the helpers."""

import re

import pytest
from django.db import connection

from alongside.access import scope
from alongside.kit import clock
from alongside.kit.tests.markup import Page
from alongside.pathway import actions
from alongside.pathway.tests import factories
from alongside.pathway.tests.browsing import get

pytestmark = pytest.mark.django_db

BY_HAND = """
SELECT w.name, count(DISTINCT h.family_id) FROM "user" w
JOIN team_member m ON m.user_id = w.id AND m.team_id = %(team)s AND m.during @> %(now)s
LEFT JOIN helper h ON h.user_id = w.id AND h.role = 'key_worker' AND h.during @> %(now)s
WHERE w.role IN ('key_worker', 'senior_key_worker') GROUP BY w.name
"""


def by_hand(one: factories.Pathway) -> dict[str, int]:
    with scope.acting_as(one.manager), connection.cursor() as cursor:
        cursor.execute(BY_HAND, {"team": one.team.pk, "now": clock.now()})
        return dict(cursor.fetchall())


def printed(client, one: factories.Pathway) -> dict[str, int]:
    """Each worker of the table, and the first number of "4 of about 5 families"."""
    page = Page(get(client, one.manager, "allocation").content.decode())
    rows = [" ".join(row.text.split()) for row in page.all("tr") if "of about" in row.text]
    names = (one.worker.name, one.senior.name)
    return {name: int(re.search(r"(\d+) of about 5 families", row)[1])
            for name in names for row in rows if row.startswith(name)}  # fmt: skip


def test_a_caseload_is_as_many_families_as_the_helpers_say(client) -> None:
    one = factories.pathway()
    workers = (one.worker, one.worker, one.senior, one.worker)
    for worker in workers:
        one.refer()
        one.accept()
        one.allocate(worker=worker)
    assert printed(client, one) == by_hand(one) == {one.worker.name: 3, one.senior.name: 1}

    one.act(one.manager, actions.allocate_again, worker=one.senior, reason="Joanne moves on")
    assert printed(client, one) == by_hand(one) == {one.worker.name: 2, one.senior.name: 2}
