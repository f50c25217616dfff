"""Sealing: block after block over what was logged, each hung on the one before. Whoever looks never waits for it.

A block holds every row of transactions below the oldest one that still runs, so nothing can come into it later.
"""

import sys
import time
from collections import defaultdict
from collections.abc import Callable
from datetime import date

from psycopg import sql

from alongside.config.logs.anchor import Anchor, Forged
from alongside.config.logs.blocks import BEGINNING, COLUMNS, EMPTY, LAST_XID, Seal, leaf, root
from alongside.config.logs.rows import CHANGES, LOOKS, Connection, Span, connect, last_sealed, lines

SECONDS_BETWEEN_BLOCKS = 2
SECONDS_BETWEEN_MONTHS = 3600
MONTHS_AHEAD = 3
ALARM = (
    "The logs of looks and changes do not reach the block that was sealed last: the database was put back, or somebody "
    "cut them. Run `alongside verify-log`; after a restore that was meant, `alongside seal-log --restored`."
)


def seal(connection: Connection, *, horizon: int | None = None) -> list[Seal]:
    """Seal what can be sealed now, one block for each month of it; nothing when nothing was logged.

    `horizon`: only transactions below this one; the oldest one that runs, unless it is given.
    """
    with connection.transaction():
        connection.execute("SELECT pg_advisory_xact_lock(hashtext('seal_log'))")
        before, made = last_sealed(connection), []
        system, upto = _asked(connection)
        if before and before.system_id != system:
            made = _begin_epoch(connection, before, system)
            before = made[-1]
        span = Span(before.upto_xid if before else 0, horizon or upto, before.first_seq if before else 0)
        if span.from_xid < span.upto_xid:
            made += _blocks(connection, span, before, before.epoch if before else 1, system)
        return made


def seal_for_good(address: str, anchor: Anchor, *, ended: Callable[[], bool] = lambda: False) -> None:
    """Seal until the process is ended: every few seconds what was logged, and each hour the months to come."""
    months_made = -float(SECONDS_BETWEEN_MONTHS)
    with connect(address) as connection:
        put_back = is_put_back(connection, anchor)
        if put_back:
            print(ALARM, file=sys.stderr, flush=True)
        while not ended():
            if time.monotonic() - months_made >= SECONDS_BETWEEN_MONTHS:
                connection.execute("SELECT public.make_log_partitions(%s)", [MONTHS_AHEAD])
                months_made = time.monotonic()
            made = seal(connection)
            # The head that was written down stays as it is until somebody has said that it is meant.
            if made and not put_back:
                anchor.write(made[-1])
            time.sleep(SECONDS_BETWEEN_BLOCKS)


def is_put_back(connection: Connection, anchor: Anchor) -> bool:
    """Whether the blocks do not reach the one that was written down last."""
    try:
        head = anchor.read()
    except Forged:
        return True
    if head is None:
        return False
    found = connection.execute("SELECT hash FROM public.log_seal WHERE number = %s", [head.number]).fetchone()
    return found != (head.hash,)


def restored(connection: Connection, anchor: Anchor) -> None:
    """Somebody says that the database was restored and that this is meant: the head that was known is kept beside."""
    anchor.put_by()
    seal(connection)
    newest = last_sealed(connection)
    if newest:
        anchor.write(newest)


def _asked(connection: Connection) -> tuple[str, int]:
    """Which server this is, and the oldest transaction that runs."""
    row = connection.execute(
        "SELECT (SELECT system_identifier::text FROM pg_control_system()), "
        "pg_snapshot_xmin(pg_current_snapshot())::text::bigint"
    ).fetchone()
    assert row is not None
    return str(row[0]), int(str(row[1]))


def _begin_epoch(connection: Connection, before: Seal, system: str) -> list[Seal]:
    """On another server transactions are numbered anew: what came along unsealed is sealed as the end of the old ones.

    Done before anybody serves from there, because it takes in whatever there is.
    """
    row = connection.execute(
        "SELECT 1 + greatest((SELECT max(seq) FROM public.read_log), (SELECT max(seq) FROM public.change_log), 0)"
    ).fetchone()
    assert row is not None
    first = int(str(row[0]))
    left = Span(before.upto_xid, LAST_XID, before.first_seq, first)
    made = _blocks(connection, left, before, before.epoch, before.system_id)
    last = made[-1] if made else before
    begun = Seal(last.number + 1, last.epoch + 1, system, first, last.month, 0, 0, 0, EMPTY, 0, EMPTY, last.hash)
    _write(connection, begun)
    return [*made, begun]


def _blocks(connection: Connection, span: Span, before: Seal | None, epoch: int, system: str) -> list[Seal]:
    looks, changes = (_leaves(connection, log, span) for log in (LOOKS, CHANGES))
    made: list[Seal] = []
    for month in sorted(looks.keys() | changes.keys()):
        last = made[-1] if made else before
        made.append(Seal(
            last.number + 1 if last else 1, epoch, system, span.first_seq, month, span.from_xid, span.upto_xid,
            len(looks[month]), root(looks[month]), len(changes[month]), root(changes[month]),
            last.hash if last else BEGINNING,
        ))  # fmt: skip
        _write(connection, made[-1])
    return made


def _leaves(connection: Connection, log: tuple[str, tuple[str, ...]], span: Span) -> dict[date, list[bytes]]:
    found: dict[date, list[bytes]] = defaultdict(list)
    for _, month, line in lines(connection, log, span):
        found[month].append(leaf(line))
    return found


def _write(connection: Connection, seal: Seal) -> None:
    columns = sql.SQL(", ").join(map(sql.Identifier, (*COLUMNS, "hash")))
    values = [*(getattr(seal, name) for name in COLUMNS), seal.hash]
    places = sql.SQL(", ").join([sql.Placeholder()] * len(values))
    connection.execute(sql.SQL("INSERT INTO public.log_seal ({}) VALUES ({})").format(columns, places), values)
