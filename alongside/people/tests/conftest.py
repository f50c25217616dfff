"""A still clock: noon on Wednesday 18 November 2026. And passwords that are quick to make, because nobody signs in
here.
"""

from collections.abc import Iterator
from datetime import date, datetime
from typing import Any

import pytest

from alongside.kit import clock


@pytest.fixture(autouse=True)
def now(settings: Any) -> Iterator[datetime]:
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    moment = clock.at(date(2026, 11, 18))
    with clock.travel(moment):
        yield moment
