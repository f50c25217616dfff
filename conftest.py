"""What every test has: its database, a still clock when asked, and no network but this machine's own."""

import os
from collections.abc import Iterator

import pytest
from django.conf import settings
from django.db import connection, connections
from hypothesis import HealthCheck
from hypothesis import settings as examples
from jinja2 import Template

from alongside.config import env
from alongside.kit import clock
from tests.database import clone, drop
from tests.sessions import database_apart

clock.allow_travel()

# How long an example takes says more about the machine than about the code.
examples.register_profile("any machine", deadline=None, suppress_health_check=[HealthCheck.too_slow])
examples.load_profile("any machine")


LONGEST_FIRST = (
    "tests/journeys/test_the_whole_journey.py", "tests/start/test_demonstration.py", "tests/journeys", "tests/start",
    "alongside/demo",
)  # fmt: skip
"""Whoever is done steals from the end of another's share, so what takes longest must not be found there."""


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Let the longest begin first; the others keep their order."""
    items.sort(
        key=lambda item: next(
            (n for n, path in enumerate(LONGEST_FIRST) if item.nodeid.startswith(path)), len(LONGEST_FIRST)
        )
    )


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


class QueryWhileRendering(AssertionError):
    """A page asked the database while it was put into words; its query should have handed it plain values."""


def _refuse(_execute: object, sql: str, *_rest: object) -> None:
    raise QueryWhileRendering(sql)


@pytest.fixture(autouse=True)
def _no_query_while_a_page_is_rendered(monkeypatch: pytest.MonkeyPatch) -> None:
    """The law against queries in templates, asked of every page that any test renders."""
    render = Template.render

    def guarded(template: Template, *values: object, **more: object) -> str:
        with connection.execute_wrapper(_refuse):
            return render(template, *values, **more)

    monkeypatch.setattr(Template, "render", guarded)


@pytest.fixture
def worker_name() -> str:
    """A name no other process of this run uses."""
    return os.environ.get("PYTEST_XDIST_WORKER", "main")


@pytest.fixture
def own_database(request: pytest.FixtureRequest, django_db_blocker, worker_name) -> Iterator[str]:
    """A database of this test's own, in which what is done is really committed; the address of its owner is given."""
    request.getfixturevalue("django_db_setup")
    name, own = f"test_apart_{worker_name}", f"/{settings.DATABASES['default']['NAME']}?"
    with django_db_blocker.unblock(), database_apart(name):
        yield os.environ["DATABASE_OWNER_URL"].replace(own, f"/{name}?")
