"""The bench's own database server, durable as a council's is; databases of each size are kept between runs."""

import hashlib
import os
from collections.abc import Iterator
from contextlib import contextmanager

import psycopg
from psycopg.conninfo import make_conninfo

from alongside.config import env
from alongside.config.postgres import EmbeddedPostgres
from bench.population import SCRIPT, Wanted, populate
from tests.database import TestDatabases, addresses, clone


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


def populated(wanted: Wanted) -> str:
    """The name of a database with that population, made when it is not there or was made by other means."""
    means = hashlib.sha256(SCRIPT.read_bytes() + os.environ["ALONGSIDE_TEST_TEMPLATE"].encode() + repr(wanted).encode())
    name = f"population_{wanted.families}_{means.hexdigest()[:8]}"
    if not exists(name):
        clone(f"{name}_making")
        populate(administrator(f"{name}_making"), wanted, trusting=True)
        with psycopg.connect(os.environ["ALONGSIDE_TEST_ADMINISTRATOR"], autocommit=True) as server:
            server.execute(f'ALTER DATABASE "{name}_making" RENAME TO "{name}"')
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
