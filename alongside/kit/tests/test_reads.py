"""What a page reads twice is asked once, and never after something changed."""

import pytest
from django.db import connection, transaction

from alongside.kit import reads
from alongside.kit.reads import once, one_page

pytestmark = pytest.mark.django_db


@pytest.fixture
def asked() -> list[int]:
    """The numbers `number_of` was really asked for."""
    return []


@pytest.fixture
def number_of(asked):
    @once
    def read(number: int) -> list[int]:
        asked.append(number)
        return [number]

    return read


def write() -> None:
    with connection.cursor() as cursor:
        cursor.execute("UPDATE team SET name = name WHERE false")


def test_a_page_asks_once_for_what_several_of_its_parts_show(number_of, asked) -> None:
    with one_page():
        assert [number_of(1), number_of(1), number_of(2)] == [[1], [1], [2]]
    assert asked == [1, 2]


def test_outside_a_page_that_only_looks_nothing_is_remembered(number_of, asked) -> None:
    number_of(1)
    with one_page():
        number_of(1)
    number_of(1)
    assert asked == [1, 1, 1]


def test_one_part_of_a_page_cannot_change_what_another_reads(number_of) -> None:
    with one_page():
        number_of(1).append(99)
        assert number_of(1) == [1]


def savepoint() -> None:
    with transaction.atomic():
        pass


@pytest.mark.parametrize(
    "change",
    [
        write,
        reads.forget,
        savepoint,
        lambda: connection.cursor().execute("SELECT pg_advisory_xact_lock(1)"),
        lambda: connection.cursor().execute("SELECT id FROM team FOR UPDATE"),
    ],
    ids=["a write", "another scope", "a savepoint", "a lock on a name", "a lock on rows"],
)
def test_after_a_change_everything_is_read_anew(number_of, asked, change) -> None:
    with one_page():
        number_of(1)
        change()
        number_of(1)
    assert asked == [1, 1]
