"""Who looked is written down before they see anything, whatever becomes of the page (OWASP ASVS 5.0, chapter V16)."""

import uuid

import psycopg
import pytest
from django.db import DatabaseError, connection, transaction
from django.test import Client

from alongside.access import looks, scope
from alongside.kit import clock
from alongside.people import actions
from alongside.people.tests import factories

COLUMNS = "user_id, basis, family_id, families, status, rows, route, path, person_id"


@pytest.fixture
def smiths(own_database):
    with transaction.atomic():
        return factories.smith_family()


@pytest.fixture
def rows(own_database):
    """What stands in the log, as the owner of the tables reads it."""

    def read(columns: str = COLUMNS) -> list[tuple]:
        with psycopg.connect(own_database) as owner:
            return owner.execute(f"SELECT {columns} FROM read_log ORDER BY seq").fetchall()

    return read


def signed_in(user, *, raising: bool = True) -> Client:
    client = Client(raise_request_exception=raising)
    client.force_login(user)
    return client


def test_a_page_of_a_family_says_who_saw_whom_on_what_basis(smiths, rows):
    at = f"/families/{smiths.id}/"
    assert signed_in(smiths.key_worker).get(at).status_code == 200
    assert rows() == [(smiths.key_worker.pk, "helper", smiths.id, None, 200, 1, "desk:family", at, None)]


def test_the_moment_the_transaction_and_the_order_are_the_databases_own(smiths, rows):
    """Though the day of the service is another, as it may be in a test and in a demonstration."""
    signed_in(smiths.key_worker).get(f"/families/{smiths.id}/people/")
    told = "at > now() - interval '1 minute', said_at::date::text, xid IS NOT NULL, seq > 0, request_id IS NOT NULL"
    assert rows(told) == [(True, clock.today().isoformat(), True, True, True)]


def test_a_list_of_families_names_those_it_showed(smiths, rows):
    with transaction.atomic():
        other = factories.received_family("Byrne", lead_team=smiths.team, boss=smiths.manager)
    assert signed_in(smiths.manager).get("/families/").status_code == 200
    assert rows("basis, family_id, families, rows") == [("see_families", None, sorted([smiths.id, other.id]), 2)]


def test_what_is_refused_is_written_down_whether_it_exists_or_not(smiths, rows):
    stranger = signed_in(factories.key_worker("Ann Other"))
    for family_id in (smiths.id, smiths.id + 1000):
        assert stranger.get(f"/families/{family_id}/").status_code == 404
    assert rows("family_id, status, basis") == [
        (smiths.id, 404, "see_families"), (smiths.id + 1000, 404, "see_families"),
    ]  # fmt: skip


def test_a_page_that_breaks_is_written_down_though_what_it_did_is_taken_back(smiths, rows, monkeypatch):
    monkeypatch.setattr("alongside.desk.queries.family_page", lambda *_args, **_named: 1 / 0)
    assert signed_in(smiths.key_worker, raising=False).get(f"/families/{smiths.id}/").status_code == 500
    assert rows("family_id, status") == [(smiths.id, 500)]


def test_a_page_that_could_not_be_written_down_is_not_sent(smiths, rows, monkeypatch):
    monkeypatch.setattr(looks, "WRITE", looks.WRITE.replace("read_log", "no_such_log"))
    answer = signed_in(smiths.key_worker, raising=False).get(f"/families/{smiths.id}/")
    assert answer.status_code == 500
    assert b"Smith" not in answer.content
    assert rows() == []


def test_one_look_is_one_row_and_one_query_more(smiths, rows):
    """Also where the page behind a door is another page behind a door of its own, as the first one after signing in."""
    with connection.execute_wrapper(counting := Counting()):
        signed_in(smiths.key_worker).get("/")
    assert len(rows()) == 1
    assert counting.written == 1


class Counting:
    """Counts what is added to the log of looks."""

    written = 0

    def __call__(self, execute, sql, params, many, context):
        self.written += "INSERT INTO read_log" in sql
        return execute(sql, params, many, context)


@pytest.mark.django_db
@pytest.mark.parametrize("stamp", ["seq", "xid", "at"])
def test_nobody_who_serves_supplies_what_the_database_stamps(stamp):
    given = {"seq": "1", "xid": "'1'", "at": "now()"}[stamp]
    said = "said_at, user_id, basis, route, rows, request_id"
    values = f"now(), '{uuid.uuid4()}', 'helper', 'x', 1, '{uuid.uuid4()}'"
    with pytest.raises(DatabaseError, match="permission denied"), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(f"INSERT INTO read_log ({stamp}, {said}) VALUES ({given}, {values})")


@pytest.mark.django_db
@pytest.mark.parametrize("log", ["change_log", "log_seal"])
@pytest.mark.parametrize("how", ["SELECT * FROM {}", "DELETE FROM {}", "INSERT INTO {} DEFAULT VALUES", "TRUNCATE {}"])
def test_nobody_who_serves_reads_or_writes_changes_and_seals(log, how):
    with pytest.raises(DatabaseError, match="permission denied"), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(how.format(log))


@pytest.mark.django_db
def test_each_month_of_the_logs_is_reached_through_its_log_alone():
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT c.relname, has_table_privilege(c.oid, 'SELECT, INSERT, UPDATE, DELETE, TRUNCATE') "
            "FROM pg_class c JOIN pg_inherits i ON i.inhrelid = c.oid "
            "WHERE i.inhparent IN ('read_log'::regclass, 'change_log'::regclass) AND c.relkind = 'r'"
        )
        found = cursor.fetchall()
    assert len(found) == 2 * (1 + 4)
    assert not [name for name, allowed in found if allowed]


def test_a_look_in_a_month_without_a_place_is_not_lost(smiths, own_database, rows):
    with psycopg.connect(own_database, autocommit=True) as owner:
        months = owner.execute(
            "SELECT inhrelid::regclass::text FROM pg_inherits WHERE inhparent = 'read_log'::regclass "
            "AND inhrelid <> 'read_log_rest'::regclass"
        ).fetchall()
        for (month,) in months:
            owner.execute(f"DROP TABLE {month}")
        signed_in(smiths.key_worker).get(f"/families/{smiths.id}/")
        assert rows("family_id") == [(smiths.id,)]
        assert owner.execute("SELECT make_log_partitions(3)").fetchone() == (3,)
    signed_in(smiths.key_worker).get(f"/families/{smiths.id}/")
    assert rows("family_id") == [(smiths.id,)] * 2


def test_who_took_whose_access_away_is_told_before_and_after(smiths, own_database):
    with scope.acting_as(smiths.manager):
        actions.end_helper(by=smiths.manager, helper=smiths.helper, at=clock.now())
    with psycopg.connect(own_database) as owner:
        told = owner.execute(
            "SELECT table_name, user_id, family_id, before ->> 'during' LIKE '%,)', after ->> 'during' LIKE '%,)' "
            "FROM change_log WHERE what = 'update' ORDER BY table_name"
        ).fetchall()
        added = owner.execute("SELECT count(*) FROM change_log WHERE table_name = 'family_access' AND what = 'insert'")
        assert added.fetchone() > (0,)
    assert told == [(table, smiths.manager.pk, smiths.id, True, False) for table in ("family_access", "helper")]


def test_a_changed_account_is_told_before_and_after_without_its_secrets(smiths, own_database):
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SELECT set_config('app.actor', %s, true)", [str(smiths.manager.pk)])
        smiths.key_worker.job_title = "Senior"
        smiths.key_worker.set_password("another long password")
        smiths.key_worker.save()
    with psycopg.connect(own_database) as owner:
        ((who, what, before, after),) = owner.execute(
            "SELECT user_id, what, before, after FROM change_log WHERE table_name = 'user' AND what <> 'insert'"
        ).fetchall()
        assert owner.execute("SELECT count(*) FROM change_log WHERE after::text ~ 'md5|argon2'").fetchone() == (0,)
    assert (who, what, after["job_title"]) == (smiths.manager.pk, "update", "Senior")
    assert (before["password"], after["password"]) == ("not told", "changed, not told")
