"""A service with nobody in it yet, a browser, and people who come with theirs."""

import os
from collections.abc import Callable, Iterator
from datetime import date

import pytest
from playwright.sync_api import Browser

from tests.browser import NARROW, WIDE, Visitor, Way
from tests.journeys.given import session_of
from tests.journeys.long.writer import Diary, Writer
from tests.service import TODAY, Service

FOUR_WAYS = [Way(width, scripts) for width in (WIDE, NARROW) for scripts in (True, False)]
# A journey walks each width and each state of scripts once; how answers that went wrong come back walks all four.
SCRIPTS = Way()
TWO_WAYS = [Way(WIDE, True), Way(NARROW, False)]


@pytest.fixture(scope="session")
def _server() -> Iterator[Service]:
    with Service(f"journey_{os.environ.get('PYTEST_XDIST_WORKER', 'main')}") as service:
        yield service


@pytest.fixture
def service(_server: Service, django_db_blocker: pytest.FixtureRequest) -> Iterator[Service]:
    """The service on its first day: nobody, no family. An error it logs fails the journey."""
    with django_db_blocker.unblock():
        _server.start_afresh()
        _server.go_to(TODAY)
        before = len(_server.errors())
        yield _server
        said = _server.errors()[before:]
    assert "ERROR" not in said, said
    assert "Traceback" not in said, said


@pytest.fixture
def somebody(browser: Browser, service: Service) -> Iterator[Callable[..., Visitor]]:
    """`somebody()` comes with a browser of their own; `somebody("joanne.mercer")` has signed in before; how they
    do is `test_sign_in`.
    """
    visitors: list[Visitor] = []

    def comes(sign_in_name: str | None = None, way: Way | None = None) -> Visitor:
        visitor = Visitor(browser, service.address, way)
        visitors.append(visitor)
        if sign_in_name:
            visitor.has_signed_in(service.arrange(lambda: session_of(sign_in_name)))
        return visitor

    yield comes
    for visitor in visitors:
        visitor.leaves()


@pytest.fixture(params=TWO_WAYS, ids=str)
def way(request: pytest.FixtureRequest) -> Way:
    """Wide with scripts, and narrow without."""
    return request.param


@pytest.fixture(params=FOUR_WAYS, ids=str)
def every_way(request: pytest.FixtureRequest) -> Way:
    """Each way somebody may come: wide or narrow, with scripts or without."""
    return request.param


@pytest.fixture
def diary() -> Diary:
    return Diary()


@pytest.fixture
def comes(browser, service, diary) -> Iterator[Callable[..., Writer]]:
    """`comes("joanne.mercer", day)`: it is that day, and she has signed in."""
    here: dict[tuple[str, Way], Writer] = {}

    def nobody_is_here() -> None:
        for writer in here.values():
            writer.leaves()
        here.clear()

    def on_that_day(name: str, day: date, way: Way = SCRIPTS) -> Writer:
        if day != service.today:
            nobody_is_here()
            service.go_to(day)
        if (name, way) not in here:
            here[name, way] = Writer(browser, service.address, diary, way)
            here[name, way].has_signed_in(service.arrange(lambda: session_of(name)))
        return here[name, way]

    yield on_that_day
    nobody_is_here()
