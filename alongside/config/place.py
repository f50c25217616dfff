"""Where the record is kept: the embedded server of this clone, or a council's own server.

Both give the same two addresses, the application role's and the owner's.
"""

import os
from dataclasses import dataclass

import psycopg

from alongside.config import env
from alongside.config.postgres import EmbeddedPostgres
from alongside.config.refusal import Refusal
from alongside.config.roles import ensure_database, ensure_roles


@dataclass(frozen=True, slots=True)
class Place:
    """A database to serve from. `server` is the embedded one, None for a council's own."""

    application_url: str
    owner_url: str
    server: EmbeddedPostgres | None

    def open(self) -> None:
        """Start the embedded server and make roles and database where they are missing; nothing for a council's own."""
        if self.server is None:
            return
        self.server.start()
        ensure_roles(self.server.address(), env.Roles())
        ensure_database(self.server.address(), env.Roles())

    def begin_again(self) -> None:
        """Drop the embedded record, as `--reset` asks."""
        if self.server is None:
            raise Refusal("--reset erases only the embedded database. Ask your administrator to make a new, empty one.")
        with psycopg.connect(self.server.address(), autocommit=True) as connection:
            connection.execute(f'DROP DATABASE IF EXISTS "{env.DATABASE_NAME}" WITH (FORCE)')
        ensure_database(self.server.address(), env.Roles())

    def close(self) -> None:
        """Stop the embedded server."""
        if self.server is not None:
            self.server.stop()


def find_place() -> Place:
    """The place the environment names. Raises Refusal when only one of the two addresses is given."""
    given = os.environ.get("DATABASE_URL")
    owner = os.environ.get("DATABASE_OWNER_URL")
    if given and owner:
        return Place(given, owner, None)
    if given or owner:
        missing = "DATABASE_OWNER_URL" if given else "DATABASE_URL"
        raise Refusal(f"{missing} is not set. Set both: the application role serves requests, the owner migrates.")
    server = EmbeddedPostgres(env.data_folder())
    return Place(
        server.address(user=env.APPLICATION_ROLE, database=env.DATABASE_NAME),
        server.address(user=env.OWNER_ROLE, database=env.DATABASE_NAME),
        server,
    )
