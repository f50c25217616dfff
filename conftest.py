"""What every test has: its database, a still clock when asked, and no network but this machine's own."""

import os
from collections.abc import Iterator

import pytest
from django.conf import settings
from django.db import connection, connections

from alongside.config import env
from alongside.kit import clock
from tests.database import clone, drop

clock.allow_travel()


@pytest.fixture(scope="session")
def django_db_setup(django_db_blocker) -> Iterator[None]:
    """This process's own clone of the migrated template, reached as the application role."""
    name = str(settings.DATABASES["default"]["NAME"])
    clone(name)
    yield
    with django_db_blocker.unblock():
        connections.close_all()
    drop(name)


@pytest.fixture(autouse=True)
def _the_application_role_serves(request: pytest.FixtureRequest) -> None:
    """Every test that touches the database does so as the role that serves requests, which row security binds."""
    asks = request.node.get_closest_marker("django_db") is not None
    if not asks and not {"db", "transactional_db", "live_server"} & set(request.fixturenames):
        return
    request.getfixturevalue("db")
    with connection.cursor() as cursor:
        cursor.execute("SELECT rolname, rolsuper, rolbypassrls FROM pg_roles WHERE rolname = current_user")
        assert cursor.fetchone() == (env.APPLICATION_ROLE, False, False)


@pytest.fixture
def worker_name() -> str:
    """A name no other process of this run uses."""
    return os.environ.get("PYTEST_XDIST_WORKER", "main")
