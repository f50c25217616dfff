"""Where the record is kept: the embedded server of this clone, or a council's own server.

Both give the same two addresses, the application role's and the owner's.
"""

import os
from dataclasses import dataclass

from alongside.config import env
from alongside.config.folder import DataFolder, FolderHeld
from alongside.config.postgres import EmbeddedPostgres
from alongside.config.refusal import Refusal
from alongside.config.roles import ensure_database, ensure_roles


@dataclass(frozen=True, slots=True)
class Place:
    """A database to serve from. `server` is the embedded one, None for a council's own."""

    application_url: str
    owner_url: str
    server: EmbeddedPostgres | None
    folder: DataFolder

    def has_record(self) -> bool:
        """Whether there may be a record already; a council's own server is asked later."""
        return self.server is None or self.server.has_data()

    def open(self, *, anew: bool = False) -> None:
        """Start the embedded server and make roles and database where they are missing; nothing for a council's own.

        With `anew` the embedded record is erased first.
        """
        if self.server is None:
            return
        if anew:
            self.server.place.make()
            self.server.clear_leftovers()
            self.server.erase()
        self.server.start()
        ensure_roles(self.server.address(), env.Roles())
        ensure_database(self.server.address(), env.Roles())

    def join(self) -> None:
        """Open it, unless a start that runs has opened it already."""
        try:
            self.open()
        except FolderHeld:
            return

    def close(self) -> None:
        """Stop the embedded server, if this process started it, and let go of the data folder."""
        if self.server is not None:
            self.server.stop()
        self.folder.let_go()


def find_place() -> Place:
    """The place the environment names. Raises Refusal when only one of the two addresses is given."""
    given = os.environ.get("DATABASE_URL")
    owner = os.environ.get("DATABASE_OWNER_URL")
    if given and owner:
        return Place(given, owner, None, DataFolder(env.data_folder()))
    if given or owner:
        missing = "DATABASE_OWNER_URL" if given else "DATABASE_URL"
        raise Refusal(f"{missing} is not set. Set both: the application role serves requests, the owner migrates.")
    server = EmbeddedPostgres(env.data_folder())
    return Place(
        server.address(user=env.APPLICATION_ROLE, database=env.DATABASE_NAME),
        server.address(user=env.OWNER_ROLE, database=env.DATABASE_NAME),
        server,
        server.place,
    )
