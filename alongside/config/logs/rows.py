"""Rows of the logs as lines, as the database writes them out: the same for whoever seals and whoever verifies."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

import psycopg
from psycopg import sql

from alongside.config.logs.blocks import COLUMNS, LAST_XID, Seal

type Connection = psycopg.Connection[tuple[object, ...]]

STAMPS = ("seq", "xid", "at")
LOOKS = (
    "read_log",
    (*STAMPS, "said_at", "user_id", "basis", "family_id", "families", "person_id", "route", "path", "status", "rows",
     "request_id", "asked"),
)  # fmt: skip
CHANGES = (
    "change_log",
    (*STAMPS, "user_id", "request_id", "table_name", "what", "row_id", "family_id", "before", "after"),
)
# Nothing of how a row is written may hang on somebody's settings or on a table in front of ours.
ALIKE = (
    "SET timezone = 'UTC'", "SET datestyle = 'ISO, YMD'", "SET client_encoding = 'UTF8'",
    "SET search_path = pg_catalog, public",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Span:
    """Which rows are meant: of these transactions, numbered from `first_seq` up to `last_seq`, of one month or any."""

    from_xid: int = 0
    upto_xid: int = LAST_XID
    first_seq: int = 0
    last_seq: int = LAST_XID
    month: date | None = None


def connect(address: str) -> Connection:
    """A connection on which rows are written alike wherever it comes from."""
    connection: Connection = psycopg.connect(address, autocommit=True)
    for setting in ALIKE:
        connection.execute(setting)
    return connection


def lines(connection: Connection, log: tuple[str, tuple[str, ...]], span: Span) -> Iterator[tuple[int, date, bytes]]:
    """(transaction, month, line) of each row, in the order of transactions and within one of writing."""
    left = b""
    with connection.cursor() as cursor, cursor.copy(_query(log, span)) as copy:
        for chunk in copy:
            *whole, left = (left + bytes(chunk)).split(b"\n")
            for line in whole:
                _, xid, at, _ = line.split(b"\t", 3)
                yield int(xid), date(int(at[:4]), int(at[5:7]), 1), line


def _query(log: tuple[str, tuple[str, ...]], span: Span) -> sql.Composed:
    table, columns = log
    within = [
        sql.SQL("xid >= {}::xid8 AND xid < {}::xid8").format(str(span.from_xid), str(span.upto_xid)),
        sql.SQL("seq >= {} AND seq < {}").format(span.first_seq, span.last_seq),
    ]
    if span.month:
        bounds = (f"{month.isoformat()} UTC" for month in (span.month, next_month(span.month)))
        within.append(sql.SQL("at >= {} AND at < {}").format(*bounds))
    return sql.SQL("COPY (SELECT {} FROM {} WHERE {} ORDER BY xid, seq) TO STDOUT").format(
        sql.SQL(", ").join(map(sql.Identifier, columns)), sql.Identifier("public", table), sql.SQL(" AND ").join(within)
    )


def next_month(month: date) -> date:
    """The first day of the month after."""
    return date(month.year + month.month // 12, month.month % 12 + 1, 1)


def sealed(connection: Connection) -> list[tuple[Seal, str]]:
    """Every block with the hash that was written down for it, the oldest first."""
    return _seals(connection, sql.SQL("ORDER BY number"))


def last_sealed(connection: Connection) -> Seal | None:
    """The newest block."""
    found = _seals(connection, sql.SQL("ORDER BY number DESC LIMIT 1"))
    return found[0][0] if found else None


def _seals(connection: Connection, how: sql.SQL) -> list[tuple[Seal, str]]:
    columns = sql.SQL(", ").join(map(sql.Identifier, (*COLUMNS, "hash")))
    found = connection.execute(sql.SQL("SELECT {} FROM public.log_seal {}").format(columns, how)).fetchall()
    return [(Seal(*row[:-1]), str(row[-1])) for row in found]  # type: ignore[arg-type]
