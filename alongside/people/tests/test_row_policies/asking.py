"""Asking the database in plain SQL."""

import uuid

import pytest
from django.db import ProgrammingError, connection, transaction

from alongside.access import scope
from alongside.kit import clock
from alongside.people import actions
from alongside.people.tests import factories

KATIE, AMY, LIAM, DEAN = "Katie Smith", "Amy Smith", "Liam Smith", "Dean Hart"
# Every personal table of this room; the tables of rooms above are found in the database.
PEOPLE_TABLES = {
    "family", "person_known_as", "person_fact", "membership", "relationship", "parental_responsibility", "involvement",
    "involvement_model", "helper", "family_access", "family_access_covers", "withholding", "kept_with",
    "person_account",
}  # fmt: skip


def sql(statement, *parameters):
    with connection.cursor() as cursor:
        cursor.execute(statement, parameters)
        return cursor.fetchall() if cursor.description else cursor.rowcount


def personal_tables():
    found = sql(
        """SELECT table_name, column_name FROM information_schema.columns JOIN pg_class c ON c.relname = table_name
           WHERE table_schema = 'public' AND c.relkind IN ('r', 'p') AND c.relrowsecurity
             AND (column_name = 'family_id' OR (table_name = 'family' AND column_name = 'id'))"""
    )
    tables = dict(found)
    assert set(tables) >= PEOPLE_TABLES
    return tables


def seen():
    """How many rows of which families each personal table shows: {table: {family_id: rows}}."""
    readable = {table: column for table, column in personal_tables().items() if _may_read(table)}
    return {
        table: dict(sql(f'SELECT "{column}", count(*) FROM "{table}" GROUP BY 1')) for table, column in readable.items()
    }


def _may_read(table):
    return sql("SELECT has_table_privilege(current_user, %s, 'SELECT')", f'public."{table}"')[0][0]


def families_seen():
    return {table: set(rows) for table, rows in seen().items() if rows}


def nothing_seen():
    return families_seen() == {}


def values(table, column, family_id):
    return {row[0] for row in sql(f'SELECT "{column}" FROM "{table}" WHERE family_id = %s', family_id)}


def refused_by_the_database():
    return pytest.raises(ProgrammingError, match=r"row-level security|permission denied|append-only")


def by_manager(smiths, action, **said):
    with scope.acting_as(smiths.manager):
        return action(by=smiths.manager, family_id=smiths.id, at=clock.now(), **said)


def insert(table, row):
    columns = ", ".join(f'"{name}"' for name in row)
    marks = ", ".join(["%s"] * len(row))
    with transaction.atomic():
        return sql(f'INSERT INTO "{table}" ({columns}) VALUES ({marks})', *row.values())


def partner_of(smiths, *covered):
    """A nurse whose access covers those people of the Smiths; without names, all of them."""
    nurse = factories.partner()
    by_manager(
        smiths, actions.open_access, principal=nurse.principal, level="partner", basis="consent", basis_id=uuid.uuid4(),
        why="x", covers=[smiths.people[name] for name in covered or smiths.people],
    )  # fmt: skip
    return nurse
