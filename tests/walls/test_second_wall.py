"""The database shows each onlooker, in plain SQL as the application's role, the rows that `sight` says and no others;
and each single policy is needed for it.

ASVS 5.0: 8.2.2, 8.2.3, 8.3.1.
"""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, datetime
from typing import Any

import psycopg
import pytest
from django.conf import settings
from psycopg.rows import dict_row

from tests.demonstration import made_on
from tests.sessions import database_apart
from tests.walls import sight
from tests.walls.planted import plant
from tests.walls.sight import Onlooker, Record

DAY = date(2026, 11, 25)
READ = ("person", "principal", "team_member", "user", *sight.SEEN)


@pytest.fixture(scope="module")
def server(django_db_setup, django_db_blocker) -> Iterator[tuple[psycopg.Connection[Any], datetime]]:
    """A superuser's connection to the demonstration with what it lacks planted into it, and the moment it stands at."""
    worker = os.environ.get("PYTEST_XDIST_WORKER", "main")
    with django_db_blocker.unblock(), made_on(DAY) as (made, at), database_apart(f"test_walls_{worker}", made) as name:
        address = os.environ["ALONGSIDE_TEST_ADMINISTRATOR"]
        with psycopg.connect(address, dbname=name, row_factory=dict_row) as connection:
            plant(connection, at)
            connection.commit()
            yield connection, at
            connection.rollback()


@pytest.fixture(scope="module")
def record(server) -> Record:
    connection, _ = server
    return Record({table: connection.execute(f'SELECT * FROM "{table}"').fetchall() for table in READ})


@pytest.fixture(scope="module")
def onlookers(server, record) -> dict[str, Onlooker]:
    """Everybody who signs in, by name; and a transaction that nobody opened."""
    _, at = server
    found = {user["sign_in_name"]: sight.onlooker(record, user, at) for user in record["user"]}
    return {"nobody": Onlooker(None), **found}


@contextmanager
def as_application(connection, who: Onlooker, at: datetime) -> Iterator[None]:
    """A transaction that was opened for somebody, as the role that serves requests; taken back."""
    with connection.transaction(force_rollback=True):
        connection.execute(f"SET LOCAL ROLE {settings.DATABASE_ROLES.application}")
        if who.user is not None:
            connection.execute("SELECT open_families(%s, %s)", [who.user, at])
        yield


def shown(connection, table: str) -> set[object]:
    return {row["id"] for row in connection.execute(f'SELECT id FROM "{table}"')}


def walled(connection) -> set[str]:
    """Every table with row policies for the application that it may read."""
    rows = connection.execute(
        "SELECT DISTINCT tablename FROM pg_policies WHERE schemaname = 'public' AND %s = ANY (roles) "
        "AND has_table_privilege(%s, to_regclass('public.' || quote_ident(tablename)), 'SELECT')",
        [settings.DATABASE_ROLES.application] * 2,
    )
    return {row["tablename"] for row in rows}


def test_every_table_with_row_policies_says_here_who_sees_it(server) -> None:
    connection, _ = server
    assert walled(connection) == set(sight.SEEN)


def test_plain_sql_shows_each_onlooker_what_they_may_see_and_nothing_else(server, record, onlookers) -> None:
    connection, at = server
    wrong = {}
    for name, who in onlookers.items():
        with as_application(connection, who, at):
            for table in sight.SEEN:
                difference = shown(connection, table) ^ sight.visible(record, table, who)
                if difference:
                    wrong[name, table] = len(difference), next(iter(difference))
    assert wrong == {}


def test_the_walk_is_not_empty(record, onlookers) -> None:
    """Of every table somebody sees a row, and somebody who sees families does not see all of it."""
    for table in sight.SEEN:
        seen = [len(sight.visible(record, table, who)) for who in onlookers.values() if who.families]
        assert min(seen) < len(record[table]), table
        assert max(seen) > 0, table


def policies(connection, *commands: str) -> list[tuple[str, str]]:
    rows = connection.execute(
        "SELECT tablename, policyname FROM pg_policies WHERE schemaname = 'public' AND %s = ANY (roles) "
        "AND cmd = ANY (%s) AND tablename = ANY (%s) ORDER BY 1, 2",
        [settings.DATABASE_ROLES.application, list(commands), list(sight.SEEN)],
    )
    return [(row["tablename"], row["policyname"]) for row in rows]


@contextmanager
def without(connection, table: str, policy: str) -> Iterator[None]:
    """The same database with one policy less."""
    with connection.transaction(force_rollback=True):
        connection.execute(f'DROP POLICY "{policy}" ON "{table}"')
        yield


def test_no_row_policy_can_be_spared(server, record, onlookers) -> None:
    """Whichever is dropped, somebody is shown what they may not see, or no longer what they may."""
    connection, at = server
    expected = {
        table: {name: sight.visible(record, table, who) for name, who in onlookers.items()} for table in sight.SEEN
    }
    spared = []
    for table, policy in policies(connection, "ALL", "SELECT"):
        with without(connection, table, policy):
            for name, who in onlookers.items():
                with as_application(connection, who, at):
                    if shown(connection, table) != expected[table][name]:
                        break
            else:
                spared.append((table, policy))
    assert spared == []
