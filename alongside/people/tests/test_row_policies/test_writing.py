"""Rows are added only where one may, ended but not changed, and never removed."""

import uuid
from datetime import date

import pytest
from django.db import IntegrityError, transaction

from alongside.access import scope
from alongside.kit import clock
from alongside.people import actions
from alongside.people.tests.test_row_policies.asking import (
    DEAN,
    KATIE,
    LIAM,
    PEOPLE_TABLES,
    insert,
    partner_of,
    refused_by_the_database,
    sql,
)

pytestmark = pytest.mark.django_db


def a_row(smiths, table):
    """The columns and values of a row that would be right in the Smith family."""
    stamped = {
        "id": uuid.uuid4(), "family_id": smiths.id, "recorded_by_id": smiths.key_worker.pk, "recorded_at": clock.now(),
    }  # fmt: skip
    since, days = "[2026-11-01 12:00+00,)", "[2026-11-01,)"
    katie, dean = smiths.people[KATIE], smiths.people[DEAN]
    more = {
        "person_known_as": {"person_id": katie, "name": "x", "described_as": "", "during": days, "protected": False},
        "person_fact": {
            "fact_id": uuid.uuid4(), "person_id": katie, "kind": "phone", "value": "x", "during": days,
            "protected": False, "retracts": False,
        },
        "membership": {"person_id": katie, "role": "", "in_household": True, "during": "[2020-01-01,2020-02-01)"},
        "relationship": {
            "from_person_id": katie, "to_person_id": dean, "kind": "friend", "subtype": "", "certainty": "known",
            "during": days, "retracts": False,
        },
        "parental_responsibility": {
            "child_id": smiths.people[LIAM], "holder_person_id": dean, "basis": "agreement", "during": days,
        },
        "involvement": {"opened_on": date(2026, 11, 1)},
        "involvement_model": {
            "involvement_id": smiths.involvement.pk, "model_version_id": sql("SELECT id FROM model_version")[0][0],
        },
        "helper": {
            "involvement_id": smiths.involvement.pk, "user_id": smiths.manager.pk, "role": "manager", "during": since,
        },
        "family_access": {
            "principal_id": smiths.key_worker.principal.pk, "level": "full", "basis": "x", "why": "", "during": since,
        },
        "withholding": {
            "strand_id": uuid.uuid4(), "from_person_id": dean, "why": "x", "during": since,
        },
        "kept_with": {"strand_id": uuid.uuid4(), "follows_strand_id": uuid.uuid4(), "again": False},
        "person_account": {"person_id": katie, "user_id": smiths.referrer.pk, "during": since},
    }  # fmt: skip
    return stamped | more[table]


WRITTEN = sorted(PEOPLE_TABLES - {"family", "family_access_covers"})


ENDED = ["membership", "parental_responsibility", "helper", "family_access", "withholding", "person_account"]


def until(table):
    """The one column that says until when a row holds: of a place in the family, until when it was what we knew."""
    return "known_until" if table == "membership" else "during"


@pytest.mark.parametrize("table", WRITTEN)
def test_a_row_is_added_to_ones_own_family_and_refused_in_any_other(smiths, joneses, table):
    row = a_row(smiths, table)
    with scope.acting_as(joneses.key_worker), refused_by_the_database():
        insert(table, row)
    scope.close()
    with refused_by_the_database():
        insert(table, row)
    with scope.acting_as(smiths.key_worker):
        assert insert(table, row) == 1


@pytest.mark.parametrize("table", WRITTEN)
def test_neither_a_parent_nor_a_partner_adds_a_row(smiths, katie, table):
    for user in (katie, partner_of(smiths)):
        row = a_row(smiths, table) | ({"user_id": katie.pk} if table == "person_account" else {})
        with scope.acting_as(user), refused_by_the_database():
            insert(table, row)


def test_a_family_is_neither_made_nor_changed_from_outside(smiths, joneses, katie):
    for user in (joneses.key_worker, katie, partner_of(smiths)):
        with scope.acting_as(user):
            assert sql("UPDATE family SET name = 'x', restricted = false WHERE id = %s", smiths.id) == 0
            with refused_by_the_database(), transaction.atomic():
                sql(
                    "INSERT INTO family (id, reference, name, lead_team_id, restricted, made_at) "
                    "VALUES (%s, 'x', 'x', %s, false, now())", actions.next_family_id(), smiths.team.pk,
                )  # fmt: skip


@pytest.mark.parametrize("table", sorted(PEOPLE_TABLES - {"family"}))
def test_nothing_of_a_row_can_be_changed_but_when_it_ended(smiths, table):
    with scope.acting_as(smiths.key_worker):
        columns = [row[0] for row in sql(
            "SELECT attname FROM pg_attribute WHERE attrelid = %s::regclass AND attnum > 0 AND attgenerated = ''",
            f'"{table}"',
        )]  # fmt: skip
        for column in columns:
            if table in ENDED and column == until(table):
                assert sql(f'UPDATE "{table}" SET {column} = {column}') > 0
                continue
            with refused_by_the_database(), transaction.atomic():
                sql(f'UPDATE "{table}" SET "{column}" = "{column}"')


@pytest.mark.parametrize("table", ENDED)
def test_what_ends_in_another_family_cannot_be_ended_from_here(smiths, joneses, katie, table):
    for user in (joneses.key_worker, katie, partner_of(smiths)):
        with scope.acting_as(user):
            assert sql(f'UPDATE "{table}" SET {until(table)} = {until(table)} WHERE family_id = %s', smiths.id) == 0


@pytest.mark.parametrize("table", sorted(PEOPLE_TABLES | {"person", "read_log"}))
def test_nothing_is_removed(smiths, table):
    with scope.acting_as(smiths.manager):
        for statement in (f'DELETE FROM "{table}"', f'TRUNCATE "{table}" CASCADE'):
            with refused_by_the_database(), transaction.atomic():
                sql(statement)


def test_a_version_belongs_to_the_family_of_what_it_supersedes(smiths, joneses):
    with scope.acting_as(smiths.manager):
        theirs = sql("SELECT id FROM person_fact WHERE family_id = %s", joneses.id)[0][0]
        insert("person_fact", a_row(smiths, "person_fact") | {"supersedes_id": theirs})
        with pytest.raises(IntegrityError, match="same_family"), transaction.atomic():
            sql("SET CONSTRAINTS ALL IMMEDIATE")
        transaction.set_rollback(True)
