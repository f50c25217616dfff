"""A reader chooses what of a family's timeline to read; what it says and how often is what the record holds."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from alongside.access import scope
from alongside.kit import clock
from alongside.kit.dates import day_typed
from alongside.timeline import queries
from alongside.timeline.kinds import all_kinds
from alongside.timeline.queries import chronology
from alongside.timeline.queries.chronology import Offered, read_chosen
from alongside.timeline.tests.test_pages.given import address, look, visit

pytestmark = pytest.mark.django_db

DEEDS = """
SELECT count(DISTINCT e.deed_id) FROM entry e
WHERE e.family_id = %s AND NOT e.retracts AND NOT EXISTS (SELECT 1 FROM entry n WHERE n.supersedes_id = e.id)
"""
ABOUT = "AND EXISTS (SELECT 1 FROM entry_about a WHERE a.entry_id = e.id AND a.person_id = %s)"


def counted(smiths, more: str = "", *values: object) -> int:
    with scope.acting_as(smiths.worker), connection.cursor() as cursor:
        cursor.execute(DEEDS + more, [smiths.family.pk, *values])
        return int(cursor.fetchone()[0])


def viewed(smiths, **asked: object) -> queries.TimelineView:
    with scope.acting_as(smiths.worker):
        given = {name: str(value) for name, value in asked.items()}
        return queries.timeline_view(smiths.family, smiths.worker, asked=given, at=clock.now())


def days_ago(number: int):
    return clock.today() - timedelta(days=number)


def test_each_choice_and_all_together_count_what_the_record_holds(smiths) -> None:
    for number in (2, 9, 30):
        visit(smiths, days_ago=number)
    worker = f"worker-{smiths.worker.pk}"
    since = days_ago(10)
    for asked, where, values in (
        ({}, "", ()),
        ({"nature": "voice"}, "AND e.nature = 'voice'", ()),
        ({"kind": "visits.visit"}, "AND e.kind = 'visits.visit'", ()),
        ({"person": smiths.liam}, ABOUT, (smiths.liam,)),
        ({"since": day_typed(since)}, "AND e.happened_to >= %s", (since,)),
        ({"until": day_typed(since)}, "AND e.happened_on <= %s", (since,)),
        ({"who": worker}, "AND e.recorded_by_id = %s", (smiths.worker.pk,)),
        (
            {"person": smiths.amy, "nature": "voice", "since": day_typed(since), "who": worker},
            ABOUT + " AND e.nature = 'voice' AND e.happened_to >= %s", (smiths.amy, since),
        ),
    ):  # fmt: skip
        view = viewed(smiths, **asked)
        assert view.count == counted(smiths, where, *values), asked
        assert sum(len(day.deeds) for day in view.days) == view.count, asked


def test_what_was_chosen_stands_on_the_page_and_so_on_paper(client, smiths) -> None:
    visit(smiths)
    read = look(client, smiths.worker, address(smiths, "page"), person=smiths.amy, nature="voice", since="1 Jan 2026")
    name = viewed(smiths).offered.people
    assert f"Own words, about {dict(name)[str(smiths.amy)]}, from 1 January 2026. Recorded on one occasion." in read
    assert "55 minutes" not in read


def test_older_pages_stay_chosen_so(client, smiths) -> None:
    for number in range(40):
        visit(smiths, days_ago=number % 30 + 1)
    client.force_login(smiths.worker)
    html = client.get(address(smiths, "page"), {"kind": "visits.visit", "person": str(smiths.amy)}).content.decode()
    older = html.split('class="govuk-pagination__next"')[1].split('href="')[1].split('"')[0].replace("&amp;", "&")
    assert "before=" in older
    assert "kind=visits.visit" in older
    assert f"person={smiths.amy}" in older
    again = viewed(smiths, kind="visits.visit", person=smiths.amy, before=older.split("before=")[1])
    assert sum(len(day.deeds) for day in again.days) == 10


def test_what_cannot_be_read_is_said_and_chooses_nothing(client, smiths) -> None:
    visit(smiths)
    read = look(client, smiths.worker, address(smiths, "page"), since="some day", person="nobody", who="worker-x")
    assert "Write the day like" in read
    assert "Recorded on" in read
    assert not viewed(smiths, since="some day", person="nobody", who="worker-x", nature="x").chosen.anything
    late = {"since": day_typed(days_ago(1)), "until": day_typed(days_ago(9))}
    assert "The last day is before the first" in look(client, smiths.worker, address(smiths, "page"), **late)
    assert viewed(smiths, **late).chosen.until is None


def test_only_who_and_what_is_in_this_family_can_be_chosen(smiths) -> None:
    visit(smiths)
    offered = viewed(smiths).offered
    assert f"worker-{smiths.worker.pk}" in dict(offered.who)
    assert f"worker-{smiths.manager.pk}" not in dict(offered.who)
    assert str(smiths.amy) in dict(offered.people)
    assert "visits.visit" in dict(offered.kinds)
    assert "plans.signed" not in dict(offered.kinds)


def test_choosing_costs_the_same_for_many_visits(client, smiths) -> None:
    visit(smiths)
    asked = {"person": str(smiths.amy), "who": f"worker-{smiths.worker.pk}", "kind": "visits.visit"}

    def queries_of() -> int:
        client.force_login(smiths.worker)
        client.get(address(smiths, "page"), asked)
        with CaptureQueriesContext(connection) as caught:
            assert client.get(address(smiths, "page"), asked).status_code == 200
        return len(caught)

    few = queries_of()
    for number in range(1, 12):
        visit(smiths, days_ago=number)
    assert queries_of() == few


def test_kinds_of_one_title_stand_once_and_choosing_it_chooses_them_all():
    by_title: dict[str, list[str]] = {}
    for key, kind in all_kinds().items():
        by_title.setdefault(kind.title, []).append(key)
    alike = next(keys for keys in by_title.values() if len(keys) > 1)
    assert list(chronology._by_title(alike)) == [min(alike)]
    assert set(chronology._called_alike(alike[-1])) == set(alike)
    offered = Offered((), tuple(chronology._by_title(alike).items()), ())
    assert {read_chosen({"kind": key}, offered, clock.today()).kind for key in alike} == {min(alike)}
