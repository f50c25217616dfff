"""The Smith family, and their key worker at work."""

from collections.abc import Iterator

import pytest

from alongside.access import scope
from alongside.access.models import User
from alongside.people.tests import factories


@pytest.fixture
def smiths(db: None) -> factories.Household:
    return factories.smith_family()


@pytest.fixture
def paula(smiths: factories.Household) -> Iterator[User]:
    with scope.acting_as(smiths.key_worker):
        yield smiths.key_worker
