"""Two people at once, on connections of their own, with everything really committed."""

import uuid
from datetime import date
from queue import Queue

import psycopg
from django.db import transaction

from alongside.access import scope
from alongside.kit import clock
from alongside.kit.refusals import AlreadyCorrected
from alongside.people import actions, queries
from alongside.people.models import PersonKnownAs
from alongside.people.tests import factories
from tests.sessions import PATIENCE, apart, at_once

KATIE = "Katie Smith"


def test_of_two_corrections_at_once_the_second_waits_and_is_shown_the_first(own_database):
    with transaction.atomic():
        smiths = factories.smith_family()
    worker, at = smiths.key_worker, clock.now()
    with scope.acting_as(worker):
        known = queries.known_as(smiths.id, worker, smiths.people[KATIE])

    def correct(name):
        return lambda: actions.change_known_as(by=worker, family_id=smiths.id, known_as=known, name=name, at=at)

    kept, told = at_once((worker, correct("Kate Smith")), (worker, correct("Katy Smith")))

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
            "SELECT user_id, basis, family_id, person_id, route, rows, request_id, asked FROM read_log ORDER BY seq"
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
