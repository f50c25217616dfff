"""Writing a council: its staff, then its families batch after batch, set by set, as the owner of the tables.

A batch is one transaction, and whether it is there is asked of its first family: begun again after a kill, a council
goes on with the batch it had not finished, and has the same rows once. Rows of a batch lie in the order in which they
were recorded, as ten years would have laid them, and not family after family.
"""

import time
from collections.abc import Callable, Iterable, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from multiprocessing import get_context

import psycopg
from argon2 import PasswordHasher

from bench.council import names
from bench.council.casts import Cast, Table, family_tables, used
from bench.council.filling import Ground, draw, filled, identifier
from bench.council.wanted import PASSWORD, STAFF, YEARS, Wanted

type Say = Callable[[str], None]
CHEAP = PasswordHasher(time_cost=1, memory_cost=1024, parallelism=1)
KINDS = {"Primary": "school", "Academy": "school", "Nursery": "school", "Surgery": "health", "Homes": "housing"}
LOOKED = """
    INSERT INTO read_log (at, said_at, user_id, basis, family_id, route, rows, request_id)
    SELECT recorded_at, recorded_at, recorded_by_id, 'helper', family_id, 'desk:family', 1, deed_id FROM (
        SELECT DISTINCT ON (deed_id) * FROM entry WHERE family_id BETWEEN %s AND %s ORDER BY deed_id, id
    ) deed ORDER BY id
"""
"""Who recorded something looked at the family first."""


class NotTheOwner(Exception):
    """A council is written by the owner of the tables, never by the role that serves requests."""


@dataclass(frozen=True, slots=True)
class Work:
    """What has to be written where. `trusting` checks no foreign key and fires no trigger, which takes half the time
    and needs a superuser's address; else it is written by whoever the address names, who must be the owner.
    """

    address: str
    wanted: Wanted
    casts: Sequence[Cast]
    trusting: bool = False


def populate(work: Work, *, hands: int = 1, stop_after: int | None = None, say: Say = print) -> None:
    """Fill a migrated database with a council. Practice models must have been published there.

    `hands`: so many processes share the batches. `stop_after`: only so many batches, as if somebody had stopped it
    then. Raises NotTheOwner.
    """
    with psycopg.connect(work.address) as connection:
        become_owner(connection, trusting=work.trusting)
        lay_the_ground(connection, work.wanted)
    batches = list(work.wanted.batches())[:stop_after]
    if hands == 1:
        write_batches(work, batches, say)
    else:
        with ProcessPoolExecutor(hands, mp_context=get_context("fork")) as pool:
            shares = [pool.submit(write_batches, work, batches[nth::hands], say) for nth in range(hands)]
            for share in shares:
                share.result()
    with psycopg.connect(work.address, autocommit=True) as connection:
        connection.execute("SELECT setval(pg_get_serial_sequence('family', 'id'), (SELECT max(id) FROM family))")
        connection.execute("VACUUM ANALYZE")


def become_owner(connection: psycopg.Connection, *, trusting: bool) -> None:
    """Be somebody who may write to every table in this session. Raises NotTheOwner for whoever may not be."""
    row = connection.execute(
        "SELECT tableowner, pg_has_role(current_user, tableowner, 'MEMBER') FROM pg_tables WHERE tablename = 'entry'"
    ).fetchone()
    if row is None or not row[1]:
        raise NotTheOwner("Only the owner of the tables writes a council")
    # Row security is in force for the owner too, and a superuser alone may leave keys unchecked.
    connection.execute("SET session_replication_role = replica" if trusting else f'SET ROLE "{row[0]}"')
    connection.execute("SET TIME ZONE 'UTC'")
    connection.execute("SET synchronous_commit = off")


def write_batches(work: Work, batches: Sequence[range], say: Say) -> None:
    """Write those of these batches that are not there yet."""
    begun, made = time.monotonic(), 0
    with psycopg.connect(work.address) as connection:
        become_owner(connection, trusting=work.trusting)
        ground = lay_the_ground(connection, work.wanted)
        known = {table.name: table for table in family_tables(connection)}
        tables = [known[name] for name in used(work.casts)]
        connection.commit()
        for batch in batches:
            if not connection.execute("SELECT 1 FROM family WHERE id = %s", [batch[0]]).fetchone():
                write = copy if work.trusting else insert
                rows = _rows_of(work, ground, batch)
                for table in tables:
                    write(connection, table, rows.get(table.name, []))
                connection.execute(LOOKED, [batch[0], batch[-1]])
                made += len(batch)
            connection.commit()
            rate = made / max(time.monotonic() - begun, 0.001) * 60
            say(f"Families until {batch[-1]:,} of {work.wanted.families:,} are written ({rate:,.0f} a minute)")


def _rows_of(work: Work, ground: Ground, batch: Iterable[int]) -> dict[str, list[str]]:
    """The rows of a batch by table, as COPY reads them, in the order of their identifiers and so of their days."""
    rows: dict[str, list[str]] = {}
    for number in batch:
        family = filled(work.wanted, ground, work.casts, number)
        for mould in family.cast.moulds:
            rows.setdefault(mould.table, []).append(mould.filled(family.values))
    return {table: sorted("".join(found).splitlines(keepends=True)) for table, found in rows.items()}


def copy(connection: psycopg.Connection, table: Table, rows: Sequence[str]) -> None:
    """Rows straight into a table, where no row policy binds."""
    with connection.cursor().copy(f'COPY "{table.name}" ({table.listed}) FROM STDIN') as into:
        into.write("".join(rows))


def insert(connection: psycopg.Connection, table: Table, rows: Sequence[str]) -> None:
    """Rows by way of a temporary table: nothing is copied into a table whose row policies bind whoever copies."""
    made = f"made_{table.name}"
    connection.execute(f'CREATE TEMP TABLE "{made}" (LIKE "{table.name}") ON COMMIT DROP')
    copy(connection, replace(table, name=made), rows)
    connection.execute(f'INSERT INTO "{table.name}" ({table.listed}) SELECT {table.listed} FROM "{made}" ORDER BY id')


def lay_the_ground(connection: psycopg.Connection, wanted: Wanted) -> Ground:
    """Teams, accounts and agencies; what is there already stays."""
    began = datetime(wanted.today.year - YEARS - 1, 1, 4, 9, tzinfo=UTC)
    millis = int(began.timestamp() * 1000)

    def made(*what: object) -> str:
        return identifier(wanted.seed, millis, *what)

    teams = [made("team", number) for number in range(1, wanted.teams + 1)]
    people = [
        (key, number) for key in STAFF if key not in ("worker", "before") for number in range(1, wanted.teams + 1)
    ]
    people += [("worker", number) for number in range(1, wanted.workers + 1)]
    users = {who: made("user", *who) for who in people}
    called = {who: _called(wanted.seed, *who) for who in people}
    principals = {who: made("principal", *who) for who in people}
    principals |= {("team", number): made("principal", "team", number) for number in range(1, wanted.teams + 1)}
    agencies = [made("agency", name) for name in names.AGENCIES]
    _add(connection, "team", "id, name", [(id_, _team_name(nth)) for nth, id_ in enumerate(teams, 1)])
    password = "argon2" + CHEAP.hash(PASSWORD)
    _add(
        connection, "user",
        "id, password, sign_in_name, name, job_title, telephone, role, is_active, demonstration, added_at, stamp",
        [
            (users[who], password, f"{who[0]}.{who[1]}", " ".join(called[who]), "", "01632 960100", STAFF[who[0]], True,
             False, began, made("stamp", *who))
            for who in people
        ],
    )  # fmt: skip
    inside = [who for who in people if who[0] != "referrer"]
    ever = f"[{began.isoformat()},)"
    _add(
        connection, "team_member", "id, team_id, user_id, during",
        [(made("member", *who), teams[_team(wanted, who) - 1], users[who], ever) for who in inside],
    )  # fmt: skip
    _add(connection, "principal", "id, kind, user_id", [(principals[who], "user", users[who]) for who in people])
    _add(
        connection, "principal", "id, kind, team_id",
        [(principals["team", number], "team", id_) for number, id_ in enumerate(teams, 1)],
    )  # fmt: skip
    kinds = [KINDS.get(name.rsplit(" ", 1)[1], "community") for name in names.AGENCIES]
    _add(connection, "agency", "id, name, kind", list(zip(agencies, names.AGENCIES, kinds, strict=True)))
    versions = {
        (model, version): id_
        for id_, model, version in connection.execute("SELECT id::text, model, version FROM model_version")
    }
    return Ground(users, called, principals, teams, agencies, versions)


def _add(connection: psycopg.Connection, table: str, columns: str, rows: Sequence[tuple[object, ...]]) -> None:
    places = ", ".join(["%s"] * len(columns.split(",")))
    statement = f'INSERT INTO "{table}" ({columns}) VALUES ({places}) ON CONFLICT DO NOTHING'
    with connection.cursor() as cursor:
        cursor.executemany(statement, rows)


def _team(wanted: Wanted, who: tuple[str, int]) -> int:
    return wanted.team_of(who[1]) if who[0] == "worker" else who[1]


def _team_name(number: int) -> str:
    return f"Family Help {names.PLACES[(number - 1) % len(names.PLACES)]} {number}"


def _called(seed: str, key: str, number: int) -> tuple[str, str]:
    drawn = draw(seed, key, number)
    origin = names.ORIGINS[drawn % len(names.ORIGINS)]
    first = (*origin.women, *origin.men)
    return first[drawn // 64 % len(first)], origin.surnames[drawn // 8192 % len(origin.surnames)]
