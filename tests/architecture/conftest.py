"""The real house, read once, and a fresh sample for each planted breach."""

from pathlib import Path

import pytest

from .excuses import CONTRACT, CUSTOMS, PACKAGE, ROOT
from .laws.house import House
from .sample import Sample

HERE = Path(__file__).parent


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if HERE in item.path.parents:
            item.add_marker(pytest.mark.architecture)


@pytest.fixture(scope="session")
def house() -> House:
    return House(ROOT / PACKAGE, PACKAGE, CUSTOMS)


@pytest.fixture(scope="session")
def tests_house() -> House:
    """The tests that belong to no room keep the laws about files too."""
    return House(ROOT / "tests", "tests")


@pytest.fixture
def sample(tmp_path: Path) -> Sample:
    return Sample(tmp_path, CONTRACT)
