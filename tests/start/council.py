"""A PostgreSQL of a council's own, as a start meets it."""

import subprocess
from dataclasses import dataclass

import psycopg

from alongside.config.postgres import EmbeddedPostgres, programs


@dataclass(frozen=True)
class Council:
    """A server of a council's own with one database on it, made by the administrator's script or not yet made."""

    server: EmbeddedPostgres
    name: str

    @property
    def application(self) -> str:
        return f"{self.name}_app"

    @property
    def owner(self) -> str:
        return f"{self.name}_owner"

    @property
    def definer(self) -> str:
        return f"{self.name}_definer"

    def settings(self, **others: str) -> dict[str, str]:
        return {
            "DATABASE_URL": self.server.address(user=self.application, database=self.name),
            "DATABASE_OWNER_URL": self.server.address(user=self.owner, database=self.name),
            "ALONGSIDE_DEFINER_ROLE": self.definer,
            "ALONGSIDE_SEALER_ROLE": f"{self.name}_sealer",
            **others,
        }

    def run(self, statement: str, *, inside: bool = False) -> list[tuple[object, ...]]:
        """As the superuser, beside the database or inside it."""
        address = self.server.address(database=self.name if inside else "postgres")
        with psycopg.connect(address, autocommit=True) as connection:
            done = connection.execute(statement)
            return done.fetchall() if done.description else []

    def psql(self, script: str, *, user: str = "postgres") -> subprocess.CompletedProcess[str]:
        """As an administrator does with what the command printed."""
        return subprocess.run(
            [programs() / "psql", "-X", "-q", self.server.address(user=user)],
            input=script, capture_output=True, text=True, check=False,
        )  # fmt: skip
