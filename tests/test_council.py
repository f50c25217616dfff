"""Fifty families both ways: told by the actions one by one, and written set-wise as a council is for the bench."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

import psycopg
import pytest
from django.conf import settings
from django.contrib.auth import get_user_model

from alongside.access import scope
from alongside.kit import clock
from alongside.timeline import actions as timeline
from alongside.timeline.models import Due
from bench.council import NotTheOwner, Wanted, Work, populate
from bench.council.casts import Cast, used
from bench.council.checking import broken_keys, disabled_triggers, unchecked_constraints
from bench.council.filling import tale_of
from bench.council.sets import tell_all
from bench.council.told import read
from bench.measure import connected_to
from bench.place import administrator
from tests.database import clone, drop
from tests.service import address_of

TODAY = date(2026, 11, 19)
WANTED = Wanted(
    50, families_a_worker=6, waiting_a_worker=26, ended_a_worker=18, families_a_batch=20, today=TODAY,
    tales="both ways",
)  # fmt: skip
DEEDS = """
    SELECT family_id, array_agg(kinds ORDER BY at, kinds) FROM (
        SELECT family_id, min(recorded_at) AS at,
               string_agg(concat_ws(' ', kind, subtype, nature, audience), ', ' ORDER BY id) AS kinds
        FROM entry GROUP BY family_id, deed_id
    ) deed GROUP BY family_id
"""
ACCESS = """
    SELECT a.family_id, array_agg(concat_ws(' ', a.level, a.basis, p.kind, upper_inf(a.during), a.helper_id IS NULL)
                                  ORDER BY a.level, a.basis, p.kind, upper_inf(a.during))
    FROM family_access a JOIN principal p ON p.id = a.principal_id GROUP BY a.family_id
"""
DUE = """
    SELECT family_id, array_agg(concat_ws(' ', source, split_part(source_id, '/', 1), name, on_hold)
                                ORDER BY source, name) FROM due GROUP BY family_id
"""


@dataclass(frozen=True, slots=True)
class BothWays:
    """A database of the told families, one of those written from them, and which of the told each is written from."""

    told: str
    made: str
    casts: list[Cast]
    numbers: list[int]

    def tale(self, family_id: int) -> int:
        """The number of the told family that a written one follows."""
        cast, _ = tale_of(WANTED, WANTED.place(family_id), self.casts)
        return self.numbers[next(nth for nth, each in enumerate(self.casts) if each is cast)]


@pytest.fixture(scope="module")
def both(django_db_setup: None, django_db_blocker: pytest.FixtureRequest) -> Iterator[BothWays]:
    """Fifty families told by the actions, and fifty written from them as the owner, every key checked."""
    told, made = (f"{settings.DATABASES['default']['NAME']}_{way}" for way in ("told", "made"))
    for name in (told, made):
        clone(name)
    with django_db_blocker.unblock(), connected_to(told):
        tales = tell_all(WANTED.tales, TODAY)
    with psycopg.connect(administrator(told)) as connection:
        found = [(tale.family_id, tale.told.standing, tale.told.days) for tale in tales]
        casts = read(connection, found, TODAY)
    populate(Work(owner(made), WANTED, casts), say=nothing)
    yield BothWays(told, made, casts, [number for number, _, _ in found])
    for name in (told, made):
        drop(name)


def nothing(_line: str) -> None:
    """Tests say nothing."""


def owner(database: str) -> str:
    """The address of the owner of the tables."""
    return address_of(database, "DATABASE_OWNER_URL")


def asked(database: str, query: str) -> dict[Any, Any]:
    """The rows of a query of two columns."""
    with psycopg.connect(administrator(database)) as connection:
        return dict(connection.execute(query).fetchall())


@pytest.mark.parametrize("what", [DEEDS, ACCESS, DUE], ids=["deeds", "access", "due"])
def test_what_is_written_is_as_the_actions_leave_it(both: BothWays, what: str) -> None:
    told, made = asked(both.told, what), asked(both.made, what)
    assert made.keys() >= {1, WANTED.families} or what == DUE
    for family_id in range(1, WANTED.families + 1):
        assert made.get(family_id) == told.get(both.tale(family_id)), family_id


def test_the_same_tables_are_filled(both: BothWays) -> None:
    filled = {database: filled_tables(database) for database in (both.told, both.made)}
    # What a page leaves when somebody looks is left by no action.
    assert filled[both.made] - filled[both.told] == {"read_log"}
    assert not filled[both.told] - filled[both.made]
    assert {"entry", "due", "family_access", "referral"} <= set(used(both.casts))


def filled_tables(database: str) -> set[str]:
    with psycopg.connect(administrator(database)) as connection:
        # What the logs of changes hold is made by triggers, and each log lies in its months.
        names = connection.execute(
            "SELECT tablename FROM pg_tables WHERE schemaname = 'public' AND tablename !~ '^(change_log|read_log_)'"
        ).fetchall()
        return {name for (name,) in names if connection.execute(f'SELECT 1 FROM "{name}" LIMIT 1').fetchone()}


def test_everything_that_is_written_points_to_something(both: BothWays) -> None:
    with psycopg.connect(administrator(both.made)) as connection:
        assert broken_keys(connection) == {}
        assert disabled_triggers(connection) == []
        assert unchecked_constraints(connection) == []


def test_a_row_that_points_nowhere_is_found(both: BothWays) -> None:
    with psycopg.connect(administrator(both.made)) as connection:
        connection.execute("SET LOCAL session_replication_role = replica")
        connection.execute("DELETE FROM involvement WHERE family_id = 1")
        assert any(name.startswith("entry_involvement") for name in broken_keys(connection))
        connection.rollback()


def test_nothing_that_is_due_changes_when_it_is_computed_anew(
    both: BothWays, django_db_blocker: pytest.FixtureRequest
) -> None:
    at = clock.at(TODAY, 9)
    with django_db_blocker.unblock(), connected_to(both.made), clock.travel(at):
        manager = get_user_model().objects.get(sign_in_name="manager.1")
        with scope.acting_as(manager, at=at):
            stored = due_now()
            for family_id in range(1, WANTED.families + 1):
                timeline.refresh_due(by=manager, family_id=family_id, at=at)
            anew = due_now()
    assert anew.keys() == stored.keys()
    changed = [(row["source_id"], name) for key, row in stored.items() for name in row if row[name] != anew[key][name]]
    assert changed == []
    assert len(stored) > 20


def due_now() -> dict[Any, dict[str, Any]]:
    return {row["id"]: row for row in Due.objects.values()}


def test_no_token_of_a_tale_is_left_in_what_is_written(both: BothWays) -> None:
    left = r"SELECT '{0}', count(*) FROM {0} WHERE {0}::text ~ '\m[Zz][nspwga][a-z]+z\M'"
    for table in used(both.casts):
        assert asked(both.made, left.format(table)) == {table: 0}


def test_a_council_begun_again_has_the_same_rows_once(both: BothWays) -> None:
    again = f"{both.made}_again"
    clone(again)
    try:
        work = Work(administrator(again), WANTED, both.casts, trusting=True)
        populate(work, stop_after=2, say=nothing)
        assert asked(again, "SELECT 1, count(*) FROM family") == {1: 2 * WANTED.families_a_batch}
        for _ in range(2):
            populate(work, say=nothing)
        looked = "SELECT family_id, count(*) FROM read_log GROUP BY 1"
        assert asked(again, looked) == asked(both.made, looked)
        for table in (*used(both.casts), "team", "agency"):
            rows = f"SELECT '{table}', md5(string_agg(t::text, ' ' ORDER BY id)) FROM {table} t"
            assert asked(again, rows) == asked(both.made, rows), table
    finally:
        drop(again)


def test_the_role_that_serves_requests_writes_no_council(both: BothWays) -> None:
    with pytest.raises(NotTheOwner):
        populate(Work(address_of(both.made), WANTED, both.casts))
    with psycopg.connect(address_of(both.made)) as connection, pytest.raises(psycopg.errors.InsufficientPrivilege):
        connection.execute("INSERT INTO strand (id, family_id, audience) VALUES (gen_random_uuid(), 1, 'team')")
