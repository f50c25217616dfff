"""A page asks the database the same number of questions whether somebody sees ten families or three hundred."""

from collections.abc import Iterator
from datetime import date

import psycopg
import pytest
from django.conf import settings

from alongside.config import who_may
from alongside.kit import clock
from bench.council import Wanted, Work, populate
from bench.council.sets import tell_all
from bench.council.told import read
from bench.measure import Visitors, connected_to
from bench.pages import PAGES, Measured
from bench.place import administrator
from bench.urls import declare
from tests.database import clone, drop

TODAY = date(2026, 11, 19)
SIZES = (10, 300)


def database(families: int) -> str:
    """A database of one worker and one manager who see that many families."""
    return f"{settings.DATABASES['default']['NAME']}_of_{families}"


@pytest.fixture(scope="module")
def visitors(django_db_blocker: pytest.FixtureRequest) -> Iterator[dict[int, Visitors]]:
    """Who asks, at each size."""
    with django_db_blocker.unblock():
        clone(database(0))
        with connected_to(database(0)):
            told = [(tale.family_id, tale.told.standing, tale.told.days) for tale in tell_all("short", TODAY)]
        with psycopg.connect(administrator(database(0))) as connection:
            casts = read(connection, told, TODAY)
        for families in SIZES:
            clone(database(families))
            wanted = Wanted(
                families, families_a_worker=families, waiting_a_worker=0, ended_a_worker=0, today=TODAY, tales="short"
            )
            work = Work(administrator(database(families)), wanted, casts, trusting=families > 10)
            populate(work, say=lambda _line: None)
        declare()
        yield {families: Visitors(database(families)) for families in SIZES}
        who_may.declared.cache_clear()
    for families in (0, *SIZES):
        drop(database(families))


@pytest.mark.urls("bench.urls")
@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_no_more_queries_for_three_hundred_families_than_for_ten(
    page: Measured, visitors: dict[int, Visitors], django_db_blocker: pytest.FixtureRequest
) -> None:
    asked = {}
    for families in SIZES:
        with django_db_blocker.unblock(), connected_to(database(families)), clock.travel(clock.at(TODAY, 9)):
            visitors[families].ask(page)
            asked[families] = visitors[families].queries(page)
    few, many = (asked[families] for families in SIZES)
    assert len(many) <= len(few), "\n".join(["only at three hundred:", *(each for each in many if each not in few)])
