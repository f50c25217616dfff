"""Working days of England, counted by hand from a wall calendar."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from alongside.kit.calendar import ENGLAND, WorkingDays, add_months

DAYS = st.dates(date(2015, 1, 1), date(2035, 12, 31))


@pytest.mark.parametrize(
    ("day", "count", "expected"),
    [
        ("2025-04-17", 1, "2025-04-22"),  # Maundy Thursday: Good Friday, weekend and Easter Monday are not worked
        ("2024-03-28", 1, "2024-04-02"),  # Easter in March
        ("2021-12-24", 1, "2021-12-29"),  # Christmas Day and Boxing Day on a weekend, both with a substitute
        ("2026-12-24", 1, "2026-12-29"),  # Boxing Day on a Saturday, its substitute on Monday
        ("2022-12-23", 1, "2022-12-28"),  # Christmas Day on a Sunday, its substitute on Tuesday after Boxing Day
        ("2021-12-23", 10, "2022-01-11"),  # two substitutes and the one for New Year's Day, each once
        ("2022-06-01", 1, "2022-06-06"),  # the jubilee of 2022: Thursday and Friday
        ("2023-05-05", 1, "2023-05-09"),  # the coronation
        ("2025-03-01", 1, "2025-03-03"),  # from a Saturday
        ("2025-03-01", 0, "2025-03-01"),  # nothing to add
        ("2025-04-22", -1, "2025-04-17"),  # and back again
    ],
)
def test_adding_working_days(day: str, count: int, expected: str) -> None:
    assert ENGLAND.add(date.fromisoformat(day), count) == date.fromisoformat(expected)


def test_a_weekend_holiday_is_listed_once_as_its_substitute() -> None:
    assert [day.isoformat() for day in ENGLAND.bank_holidays(2021) if day.month == 12] == ["2021-12-27", "2021-12-28"]
    assert all(len(ENGLAND.bank_holidays(year)) == 8 for year in (2019, 2021, 2024, 2025, 2026, 2027, 2028))


def test_a_holiday_proclaimed_later_can_be_added() -> None:
    calendar = WorkingDays(also_closed=[date(2025, 7, 7)])
    assert calendar.add(date(2025, 7, 4), 1) == date(2025, 7, 8)
    assert date(2025, 7, 7) in calendar.bank_holidays(2025)
    assert calendar != ENGLAND


@pytest.mark.parametrize(
    ("day", "months", "expected"),
    [
        ("2024-08-31", 6, "2025-02-28"),
        ("2023-08-31", 6, "2024-02-29"),
        ("2024-02-29", 12, "2025-02-28"),
        ("2025-01-31", 1, "2025-02-28"),
        ("2025-11-30", 3, "2026-02-28"),
        ("2025-12-15", 1, "2026-01-15"),
        ("2025-03-31", -1, "2025-02-28"),
        ("2025-01-15", -1, "2024-12-15"),
    ],
)
def test_adding_months(day: str, months: int, expected: str) -> None:
    assert add_months(date.fromisoformat(day), months) == date.fromisoformat(expected)


@given(DAYS, st.integers(1, 80))
def test_adding_and_counting_agree(day: date, count: int) -> None:
    reached = ENGLAND.add(day, count)
    assert ENGLAND.is_working(reached)
    assert ENGLAND.count(day + timedelta(days=1), reached + timedelta(days=1)) == count


@given(DAYS, st.integers(0, 40), st.integers(0, 30))
def test_a_later_day_never_reaches_an_earlier_one(day: date, later: int, count: int) -> None:
    assert ENGLAND.add(day + timedelta(days=later), count) >= ENGLAND.add(day, count)
    assert add_months(day + timedelta(days=later), count) >= add_months(day, count)


@given(DAYS)
def test_counting_backwards_in_time_gives_nothing(day: date) -> None:
    assert ENGLAND.count(day, day - timedelta(days=3)) == 0
