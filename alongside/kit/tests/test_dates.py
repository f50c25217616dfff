"""Days in words and words into days."""

import re
from datetime import UTC, date, datetime, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from alongside.kit import dates

TODAY = date(2026, 11, 19)
days = st.dates(min_value=date(1900, 1, 1), max_value=date(2150, 12, 31))
days_near = st.integers(min_value=-180, max_value=180).map(lambda number: TODAY + timedelta(days=number))


@given(days, days)
def test_every_way_we_write_a_day_is_read_back_as_that_day(day, today):
    for words in (
        dates.day_typed(day),
        dates.day_long(day),
        dates.day_full(day),
        f"{day.day}/{day.month}/{day.year}",
        f"{day.day:02} {day.month:02} {day.year}",
        f"{day.day}.{day.month}.{day.year}",
        f" {day.day}th of {dates.MONTHS[day.month - 1].upper()},  {day.year} ",
        day.isoformat(),
    ):
        assert dates.parse_day(words, today) == day


@given(days_near)
def test_a_day_in_a_list_needs_no_year_to_be_read_back(day):
    assert dates.parse_day(dates.day_short(day, TODAY), TODAY) == day
    assert dates.parse_day(dates.day_near(day, TODAY), TODAY) == day


@given(days, days)
def test_what_is_known_roughly_is_read_back_as_roughly_as_it_was_said(day, today):
    month, year = dates.MONTHS[day.month - 1], day.year
    for words, precision in (
        (str(year), "year"),
        (f"{month} {year}", "month"),
        (f"{month[:3].lower()} {year}", "month"),
        (f"{day.month}/{year}", "month"),
        (f"{year}-{day.month:02}", "month"),
        (dates.day_typed(day), "day"),
    ):
        vague = dates.parse_vague(words, today)
        assert vague.precision == precision
        assert vague.first <= day <= vague.last
        assert dates.parse_vague(str(vague), today) == vague


@given(days, days)
def test_a_season_a_half_year_and_about_a_year_hold_every_day_they_may_mean(day, today):
    season = ("winter", "spring", "summer", "autumn")[day.month % 12 // 3]
    began = day.year - 1 if day.month < 3 else day.year
    winter = f"winter {began}/{(began + 1) % 100:02}"
    half = "early" if day.month <= 6 else "late"
    for words, precision, months in (
        (winter if season == "winter" else f"{season} {day.year}", "season", 3),
        (f"The {winter if season == 'winter' else f'{season} of {day.year}'}", "season", 3),
        (f"{half} {day.year}", "half", 6),
        (f"About {day.year}", "about", 36),
    ):
        vague = dates.parse_vague(words, today)
        assert vague.precision == precision
        assert vague.first <= day <= vague.last
        assert dates.whole_months(vague.first, vague.last + timedelta(days=1)) == months
        assert dates.parse_vague(str(vague), today) == vague
        assert dates.vague_between(vague.first, vague.last) == vague


@pytest.mark.parametrize(
    ("typed", "says"),
    [
        ("winter 2019", "Check which winter: write “winter 2018/19” or “winter 2019/20”"),
        ("winter 2018/20", "Check the years: write spring 2019, or winter 2018/19"),
        ("spring 2018/19", "Check the years: write spring 2019, or winter 2018/19"),
        ("spring", "Write the year too, like spring 2019"),
        ("late 19", "Write all four figures of the year, like 2026"),
    ],
)
def test_a_season_that_may_be_two_is_asked_about(typed, says):
    with pytest.raises(ValueError, match="^" + re.escape(says) + "$"):
        dates.parse_vague(typed, TODAY)


def said_of(read, text):
    try:
        return f"read {read(text, TODAY)}"
    except ValueError as refusal:
        return str(refusal)


@given(st.text(max_size=60))
def test_whatever_is_typed_is_a_day_or_a_plain_sentence(text):
    for read in (dates.parse_day, dates.parse_vague):
        assert said_of(read, text).startswith(("Write", "Check", "read"))


@pytest.mark.parametrize(
    ("typed", "says"),
    [
        ("31/2/2026", "Check the day: February 2026 has no day 31"),
        ("11/19/2026", "Check the month: there is no month 19. Write the day first, then the month"),
        ("Fri 19 Nov 2026", "Check the day: 19 November 2026 is a Thursday, not a Friday"),
        ("19/11/26", "Write all four figures of the year, like 2026"),
        ("19 Nov 3026", "Check the year: 3026 is not one we can keep"),
        ("soon", "Write the day like 19 11 2026, 19 Nov or Tue"),
        ("", "Write the day like 19 11 2026, 19 Nov or Tue"),
    ],
)
def test_a_day_that_cannot_be_read_says_what_to_do(typed, says):
    with pytest.raises(ValueError, match="^" + says.replace(".", r"\.") + "$"):
        dates.parse_day(typed, TODAY)


def test_a_day_without_its_year_is_the_nearest_one():
    assert dates.parse_day("Thu 26 Nov", TODAY) == date(2026, 11, 26)
    assert dates.parse_day("1 jan", TODAY) == date(2027, 1, 1)
    assert dates.parse_day("29 Feb", TODAY) == date(2028, 2, 29)


@given(days, st.sampled_from(dates.DAYS), st.sampled_from((3, 4, 9)), st.booleans())
def test_a_day_of_the_week_is_the_last_one_or_the_next_and_never_a_guess_about_today(today, name, letters, ahead):
    typed = name[:letters]
    if dates.DAYS[today.weekday()] == name:
        with pytest.raises(ValueError, match=f"^Check the day: today is a {name}"):
            dates.parse_day(typed, today, ahead=ahead)
        return
    found = dates.parse_day(f" {typed.upper()} ", today, ahead=ahead)
    assert dates.DAYS[found.weekday()] == name
    assert 0 < (found - today).days * (1 if ahead else -1) < 7


@pytest.mark.parametrize(
    ("due", "says"),
    [
        (TODAY - timedelta(days=2), "2 days late"),
        (TODAY - timedelta(days=1), "1 day late"),
        (TODAY, "Today"),
        (TODAY + timedelta(days=1), "Tomorrow"),
        (date(2026, 11, 25), "Wed 25 Nov"),
        (date(2027, 1, 4), "Mon 4 Jan 2027"),
    ],
)
def test_lateness_is_counted_in_days_and_what_is_near_is_named(due, says):
    assert dates.due_words(due, TODAY) == says


def test_what_happened_lately_is_told_in_days():
    assert dates.day_ago(TODAY - timedelta(days=3), TODAY) == "3 days ago"
    assert dates.day_ago(TODAY - timedelta(days=1), TODAY) == "yesterday"
    assert dates.day_ago(TODAY, TODAY) == "today"


@pytest.mark.parametrize(
    ("born", "says"),
    [
        (date(2018, 11, 19), "8"),
        (date(2018, 11, 20), "7"),
        (date(2024, 11, 20), "23 months"),
        (date(2026, 2, 19), "9 months"),
        (date(2026, 10, 28), "3 weeks"),
        (date(2026, 11, 18), "1 day"),
    ],
)
def test_a_child_is_as_old_as_people_say(born, says):
    assert dates.age_words(born, TODAY) == says


def test_a_leap_day_child_is_older_on_the_first_of_march():
    assert dates.age_words(date(2016, 2, 29), date(2026, 2, 28)) == "9"
    assert dates.age_words(date(2016, 2, 29), date(2026, 3, 1)) == "10"


def test_a_child_not_born_yet_has_no_age_but_a_day_to_expect_them():
    with pytest.raises(ValueError, match="still to come"):
        dates.age_words(TODAY + timedelta(days=1), TODAY)
    assert dates.due_birth(date(2027, 3, 3)) == "due 3 Mar 2027"


@pytest.mark.parametrize(
    ("first", "last", "says"),
    [
        (date(2018, 1, 1), date(2018, 12, 31), "7 or 8"),
        (date(2018, 1, 1), date(2018, 1, 31), "8"),
        (date(1980, 1, 1), date(1985, 12, 31), "40 to 46"),
        (date(2026, 1, 1), date(2026, 3, 31), "about 10 months"),
    ],
)
def test_an_age_known_roughly_is_said_roughly(first, last, says):
    assert dates.age_between(first, last, TODAY) == says


@given(days, days)
def test_nobody_gets_younger(born, today):
    if born <= today:
        assert dates.whole_months(born, today) <= dates.whole_months(born, today + timedelta(days=1))


def test_times_are_said_on_the_twelve_hour_clock():
    said = [dates.time_words(time(*clock)) for clock in ((13, 30), (0, 5), (11, 59), (12, 0), (0, 0), (12, 1))]
    assert said == ["1:30pm", "12:05am", "11:59am", "midday", "midnight", "12:01pm"]
    assert dates.moment_words(datetime(2026, 11, 18, 19, 42, tzinfo=UTC), TODAY) == "Yesterday, 7:42pm"


def test_minutes_become_hours_when_they_are_many():
    assert [dates.minutes_words(number) for number in (1, 55, 60, 90, 121)] == [
        "1 minute", "55 minutes", "1 hour", "1 hour 30 minutes", "2 hours 1 minute",
    ]  # fmt: skip


def test_small_counts_are_words():
    assert [dates.count_words(number) for number in (0, 1, 10, 11)] == ["no", "one", "ten", "11"]
