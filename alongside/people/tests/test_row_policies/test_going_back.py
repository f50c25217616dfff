"""A version of the service that is taken back finds the functions of its own time."""

import os

import psycopg
import pytest
from django.conf import settings
from django.db.migrations.loader import MigrationLoader

from tests.database import clone, drop

pytestmark = pytest.mark.django_db
NAME = "test_going_back"


class AsOwner:
    """What a migration does, done by the owner of the tables."""

    def __init__(self, connection: psycopg.Connection) -> None:
        self.connection = connection
        self.execute(f"SET LOCAL ROLE {settings.DATABASE_ROLES.owner}")

    def execute(self, statement, params=None) -> None:
        self.connection.execute(statement, params)

    def answers(self, function: str) -> list[str]:
        """The columns the function answers with. Still the definer's, and still to be asked by the application."""
        (names, owner, may), = self.connection.execute(
            "SELECT proargnames, proowner::regrole::text, has_function_privilege(%s, oid, 'execute') FROM pg_proc"
            " WHERE proname = %s",
            [settings.DATABASE_ROLES.application, function],
        ).fetchall()  # fmt: skip
        assert (owner, may) == (settings.DATABASE_ROLES.definer, True)
        return [name for name in names if name != "p_at"]


@pytest.fixture
def owner():
    clone(NAME)
    with psycopg.connect(os.environ["ALONGSIDE_TEST_ADMINISTRATOR"], dbname=NAME) as connection:
        yield AsOwner(connection)
    drop(NAME)


def test_after_whom_somebody_leads_goes_back_to_what_it_was_and_forward_again(owner) -> None:
    reach, took_over = MigrationLoader(None).get_migration("people", "0015_after_whom").operations
    assert reach.reversible
    assert took_over.reversible
    reach.database_backwards("people", owner, None, None)
    took_over.database_backwards("people", owner, None, None)
    assert owner.answers("whom_i_may_reach") == ["family_id", "part", "name", "job_title", "telephone"]
    assert "was_mine" in owner.answers("who_took_over")

    reach.database_forwards("people", owner, None, None)
    took_over.database_forwards("people", owner, None, None)
    assert owner.answers("whom_i_may_reach")[-2:] == ["after_name", "since"]
    assert owner.answers("who_took_over") == ["family_id", "family_name", "by_name", "after_name", "at"]
