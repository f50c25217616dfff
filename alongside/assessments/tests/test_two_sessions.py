"""Two people answer one section for the first time at the same moment, on connections of their own."""

import threading
from collections.abc import Callable, Iterator
from contextvars import copy_context
from datetime import timedelta
from queue import Queue

import pytest
from django.db import connection, connections, transaction

from alongside.access import scope
from alongside.assessments import queries
from alongside.assessments.tests.factories import answer, begin
from alongside.kit import clock
from alongside.kit.refusals import AlreadyCorrected
from alongside.timeline.tests.factories import smith_family
from tests.database import clone, drop

PATIENCE = 30


@pytest.fixture
def own_database(django_db_setup, django_db_blocker, worker_name) -> Iterator[None]:
    name, default = f"test_assessments_{worker_name}", connections["default"]
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


def test_of_two_first_answers_at_once_one_stands_and_the_other_is_shown_it(own_database) -> None:
    with transaction.atomic():
        smiths = smith_family(clock.now() - timedelta(days=30))
    with scope.acting_as(smiths.worker):
        begin(smiths)
    answered, may_finish, first, second = threading.Event(), threading.Event(), Queue(), Queue()

    def slowly() -> object:
        with scope.acting_as(smiths.worker):
            entry = answer(smiths, "history", stood=None, generations="Mine")
            answered.set()
            assert may_finish.wait(PATIENCE)
        return entry

    def meanwhile() -> object:
        with scope.acting_as(smiths.worker):
            return answer(smiths, "history", stood=None, generations="Theirs")

    slow = apart(slowly, first)
    assert answered.wait(PATIENCE)
    quick = apart(meanwhile, second)
    quick.join(0.5)
    waits = quick.is_alive()
    may_finish.set()
    for thread in (slow, quick):
        thread.join(PATIENCE)
    entry, refusal = first.get(timeout=PATIENCE), second.get(timeout=PATIENCE)

    assert waits
    assert isinstance(refusal, AlreadyCorrected), refusal
    assert refusal.theirs == entry.pk
    with scope.acting_as(smiths.worker):
        page = queries.section_page(smiths.worker, smiths.family.pk, "history", None, clock.today())
    assert page.stands.filled.answers == {"generations": "Mine"}
