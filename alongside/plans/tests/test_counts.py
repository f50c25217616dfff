"""What the page of change prints equals what hand-written SQL finds in the entries."""

from datetime import date, timedelta

import pytest
from django.db import connection

from alongside.access import scope
from alongside.kit import clock
from alongside.kit.dates import day_long, day_short
from alongside.kit.ids import uuid7
from alongside.kit.tests.markup import Page
from alongside.plans import actions, hooks, queries
from alongside.plans.rules import Doer, NewAction, Promise
from alongside.plans.tests.factories import at, goal, in_force, main, promise, version
from alongside.timeline import actions as timeline
from alongside.timeline import queries as timeline_queries
from alongside.timeline.tests.factories import SmithFamily, smith_family

pytestmark = pytest.mark.django_db

BY_HAND = """
SELECT e.facts->>'name', e.happened_on, e.facts->>'value', coalesce(e.facts->>'good_enough', 'Not said')
FROM entry e WHERE e.family_id = %s AND e.kind = 'plans.scaled' AND e.facts->>'goal_id' = %s AND NOT e.retracts
AND NOT EXISTS (SELECT 1 FROM entry newer WHERE newer.supersedes_id = e.id)
ORDER BY e.happened_on DESC, e.recorded_at DESC
"""


SOME_TIME_AGO = timedelta(days=10)
PROMISED = """
SELECT e.facts->>'due_on' FROM entry e
WHERE e.family_id = %s AND e.kind = 'plans.action_agreed' AND NOT e.retracts
AND NOT EXISTS (SELECT 1 FROM entry newer WHERE newer.supersedes_id = e.id)
AND NOT EXISTS (
    SELECT 1 FROM entry said
    WHERE said.kind = 'plans.action_done' AND said.facts->>'promise_id' = e.facts->>'promise_id'
    AND NOT said.retracts AND NOT EXISTS (SELECT 1 FROM entry newer WHERE newer.supersedes_id = said.id)
) ORDER BY 1
"""


@pytest.fixture
def smiths() -> SmithFamily:
    return smith_family(clock.now() - timedelta(days=80))


def scale(smiths: SmithFamily, goal_id: str, person, value: int, ago: int, enough: int | None = None):
    on = clock.today() - timedelta(days=ago)
    told = actions.NewScale(person, value, on, good_enough=enough)
    return actions.scale(
        by=smiths.worker, deed_id=uuid7(), family_id=smiths.family.pk, goal_id=goal_id, told=told, at=clock.now()
    )


def by_hand(smiths: SmithFamily, goal_id: str) -> list[tuple[str, ...]]:
    with scope.acting_as(smiths.worker), connection.cursor() as cursor:
        cursor.execute(BY_HAND, [smiths.family.pk, goal_id])
        return [(name, day_short(day, clock.today()), value, enough) for name, day, value, enough in cursor.fetchall()]


def printed(client, smiths: SmithFamily, goal_id: str) -> list[tuple[str, ...]]:
    """Each row of each person's own table: the name, the day, where they put it, what is good enough."""
    client.force_login(smiths.worker)
    page = Page(client.get(at(smiths, "change", goal_id)).content.decode())
    days = [" ".join(one.text.split()) for one in page.all("th", scope="row")]
    cells = [" ".join(one.text.split()) for one in page.all("td")]
    return [
        (day.rpartition(", ")[2], day.rpartition(", ")[0], value, enough)
        for day, value, enough in zip(days, cells[::2], cells[1::2], strict=True)
    ]


def test_each_persons_scales_over_time_are_those_of_the_entries(client, smiths) -> None:
    first, second = goal(smiths), goal(smiths, words="Nan comes on Sundays")
    with scope.acting_as(smiths.worker):
        version(smiths, first, second, at=clock.now() - timedelta(days=60))
        for it, person, value, ago, enough in (
            (first, smiths.katie, 2, 50, 7), (first, smiths.amy, 0, 50, None), (first, smiths.katie, 5, 20, None),
            (first, smiths.amy, 10, 3, 8), (first, smiths.katie, 4, 3, 6), (second, smiths.katie, 9, 3, None),
        ):  # fmt: skip
            scale(smiths, it.id, person, value, ago, enough)
        mistaken = scale(smiths, first.id, smiths.amy, 1, 1)
        timeline.retract(
            by=smiths.worker, family_id=smiths.family.pk, entry_ids=[mistaken.pk], why="Said of another goal",
            at=clock.now(), deed_id=uuid7(),
        )  # fmt: skip

    shown, found = printed(client, smiths, first.id), by_hand(smiths, first.id)
    assert len(found) == 5
    assert sorted(shown) == sorted(found)
    for name in {row[0] for row in found}:
        assert [row for row in shown if row[0] == name] == [row for row in found if row[0] == name]
    ((name, day, value, _),) = by_hand(smiths, second.id)
    page = client.get(at(smiths, "change", second.id))
    assert f"{name} put it at {value} on {day}" in main(page)


def test_one_scale_is_said_in_words_and_drawn_from_the_second_on(client, smiths) -> None:
    it = goal(smiths)
    client.force_login(smiths.worker)
    with scope.acting_as(smiths.worker):
        version(smiths, it, at=clock.now() - timedelta(days=60))
        scale(smiths, it.id, smiths.katie, 4, 9, 7)
    where, picture = at(smiths, "change", it.id), "’s own line"

    once = client.get(where)
    assert "7 would be good enough. A line can be drawn from the second time on." in main(once)
    assert picture not in once.content.decode()

    with scope.acting_as(smiths.worker):
        scale(smiths, it.id, smiths.katie, 5, 2)
    twice = client.get(where)
    assert picture in twice.content.decode()
    assert "from the second time on" not in main(twice)


LATE_BY_HAND = """
SELECT count(*) FROM entry e WHERE e.family_id = %s AND e.kind = 'plans.action_agreed' AND NOT e.retracts
AND NOT EXISTS (SELECT 1 FROM entry newer WHERE newer.supersedes_id = e.id)
AND (e.facts->>'due_on')::date < %s
AND NOT EXISTS (SELECT 1 FROM entry d WHERE d.kind = 'plans.action_done' AND d.family_id = e.family_id
    AND d.facts->>'promise_id' = e.facts->>'promise_id' AND NOT d.retracts
    AND NOT EXISTS (SELECT 1 FROM entry newer WHERE newer.supersedes_id = d.id))
"""


def late_by_hand(smiths: SmithFamily) -> int:
    with scope.acting_as(smiths.worker), connection.cursor() as cursor:
        cursor.execute(LATE_BY_HAND, [smiths.family.pk, clock.today()])
        return int(cursor.fetchone()[0])


def late_beside_the_family(smiths: SmithFamily) -> int:
    with scope.acting_as(smiths.worker):
        return hooks.plan_beside_the_family(family_id=smiths.family.pk, user=smiths.worker, at=clock.now()).values[
            "late"
        ]


def test_what_is_late_beside_the_family_is_as_much_as_the_entries_say(smiths) -> None:
    agreed_on = clock.today() - timedelta(days=20)
    days = [-10, -3, -1, 0, 5]
    with scope.acting_as(smiths.worker):
        agreed = actions.agree_actions(
            by=smiths.worker, deed_id=uuid7(), family_id=smiths.family.pk, on=agreed_on, at=clock.now(),
            actions=[
                NewAction(f"Ring {number}", Doer("Paula", user_id=smiths.worker.pk), clock.today() + timedelta(days=to))
                for number, to in enumerate(days)
            ],
        )  # fmt: skip
    assert late_beside_the_family(smiths) == late_by_hand(smiths) == 3

    with scope.acting_as(smiths.worker):
        actions.finish_action(
            by=smiths.worker, deed_id=uuid7(), family_id=smiths.family.pk, action=agreed[0].pk, how="done",
            on=clock.today(), words="", at=clock.now(),
        )  # fmt: skip
        timeline.retract(
            by=smiths.worker, family_id=smiths.family.pk, entry_ids=[agreed[1].pk], why="Wrong family",
            at=clock.now(), deed_id=uuid7(),
        )  # fmt: skip
    assert late_beside_the_family(smiths) == late_by_hand(smiths) == 1


def moved(smiths: SmithFamily, late: date, later: date) -> None:
    """What an agency promised for a day that has passed, and then for another."""
    before = clock.now() - SOME_TIME_AGO
    promise(smiths, Promise("p1", "Riverside Homes", "Mend the door", late.isoformat()), at=before)
    in_force(smiths, version(smiths, goal(smiths, steps=()), at=before), on=before.date(), at=before)
    (line,) = queries.open_actions(smiths.family.pk, smiths.worker)
    actions.finish_action(
        by=smiths.worker, deed_id=uuid7(), family_id=smiths.family.pk, action=line.entry_id, how="not_done",
        on=clock.today(), words="They had no glass", at=clock.now(), again_by=later,
    )  # fmt: skip


def test_a_promise_that_was_moved_is_due_by_the_day_it_was_moved_to_in_every_list(smiths) -> None:
    late, later = clock.today() - timedelta(days=3), clock.today() + timedelta(days=9)
    with scope.acting_as(smiths.worker):
        moved(smiths, late, later)
        with connection.cursor() as cursor:
            cursor.execute(PROMISED, [smiths.family.pk])
            by_hand = [day for (day,) in cursor.fetchall()]
        still = queries.open_actions(smiths.family.pk, smiths.worker)
        computed = timeline_queries.what_is_due(smiths.family.pk, smiths.worker, clock.now())
        stored = timeline_queries.due_for_user(smiths.worker, clock.now())
        next_ones = timeline_queries.next_due_of([smiths.family.pk], smiths.worker, clock.now(), most=9)
    assert by_hand == [later.isoformat()]
    assert [each.by_when for each in still] == [later]
    for lines in (computed, stored, next_ones[smiths.family.pk]):
        assert [(each.due_on, each.state) for each in lines if each.source == "action"] == [(later, "due")]
    assert queries.counted(still, clock.today())["late"] == 0


def test_the_plan_says_by_when_a_promise_was_moved_to(client, smiths) -> None:
    late, later = clock.today() - timedelta(days=3), clock.today() + timedelta(days=9)
    with scope.acting_as(smiths.worker):
        moved(smiths, late, later)
    client.force_login(smiths.worker)
    shown = main(client.get(at(smiths, "plan")))
    assert f"By {day_long(later)}" in shown
    assert f"By {day_long(late)}" not in shown
