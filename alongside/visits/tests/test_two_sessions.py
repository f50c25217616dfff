"""Two people put one visit right at the same moment, on connections of their own, with everything really committed."""

import threading
from collections.abc import Callable, Iterator
from contextvars import copy_context
from dataclasses import replace
from datetime import timedelta
from queue import Queue

import pytest
from django.db import connection, connections, transaction

from alongside.access import scope
from alongside.kit.ids import uuid7
from alongside.kit.refusals import AlreadyCorrected
from alongside.timeline import queries as timeline
from alongside.timeline.tests.factories import NOON, smith_family
from alongside.visits import actions
from alongside.visits.tests.test_visits import record, told
from tests.database import clone, drop

PATIENCE = 30


@pytest.fixture
def own_database(django_db_setup, django_db_blocker, worker_name) -> Iterator[None]:
    name, default = f"test_visits_{worker_name}", connections["default"]
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


def test_of_two_at_once_one_is_saved_whole_and_the_other_is_shown_it(own_database) -> None:
    with transaction.atomic():
        smiths = smith_family(NOON - timedelta(days=30))
    with scope.acting_as(smiths.worker):
        (visit, *_) = record(smiths, told(smiths))
    holding, may_finish, first, second = threading.Event(), threading.Event(), Queue(), Queue()

    def correct(by, minutes: int, afterwards: Callable[[], object] = lambda: None):
        with scope.acting_as(by):
            rows = actions.correct_visit(
                by=by, deed_id=uuid7(), family_id=smiths.family.pk, corrects=visit.deed_id,
                told=replace(told(smiths), minutes=minutes), at=NOON,
            )  # fmt: skip
            afterwards()
            return rows

    def hold() -> None:
        holding.set()
        assert may_finish.wait(PATIENCE)

    threads = [apart(lambda: correct(smiths.worker, 61, hold), first)]
    assert holding.wait(PATIENCE)
    threads.append(apart(lambda: correct(smiths.manager, 62), second))
    threads[1].join(1)
    assert second.empty()
    may_finish.set()
    for thread in threads:
        thread.join(PATIENCE)

    saved, refusal = first.get(timeout=1), second.get(timeout=1)
    assert isinstance(refusal, AlreadyCorrected)
    assert refusal.theirs == saved[0].deed_id
    with scope.acting_as(smiths.worker):
        (deed,) = timeline.page(smiths.family.pk, smiths.worker).deeds
        assert [line.entry.minutes for line in deed.entries] == [61, 25, None, None]
