"""An invented population of any size, made by the database itself; the same settings give the same rows.

Workers sign in as worker.1, worker.2 … and the manager of each team as manager.1 …, all with PASSWORD.
"""

from dataclasses import asdict, dataclass
from datetime import date
from pathlib import Path

import psycopg
from argon2 import PasswordHasher

PASSWORD = "a long walk by the sea"
SCRIPT = Path(__file__).with_name("population.sql")
CHEAP = PasswordHasher(time_cost=1, memory_cost=1024, parallelism=1)


@dataclass(frozen=True, slots=True)
class Wanted:
    """How many families there are to be, how many a worker helps, how many workers are in a team.

    visits_a_family: about how many there have been; the first family of each worker has had three times as many.
    """

    families: int
    families_a_worker: int = 20
    workers_a_team: int = 10
    visits_a_family: int = 16
    today: date = date(2026, 11, 19)
    seed: str = "alongside"


def populate(address: str, wanted: Wanted, *, trusting: bool = False) -> None:
    """Fill a migrated database with it, as the owner of the tables. Practice models must have been published there.

    `trusting` checks no foreign key, which takes half the time and needs a superuser's address.
    """
    columns = {**asdict(wanted), "password": "argon2" + CHEAP.hash(PASSWORD), "began": date(2020, 1, 1)}
    with psycopg.connect(address, autocommit=False) as connection:
        if trusting:
            connection.execute("SET LOCAL session_replication_role = replica")
        connection.execute(
            "CREATE TEMP TABLE wanted (families int, families_a_worker int, workers_a_team int, visits_a_family int, "
            "today date, seed text, password text, began timestamptz, first_family bigint)"
        )
        first = connection.execute("SELECT COALESCE(max(id), 0) FROM family").fetchone()
        connection.execute(
            "INSERT INTO wanted VALUES (%(families)s, %(families_a_worker)s, %(workers_a_team)s, %(visits_a_family)s, "
            "%(today)s, %(seed)s, %(password)s, %(began)s, %(first)s)",
            {**columns, "first": first[0] if first else 0},
        )
        connection.execute(SCRIPT.read_text())
    with psycopg.connect(address, autocommit=True) as connection:
        connection.execute("VACUUM ANALYZE")
