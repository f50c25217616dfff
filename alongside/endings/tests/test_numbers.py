"""The hours with a family, week by week before the end, are what hand-written SQL adds up; each opens to its visit."""

from datetime import date

import pytest
from django.db import connection
from django.urls import reverse

from alongside.access import scope
from alongside.endings.tests.factories import helped, visit
from alongside.kit import clock
from alongside.kit.dates import day_short
from alongside.kit.tests.markup import Page
from alongside.pathway.tests.factories import Pathway

pytestmark = pytest.mark.django_db
NOW = clock.at(date(2026, 11, 19), 12)
VISITS = ((45, 120), (22, 90), (20, 75), (9, 61), (1, 30))
"""Days ago and minutes: two of them in one week, none in some, and an hour and a minute."""
BY_HAND = """
SELECT monday::date, round(coalesce(sum(e.minutes), 0) / 60.0, 1)::float,
  coalesce(array_agg(e.id::text ORDER BY e.happened_on) FILTER (WHERE e.id IS NOT NULL), '{}')
FROM generate_series(date_trunc('week', %s::date) - %s * interval '1 week', %s::date, interval '1 week') monday
LEFT JOIN entry e ON e.family_id = %s AND e.nature = 'process' AND date_trunc('week', e.happened_on) = monday
  AND e.minutes > 0 AND NOT e.retracts AND NOT EXISTS (SELECT 1 FROM entry newer WHERE newer.supersedes_id = e.id)
GROUP BY monday ORDER BY monday
"""


@pytest.fixture
def one() -> Pathway:
    with clock.travel(NOW):
        return helped()


def by_hand(one: Pathway, weeks: int) -> list[tuple[str, str, list[str]]]:
    with scope.acting_as(one.worker), connection.cursor() as cursor:
        today = clock.today()
        cursor.execute(BY_HAND, [today, weeks - 1, today, one.family_id])
        return [
            (
                day_short(monday, today),
                f"{hours:g}",
                [reverse("timeline:entry", args=[one.family_id, each]) for each in ids],
            )
            for monday, hours, ids in cursor.fetchall()
        ]


def printed(client, one: Pathway) -> list[tuple[str, str, list[str]]]:
    """Of each row its week, its hours and where its visits open."""
    client.force_login(one.worker)
    page = Page(client.get(reverse("endings:ending", args=[one.family_id])).content.decode())
    rows: list[tuple[str, str, list[str]]] = []
    for each in page.elements[page.elements.index(page.one("tbody")) :]:
        if each.tag == "th":
            rows.append((each.text.strip(), "", []))
        elif each.tag == "td" and not rows[-1][1]:
            rows[-1] = (rows[-1][0], f"{float(each.text.split()[0]):g}", rows[-1][2])
        elif each.tag == "section":
            break
        elif each.tag == "a":
            rows[-1][2].append(each["href"])
    return rows


def test_hours_together_week_by_week_are_what_the_record_adds_up_to(client, one) -> None:
    with clock.travel(NOW):
        for days_ago, minutes in VISITS:
            visit(one, days_ago, minutes)
        found = printed(client, one)

        assert found == by_hand(one, len(found))

    hours = [float(hours) for _, hours, _ in found]
    assert {0, 0.5, 1.0, 2.0, 2.8} == set(hours), "two visits of a week are added up, a week without one says so"
