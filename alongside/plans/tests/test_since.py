"""A review begins with what changed since the last one, and every number equals a count of the entries."""

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest
from django.db import connection

from alongside.access import scope
from alongside.kit.clock import at
from alongside.kit.ids import uuid7
from alongside.kit.refusals import NotAllowed
from alongside.people import actions as people
from alongside.plans import actions, queries
from alongside.plans.tests.factories import goal, in_force, step, version
from alongside.timeline import actions as timeline_actions
from alongside.timeline.rules import Audience, Happened, Nature, NewEntry, NewText, Part
from alongside.timeline.tests.factories import DAY, SmithFamily, account, smith_family

pytestmark = pytest.mark.django_db
REVIEW, TODAY = DAY + timedelta(days=10), DAY + timedelta(days=52)
NOW = at(TODAY)
LIVE = """
FROM entry e WHERE e.family_id = %s AND e.happened_on > %s AND e.happened_on <= %s AND NOT e.retracts
AND NOT EXISTS (SELECT 1 FROM entry newer WHERE newer.supersedes_id = e.id)
"""


@pytest.fixture
def smiths() -> SmithFamily:
    return smith_family()


def since(smiths: SmithFamily):
    return queries.since_last_review(smiths.family.pk, smiths.worker, REVIEW, NOW)


def counted(smiths: SmithFamily, what: str, more: str = "", *values: Any) -> Any:
    """What hand-written SQL says of the same days."""
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {what} {LIVE} {more}", [smiths.family.pk, REVIEW, TODAY, *values])
        return cursor.fetchone()[0]


def visit(smiths: SmithFamily, day: date, minutes: int, part: Part = Part.SEEN):
    entry = NewEntry("visits.visit", Nature.PROCESS, {"place": "Home"}, [(smiths.amy, part)], subtype="safety",
                     minutes=minutes)  # fmt: skip
    return timeline_actions.record(
        by=smiths.worker, deed_id=uuid7(), happened=Happened.day(day), at=NOW, entries=[entry], **smiths.where
    )[0]


def says(smiths: SmithFamily, child, day: date):
    entry = NewEntry("visits.child_said", Nature.VOICE, {"name": "Amy"}, [(child, Part.SAID)],
                     [NewText("words", "Can Nan come?", child)])  # fmt: skip
    return timeline_actions.record(
        by=smiths.worker, deed_id=uuid7(), happened=Happened.day(day), at=NOW, entries=[entry], **smiths.where
    )[0]


def scale(smiths: SmithFamily, goal_id: str, person, value: int, day: date):
    told = actions.NewScale(person, value, day)
    return actions.scale(
        by=smiths.worker, deed_id=uuid7(), family_id=smiths.family.pk, goal_id=goal_id, told=told, at=NOW
    )


def finish(smiths: SmithFamily, line, how: str, day: date):
    return actions.finish_action(
        by=smiths.worker, deed_id=uuid7(), family_id=smiths.family.pk, action=line.entry_id, how=how, on=day, words="",
        at=NOW,
    )  # fmt: skip


def test_hours_are_counted_from_the_visits_of_those_days_beside_the_models_figures(smiths):
    with scope.acting_as(smiths.worker):
        for day, minutes in ((REVIEW, 600), (REVIEW + timedelta(days=1), 90), (TODAY, 125)):
            visit(smiths, day, minutes)
        wrong = visit(smiths, TODAY - timedelta(days=3), 240)
        timeline_actions.retract(
            by=smiths.worker, family_id=smiths.family.pk, entry_ids=[wrong.pk], why="Another family", at=NOW,
            deed_id=uuid7(),
        )  # fmt: skip
        found = since(smiths)
        minutes = "AND e.nature = 'process' AND e.minutes > 0"
        assert found.hours.minutes == counted(smiths, "sum(e.minutes)", minutes) == 215
        assert found.hours.sessions == counted(smiths, "count(*)", minutes) == 2
        assert found.hours.hours_a_week == round(215 / 60 / 6, 1)
        assert found.dose.hours_a_week == 6
        assert [each.value for each in found.comparators] == [9, 6.8]


def test_time_without_the_family_is_no_direct_time(smiths):
    with scope.acting_as(smiths.worker):
        visit(smiths, TODAY, 90, Part.MENTIONED)
        assert since(smiths).hours.minutes == 0


def test_every_child_is_named_with_how_often_they_were_heard(smiths):
    with scope.acting_as(smiths.worker):
        says(smiths, smiths.amy, REVIEW)
        newest = [says(smiths, smiths.amy, TODAY - timedelta(days=days)) for days in (3, 1)]
        found = {voice.name: voice for voice in since(smiths).voices}
        mine = "AND e.nature = 'voice' AND EXISTS (SELECT 1 FROM entry_about a WHERE a.entry_id = e.id AND a.part = 'said' AND a.person_id = %s)"  # noqa: E501
        assert found["Amy"].count == counted(smiths, "count(*)", mine, smiths.amy) == 2
        assert found["Amy"].entry_ids == (newest[1].pk, newest[0].pk)
        assert found["Amy"].last_on == TODAY - timedelta(days=1)
        assert (found["Liam"].count, found["Liam"].last_on) == (counted(smiths, "count(*)", mine, smiths.liam), None)


def test_steps_and_actions_stand_by_what_became_of_them(smiths):
    with scope.acting_as(smiths.worker):
        done, late, later = step(what="Alarm"), step(what="Beds"), step(what="Trip", by_when="2026-12-01")
        it = goal(smiths, steps=(done, late, later))
        in_force(smiths, version(smiths, it), audience=Audience.TEAM)
        lines = {line.what: line for line in queries.actions_of(smiths.family.pk, smiths.worker)}
        finish(smiths, lines["Alarm"], "done", TODAY)
        found = since(smiths)
        assert [each.what for each in found.goals[0].done] == ["Alarm"]
        assert [each.what for each in found.goals[0].not_done] == ["Beds", "Trip"]
        assert [line.what for line in found.actions_late] == ["Beds"]
        assert len(found.actions_done) == counted(smiths, "count(*)", "AND e.kind = 'plans.action_done'") == 1
        open_now = """
            SELECT count(*) FROM entry a WHERE a.family_id = %s AND a.kind = 'plans.action_agreed' AND NOT a.retracts
            AND NOT EXISTS (SELECT 1 FROM entry d WHERE d.kind = 'plans.action_done'
                            AND d.facts->>'promise_id' = a.facts->>'promise_id')
        """
        with connection.cursor() as cursor:
            cursor.execute(open_now, [smiths.family.pk])
            assert len(found.actions_open) == cursor.fetchone()[0] == 2


def test_each_persons_scale_is_set_beside_their_own_at_the_last_review(smiths):
    with scope.acting_as(smiths.worker):
        it = goal(smiths)
        in_force(smiths, version(smiths, it), audience=Audience.TEAM)
        for person, value, day in (
            (smiths.amy, 3, DAY), (smiths.amy, 4, REVIEW), (smiths.amy, 6, TODAY), (smiths.katie, 7, TODAY),
        ):  # fmt: skip
            scale(smiths, it.id, person, value, day)
        amy, katie = since(smiths).goals[0].scales
        assert (amy.name, amy.then.value, amy.now.value, amy.moved) == ("Amy", 4, 6, 2)
        assert (katie.name, katie.then, katie.now.value, katie.moved) == ("Katie", None, 7, None)


def test_clocks_met_since_and_late_now_rest_on_their_entries(smiths):
    def happens(kind: str, day: date):
        return timeline_actions.record(
            by=smiths.worker, deed_id=uuid7(), happened=Happened.day(day), at=NOW,
            entries=[NewEntry(kind, Nature.PROCESS, {"from_name": "Ms T", "name": "Joanne"})], **smiths.where,
        )[0]  # fmt: skip

    with scope.acting_as(smiths.worker):
        referral = happens("pathway.referral_received", DAY)
        happens("pathway.accepted", REVIEW + timedelta(days=2))
        found = since(smiths)
        met = {line.clock_id: line for line in found.clocks_done}
        assert met["allocation_decision"].done_on == REVIEW + timedelta(days=2)
        assert referral.pk in met["allocation_decision"].because
        assert found.clocks_late
        assert all(line.due_on < TODAY for line in found.clocks_late)


def test_a_goal_made_smaller_keeps_its_scales(smiths):
    with scope.acting_as(smiths.worker):
        it = goal(smiths)
        in_force(smiths, version(smiths, it), audience=Audience.TEAM)
        scale(smiths, it.id, smiths.amy, 4, REVIEW)
        smaller = version(smiths, replace(it, smaller_because="Nights are hard"), at=NOW)
        in_force(smiths, smaller, on=TODAY, at=NOW, audience=Audience.TEAM)
        (shown,) = since(smiths).goals
        assert (shown.goal.smaller_because, shown.scales[0].now.value) == ("Nights are hard", 4)


def test_it_is_asked_as_often_for_much_as_for_little(smiths, django_assert_num_queries, django_assert_max_num_queries):
    with scope.acting_as(smiths.worker):
        in_force(smiths, version(smiths, goal(smiths)), audience=Audience.TEAM)
        since(smiths)
        with django_assert_max_num_queries(40) as first:
            since(smiths)
        for days in range(5):
            visit(smiths, TODAY - timedelta(days=days), 60)
            says(smiths, smiths.amy, TODAY - timedelta(days=days))
            people.add_person(by=smiths.worker, family_id=smiths.family.pk, at=NOW, name=f"Tia {days}", role="child")
        with django_assert_num_queries(len(first)):
            since(smiths)


def test_another_family_is_not_there(smiths):
    stranger = account("key_worker")
    with scope.acting_as(stranger), pytest.raises(NotAllowed):
        queries.since_last_review(smiths.family.pk, stranger, REVIEW, NOW)
