"""The demonstration as it stands on the day it was loaded, made once in a run however many tests look at it."""

import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, datetime
from pathlib import Path

import pytest
from django.db import connections, transaction

from alongside.demo.actions import load_demonstration
from alongside.kit import clock
from tests.database import MADE_IN_A_RUN, clone
from tests.sessions import database_apart


@contextmanager
def demonstration(day: date) -> Iterator[datetime]:
    """For the block it is that day, and this process works in a copy of the demonstration loaded on it; the moment of
    loading is given. What is done with it is undone.
    """
    worker = os.environ.get("PYTEST_XDIST_WORKER", "main")
    with made_on(day) as (made, moment), database_apart(f"test_demonstrated_{worker}", made), transaction.atomic():
        yield moment
        transaction.set_rollback(True)


@contextmanager
def made_on(day: date) -> Iterator[tuple[str, datetime]]:
    """For the block it is that day; the name of the database in which the demonstration was loaded on it, to be copied,
    and the moment of loading.
    """
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("ALONGSIDE_TODAY", day.isoformat())
        yield _made(day)


def _made(day: date) -> tuple[str, datetime]:
    """The database in which it was loaded on that day, and when; whoever comes first makes it, the others wait."""
    name = f"test_demonstration_{day:%Y%m%d}"
    at = Path(os.environ["ALONGSIDE_TEST_LOCK"]).with_name(f"{name}{MADE_IN_A_RUN}")
    with at.with_suffix(".lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not at.exists():
            with database_apart(f"{name}_making") as making:
                moment = clock.now()
                load_demonstration(by=None, at=moment, say=lambda _: None)
                connections.close_all()
                clone(name, making)
            at.write_text(moment.isoformat())
        return name, datetime.fromisoformat(at.read_text())
