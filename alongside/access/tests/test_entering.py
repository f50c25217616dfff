"""How long somebody stays signed in, when an account closes, and who waits: the rules alone."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from alongside.access import entering
from alongside.access.entering import ONE_NAME, ONE_NAME_FROM_ONE_PLACE, ONE_PLACE

NOON = datetime(2026, 11, 23, 12, tzinfo=UTC)
MINUTE, HOUR = 60, 60 * 60


@pytest.mark.parametrize(
    ("began", "seen", "now", "why"),
    [
        (0, 0, 29 * MINUTE, ""),
        (0, 0, 30 * MINUTE, "idle"),
        (0, 12 * HOUR - 1, 12 * HOUR - 1, ""),
        (0, 12 * HOUR - 1, 12 * HOUR, "whole"),
        (0, 10 * HOUR, 0, "whole"),
    ],
)
def test_a_session_ends_after_half_an_hour_without_a_click_and_after_twelve_hours_at_all(began, seen, now, why) -> None:
    # ASVS 5.0 V7.3.1 (inactivity) and V7.3.2 (absolute lifetime).
    assert entering.how_it_ended(began=began, seen=seen, now=now) == why


@given(failures=st.integers(0, 10_000))
def test_who_fails_more_waits_no_less_and_never_beyond_the_longest(failures: int) -> None:
    for patience in (ONE_NAME_FROM_ONE_PLACE, ONE_PLACE, ONE_NAME, entering.CODES_OF_ONE_NAME):
        now, then = (entering.waits_until(patience, each, NOON) - NOON for each in (failures, failures + 1))
        assert timedelta(0) <= now <= then <= patience.most
        assert bool(now) is (failures >= patience.free)


def test_failures_are_forgotten_after_an_hour_without_one() -> None:
    assert entering.failures_now(9, NOON, NOON + timedelta(minutes=59)) == 9
    assert entering.failures_now(9, NOON, NOON + timedelta(hours=1)) == 0


def test_an_account_closes_45_days_after_it_was_added_used_or_opened_again_whichever_is_last() -> None:
    added, later = NOON, NOON + timedelta(days=10)
    after = timedelta(days=45)
    assert entering.closes_at(added=added, signed_in=None, reopened=None) == added + after
    assert entering.closes_at(added=added, signed_in=later, reopened=None) == later + after
    assert entering.closes_at(added=added, signed_in=None, reopened=later) == later + after


@pytest.mark.parametrize(
    ("said", "words"),
    [
        ("Mozilla/5.0 (Windows NT 10.0) Chrome/141.0 Safari/537.36 Edg/141.0", "Edge on a Windows computer"),
        ("Mozilla/5.0 (iPhone; CPU iPhone OS 19_0 like Mac OS X) Version/19.0 Safari/604.1", "Safari on an iPhone"),
        ("Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0", "Firefox on a Linux computer"),
        ("", "A browser we do not know"),
    ],
)  # fmt: skip
def test_a_browser_is_named_in_plain_words(said, words) -> None:
    assert entering.browser_words(said) == words
