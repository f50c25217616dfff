"""A service over the demonstration, and a family's turn that the test itself holds for a while."""

import os
import time
from collections.abc import Callable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

import psycopg
import pytest
from django.conf import settings

from tests.demonstration import made_on
from tests.matrix.cast import DAY
from tests.service import Service
from tests.start.house import Browser

PATIENCE = 30
SMITHS = 3
_HOLD = "SELECT pg_advisory_xact_lock(hashtextextended('everybody family ' || %s, 0))"
_HELD_UP = "SELECT count(*) FROM pg_stat_activity WHERE datname = %s AND wait_event_type = 'Lock'"


@dataclass
class Crossing:
    """The service, and the Smiths in it."""

    service: Service

    def comes(self, sign_in_name: str) -> Browser:
        browser = Browser(self.service.address)
        browser.sign_in(sign_in_name, settings.DEMONSTRATION_PASSWORD, to="/")
        return browser

    def ask(self, sql: str, *given: object) -> list[tuple[Any, ...]]:
        """What lies in the database, asked from outside."""
        with self._outside() as server:
            return server.execute(sql, given).fetchall()

    @contextmanager
    def turn_held(self) -> Iterator[Callable[[int], None]]:
        """For the block nobody comes to write to the Smiths' record. Gives what waits until so many do."""
        with self._outside() as server, self._outside() as watching:
            server.execute(_HOLD, [SMITHS])
            yield lambda wanted: _until(watching, self.service.database, wanted)
            server.rollback()

    def _outside(self) -> psycopg.Connection[tuple[Any, ...]]:
        return psycopg.connect(os.environ["ALONGSIDE_TEST_ADMINISTRATOR"], dbname=self.service.database)


def _until(watching: psycopg.Connection[tuple[Any, ...]], database: str, wanted: int) -> None:
    deadline = time.monotonic() + PATIENCE
    while True:
        (waiting,) = watching.execute(_HELD_UP, [database]).fetchone() or (0,)
        watching.rollback()
        if waiting >= wanted:
            return
        assert time.monotonic() < deadline, f"{waiting} wait and not {wanted}"
        time.sleep(0.02)


@pytest.fixture(scope="module")
def _served(django_db_setup, django_db_blocker) -> Iterator[Service]:
    worker = os.environ.get("PYTEST_XDIST_WORKER", "main")
    with (
        django_db_blocker.unblock(), made_on(DAY) as (made, _), Service(f"crossing_{worker}", DAY, made) as service
    ):  # fmt: skip
        yield service


@pytest.fixture
def crossing(_served: Service) -> Crossing:
    """The demonstration as it was loaded; each test has it anew."""
    _served.start_afresh()
    return Crossing(_served)


@pytest.fixture
def begin() -> Iterator[Callable[..., Future[Any]]]:
    """`begin(do, …)`: somebody does that meanwhile; its result is what it answered."""
    with ThreadPoolExecutor(8) as hands:
        yield hands.submit
