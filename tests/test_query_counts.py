"""A page asks the database the same number of questions whether somebody sees ten families or a thousand."""

from collections.abc import Iterator
from datetime import date

import pytest
from django.conf import settings

from alongside.kit import clock
from bench.measure import Visitors, connected_to
from bench.pages import PAGES, Measured
from bench.place import administrator
from bench.population import Wanted, populate
from tests.database import clone, drop

TODAY = date(2026, 11, 19)
SIZES = (10, 1000)


def database(families: int) -> str:
    """A database of one worker and one manager who see that many families."""
    return f"{settings.DATABASES['default']['NAME']}_of_{families}"


@pytest.fixture(scope="module")
def visitors(django_db_blocker: pytest.FixtureRequest) -> Iterator[dict[int, Visitors]]:
    """Who asks, at each size."""
    with django_db_blocker.unblock():
        for families in SIZES:
            clone(database(families))
            wanted = Wanted(families, families_a_worker=families, visits_a_family=3, today=TODAY)
            populate(administrator(database(families)), wanted, trusting=families > 10)
        yield {families: Visitors(database(families)) for families in SIZES}
    for families in SIZES:
        drop(database(families))


@pytest.mark.urls("bench.urls")
@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_as_many_queries_for_a_thousand_families_as_for_ten(
    page: Measured, visitors: dict[int, Visitors], django_db_blocker: pytest.FixtureRequest
) -> None:
    asked = {}
    for families in SIZES:
        with django_db_blocker.unblock(), connected_to(database(families)), clock.travel(clock.at(TODAY, 9)):
            visitors[families].ask(page)
            asked[families] = visitors[families].queries(page)
    few, many = (asked[families] for families in SIZES)
    assert len(few) == len(many), "\n".join(["only at a thousand:", *(each for each in many if each not in few)])
