"""A manager at eight in the morning: who works with whom, each number opening to the names behind it."""

from datetime import timedelta
from uuid import UUID

import pytest
from django.db import connection
from django.urls import reverse

from alongside.access import scope
from alongside.desk import queries
from alongside.desk.queries import TeamPage
from alongside.desk.tests.factories import add_families, at_work, one_visit, pathway, person
from alongside.desk.tests.test_cost import asked
from alongside.desk.tests.test_news import by_manager
from alongside.kit import clock
from alongside.kit.ids import uuid7
from alongside.kit.tests.markup import Page
from alongside.plans import actions as plans
from alongside.plans.rules import Doer, NewAction
from alongside.timeline import actions as timeline
from alongside.timeline.models import Due, Entry
from alongside.timeline.rules import Happened, Nature, NewEntry, Part

pytestmark = pytest.mark.django_db
TEAM = "/team/"
BY_HAND = """
WITH live AS (SELECT e.* FROM entry e WHERE NOT e.retracts
  AND NOT EXISTS (SELECT 1 FROM entry newer WHERE newer.supersedes_id = e.id))
SELECT
  (SELECT count(*) FROM helper WHERE role = 'key_worker' AND user_id = %(worker)s AND during @> %(now)s),
  (SELECT coalesce(sum(minutes), 0) FROM live WHERE nature = 'process' AND minutes > 0
    AND (SELECT first.recorded_by_id FROM entry first WHERE first.strand_id = live.strand_id ORDER BY first.id LIMIT 1)
      = %(worker)s
    AND happened_to BETWEEN %(today)s::date - 6 AND %(today)s AND EXISTS (SELECT 1 FROM entry_about a
      WHERE a.entry_id = live.id AND a.part IN ('seen', 'seen_alone', 'present', 'with'))),
  (SELECT count(*) FROM due WHERE source = 'clock' AND NOT on_hold AND due_at < %(now)s),
  (SELECT count(*) FROM due WHERE source = 'action' AND NOT on_hold AND due_on < %(today)s)
"""


def put_right_by_manager(one, deed_id: UUID, *, minutes: int) -> None:
    """How long a visit took is put right by somebody who was not there."""
    with scope.acting_as(one.manager):
        visit = Entry.objects.get(deed_id=deed_id, minutes__gt=0)
        again = NewEntry(
            visit.kind, Nature(visit.nature), visit.facts, [(person(one, "Amy Smith"), Part.SEEN_ALONE)],
            subtype=visit.subtype, minutes=minutes, supersedes_id=visit.pk,
        )  # fmt: skip
        timeline.record(
            by=one.manager, deed_id=uuid7(), family_id=one.family_id, involvement_id=visit.involvement_id,
            happened=Happened.day(visit.happened_on), entries=[again], at=clock.now(),
        )  # fmt: skip


def page_of(one, **asked_for: str) -> TeamPage:
    with scope.acting_as(one.manager):
        return queries.team_page(one.manager, at=clock.now(), **asked_for)


def test_each_number_is_what_hand_written_sql_counts_and_opens_to_names(client) -> None:
    one = pathway()
    for _ in range(3):
        add_families(one, 1)
        one_visit(one)
    one_visit(one, days_ago=6)
    one_visit(one, days_ago=7)
    by_manager(one)
    put_right_by_manager(one, one_visit(one, days_ago=5), minutes=70)

    (row,) = page_of(one).workers

    with scope.acting_as(one.manager), connection.cursor() as cursor:
        cursor.execute(BY_HAND, {"worker": one.worker.pk, "now": clock.now(), "today": clock.today()})
        families, minutes, late, promised = cursor.fetchone()
    assert (len(row.families), row.minutes, len(row.late_steps)) == (families, minutes, late)
    assert len(row.late_promises) == promised
    assert (len(row.sessions), row.minutes) == (5, 4 * 55 + 70)
    assert late > 0
    client.force_login(one.manager)
    page = Page(client.get(TEAM).content.decode())
    opened = [a["href"] for a in page.all("a") if "/families/" in a["href"]]
    assert {reverse("timeline:entry", args=[each.family_id, each.entry_id]) for each in row.sessions} <= set(opened)
    for address in set(opened):
        assert client.get(address).status_code == 200


def test_what_is_late_is_the_same_on_a_managers_first_page_and_on_the_teams(client) -> None:
    one = pathway()
    add_families(one, 2)
    with scope.acting_as(one.manager):
        step = Due.objects.filter(source="clock", due_on__lt=clock.today()).first()
        Due.objects.filter(pk=step.pk).update(source="action", source_id="visits.action/x", due_at=None)
        # Due earlier today by the hour: late on both pages.
        Due.objects.filter(source="clock", due_on__gt=clock.today()).update(due_on=clock.today(), due_at=clock.now())
        found = queries.team_day(one.manager, at=clock.now() + timedelta(minutes=1))
        page = queries.team_page(one.manager, at=clock.now() + timedelta(minutes=1))
    (row,) = page.workers
    counted = len(row.late_steps) + len(row.late_promises) + len(page.late_besides)
    assert len(found.late) == counted
    assert (len(row.late_promises), found.due_today) == (1, ())
    client.force_login(one.manager)
    for address in (TEAM, "/"):
        assert "Late are steps of ours whose day has passed, and promises" in client.get(address).content.decode()


def test_a_late_promise_is_told_in_its_words_and_leads_to_them(client) -> None:
    one = at_work()
    late = NewAction("Ring the school about a quiet room", Doer(one.worker.name, user_id=one.worker.pk), clock.today())
    one.act(one.worker, plans.agree_actions, actions=[late], on=clock.today())
    with clock.travel(clock.now() + timedelta(days=2)):
        ((said,),) = (row.late_promises for row in page_of(one).workers)
        assert said.words == "Ring the school about a quiet room, Smith family"
        client.force_login(one.manager)
        where = reverse("timeline:entry", args=[said.family_id, said.entry_id])
        assert f'href="{where}"' in client.get(TEAM).content.decode()


def test_a_late_follow_up_of_a_closed_family_stands_on_a_managers_first_page_and_on_the_teams() -> None:
    one = pathway()
    _, closed = add_families(one, 2)
    one.close()
    at = clock.now() + timedelta(days=200)
    step = "Ask how the family is getting on"
    assert [each.line.name for each in first_page(one, at).late if each.line.family_id == closed] == [step]
    with scope.acting_as(one.manager):
        page = queries.team_page(one.manager, at=at)
    assert closed not in {each.family_id for each in page.workers[0].families}
    assert [(each.words, each.family_id) for each in page.late_besides] == [(f"{step}, Smith family", closed)]


def first_page(one, at) -> queries.TeamDay:
    with scope.acting_as(one.manager):
        return queries.team_day(one.manager, at=at)


def test_who_keeps_in_touch_after_the_end_has_the_family_on_their_page_while_nothing_is_due() -> None:
    one = pathway()
    add_families(one, 1)
    one.close(follow_up_by=one.manager)
    with scope.acting_as(one.manager):
        Due.objects.filter(family_id=one.family_id).delete()
    assert [each.card.family_id for each in first_page(one, clock.now()).families] == [one.family_id]


def test_what_is_on_hold_is_late_for_nobody() -> None:
    one = at_work()
    with scope.acting_as(one.manager):
        step = Due.objects.filter(source="clock", due_on__lt=clock.today()).first()
        late = queries.team_day(one.manager, at=clock.now()).late
        Due.objects.filter(pk=step.pk).update(on_hold=True)
    left = len(late) - 1
    assert len(first_page(one, clock.now()).late) == left
    (row,) = page_of(one).workers
    assert len(row.late_steps) == left


def test_children_whom_no_help_reached_stand_by_name(client) -> None:
    one = at_work()
    dark = page_of(one).dark
    ages = {each.name.partition(",")[0] for each in dark}
    assert ages == {"Amy", "Liam"}
    assert {each.worker for each in dark} == {one.worker.name}


@pytest.mark.parametrize(("days", "named"), [("", 0), ("3", 1), ("4", 0), ("0", 1), ("-3", 0), ("a lot", 0)])
def test_a_family_nobody_heard_of_for_so_many_days_is_named(days: str, named: int) -> None:
    one = at_work()
    one_visit(one, days_ago=3)
    assert len(page_of(one, gap=days).quiet) == named


def test_a_family_that_was_never_met_comes_first() -> None:
    one = at_work()
    one_visit(one, days_ago=20)
    met = one.family_id
    add_families(one, 1)
    quiet = page_of(one).quiet
    assert [(each.family_id, each.days) for each in quiet] == [(one.family_id, None), (met, 20)]


def test_more_families_than_the_model_finds_usual_is_said() -> None:
    one = pathway()
    add_families(one, 5)
    assert not page_of(one).workers[0].over
    add_families(one, 1)
    assert page_of(one).workers[0].over


def test_a_family_is_named_until_its_work_has_ended() -> None:
    one = pathway()
    add_families(one, 2)
    families = {each.family_id for each in page_of(one).workers[0].families}
    one.close()
    assert {each.family_id for each in page_of(one).workers[0].families} == families - {one.family_id}
    assert page_of(one).unallocated == ()


def test_the_page_is_a_managers_alone(client) -> None:
    one = at_work()
    client.force_login(one.worker)
    assert client.get(TEAM).status_code == 404


def test_it_asks_as_much_for_six_families_as_for_two(client) -> None:
    one = pathway()
    add_families(one, 2)
    one_visit(one)
    few = asked(client, one.manager, TEAM)
    add_families(one, 4)
    one_visit(one, days_ago=1)
    assert asked(client, one.manager, TEAM) == few
