"""One clock of now, in the time of London.

Actions read it once and pass the moment into every row; nothing else asks the machine for the time, except logs,
sessions, tokens and one-time codes, which must not be moved. `ALONGSIDE_TODAY=YYYY-MM-DD` sets the London day while
the time of day goes on; `travel` moves it for the demonstration families and for tests, and refuses to anywhere
else.
"""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

LONDON = ZoneInfo("Europe/London")

_travelled: ContextVar[datetime | None] = ContextVar("_travelled", default=None)
_may_travel = False


class TimeTravelRefused(RuntimeError):
    """The clock may be moved only while demonstration families are made or tests run."""


def allow_travel() -> None:
    """Called once by the demonstration loader and by the test suite, never by a service."""
    global _may_travel
    _may_travel = True


def now() -> datetime:
    """This moment, aware, in London time."""
    travelled = _travelled.get()
    if travelled is not None:
        return travelled
    moment = datetime.now(UTC).astimezone(LONDON)
    set_day = os.environ.get("ALONGSIDE_TODAY")
    if set_day:
        return _on_the_clock(date.fromisoformat(set_day), moment.time())
    return moment


def today() -> date:
    """The London day."""
    return now().date()


def london_day(moment: datetime) -> date:
    """The London day on which an aware moment lies, whatever its time zone."""
    return moment.astimezone(LONDON).date()


def at(day: date, hour: int = 12, minute: int = 0) -> datetime:
    """That London day at that time of day, aware."""
    return _on_the_clock(day, time(hour, minute))


def _on_the_clock(day: date, hour: time) -> datetime:
    """That time of that London day as the clocks show it: the hour they leave out in spring is the one after it."""
    return datetime.combine(day, hour, LONDON).astimezone(UTC).astimezone(LONDON)


def end_of_day(day: date) -> datetime:
    """The first instant after that London day, aware: a thing due on the day is late from here on."""
    return datetime.combine(day + timedelta(days=1), time(0), LONDON)


@contextmanager
def travel(to: datetime) -> Iterator[None]:
    """Make `now()` answer `to` inside the block.

    Raises TimeTravelRefused unless `allow_travel` was called, ValueError for a moment without a time zone.
    """
    if not _may_travel:
        raise TimeTravelRefused("the clock may be moved only for demonstration families and tests")
    if to.tzinfo is None:
        raise ValueError("give a moment with its time zone")
    token = _travelled.set(to.astimezone(LONDON))
    try:
        yield
    finally:
        _travelled.reset(token)
