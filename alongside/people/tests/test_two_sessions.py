"""Two people at once, on connections of their own, with everything really committed."""

import os
import threading
import time
import uuid
from collections.abc import Iterator
from contextvars import copy_context
from datetime import date
from queue import Queue

import psycopg
import pytest
from django.db import connection, connections, transaction

from alongside.access import scope
from alongside.kit import clock
from alongside.kit.refusals import AlreadyCorrected
from alongside.people import actions, queries
from alongside.people.models import PersonKnownAs
from alongside.people.tests import factories
from tests.database import clone, drop

KATIE = "Katie Smith"
PATIENCE = 30


@pytest.fixture
def own_database(django_db_setup, django_db_blocker, worker_name) -> Iterator[str]:
    """A database of this test's own, whose owner's address is given."""
    name, default = f"test_people_{worker_name}", connections["default"]
    before = default.settings_dict["NAME"]
    clone(name)
    with django_db_blocker.unblock():
        connections.close_all()
        default.settings_dict["NAME"] = name
        yield os.environ["DATABASE_OWNER_URL"].replace(f"/{before}?", f"/{name}?")
        connections.close_all()
        default.settings_dict["NAME"] = before
    drop(name)


def apart(do, answers):
    """Do it in a thread, on a connection of its own, at the test's time; its answer or refusal goes into `answers`."""

    def run():
        try:
            answers.put(do())
        except Exception as refusal:  # noqa: BLE001
            answers.put(refusal)
        finally:
            connection.close()

    thread = threading.Thread(target=copy_context().run, args=(run,))
    thread.start()
    return thread


def until_somebody_waits_for_a_lock(address):
    with psycopg.connect(address, autocommit=True) as owner:
        for _ in range(PATIENCE * 20):
            if owner.execute("SELECT count(*) FROM pg_locks WHERE NOT granted").fetchone()[0]:
                return
            time.sleep(0.05)
    raise AssertionError("nobody waited")


def test_of_two_corrections_at_once_the_second_waits_and_is_shown_the_first(own_database):
    with transaction.atomic():
        smiths = factories.smith_family()
    worker, at = smiths.key_worker, clock.now()
    with scope.acting_as(worker):
        known = queries.known_as(smiths.id, worker, smiths.people[KATIE])
    holding, may_finish, answers = threading.Event(), threading.Event(), {"first": Queue(), "second": Queue()}

    def correct(name, afterwards=lambda: None):
        with scope.acting_as(worker):
            newer = actions.change_known_as(by=worker, family_id=smiths.id, known_as=known, name=name, at=at)
            afterwards()
            return newer

    def hold():
        holding.set()
        assert may_finish.wait(PATIENCE)

    first = apart(lambda: correct("Kate Smith", hold), answers["first"])
    assert holding.wait(PATIENCE)
    second = apart(lambda: correct("Katy Smith"), answers["second"])
    until_somebody_waits_for_a_lock(own_database)
    may_finish.set()
    for thread in (first, second):
        thread.join(PATIENCE)

    kept, told = answers["first"].get(timeout=1), answers["second"].get(timeout=1)
    assert isinstance(kept, PersonKnownAs)
    assert isinstance(told, AlreadyCorrected)
    assert (told.theirs, told.theirs.name) == (kept, "Kate Smith")
    with scope.acting_as(worker):
        assert queries.names_of(smiths.id, worker)[smiths.people[KATIE]] == "Kate Smith"


def test_when_a_helper_ends_their_next_transaction_sees_nothing_and_the_present_one_ends_in_peace(own_database):
    with transaction.atomic():
        smiths = factories.smith_family()
    answers = Queue()

    def end():
        with scope.acting_as(smiths.manager):
            actions.end_helper(by=smiths.manager, helper=smiths.helper, at=clock.now())

    with scope.acting_as(smiths.key_worker):
        apart(end, answers).join(PATIENCE)
        assert answers.get(timeout=1) is None
        assert len(queries.people_of(smiths.id, smiths.key_worker, clock.today())) == 4
    with scope.acting_as(smiths.key_worker):
        assert queries.people_of(smiths.id, smiths.key_worker, clock.today()) == []


def test_the_reading_log_says_who_looked_for_whom_on_which_page(own_database):
    with transaction.atomic():
        smiths = factories.smith_family()
        manager = factories.manager("Eve Lane", team=factories.team())
    born, request_id = (date(1995, 5, 6), date(1995, 5, 6)), uuid.uuid4()
    said = {"by": manager, "number": "", "route": "pathway:decide", "request_id": request_id, "birth": born}
    with scope.acting_as(manager):
        assert len(queries.find_known_person(name="Katie Smith", **said)) == 1
        assert queries.find_known_person(name="Wilhelmina Xu", **said) == []
    with psycopg.connect(own_database) as owner:
        rows = owner.execute(
            "SELECT user_id, basis, family_id, person_id, route, rows, request_id, asked FROM read_log ORDER BY id"
        ).fetchall()
    looked = (manager.pk, "find_known_person")
    assert rows == [
        (*looked, smiths.id, smiths.people[KATIE], "pathway:decide", 1, request_id, "Katie Smith, 1995-05-06"),
        (*looked, None, None, "pathway:decide", 0, request_id, "Wilhelmina Xu, 1995-05-06"),
    ]


def test_every_personal_row_of_a_family_hangs_together_when_it_is_committed(own_database):
    """Keys over two columns are checked only at the end of a transaction, which other tests never reach."""
    with transaction.atomic():
        smiths = factories.smith_family()
    assert scope_sees(smiths)


def scope_sees(household):
    with scope.acting_as(household.key_worker):
        return queries.family(household.key_worker, household.id) == household.family
