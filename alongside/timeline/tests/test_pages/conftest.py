"""The Smith family, with a key worker for forty days."""

from datetime import timedelta

import pytest

from alongside.kit import clock
from alongside.timeline.tests.factories import SmithFamily, smith_family


@pytest.fixture
def smiths() -> SmithFamily:
    return smith_family(clock.now() - timedelta(days=40))
