"""One clock of now, in the time of London."""

from datetime import UTC, date, datetime

import pytest

from alongside.kit import clock


@pytest.mark.parametrize(
    ("moment", "day"),
    [
        (datetime(2026, 7, 1, 22, 59, tzinfo=UTC), date(2026, 7, 1)),
        (datetime(2026, 7, 1, 23, 0, tzinfo=UTC), date(2026, 7, 2)),
        (datetime(2026, 12, 1, 23, 30, tzinfo=UTC), date(2026, 12, 1)),
        (clock.at(date(2026, 7, 1), 0), date(2026, 7, 1)),
    ],
)
def test_a_moment_lies_on_the_day_it_is_in_london(moment: datetime, day: date) -> None:
    assert clock.london_day(moment) == day


def test_the_end_of_a_day_belongs_to_the_next() -> None:
    assert clock.london_day(clock.end_of_day(date(2026, 3, 28))) == date(2026, 3, 29)


def test_a_moment_without_its_time_zone_is_refused() -> None:
    with pytest.raises(ValueError, match="time zone"), clock.travel(datetime(2026, 3, 1)):
        pass


def test_an_hour_that_the_clocks_leave_out_is_the_one_after_it() -> None:
    shown = clock.at(date(2026, 3, 29), 1, 30)
    assert (shown.hour, shown.minute) == (2, 30)
    assert shown == shown.astimezone(UTC) == datetime(2026, 3, 29, 1, 30, tzinfo=UTC)
