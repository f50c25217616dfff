"""Sealed logs tell whoever changed them, the superuser of the database too (OWASP ASVS 5.0, chapter V16)."""

import os
import time
from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest
from hypothesis import given
from hypothesis import strategies as st
from psycopg.conninfo import make_conninfo

from alongside.config import env
from alongside.config.logs.anchor import Anchor
from alongside.config.logs.blocks import leaf, root
from alongside.config.logs.rows import Connection, connect, sealed
from alongside.config.logs.sealer import is_put_back, restored, seal
from alongside.config.logs.verifying import Verdict, verify
from tests.database import clone, drop

LOOKED = """
INSERT INTO read_log (said_at, user_id, basis, family_id, route, rows, request_id)
SELECT now(), gen_random_uuid(), 'helper', n, 'desk:family', 1, gen_random_uuid() FROM generate_series(1, %s) n
"""
CHANGED = "INSERT INTO change_log (table_name, what, row_id, after) VALUES ('user', 'insert', 'x', '{\"name\": \"A\"}')"


class Log:
    """A record's logs, with whoever may do everything in its database."""

    def __init__(self, name: str, superuser: psycopg.Connection, sealer: Connection, folder: Path) -> None:
        self.name, self.superuser, self.sealer, self.anchor = name, superuser, sealer, Anchor(folder)

    def look(self, times: int = 10) -> None:
        """So many looks in one transaction, and a change in another."""
        self.superuser.execute(LOOKED, [times])
        self.superuser.execute(CHANGED)

    def seal(self) -> None:
        """Seal all there is: other tests' transactions on this server need not have ended."""
        row = self.superuser.execute("SELECT pg_snapshot_xmax(pg_current_snapshot())::text::bigint").fetchone()
        made = seal(self.sealer, horizon=int(row[0]))
        if made:
            self.anchor.write(made[-1])

    def verify(self) -> Verdict:
        return verify(self.sealer, self.anchor)

    def tamper(self, *statements: str) -> None:
        """As somebody who may do everything, with every trigger asleep."""
        with self.superuser.transaction():
            self.superuser.execute("SET LOCAL session_replication_role = replica")
            for statement in statements:
                self.superuser.execute(statement)


def server_of(database: str, role: str = "postgres") -> str:
    """The address of that database on the server of this run."""
    return make_conninfo(os.environ["ALONGSIDE_TEST_ADMINISTRATOR"], user=role, dbname=database)


@pytest.fixture
def log(tmp_path, worker_name) -> Iterator[Log]:
    name = f"test_sealed_{worker_name}"
    clone(name)
    superuser = psycopg.connect(server_of(name), autocommit=True)
    sealer = connect(server_of(name, env.SEALER_ROLE))
    try:
        found = Log(name, superuser, sealer, tmp_path)
        for _ in range(3):
            found.look()
            found.seal()
        yield found
    finally:
        superuser.close()
        sealer.close()
        drop(name)


def test_what_nobody_touched_is_as_it_was_sealed(log):
    log.look(5)
    found = log.verify()
    assert (found.faults, found.blocks, found.rows, found.unsealed) == ([], 3, 39, 6)


MANY = 1_000_000 if os.environ.get("ALONGSIDE_PROVE") else 20_000
TOLD = "said_at, user_id, basis, route, rows, request_id"
ONE = "(SELECT seq FROM read_log ORDER BY seq LIMIT 1 OFFSET 12)"
OTHER = "(SELECT seq FROM read_log ORDER BY seq LIMIT 1 OFFSET 14)"


@pytest.mark.parametrize(
    ("statements", "said"),
    [
        ([f"UPDATE read_log SET family_id = 999 WHERE seq = {ONE}"], "block 2: its looks are not as they were sealed"),
        (['UPDATE change_log SET after = \'{"name": "B"}\''], "block 1: its changes are not as they were sealed"),
        ([f"DELETE FROM read_log WHERE seq = {ONE}"], "block 2: 10 looks were sealed, 9 are there"),
        (
            [f"INSERT INTO read_log (seq, xid, at, {TOLD}) SELECT 9000, xid, at, {TOLD} FROM read_log WHERE seq={ONE}"],
            "block 2: 10 looks were sealed, 11 are there",
        ),
        (
            [
                f"CREATE TEMP TABLE two ON COMMIT DROP AS SELECT {ONE} AS one, {OTHER} AS other",
                "UPDATE read_log SET seq = one + other - seq FROM two WHERE seq IN (one, other)",
            ],
            "block 2: its looks are not as they were sealed",
        ),
        (["TRUNCATE read_log, change_log"], "block 1: 10 looks were sealed, 0 are there"),
        (["UPDATE read_log SET at = at - interval '400 days' WHERE seq = " + ONE], "lie where nothing was sealed"),
    ],
    ids=["edit", "edit a change", "delete", "insert", "reorder", "truncate", "another day"],
)
def test_the_superuser_is_told_on_who_does(log, statements, said):
    log.tamper(*statements)
    assert any(said in fault for fault in log.verify().faults), log.verify().faults


def test_a_tail_that_is_cut_with_its_blocks_is_known_outside_the_database(log):
    log.tamper(
        "DELETE FROM read_log WHERE xid >= (SELECT from_xid::text::xid8 FROM log_seal WHERE number = 3)",
        "DELETE FROM change_log WHERE xid >= (SELECT from_xid::text::xid8 FROM log_seal WHERE number = 3)",
        "DELETE FROM log_seal WHERE number = 3",
    )
    assert log.verify().faults == ["block 3 was sealed, and the database ends at block 2: cut off, or put back"]


def test_a_database_put_back_whole_is_known_outside_it_and_the_head_stays(log):
    """What was copied is put in the place of what went on, as a snapshot would be; it goes on, with other looks."""
    copied = log.superuser.execute("SELECT * FROM log_seal WHERE number < 3").fetchall()
    log.tamper("DELETE FROM log_seal WHERE number = 3")
    assert len(copied) == 2
    assert is_put_back(log.sealer, log.anchor)
    log.look()
    row = log.superuser.execute("SELECT pg_snapshot_xmax(pg_current_snapshot())::text::bigint").fetchone()
    seal(log.sealer, horizon=int(row[0]))
    (fault,) = log.verify().faults
    assert fault == "block 3 is another than the one that was written down outside the database"
    restored(log.sealer, log.anchor)
    assert log.verify().faults == []
    assert list(log.anchor.at.parent.glob("*.before-1"))


def test_blocks_that_are_made_anew_over_changed_rows_are_known_outside(log):
    log.tamper(f"UPDATE read_log SET family_id = 999 WHERE seq = {ONE}", "DELETE FROM log_seal WHERE number >= 2")
    row = log.superuser.execute("SELECT pg_snapshot_xmax(pg_current_snapshot())::text::bigint").fetchone()
    seal(log.sealer, horizon=int(row[0]))
    assert log.verify().faults == ["block 3 was sealed, and the database ends at block 2: cut off, or put back"]


def test_a_head_that_somebody_else_wrote_is_not_believed(log):
    log.anchor.at.write_text(log.anchor.at.read_text().replace('"number": 3', '"number": 2'))
    assert log.verify().faults == ["the head outside the database was not signed with the key of this record"]


def test_a_block_that_is_changed_breaks_the_chain(log):
    log.tamper("UPDATE log_seal SET looks = 11 WHERE number = 2")
    assert "block 2 was changed after it was sealed" in log.verify().faults


def test_what_still_runs_is_not_sealed_and_comes_into_a_later_block(log):
    with psycopg.connect(server_of(log.name)) as slow:
        slow.execute(LOOKED, [1])
        log.look()
        assert sum(one.looks for one in seal(log.sealer)) == 0
        slow.commit()
    log.seal()
    assert log.verify().faults == []


def test_a_restore_on_another_server_begins_an_epoch_with_transactions_numbered_anew(log):
    log.look(4)
    log.tamper("UPDATE read_log SET xid = (xid::text::bigint + 1000000000)::text::xid8 WHERE xid >= "
               "(SELECT max(upto_xid)::text::xid8 FROM log_seal)")  # fmt: skip
    log.tamper("UPDATE log_seal SET system_id = 'the server before'")
    restamp(log)
    log.seal()
    log.look(2)
    log.seal()
    found = log.verify()
    assert (found.faults, found.unsealed) == ([], 0)
    assert log.superuser.execute("SELECT max(epoch) FROM log_seal").fetchone() == (2,)


def restamp(log: Log) -> None:
    """Make the chain whole again, as if those blocks had been sealed on that other server."""
    before = None
    for one, _ in sealed(log.sealer):
        previous = before.hash if before else "0" * 64
        log.tamper(f"UPDATE log_seal SET previous = '{previous}' WHERE number = {one.number}")
        ((before, _),) = [each for each in sealed(log.sealer) if each[0].number == one.number]
        log.tamper(f"UPDATE log_seal SET hash = '{before.hash}' WHERE number = {before.number}")


@pytest.mark.parametrize(
    "statement",
    [
        "INSERT INTO read_log (said_at) VALUES (now())", "DELETE FROM read_log", "UPDATE log_seal SET looks = 0",
        "DELETE FROM log_seal", 'SELECT * FROM "user"', "SELECT * FROM entry", "TRUNCATE log_seal",
    ],
)  # fmt: skip
def test_the_role_that_seals_adds_seals_and_does_nothing_else(log, statement):
    with pytest.raises(psycopg.errors.InsufficientPrivilege):
        log.sealer.execute(statement)


def test_many_rows_are_read_again(log):
    log.look(MANY)
    log.seal()
    began = time.monotonic()
    found = log.verify()
    print(f"measured: {found.rows / (time.monotonic() - began) * 60 / 1e6:.1f} million rows a minute")  # noqa: T201 (what `just prove` writes down)
    assert (found.faults, found.rows) == ([], MANY + 34)


LINES = st.lists(st.binary(max_size=20), min_size=1, max_size=40)


@given(LINES, st.data())
def test_whatever_is_changed_in_a_block_changes_its_root(lines, data):
    at = data.draw(st.integers(0, len(lines) - 1))
    how = data.draw(st.sampled_from([drop_one, twice, changed]))
    other = how(list(lines), at)
    assert root([leaf(line) for line in other]) != root([leaf(line) for line in lines])


def drop_one(lines: list[bytes], at: int) -> list[bytes]:
    return lines[:at] + lines[at + 1 :]


def twice(lines: list[bytes], at: int) -> list[bytes]:
    return [*lines[:at], lines[at], *lines[at:]]


def changed(lines: list[bytes], at: int) -> list[bytes]:
    return [*lines[:at], lines[at] + b"x", *lines[at + 1 :]]
