"""The Smith family, whose mother may say yes for both children; a school around them; their key worker signed in."""

from datetime import timedelta

import pytest

from alongside.agreements.tests.factories import holds, school
from alongside.kit import clock
from alongside.timeline.tests.factories import SmithFamily, smith_family


@pytest.fixture
def smiths() -> SmithFamily:
    found = smith_family(clock.now() - timedelta(days=40))
    holds(found, found.katie, found.amy, found.liam)
    return found


@pytest.fixture
def hill(smiths):
    return school(smiths)


@pytest.fixture
def worker(smiths, client):
    client.force_login(smiths.worker)
    return client
