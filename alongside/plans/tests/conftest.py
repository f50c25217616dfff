"""The Smith family, whose mother holds responsibility for both children."""

from datetime import timedelta

import pytest

from alongside.agreements.tests.factories import holds
from alongside.kit import clock
from alongside.timeline.tests.factories import SmithFamily, smith_family


@pytest.fixture
def smiths() -> SmithFamily:
    found = smith_family(clock.now() - timedelta(days=40))
    holds(found, found.katie, found.amy, found.liam)
    return found
