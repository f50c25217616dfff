"""The bench's own database server, durable as a council's is; databases of each size are kept between runs."""

import os
from collections.abc import Iterator
from contextlib import contextmanager

import psycopg
from psycopg.conninfo import make_conninfo

from alongside.config import env
from alongside.config.postgres import EmbeddedPostgres
from bench.council import Wanted, Work, populate
from bench.council.told import casts_of, content
from tests.database import TestDatabases, addresses, clone
from tests.service import address_of


@contextmanager
def opened(name: str = "bench") -> Iterator[TestDatabases]:
    """Start the server in a data folder of that name and point this process at it, before Django is set up."""
    folder = env.data_folder() / name
    place = TestDatabases(folder)
    place.server = EmbeddedPostgres(folder, settings={"max_connections": "50", "shared_buffers": "512MB"})
    os.environ.update(addresses(place.server, "none"))
    place.open()
    os.environ["ALONGSIDE_TEST_ADMINISTRATOR"] = place.server.address()
    os.environ["ALONGSIDE_TEST_TEMPLATE"] = place.template
    os.environ["ALONGSIDE_TEST_LOCK"] = str(folder / "clone.lock")
    try:
        yield place
    finally:
        place.close()


def administrator(database: str) -> str:
    """The superuser's address of a database here."""
    return make_conninfo(os.environ["ALONGSIDE_TEST_ADMINISTRATOR"], dbname=database)


def exists(database: str) -> bool:
    """Whether there is a database of that name."""
    with psycopg.connect(os.environ["ALONGSIDE_TEST_ADMINISTRATOR"], autocommit=True) as server:
        return server.execute("SELECT 1 FROM pg_database WHERE datname = %s", [database]).fetchone() is not None


def at_database(database: str) -> dict[str, str]:
    """The environment that points another process at a database here, `BENCH_ADMINISTRATOR` its superuser's address."""
    named = {name: address_of(database, name) for name in ("DATABASE_URL", "DATABASE_OWNER_URL")}
    return {**named, "BENCH_ADMINISTRATOR": administrator(database)}


def populated(wanted: Wanted, *, hands: int = 1) -> str:
    """The name of a database with that council. One that was begun is gone on with; one made otherwise stays aside."""
    casts = casts_of(wanted)
    name = f"council_{wanted.families}_{content(wanted, casts)}"
    if not exists(name):
        making = f"{name}_making"
        if not exists(making):
            clone(making)
        populate(Work(administrator(making), wanted, casts, trusting=True), hands=hands)
        with psycopg.connect(os.environ["ALONGSIDE_TEST_ADMINISTRATOR"], autocommit=True) as server:
            server.execute(f'ALTER DATABASE "{making}" RENAME TO "{name}"')
    return name


def copied(database: str) -> str:
    """A copy of it, so that what is saved while measuring changes nothing for the next time."""
    clone(f"{database}_copy", database)
    return f"{database}_copy"


def without_row_security(database: str) -> str:
    """A copy of it in which no row policy is in force."""
    name = f"{database}_open"
    clone(name, database)
    with psycopg.connect(administrator(name), autocommit=True) as connection:
        guarded = connection.execute("SELECT oid::regclass::text FROM pg_class WHERE relrowsecurity").fetchall()
        for (table,) in guarded:
            connection.execute(f"ALTER TABLE {table} DISABLE ROW LEVEL SECURITY")
    return name
