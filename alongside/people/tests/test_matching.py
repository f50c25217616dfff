"""The declared door past "does not exist": who it finds, what little it tells, and that every look is written down."""

import uuid
from datetime import date

import pytest
from django.db import ProgrammingError, connection, transaction

from alongside.access import scope
from alongside.kit.refusals import NotAllowed, Unacceptable
from alongside.people import actions, queries
from alongside.people.tests import factories

pytestmark = pytest.mark.django_db
BORN = (date(1994, 2, 3), date(1994, 2, 3))
NHS = "9434765919"


@pytest.fixture
def byrnes(now):
    household = factories.smith_family()
    with scope.acting_as(household.manager):
        aoife = factories.add(household, "Aoífe Byrne", birth=BORN, role="aunt", in_household=False)
        actions.record_fact(
            by=household.manager, family_id=household.id, person_id=aoife, kind="nhs", value=NHS, at=now
        )
    return household


@pytest.fixture
def manager():
    """Of another team, who sees nothing of the family."""
    return factories.manager("Eve Lane", team=factories.team())


def look(by, name="", birth=None, number=""):
    with scope.acting_as(by):
        return queries.find_known_person(
            by=by, name=name, birth=birth, number=number, route="pathway:decide", request_id=uuid.uuid4()
        )


@pytest.mark.parametrize(
    "name", ["Aoífe Byrne", "Aoife Byrne", "AOIFE BYRNE", "Aoife Burne", "Byrne, Aoife", "Aoiffe Byrne"]
)
def test_a_name_is_found_without_its_accents_and_with_a_slip_of_the_pen(byrnes, manager, name):
    found = look(manager, name, BORN)
    assert [(match.family_id, match.person_id) for match in found] == [(byrnes.id, byrnes.people["Aoífe Byrne"])]
    assert 0.3 < found[0].score <= 1


def test_the_answer_tells_whom_to_ring_and_nothing_else(byrnes, manager):
    (match,) = look(manager, "Aoife Byrne", BORN)
    assert (match.lead_worker, match.lead_team, match.telephone) == (
        "Paula Marsh", byrnes.team.name, "01632 960001",
    )  # fmt: skip
    assert match.opened_on == byrnes.involvement.opened_on
    assert set(match.__slots__) == {
        "family_id", "person_id", "score", "lead_worker", "lead_team", "telephone", "opened_on",
    }  # fmt: skip


def test_a_rough_birth_finds_whoever_may_have_been_born_then(byrnes, manager):
    assert look(manager, "Aoife Byrne", (date(1994, 1, 1), date(1994, 12, 31)))
    assert not look(manager, "Aoife Byrne", (date(1995, 1, 1), date(1995, 12, 31)))


def test_another_name_with_the_same_birth_is_not_found(byrnes, manager):
    assert look(manager, "Mohammed Iqbal", BORN) == []


@pytest.mark.parametrize("number", [NHS, "943 476 5919"])
def test_a_number_is_enough(byrnes, manager, number):
    (match,) = look(manager, number=number)
    assert (match.person_id, match.score) == (byrnes.people["Aoífe Byrne"], 1.0)


def test_what_somebody_was_once_called_by_mistake_finds_nobody(byrnes, manager, now):
    with scope.acting_as(byrnes.manager):
        known = queries.known_as(byrnes.id, byrnes.manager, byrnes.people["Aoífe Byrne"])
        actions.change_known_as(by=byrnes.manager, family_id=byrnes.id, known_as=known, name="Siobhan Walsh", at=now)
    assert look(manager, "Aoife Byrne", BORN) == []
    assert look(manager, "Siobhan Walsh", BORN) != []


@pytest.mark.parametrize("said", [{"name": "Aoife Byrne"}, {"birth": BORN}, {}, {"name": "  ", "birth": BORN}])
def test_a_name_without_a_birth_or_a_birth_without_a_name_is_refused(byrnes, manager, said):
    before = _rows_added()
    with pytest.raises(Unacceptable, match="date of birth"):
        look(manager, **said)
    assert _rows_added() == before


def test_a_number_that_is_none_is_refused(manager):
    with pytest.raises(Unacceptable, match="Check it"):
        look(manager, number="123")


@pytest.mark.parametrize(
    "role", ["referrer", "partner", "parent", "child", "administrator", "practice_lead", "information_governance"]
)
def test_only_who_records_help_may_ask(role):
    with pytest.raises(NotAllowed):
        look(getattr(factories, role)(), "Aoife Byrne", BORN)


def test_every_match_and_every_look_without_one_is_written_down(byrnes, manager, now):
    with scope.acting_as(byrnes.manager):
        other = factories.received_family("Byrne", lead_team=byrnes.team, boss=byrnes.manager)
    with scope.acting_as(byrnes.manager):
        factories.add(other, "Aoife Byrne", birth=BORN, person_id=byrnes.people["Aoífe Byrne"])
    before = _rows_added()
    assert len(look(manager, "Aoife Byrne", BORN)) == 2
    assert _rows_added() - before == 2
    assert look(manager, "Nobody Known", BORN) == []
    assert _rows_added() - before == 3


def _rows_added():
    with connection.cursor() as cursor:
        cursor.execute("SELECT COALESCE(sum(n_tup_ins), 0) FROM pg_stat_xact_user_tables WHERE relname ~ '^read_log'")
        return cursor.fetchone()[0]


def test_the_application_neither_reads_nor_changes_the_log(byrnes, manager):
    look(manager, "Aoife Byrne", BORN)
    for statement in (
        "SELECT * FROM read_log", "DELETE FROM read_log", "UPDATE read_log SET rows = 0", "TRUNCATE read_log",
    ):  # fmt: skip
        with (
            pytest.raises(ProgrammingError, match="permission denied"),
            transaction.atomic(),
            connection.cursor() as cursor,
        ):
            cursor.execute(statement)


def ask_the_door(by, name, birth=None):
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT * FROM find_known_person(%s, now(), %s, 'x', %s, %s::daterange, '')",
            [by.pk, uuid.uuid4(), name, birth],
        )
        return cursor.fetchall()


def test_the_door_itself_refuses_a_name_alone(manager):
    with scope.acting_as(manager), pytest.raises(Exception, match="birth date"), transaction.atomic():
        ask_the_door(manager, "Aoife Byrne")


def test_the_door_itself_answers_only_whoever_the_transaction_was_opened_for(byrnes, manager):
    refused = pytest.raises(Exception, match="opened for")
    with scope.acting_as(byrnes.manager), refused, transaction.atomic():
        ask_the_door(manager, "Aoife Byrne", "[1990-01-01,1990-01-02)")


def test_the_door_itself_answers_no_parent():
    parent = factories.parent()
    with scope.acting_as(parent), pytest.raises(Exception, match="opened for"), transaction.atomic():
        ask_the_door(parent, "Aoife Byrne", "[1990-01-01,1990-01-02)")
