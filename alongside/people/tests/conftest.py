"""A still clock: noon on Wednesday 18 November 2026."""

from collections.abc import Iterator
from datetime import date, datetime

import pytest

from alongside.kit import clock


@pytest.fixture(autouse=True)
def now() -> Iterator[datetime]:
    moment = clock.at(date(2026, 11, 18))
    with clock.travel(moment):
        yield moment
