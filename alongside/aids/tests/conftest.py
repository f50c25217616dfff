"""The Smith family sixty days after the work began, and their key worker at a browser."""

from collections.abc import Iterator

import pytest
from django.test import Client

from alongside.aids.tests.factories import OPENED, TODAY
from alongside.kit import clock
from alongside.timeline.tests.factories import SmithFamily, smith_family


@pytest.fixture
def smiths() -> Iterator[SmithFamily]:
    with clock.travel(clock.at(TODAY, 18)):
        yield smith_family(clock.at(OPENED))


@pytest.fixture
def worker(smiths: SmithFamily, client: Client) -> Client:
    client.force_login(smiths.worker)
    return client
