"""Between them the demonstration families show every stage of the way, every state of a bulb, and a week like any."""

import re
from collections.abc import Iterator
from datetime import date, timedelta

import pytest
from django.db import connection

from alongside.access import queries as access
from alongside.access import scope
from alongside.access.models import User
from alongside.desk.queries import team_day
from alongside.desk.queries.cards import by_name, cards
from alongside.kit import clock
from alongside.people import queries as people
from alongside.timeline import queries as timeline
from alongside.timeline.models import Entry
from tests.demonstration import demonstration

DAY = date(2026, 11, 25)
STAGES = {"referral", "referral_meeting", "assessment", "first_review", "support", "reviews", "closure"}
BESIDE = {"child_protection_conference", "core_group", "family_group_conference"}
OF_THE_AIDS = {
    "aids.difference_seen", "aids.barrier_named", "aids.barrier_looked_at", "aids.looked_at", "aids.answered",
    "aids.stage_moved", "aids.stuck", "aids.talked_through",
}  # fmt: skip


PLACEHOLDER = re.compile(
    r"lorem|ipsum|\basdf|\bxxx|^\W*test(ing|s)?\W*\d*\W*$"
    r"|\btest (family|child|person|parent|user|visit|note|entry)\b",
    re.IGNORECASE,
)


@pytest.fixture(scope="module")
def manager(django_db_setup, django_db_blocker) -> Iterator[User]:
    """Who sees every family of a demonstration loaded on an ordinary Wednesday."""
    with django_db_blocker.unblock(), demonstration(DAY):
        yield next(user for user in access.demonstration_accounts() if user.name == "Denise Abara")


@pytest.fixture(scope="module")
def shown(manager, django_db_blocker):
    """Every family as it stands in the manager's lists, by its name."""
    with django_db_blocker.unblock(), scope.acting_as(manager):
        return {card.name.split()[-2]: card for card in cards(list(by_name(manager)), manager, clock.now())}


def asked(manager: User, sql: str) -> list[tuple]:
    with scope.acting_as(manager), connection.cursor() as cursor:
        cursor.execute(sql)
        return cursor.fetchall()


def test_some_family_stands_at_every_stage_of_the_way(manager, shown):
    with scope.acting_as(manager):
        stages = timeline.stages_of([card.family_id for card in shown.values()], manager)
    assert {stage.stage_id for stage in stages.values()} == STAGES


def test_a_bulb_of_every_state_is_shown_and_kerrys_became_brighter(manager, shown):
    states = {child.bulb.state for card in shown.values() for child in card.children if child.bulb}
    assert states == {"cannot_tell", "dark", "glowing", "lit"}
    kerry = next(child for child in shown["Williams"].children if child.name == "Kerry")
    assert kerry.bulb.state == "lit"
    sql = """SELECT facts->>'state' FROM entry WHERE kind = 'aids.looked_at' AND subtype = 'bulb'
             AND facts->>'name' LIKE 'Kerry%' ORDER BY happened_on"""
    assert [state for (state,) in asked(manager, sql)] == ["dark", "glowing", "lit"]


def test_conferences_and_core_groups_are_meetings_of_their_own_kind(manager):
    sql = "SELECT DISTINCT subtype FROM entry WHERE kind IN ('meetings.held', 'meetings.planned')"
    assert {subtype for (subtype,) in asked(manager, sql)} >= BESIDE


def test_every_deed_of_the_aids_is_told(manager):
    told = {kind for (kind,) in asked(manager, "SELECT DISTINCT kind FROM entry WHERE kind LIKE 'aids.%'")}
    assert told >= OF_THE_AIDS, OF_THE_AIDS - told


def test_a_plan_of_a_conference_began_and_one_ended(manager, shown):
    with scope.acting_as(manager):
        kerry, lily = (
            [
                (line.value, line.until is None)
                for line in people.facts_of(shown[name].family_id, manager, ended=True)
                if line.kind == "legal_status"
            ]
            for name in ("Williams", "Sadler")
        )
    assert kerry == [("child_protection", True)]
    assert lily == [("child_in_need", True), ("child_protection", False)]


def test_something_is_late_something_due_this_week_and_something_with_the_manager(manager):
    with scope.acting_as(manager):
        lines = timeline.due_for_user(manager, clock.now(), limit=1000)
        page = team_day(manager, at=clock.now())
    week = DAY + timedelta(days=7)
    late = {line.family_name for line in lines if line.state == "late"}
    soon = {line.family_name for line in lines if line.state != "late" and line.due_on <= week}
    assert len(late) >= 3
    assert len(soon) >= 3
    assert page.to_look_at


def test_workers_have_uneven_loads_and_forms_they_began(manager):
    sql = """SELECT u.name, count(*) FROM helper h JOIN "user" u ON u.id = h.user_id
             WHERE h.role = 'key_worker' AND upper(h.during) IS NULL GROUP BY u.name"""
    loads = dict(asked(manager, sql))
    assert len(set(loads.values())) >= 3, loads
    for name in ("Marcus Bell", "Leah Grant"):
        worker = next(user for user in access.demonstration_accounts() if user.name == name)
        with scope.acting_as(worker):
            assert access.drafts_of(worker, at=clock.now())


def test_nothing_is_called_a_test(manager):
    sql = """SELECT body FROM entry_text UNION ALL SELECT sentence FROM entry UNION ALL SELECT name FROM family
             UNION ALL SELECT name FROM person_known_as UNION ALL SELECT value FROM person_fact
             UNION ALL SELECT name FROM "user" """
    told = [words for (words,) in asked(manager, sql)]
    assert len(told) > 1000
    assert [words for words in told if PLACEHOLDER.search(words)] == []


@pytest.mark.parametrize("words", ["test", "Test 2", "A test family", "testing", "Lorem ipsum", "xxx"])
def test_what_is_only_there_to_try_something_out_is_found(words):
    assert PLACEHOLDER.search(words)
    assert not PLACEHOLDER.search("An eye test at school. The test of a plan is a Tuesday.")


def test_what_is_on_the_record_was_recorded_in_the_order_in_which_it_happened(manager):
    with scope.acting_as(manager):
        late = [
            (entry.kind, entry.happened_on, entry.recorded_at)
            for entry in Entry.objects.live().filter(
                supersedes=None,
                strand__continues=None,
                family__name__in=["Hartley", "Williams", "Bexon", "Sadler", "Doyle"],
            )
            if not timedelta(0) <= clock.london_day(entry.recorded_at) - entry.happened_on <= timedelta(days=2)
        ]
    assert not late, "\n".join(map(str, late))
