"""What the told families are called, so that it is found again wherever an action has written it.

A token is one word, so that a sentence may hold it as it holds a name: "Znaaz Zsaaz", "Zpwordsbz". Some words begin a
sentence and then stand inside another, so the first letter may come back small.
"""

import re
from datetime import date

FAMILY, REFERENCE = "ZFAMILYz", "ZREFERENCEz"
KINDS = {"n": "first name", "s": "surname", "p": "prose", "w": "worker", "g": "agency", "a": "address"}
MONTHS = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip
SHORT = {name[:3]: number for number, name in enumerate(MONTHS, 1)}
FOUND = re.compile(
    r"(?P<uuid>[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12})"
    r"|(?P<iso>\b\d{4}-\d\d-\d\d)"
    r"|(?P<english>\b\d{1,2} (?:" + "|".join(f"{each[:3]}(?:{each[3:]})?" for each in MONTHS) + r")\b(?: \d{4})?)"
    r"|(?P<family>" + FAMILY + ")|(?P<reference>" + REFERENCE + ")"
    r"|(?P<token>\b[Zz][nspwga][a-z]+z\b)"
)


def letters(number: int) -> str:
    """0 → "aa", 27 → "bb"."""
    return chr(97 + number // 26) + chr(97 + number % 26)


def token(kind: str, name: str) -> str:
    """A word of a kind: `token("n", letters(3))`."""
    return f"Z{kind}{name}z"


def english_day(words: str, near: date) -> date:
    """The day of "4 March 2026", or of "4 Mar" as it lies nearest to another."""
    day, month, *year = words.split()
    if year:
        return date(int(year[0]), SHORT[month[:3]], int(day))
    years = (near.year + by for by in (-1, 0, 1))
    found = (_day(each, SHORT[month[:3]], int(day)) for each in years)
    return min(filter(None, found), key=lambda each: abs((each - near).days))


def as_english(day: date, like: str) -> str:
    """A day in words as long as these are."""
    parts = like.split()
    month = MONTHS[day.month - 1]
    said = f"{day.day} {month if len(parts[1]) > 3 or month == 'May' else month[:3]}"
    return f"{said} {day.year}" if len(parts) > 2 else said


def _day(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None
