"""Every personal table has a family and a row policy, and the database itself says so."""

import os
from collections.abc import Iterator

import psycopg
import pytest
from django.apps import apps
from django.conf import settings
from django.db import connection, models
from django.test.utils import isolate_apps

from .excuses import CHANGED_UNTOLD, CUSTOMS, PACKAGE, PERSONAL_WITHOUT_FAMILY, TABLES_WITHOUT_POLICY
from .laws import tables
from .laws.house import Breach

PERSONAL_FROM = "people"


def assert_none(breaches: list[Breach]) -> None:
    assert not breaches, "\n" + "\n".join(map(str, breaches))


def personal_models() -> list[type[models.Model]]:
    """Every model of people and of every room above it."""
    rooms = {f"{PACKAGE}.{room}" for room in (PERSONAL_FROM, *CUSTOMS.above(PERSONAL_FROM))}
    return [model for model in apps.get_models(include_auto_created=True) if model._meta.app_config.name in rooms]


@pytest.fixture
def owner(db) -> Iterator[psycopg.Cursor]:
    """A connection as the owner of the tables, whose transaction is taken back at the end."""
    with psycopg.connect(os.environ["DATABASE_OWNER_URL"]) as connected, connected.cursor() as cursor:
        yield cursor
        connected.rollback()


def rows_without_a_wall(cursor) -> list[Breach]:
    role = settings.DATABASE_ROLES.application
    return tables.every_table_has_a_row_policy(cursor, role, TABLES_WITHOUT_POLICY)


def plant(
    cursor: psycopg.Cursor, *, enabled: bool = True, forced: bool = True, policy: str | None = "PERMISSIVE"
) -> None:
    cursor.execute("CREATE TABLE planted (id bigint, family_id bigint)")
    if enabled:
        cursor.execute("ALTER TABLE planted ENABLE ROW LEVEL SECURITY")
    if forced:
        cursor.execute("ALTER TABLE planted FORCE ROW LEVEL SECURITY")
    if policy:
        role = settings.DATABASE_ROLES.application
        cursor.execute(f"CREATE POLICY seen ON planted AS {policy} TO {role} USING (family_id = 1)")


def test_every_personal_model_has_a_family() -> None:
    assert personal_models()
    assert_none(tables.every_personal_row_has_a_family(personal_models(), PERSONAL_WITHOUT_FAMILY))


def test_every_table_has_a_row_policy(db) -> None:
    with connection.cursor() as cursor:
        assert_none(rows_without_a_wall(cursor))


def test_every_change_of_a_row_is_told_in_the_change_log(db) -> None:
    with connection.cursor() as cursor:
        assert_none(tables.every_change_is_told(cursor, settings.DATABASE_ROLES.application, CHANGED_UNTOLD))


def test_a_planted_table_whose_changes_nobody_tells_is_found(owner) -> None:
    plant(owner)
    role = settings.DATABASE_ROLES.application

    assert "planted" in {breach.where for breach in tables.every_change_is_told(owner, role, CHANGED_UNTOLD)}


def test_every_view_asks_as_the_reader(db) -> None:
    with connection.cursor() as cursor:
        assert_none(tables.every_view_asks_as_the_reader(cursor))


def test_no_personal_table_is_excused_but_those_without_a_family() -> None:
    excused = {model._meta.label for model in personal_models() if model._meta.db_table in TABLES_WITHOUT_POLICY}

    assert excused <= set(PERSONAL_WITHOUT_FAMILY)


def test_a_walled_table_is_left_alone(owner) -> None:
    before = rows_without_a_wall(owner)

    plant(owner)

    assert rows_without_a_wall(owner) == before


@pytest.mark.parametrize(
    ("planted", "said"),
    [
        ({"enabled": False}, "row security is not enabled"),
        ({"forced": False}, "row security is not forced"),
        ({"policy": None}, "no permissive policy"),
        ({"policy": "RESTRICTIVE"}, "no permissive policy"),
    ],
)
def test_a_planted_table_without_its_wall_is_found(owner, planted, said) -> None:
    plant(owner, **planted)

    (breach,) = [breach for breach in rows_without_a_wall(owner) if breach.where == "planted"]

    assert said in breach.what


def test_a_policy_for_somebody_else_is_no_wall(owner) -> None:
    plant(owner, policy=None)
    owner.execute(f"CREATE POLICY seen ON planted TO {settings.DATABASE_ROLES.owner} USING (true)")

    assert "planted" in {breach.where for breach in rows_without_a_wall(owner)}


def test_an_excuse_for_a_table_that_is_gone_is_taken_down(owner) -> None:
    found = tables.every_table_has_a_row_policy(owner, settings.DATABASE_ROLES.application, {"gone": "was needed"})

    assert "table 'gone' is not there" in {breach.what for breach in found}


@pytest.mark.parametrize(
    ("statement", "said"),
    [
        ("CREATE VIEW planted AS SELECT 1 AS one", "reads as its owner"),
        ("CREATE MATERIALIZED VIEW planted AS SELECT 1 AS one", "outside the row policies"),
    ],
)
def test_a_planted_view_that_goes_round_the_wall_is_found(owner, statement, said) -> None:
    owner.execute(statement)

    (breach,) = [one for one in tables.every_view_asks_as_the_reader(owner) if one.where == "planted"]

    assert said in breach.what


def test_a_view_that_asks_as_the_reader_is_left_alone(owner) -> None:
    owner.execute("CREATE VIEW planted WITH (security_invoker = true) AS SELECT 1 AS one")

    assert "planted" not in {breach.where for breach in tables.every_view_asks_as_the_reader(owner)}


def model_with(name: str, **fields: models.Field) -> type[models.Model]:
    meta = type("Meta", (), {"app_label": "people"})
    return type(name, (models.Model,), {"__module__": __name__, "Meta": meta, **fields})


@isolate_apps("alongside.people")
def test_planted_models_without_a_family_are_found() -> None:
    loose = model_with("Loose")
    maybe = model_with("Maybe", family_id=models.BigIntegerField(null=True))
    kept = model_with("Kept", family_id=models.BigIntegerField())

    found = tables.every_personal_row_has_a_family([loose, maybe, kept], {})

    assert [(breach.where, breach.what) for breach in found] == [
        ("people.Loose", "has no family_id"),
        ("people.Maybe", "its family_id may be empty"),
    ]
    excused = {"people.Loose": "why", "people.Maybe": "why", "people.Kept": "why", "people.Gone": "why"}
    assert [breach.what for breach in tables.every_personal_row_has_a_family([loose, maybe, kept], excused)] == [
        "is excused but has a family",
        "'people.Gone' is not there",
    ]
