"""Spans compared so that what is promised holds on every day of the year."""

from datetime import date, timedelta

import holidays
import pytest
from hypothesis import given
from hypothesis import strategies as st

from alongside.practice.rules import SPAN_UNITS, Matcher, PracticeModel, Span, surely_not_longer

ENGLAND = holidays.country_holidays("GB", subdiv="ENG", years=range(2015, 2035))

spans = st.builds(lambda unit, count: Span(**{unit: count}), st.sampled_from(SPAN_UNITS), st.integers(0, 400))
days = st.dates(date(2016, 1, 1), date(2031, 12, 31))


def end(start: date, span: Span) -> date:
    """The last day of a span that starts on `start`, by plain counting; hours as whole days, rounded up."""
    if span.months is not None:
        month = start.month - 1 + span.months
        year, month = start.year + month // 12, month % 12 + 1
        last = (date(year + month // 12, month % 12 + 1, 1) - timedelta(days=1)).day
        return date(year, month, min(start.day, last))
    if span.working_days is None:
        return start + timedelta(days=span.days if span.days is not None else -(-(span.hours or 0) // 24))
    day, left = start, span.working_days
    while left:
        day += timedelta(days=1)
        left -= day.weekday() < 5 and day not in ENGLAND
    return day


@given(days, spans, spans)
def test_what_is_surely_not_longer_ends_no_later_whatever_day_it_starts(start, span, than):
    if surely_not_longer(span, than):
        assert end(start, span) <= end(start, than)


@given(days, spans.filter(lambda span: span.hours is None and (span.months or 0) < 24))
def test_no_span_is_shorter_or_longer_than_it_can_be(start, span):
    least, most = span.in_hours()
    assert least <= (end(start, span) - start).days * 24 <= most


@given(spans)
def test_every_span_is_as_long_as_itself(span):
    assert surely_not_longer(span, span)


@given(spans, spans, spans)
def test_the_comparison_can_be_carried_on(first, second, third):
    if surely_not_longer(first, second) and surely_not_longer(second, third) and first.unit == third.unit:
        assert surely_not_longer(first, third)


@pytest.mark.parametrize(
    ("span", "than", "surely"),
    [
        (Span(days=14), Span(days=14), True),
        (Span(days=15), Span(days=14), False),
        (Span(days=5), Span(working_days=10), True),
        (Span(working_days=5), Span(days=7), False),
        (Span(working_days=5), Span(days=21), True),
        (Span(days=28), Span(months=1), False),
        (Span(days=27), Span(months=1), True),
        (Span(months=1), Span(days=31), False),
        (Span(hours=24), Span(days=1), False),
        (Span(hours=22), Span(days=1), True),
    ],
)
def test_across_units_only_what_always_holds_counts(span, than, surely):
    assert surely_not_longer(span, than) is surely


@pytest.mark.parametrize("given_units", [{}, {"days": 1, "hours": 1}, {"days": -1}])
def test_a_span_has_exactly_one_unit_and_is_not_negative(given_units):
    with pytest.raises(ValueError, match="exactly one"):
        Span(**given_units)


def test_a_matcher_without_subtype_takes_any():
    assert Matcher("visits.visit").matches("visits.visit", "help")
    assert Matcher("visits.visit", "help").matches("visits.visit", "help")
    assert not Matcher("visits.visit", "help").matches("visits.visit", None)
    assert not Matcher("visits.visit").matches("visits.direct_work", None)


def test_an_old_entry_still_reads_when_the_list_no_longer_holds_its_word():
    assert PracticeModel("m", "2026.1", "M").label("visit_purpose", "tea") == "tea"
