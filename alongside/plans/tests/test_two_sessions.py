"""Two people write one plan at the same moment, on connections of their own, with everything really committed."""

import threading
from collections.abc import Callable, Iterator
from contextvars import copy_context
from dataclasses import replace
from queue import Queue

import pytest
from django.db import connection, connections, transaction

from alongside.access import scope
from alongside.kit.ids import uuid7
from alongside.kit.refusals import AlreadyCorrected
from alongside.plans import actions
from alongside.plans.tests.factories import goal, now, put_together, write
from alongside.timeline.tests.factories import NOON, SmithFamily, smith_family
from tests.database import clone, drop

PATIENCE = 30


@pytest.fixture
def own_database(django_db_setup, django_db_blocker, worker_name) -> Iterator[None]:
    name, default = f"test_plans_{worker_name}", connections["default"]
    before = default.settings_dict["NAME"]
    clone(name)
    with django_db_blocker.unblock():
        connections.close_all()
        default.settings_dict["NAME"] = name
        yield
        connections.close_all()
        default.settings_dict["NAME"] = before
    drop(name)


def apart(do: Callable[[], object], answers: Queue) -> threading.Thread:
    """Do it in a thread, on a connection of its own; its answer or refusal goes into `answers`."""

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


def at_once(smiths: SmithFamily, first: Callable[[], object], second: Callable[[], object]) -> tuple[object, object]:
    """Both begin before either is saved; the first holds its work open until the second waits."""
    holding, may_finish, one, other = threading.Event(), threading.Event(), Queue(), Queue()

    def hold() -> object:
        with scope.acting_as(smiths.worker):
            done = first()
            holding.set()
            assert may_finish.wait(PATIENCE)
            return done

    def follow() -> object:
        with scope.acting_as(smiths.manager):
            return second()

    threads = [apart(hold, one)]
    assert holding.wait(PATIENCE)
    threads.append(apart(follow, other))
    threads[1].join(1)
    assert other.empty()
    may_finish.set()
    for thread in threads:
        thread.join(PATIENCE)
    return one.get(timeout=1), other.get(timeout=1)


@pytest.fixture
def smiths(own_database) -> SmithFamily:
    with transaction.atomic():
        return smith_family()


def test_of_two_writing_one_new_goal_one_is_saved_and_the_other_is_shown_it(smiths) -> None:
    it = goal(smiths)

    mine = replace(it, words="Mine")
    saved, refusal = at_once(
        smiths,
        lambda: write(smiths, it, stood="version:"),
        lambda: write(smiths, mine, stood="version:", by=smiths.manager),
    )

    assert isinstance(refusal, AlreadyCorrected)
    assert refusal.theirs == str(saved.pk)
    with scope.acting_as(smiths.worker):
        assert [each.words for each in now(smiths).plan.goals] == [it.words]


def test_of_two_putting_together_there_is_one_version(smiths) -> None:
    with scope.acting_as(smiths.worker):
        write(smiths, goal(smiths))
        shown = now(smiths)

    def theirs() -> object:
        return actions.put_together(
            by=smiths.manager, deed_id=uuid7(), family_id=smiths.family.pk, start=shown.start, stood=shown.seen, at=NOON
        )

    saved, refusal = at_once(smiths, lambda: put_together(smiths), theirs)

    assert isinstance(refusal, AlreadyCorrected)
    assert refusal.theirs == saved.facts["version_id"]
