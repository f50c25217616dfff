"""What a page asks of the database does not grow with the number of families, people or entries."""

import pytest
from django.db import connection
from django.db.models import Q
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from alongside.access import scope
from alongside.desk.queries.team import team_page
from alongside.desk.tests.factories import (
    add_families,
    at_work,
    born,
    one_visit,
    own_account,
    pathway,
    written_for_family,
)
from alongside.kit import clock, hooks, reads
from alongside.pathway.tests.factories import closed
from alongside.people import actions as people
from alongside.people.models import Family
from alongside.timeline import queries as timeline

pytestmark = pytest.mark.django_db


def asked(client, user, address: str) -> int:
    """The number of queries of the second look, when practice models have been read once."""
    client.force_login(user)
    client.get(address)
    with CaptureQueriesContext(
        connection,
    ) as caught:
        answer = client.get(address)
    assert answer.status_code == 200
    return len(caught)


@pytest.mark.parametrize("address", ["/", "/families/"])
@pytest.mark.parametrize("who", ["worker", "manager"])
def test_lists_ask_as_much_for_twelve_families_as_for_two(client, who, address) -> None:
    one = pathway()
    add_families(one, 2)
    one_visit(one)
    few = asked(client, getattr(one, who), address)

    for _ in range(10):
        add_families(one, 1)
        one_visit(one)

    assert asked(client, getattr(one, who), address) == few


@pytest.mark.parametrize("name", ["desk:family", "desk:people", "desk:record"])
def test_a_family_page_asks_as_much_with_seven_children_and_many_visits(client, name) -> None:
    one = at_work()
    one_visit(one)
    address = reverse(name, args=[one.family_id])
    few = asked(client, one.worker, address)

    with scope.acting_as(one.worker):
        for number in range(5):
            people.add_person(
                by=one.worker, family_id=one.family_id, at=clock.now(), name=f"Child {number}", birth=born(number + 1),
                role="child",
            )  # fmt: skip
    for days_ago in range(1, 11):
        one_visit(one, days_ago=days_ago)
    add_families(one, 2)

    # A family with one visit is also asked for what else was done.
    assert asked(client, one.worker, address) <= few


def test_ones_own_page_asks_as_much_for_many_entries(client) -> None:
    one = at_work()
    katie = own_account(one, "Katie Smith")
    written_for_family(one, "Katie Smith", "One.")
    few = asked(client, katie, "/me/")

    for number in range(10):
        written_for_family(one, "Katie Smith", f"Number {number}.")

    assert asked(client, katie, "/me/") == few


def test_a_family_page_asks_for_nothing_it_does_not_show(client) -> None:
    one = at_work()
    client.force_login(one.worker)
    client.get(f"/families/{one.family_id}/")
    with CaptureQueriesContext(connection) as caught:
        client.get(f"/families/{one.family_id}/")
    asked_of = [each["sql"].partition('FROM "')[2].partition('"')[0] for each in caught.captured_queries]
    assert (asked_of.count("helper"), asked_of.count("entry_about")) == (1, 2)


@pytest.mark.parametrize(
    ("name", "times"), [("desk:family", 1), ("visits:record", 2), ("pathway:close", 1), ("endings:ending", 1)]
)
def test_what_the_rooms_tell_on_a_page_is_read_at_one_go(client, name, times) -> None:
    """A visit is recorded beside the last thirty, which are a reading of their own."""
    one = at_work()
    one_visit(one)
    client.force_login(one.worker)
    with CaptureQueriesContext(connection) as caught:
        assert client.get(reverse(name, args=[one.family_id])).status_code == 200

    assert sum("first_strand" in each["sql"] and "content" in each["sql"] for each in caught.captured_queries) == times


def test_whom_many_entries_are_about_is_joined_and_not_compared_with_a_list_row_after_row() -> None:
    """A manager's team has tens of thousands of entries; each row compared with each took minutes."""
    one = at_work()
    one_visit(one)
    with scope.acting_as(one.worker):
        with CaptureQueriesContext(connection) as caught:
            rows = timeline.standing([one.family_id], one.worker, Q())
        with connection.cursor() as cursor:
            cursor.execute(f"EXPLAIN {caught.captured_queries[-1]['sql']}")
            plan = "\n".join(line for (line,) in cursor.fetchall())

    assert len(rows) > 1
    assert "Join" in plan or "Nested Loop" in plan
    assert "entry_id = ANY" not in plan


@pytest.mark.parametrize("page", ["family", "visit", "close"])
@pytest.mark.parametrize("with_words", [True, False])
def test_what_was_read_at_one_go_is_what_each_room_would_have_read(page, with_words) -> None:
    one = at_work()
    for days_ago in (3, 9):
        one_visit(one, days_ago=days_ago)
    kinds = sorted({kind for _, declared in hooks.answers("told_on") for kind in declared.get(page, ())})

    def read() -> list[object]:
        given = [timeline.told(one.family_id, one.worker, [each]) for each in kinds]
        given.append(timeline.told(one.family_id, one.worker, kinds, limit=1))
        return [given, [timeline.words_told(lines, one.worker) for lines in given]]

    with scope.acting_as(one.worker):
        with reads.one_page():
            alone = read()
        with reads.one_page():
            timeline.read_together(page, one.family_id, one.worker, with_words=with_words)
            together = read()

    assert together == alone
    assert any(alone[0]), "nothing was told that the page reads"


def test_a_family_page_stays_small_with_seven_children(client) -> None:
    one = at_work()
    with scope.acting_as(one.worker):
        for number in range(5):
            people.add_person(
                by=one.worker, family_id=one.family_id, at=clock.now(), birth=born(number + 1), role="child",
                name=f"Oluwatobiloba Maximiliana Fitzgerald-Montgomery-Okonkwo-Wojciechowska {number}",
            )  # fmt: skip
    client.force_login(one.worker)

    assert len(client.get(f"/families/{one.family_id}/").content) < 50_000


def test_a_managers_pages_see_from_then_on_only_the_families_at_hand() -> None:
    one = closed()
    with scope.acting_as(one.manager):
        ended = one.family_id
        assert Family.objects.visible_to(one.manager).filter(pk=ended).exists()
        team_page(one.manager, at=clock.now())
        assert not Family.objects.visible_to(one.manager).filter(pk=ended).exists()
