"""Who may come in, how long they stay signed in, and how long somebody waits who tries too often. Pure.

Times are seconds or aware moments of the machine's own clock, which nobody moves.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta

IDLE = timedelta(minutes=30)
"""A session in which nothing happened for so long has ended."""
WHOLE = timedelta(hours=12)
"""However busy it was, a session has ended after so long: a working day with its evening visit."""
SEEN_EVERY = timedelta(minutes=1)
"""How exactly it is noted when somebody was last there."""
DORMANT_AFTER = timedelta(days=45)
"""An account that nobody used for so long is closed: the way in at Hackney in 2020 was one unused since 2012."""
DORMANT_SOON = timedelta(days=14)
FORGOTTEN_AFTER = timedelta(hours=1)
"""Tries that went wrong are forgotten when there were none for so long."""
KEPT_SIGN_INS = timedelta(days=90)
"""How long it is kept from where somebody signed in."""

RENEWAL_LASTS = timedelta(hours=24)
"""How long a second administrator may agree that somebody's second step is taken away."""


@dataclass(frozen=True, slots=True)
class Patience:
    """How many tries may go wrong before somebody waits, how long first (it doubles), and how long at most."""

    free: int
    first: timedelta
    most: timedelta


ONE_NAME_FROM_ONE_PLACE = Patience(5, timedelta(seconds=15), timedelta(minutes=15))
ONE_PLACE = Patience(50, timedelta(seconds=5), timedelta(minutes=15))
"""A whole office has one address; who knows the browser of an account is not held up by it."""
ONE_NAME = Patience(50, timedelta(seconds=5), timedelta(minutes=1))
"""From everywhere: short, because its owner may be somewhere new."""
CODES_OF_ONE_NAME = Patience(20, timedelta(seconds=30), timedelta(minutes=15))
"""Whoever types codes knows the password already."""


def how_it_ended(*, began: float, seen: float, now: float) -> str:
    """ "" while a session lives, "idle" or "whole" when it has ended; one from the future has ended too."""
    if seen > now + 60 or began > now + 60 or now - began >= WHOLE.total_seconds():
        return "whole"
    return "idle" if now - seen >= IDLE.total_seconds() else ""


def waits_until(patience: Patience, failures: int, last: datetime) -> datetime:
    """Until when nobody is let try again after so many failures, the last then; `last` itself while there is patience.

    The more failures the later, and never later than `most` after the last.
    """
    over = failures - patience.free
    if over < 0:
        return last
    return last + min(patience.first * 2 ** min(over, 20), patience.most)


def failures_now(failures: int, last: datetime, now: datetime) -> int:
    """How many of the failures still count."""
    return 0 if now - last >= FORGOTTEN_AFTER else failures


def closes_at(*, added: datetime, signed_in: datetime | None, reopened: datetime | None) -> datetime:
    """When an account that nobody uses from now on is closed as dormant."""
    return max(moment for moment in (added, signed_in, reopened) if moment is not None) + DORMANT_AFTER


def closes_soon(closes: datetime, now: datetime) -> bool:
    """Whether an administrator should know that it is about to close."""
    return closes <= now + DORMANT_SOON


def wait_words(seconds: float) -> str:
    """How long somebody is asked to wait: "1 minute", "15 minutes"."""
    minutes = max(1, -(-int(seconds) // 60))
    return "1 minute" if minutes == 1 else f"{minutes} minutes"


_SYSTEMS = (("iPhone", "an iPhone"), ("iPad", "an iPad"), ("Android", "an Android phone or tablet"),
            ("CrOS", "a Chromebook"), ("Windows", "a Windows computer"),
            ("Mac OS", "a Mac"), ("Linux", "a Linux computer"))  # fmt: skip
_BROWSERS = (("Edg", "Edge"), ("OPR", "Opera"), ("SamsungBrowser", "Samsung Internet"), ("Firefox", "Firefox"),
             ("FxiOS", "Firefox"), ("CriOS", "Chrome"), ("Chrome", "Chrome"), ("Safari", "Safari"))  # fmt: skip


def browser_words(user_agent: str) -> str:
    """A browser in plain words: "Chrome on a Windows computer"; "A browser we do not know" when it says nothing."""
    browser = next((name for mark, name in _BROWSERS if mark in user_agent), "")
    system = next((words for mark, words in _SYSTEMS if mark in user_agent), "")
    if browser and system:
        return f"{browser} on {system}"
    return browser or (f"A browser on {system}" if system else "A browser we do not know")
