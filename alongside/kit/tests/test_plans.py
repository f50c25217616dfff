"""A connection keeps its plans when a form with a mistake is undone."""

import psycopg
import pytest
from django.db import connection, transaction

from alongside.kit.postgres.plans import KeptPlans

pytestmark = pytest.mark.django_db
QUESTION = "SELECT %s::int + 41 AS asked_often"
OFTEN = 8


def ask(cursor, times: int = OFTEN) -> None:
    for _ in range(times):
        cursor.execute(QUESTION, [1])
        assert cursor.fetchall() == [(42,)]


def plans_kept(cursor) -> int:
    cursor.execute("SELECT count(*) FROM pg_prepared_statements WHERE statement LIKE '%%asked_often%%' AND name <> ''")
    return int(cursor.fetchone()[0])


@pytest.fixture
def cursor():
    with connection.cursor() as cursor:
        cursor.execute("DEALLOCATE ALL")
        yield cursor
        cursor.execute("DEALLOCATE ALL")


def test_what_is_asked_often_is_planned_once_and_stays_planned_when_a_form_is_undone(cursor) -> None:
    with transaction.atomic():
        ask(cursor)
        transaction.set_rollback(True)

    assert plans_kept(cursor) == 1
    ask(cursor)
    assert plans_kept(cursor) == 1


def test_it_stays_planned_after_a_whole_transaction_is_undone() -> None:
    another = connection.copy()
    another.set_autocommit(False)
    try:
        with another.cursor() as cursor:
            ask(cursor)
            another.rollback()
            assert plans_kept(cursor) == 1
    finally:
        another.close()


def test_a_name_that_never_comes_again_takes_no_question_its_place(cursor) -> None:
    for _ in range(OFTEN):
        with transaction.atomic():
            pass

    counted = {query for query, _ in connection.connection._prepared._counts}
    assert not [query for query in counted if b"SAVEPOINT" in query]


def test_a_plan_whose_table_a_release_altered_goes_wrong_once_and_is_made_anew(own_database) -> None:
    with psycopg.connect(own_database, autocommit=True) as owner, psycopg.connect(own_database) as service:
        owner.execute("CREATE TABLE altered (said varchar(20)); INSERT INTO altered VALUES ('Hello')")
        service._prepared = KeptPlans()
        for _ in range(OFTEN):
            service.execute("SELECT said FROM altered")
            service.commit()
        owner.execute("ALTER TABLE altered ALTER said TYPE varchar(30)")

        with pytest.raises(psycopg.errors.FeatureNotSupported):
            service.execute("SELECT said FROM altered")
        service.rollback()
        assert service.execute("SELECT said FROM altered").fetchall() == [("Hello",)]


@pytest.mark.parametrize("statement", ["DEALLOCATE ALL", "DROP FUNCTION IF EXISTS pg_temp.nothing()"])
def test_plans_are_made_anew_when_what_they_rest_on_may_be_gone(cursor, statement: str) -> None:
    ask(cursor)
    cursor.execute(statement)

    assert not connection.connection._prepared._names
    ask(cursor)
