"""Working days of England and plain date arithmetic.

Pure: dates in, dates out. Weekends and the bank holidays of England and Wales do not count (Banking and Financial
Dealings Act 1971). The `holidays` package lists a holiday that falls on a weekend *together with* its substitute
(26 and 28 December 2020), so counting listed days would take one working day too many; here a day is asked for
itself and only weekday holidays are kept. Holidays are read once a year asked for.
"""

from bisect import bisect_left, bisect_right
from calendar import monthrange
from collections.abc import Iterable
from datetime import date
from functools import lru_cache

import holidays

_SATURDAY = 5


@lru_cache(maxsize=256)
def _weekday_holidays(year: int) -> frozenset[date]:
    listed = holidays.country_holidays("GB", subdiv="ENG", years=year, expand=False)
    return frozenset(day for day in listed if day.weekday() < _SATURDAY)


def add_months(day: date, months: int) -> date:
    """The same day of the month that many months on (or back, if negative), or that month's last day.

    31 August + 6 months = 28 February, 29 February in a leap year.
    """
    index = day.year * 12 + day.month - 1 + months
    year, month = index // 12, index % 12 + 1
    return date(year, month, min(day.day, monthrange(year, month)[1]))


class WorkingDays:
    """Which days are worked, and counting along them. Equal for equal `also_closed`; safe to share between threads.

    also_closed: further days off, such as a bank holiday proclaimed after the `holidays` package was published.
    """

    def __init__(self, also_closed: Iterable[date] = ()) -> None:
        self._also_closed = frozenset(also_closed)
        self._years: dict[int, list[int]] = {}

    def is_working(self, day: date) -> bool:
        """Neither a weekend nor a bank holiday of England."""
        if day.weekday() >= _SATURDAY or day in _weekday_holidays(day.year):
            return False
        return day not in self._also_closed

    def bank_holidays(self, year: int) -> tuple[date, ...]:
        """The weekdays of that year that are not worked, in order; a weekend holiday appears as its substitute only."""
        also = {day for day in self._also_closed if day.year == year and day.weekday() < _SATURDAY}
        return tuple(sorted(_weekday_holidays(year) | also))

    def add(self, day: date, count: int) -> date:
        """The count-th working day after `day` (before it, if negative). `day` is day 0 and need not be worked."""
        if count == 0:
            return day
        year, worked = day.year, self._worked(day.year)
        place = bisect_right(worked, day.toordinal()) - 1 + count
        if count < 0:
            place = bisect_left(worked, day.toordinal()) + count
        while place >= len(worked):
            place -= len(worked)
            year += 1
            worked = self._worked(year)
        while place < 0:
            year -= 1
            worked = self._worked(year)
            place += len(worked)
        return date.fromordinal(worked[place])

    def count(self, first: date, before: date) -> int:
        """How many working days lie from `first` up to, not including, `before`; 0 when `before` is not later."""
        if before <= first:
            return 0
        whole_years = sum(len(self._worked(year)) for year in range(first.year, before.year))
        start = bisect_left(self._worked(first.year), first.toordinal())
        return whole_years + bisect_left(self._worked(before.year), before.toordinal()) - start

    def _worked(self, year: int) -> list[int]:
        """The ordinals of that year's working days, in order."""
        worked = self._years.get(year)
        if worked is None:
            first, last = date(year, 1, 1).toordinal(), date(year, 12, 31).toordinal()
            worked = [day for day in range(first, last + 1) if self.is_working(date.fromordinal(day))]
            self._years[year] = worked
        return worked

    def __eq__(self, other: object) -> bool:
        return isinstance(other, WorkingDays) and self._also_closed == other._also_closed

    def __hash__(self) -> int:
        return hash(self._also_closed)


ENGLAND = WorkingDays()
