"""Two people at work on one family at the same moment, on connections of their own, with everything really committed.

The test asks for the fixture `own_database`; what `at_once` does is done in threads of its own.
"""

import os
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import copy_context
from queue import Queue

import psycopg
from django.db import connection, connections

from alongside.access import scope
from alongside.access.models import User
from tests.database import clone, drop

PATIENCE = 30  # seconds
LOCKED_OUT = "SELECT 1 FROM pg_stat_activity WHERE datname = %s AND wait_event_type = 'Lock'"


@contextmanager
def database_apart(name: str, template: str | None = None) -> Iterator[str]:
    """A database for one test, in which transactions are committed; its name is given. A copy of the migrated template
    unless another is named.
    """
    default = connections["default"]
    before = default.settings_dict["NAME"]
    clone(name, template)
    connections.close_all()
    default.settings_dict["NAME"] = name
    try:
        yield name
    finally:
        connections.close_all()
        default.settings_dict["NAME"] = before
        drop(name)


def apart(do: Callable[[], object], answers: Queue) -> threading.Thread:
    """Do it in a thread, on a connection of its own, at the test's time; its answer or refusal goes into `answers`."""

    def run() -> None:
        try:
            answers.put(do())
        except Exception as refusal:  # noqa: BLE001
            answers.put(refusal)
        finally:
            connection.close()

    thread = threading.Thread(target=copy_context().run, args=(run,))
    thread.start()
    return thread


def at_once(first: tuple[User, Callable[[], object]], second: tuple[User, Callable[[], object]]) -> tuple:
    """Each is somebody and what they do. Both begin before either is saved: the first holds its work open until the
    second has begun and waits for it. Returns what the first answered, and the second; a refusal is an answer.
    """
    holding, may_finish, one, other = threading.Event(), threading.Event(), Queue(), Queue()

    def hold() -> object:
        who, do = first
        with scope.acting_as(who):
            done = do()
            holding.set()
            assert may_finish.wait(PATIENCE)
            return done

    def follow() -> object:
        who, do = second
        with scope.acting_as(who):
            return do()

    threads = [apart(hold, one)]
    if not holding.wait(PATIENCE):
        raise AssertionError(one.get_nowait() if one.qsize() else "the first never came to its end")
    threads.append(apart(follow, other))
    waited = _waits_for_the_first(threads[1])
    may_finish.set()
    for thread in threads:
        thread.join(PATIENCE)
    assert waited, other.get(timeout=1)
    return one.get(timeout=1), other.get(timeout=1)


def _waits_for_the_first(second: threading.Thread) -> bool:
    """Whether the server holds it up until the first is done; False when it came to its end."""
    database = connections["default"].settings_dict["NAME"]
    deadline = time.monotonic() + PATIENCE
    with psycopg.connect(os.environ["ALONGSIDE_TEST_ADMINISTRATOR"], autocommit=True) as server:
        while second.is_alive() and not server.execute(LOCKED_OUT, [database]).fetchone():
            assert time.monotonic() < deadline, "the second neither waits nor ends"
            second.join(0.02)
    return second.is_alive()
