"""Two people take one yes back at the same moment, on connections of their own, with everything really committed."""

import threading
from collections.abc import Callable, Iterator
from contextvars import copy_context
from datetime import timedelta
from queue import Queue

import pytest
from django.db import connection, connections, transaction

from alongside.access import scope
from alongside.agreements import actions
from alongside.agreements.tests.factories import consent, families_open_to, holds, school
from alongside.kit import clock
from alongside.kit.ids import uuid7
from alongside.kit.refusals import AlreadyCorrected
from alongside.timeline import queries as timeline
from alongside.timeline.tests.factories import smith_family
from tests.database import clone, drop

PATIENCE = 30


@pytest.fixture
def own_database(django_db_setup, django_db_blocker, worker_name) -> Iterator[None]:
    name, default = f"test_agreements_{worker_name}", connections["default"]
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


def test_of_two_who_take_it_back_at_once_one_does_and_the_other_is_told(own_database) -> None:
    with transaction.atomic():
        smiths = smith_family(clock.now() - timedelta(days=30))
        holds(smiths, smiths.katie, smiths.amy)
        hill = school(smiths)
    yes = consent(smiths, hill.to, smiths.amy)
    assert families_open_to(hill.rao) == 1
    holding, may_finish, first, second = threading.Event(), threading.Event(), Queue(), Queue()

    def take_back(by, afterwards: Callable[[], object] = lambda: None):
        with scope.acting_as(by):
            rows = actions.withdraw_consent(
                by=by, deed_id=uuid7(), family_id=smiths.family.pk, withdraws=yes[0].deed_id, about=(smiths.amy,),
                words="", at=clock.now(),
            )  # fmt: skip
            afterwards()
            return rows

    def hold() -> None:
        holding.set()
        assert may_finish.wait(PATIENCE)

    threads = [apart(lambda: take_back(smiths.worker, hold), first)]
    assert holding.wait(PATIENCE)
    threads.append(apart(lambda: take_back(smiths.manager), second))
    threads[1].join(1)
    assert second.empty()
    may_finish.set()
    for thread in threads:
        thread.join(PATIENCE)

    saved, refusal = first.get(timeout=1), second.get(timeout=1)
    assert isinstance(refusal, AlreadyCorrected)
    assert refusal.theirs == saved[0].deed_id
    assert families_open_to(hill.rao) == 0
    with scope.acting_as(smiths.worker):
        assert len(timeline.told(smiths.family.pk, smiths.worker, ["agreements.consent_withdrawn"])) == 1
