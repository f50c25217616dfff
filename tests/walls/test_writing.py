"""What the database itself takes: only our own staff write into a family's record, whatever the application asks.

ASVS 5.0: 8.2.2, 8.3.1.
"""

import json
from collections.abc import Iterator
from typing import Any

import psycopg
import pytest
from django.conf import settings

from tests.walls import sight
from tests.walls.test_second_wall import as_application, onlookers, policies, record, server, without

__all__ = ["onlookers", "record", "server"]


def rights(connection, table: str, what: str) -> list[str]:
    """The columns of a table that the application may fill or change."""
    rows = connection.execute(
        "SELECT attname FROM pg_attribute WHERE attrelid = quote_ident(%s)::regclass AND attnum > 0 "
        "AND NOT attisdropped AND attgenerated = '' AND has_column_privilege(%s, attrelid, attnum, %s) ORDER BY attnum",
        [table, settings.DATABASE_ROLES.application, what],
    )
    return [row["attname"] for row in rows]


def takes(connection, table: str, row: sight.Row) -> bool:
    """Whether the walls let this row in: the same once more, which something else may then refuse."""
    columns = ", ".join(f'"{name}"' for name in rights(connection, table, "INSERT"))
    try:
        with connection.transaction(force_rollback=True):
            connection.execute(
                f'INSERT INTO "{table}" ({columns}) SELECT {columns} FROM jsonb_populate_record(NULL::"{table}", %s)',
                [json.dumps(as_stored(connection, table, row))],
            )
    except psycopg.errors.InsufficientPrivilege:
        return False
    except psycopg.errors.IntegrityError:
        return True
    return True


def as_stored(connection, table: str, row: sight.Row) -> Any:
    """A row as JSON, read by the server's superuser."""
    with connection.transaction():
        connection.execute("SET LOCAL ROLE NONE")
        found = connection.execute(f'SELECT to_jsonb(t) AS row FROM "{table}" t WHERE id = %s', [row["id"]]).fetchone()
        connection.execute(f"SET LOCAL ROLE {settings.DATABASE_ROLES.application}")
    return found["row"]


def changes(connection, table: str, row: sight.Row) -> bool:
    """Whether the walls let a row be changed: one of its values into itself."""
    column = rights(connection, table, "UPDATE")[0]
    with connection.transaction(force_rollback=True):
        return bool(
            connection.execute(f'UPDATE "{table}" SET "{column}" = "{column}" WHERE id = %s', [row["id"]]).rowcount
        )


OF_THEIR_AUTHOR = {
    "account_event", "draft", "last_look", "referral_answer", "referral_submission", "saved_form", "sign_in",
}  # fmt: skip


def written(connection, what: str) -> list[str]:
    """Tables of families' rows that the application may fill or change."""
    return [table for table in sight.SEEN if table not in OF_THEIR_AUTHOR and rights(connection, table, what)]


def from_outside(onlookers: dict[str, sight.Onlooker]) -> Iterator[sight.Onlooker]:
    """Those who see families, and none as our own staff."""
    return (who for who in onlookers.values() if who.families and not who.team)


def theirs(record: sight.Record, table: str, who: sight.Onlooker) -> list[sight.Row]:
    """A few rows that somebody sees; where they see none, some of a family they do see."""
    seen = sight.visible(record, table, who)
    return [row for row in record[table] if row["id"] in seen][:8]


def test_nobody_from_outside_writes_into_a_family(server, record, onlookers) -> None:
    connection, at = server
    let_in = []
    for who in from_outside(onlookers):
        with as_application(connection, who, at):
            for table in written(connection, "INSERT"):
                let_in += [(table, row["id"]) for row in theirs(record, table, who) if takes(connection, table, row)]
            for table in written(connection, "UPDATE"):
                let_in += [(table, row["id"]) for row in theirs(record, table, who) if changes(connection, table, row)]
    assert let_in == []


def test_our_own_staff_do_write(server, record, onlookers) -> None:
    """The walls are not shut on everybody."""
    connection, at = server
    who = onlookers["joanne.mercer"]
    with as_application(connection, who, at):
        for table in written(connection, "INSERT"):
            rows = [row for row in record[table] if row.get("family_id") in who.team][:1]
            assert all(takes(connection, table, row) for row in rows), table


@pytest.mark.parametrize(("command", "what"), [("INSERT", takes), ("UPDATE", changes)])
def test_no_wall_of_writing_can_be_spared(server, record, onlookers, command, what) -> None:
    """Whichever is dropped, somebody from outside writes."""
    connection, at = server
    spared = []
    for table, policy in policies(connection, command):
        if not rights(connection, table, command):
            continue  # No statement gets as far as this wall; ForbidChange refuses whoever is given the right.
        with without(connection, table, policy):
            for who in from_outside(onlookers):
                with as_application(connection, who, at):
                    if any(what(connection, table, row) for row in theirs(record, table, who)):
                        break
            else:
                spared.append((table, policy))
    assert spared == [], "\n".join(map(str, spared))
