"""Days and times in words, and words into days. Pure: whoever calls says what day today is.

Lists say "Thu 19 Nov", documents "19 November 2026", things within a day "today", "tomorrow" or "yesterday", times
"1:30pm". Words are in English whatever the machine's locale.
"""

import re
from calendar import monthrange
from datetime import date, datetime, time, timedelta
from typing import Literal, NamedTuple

from alongside.kit.words import capital

Precision = Literal["day", "month", "season", "half", "year", "about"]

DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
MONTHS = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip
NUMBERS = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")

HOW_TO_WRITE_A_DAY = "Write the day like 19 11 2026, 19 Nov or Tue"
HOW_TO_WRITE_ROUGHLY = "Write a day like 19 11 2026, a month like March 2026, or a year like 2026"
SEASONS = {"spring": 3, "summer": 6, "autumn": 9, "winter": 12}
"""Each with the month in which its three months begin; a winter goes on into the year after."""
EARLIEST_YEAR, LATEST_YEAR = 1880, 2200
MOST_WRITTEN = 40


class VagueDay(NamedTuple):
    """A day known to the day, the month, the season, the half year, the year, or about the year (one more on either
    side): any day from `first` to `last`, both included.
    """

    first: date
    last: date
    precision: Precision

    def __str__(self) -> str:
        return vague_words(self)


def day_short(day: date, today: date) -> str:
    """ "Thu 19 Nov", with its year when that is not this year."""
    words = f"{DAYS[day.weekday()][:3]} {day.day} {MONTHS[day.month - 1][:3]}"
    return words if day.year == today.year else f"{words} {day.year}"


def day_long(day: date) -> str:
    """ "19 November 2026"."""
    return f"{day.day} {MONTHS[day.month - 1]} {day.year}"


def day_full(day: date) -> str:
    """ "Thursday 19 November 2026", for the head of a page."""
    return f"{DAYS[day.weekday()]} {day_long(day)}"


def day_typed(day: date) -> str:
    """ "Thu 19 Nov 2026", as a form shows a day it already knows. `parse_day` reads it back."""
    return f"{DAYS[day.weekday()][:3]} {day.day} {MONTHS[day.month - 1][:3]} {day.year}"


def day_near(day: date, today: date) -> str:
    """ "today", "tomorrow" or "yesterday", else as `day_short`."""
    return _NEAR.get((day - today).days) or day_short(day, today)


def day_ago(day: date, today: date) -> str:
    """ "today", "yesterday", "3 days ago"; a day to come as `day_near`."""
    gone = (today - day).days
    return f"{gone} days ago" if gone > 1 else day_near(day, today)


def due_words(due: date, today: date) -> str:
    """ "2 days late" once the day is over, else "Today", "Tomorrow" or "Wed 25 Nov". A day of the weekend is said out:
    "Tomorrow, Sunday", "Sunday 29 Nov".
    """
    late = (today - due).days
    if late > 0:
        return f"{late} day{'' if late == 1 else 's'} late"
    near, weekday = capital(day_near(due, today)), DAYS[due.weekday()]
    if due.weekday() < SATURDAY:
        return near
    return f"{near}, {weekday}" if -late in _NEAR else near.replace(weekday[:3], weekday, 1)


def time_words(moment: time | datetime) -> str:
    """ "1:30pm", "midday", "midnight"."""
    hour, minute = moment.hour, moment.minute
    if minute == 0 and hour in (0, 12):
        return "midday" if hour else "midnight"
    return f"{hour % 12 or 12}:{minute:02}{'pm' if hour >= 12 else 'am'}"


def moment_words(moment: datetime, today: date) -> str:
    """ "Today, 5:12pm" or "Wed 18 Nov, 7:42pm". Takes the moment in the time it should be read in."""
    return f"{capital(day_near(moment.date(), today))}, {time_words(moment)}"


def vague_words(when: VagueDay) -> str:
    """ "19 November 2026", "November 2026", "spring 2026", "winter 2025/26", "early 2026", "2026" or "about 2026"."""
    first, year = when.first, when.first.year
    match when.precision:
        case "about":
            return f"about {year + 1}"
        case "year":
            return str(year)
        case "half":
            return f"{'early' if first.month == 1 else 'late'} {year}"
        case "season":
            season = next(name for name, month in SEASONS.items() if month == first.month)
            return f"{season} {year}/{when.last.year % 100:02}" if year != when.last.year else f"{season} {year}"
        case "month":
            return f"{MONTHS[first.month - 1]} {year}"
        case "day":
            return day_long(first)


def vague_between(first: date, last: date) -> VagueDay:
    """What was known roughly, from its first and last day alone: the narrowest way to write it that holds both."""
    year = first.year
    ways = [VagueDay(first, first, "day"), _whole_month(year, first.month)]
    ways += [_season(name, year) for name, month in SEASONS.items() if month == first.month]
    ways += [_half(year, "early"), _half(year, "late"), _whole_year(year), _about(year + 1)]
    return next((way for way in ways if (way.first, way.last) == (first, last)), VagueDay(first, last, "year"))


def minutes_words(minutes: int) -> str:
    """ "55 minutes", "1 hour", "1 hour 30 minutes"."""
    hours, left = divmod(minutes, 60)
    parts = [_counted(hours, "hour")] if hours else []
    if left or not hours:
        parts.append(_counted(left, "minute"))
    return " ".join(parts)


def count_words(number: int) -> str:
    """ "no", "one" up to "ten", then figures."""
    return NUMBERS[number] if 0 <= number < len(NUMBERS) else str(number)


def whole_months(born: date, today: date) -> int:
    """Months completed. Somebody born on the 31st completes a shorter month on the first of the next."""
    return (today.year - born.year) * 12 + today.month - born.month - (today.day < born.day)


def age_words(born: date, today: date) -> str:
    """ "8", "9 months" (under two years), "3 weeks" (under two months), "4 days" (under two weeks).

    Somebody born on 29 February is a year older on 1 March of a year without that day, as English law counts.
    Raises ValueError for a day of birth still to come: say `due_birth` of it.
    """
    days, months = (today - born).days, whole_months(born, today)
    if days < 0:
        raise ValueError("a day of birth still to come has no age")
    if months >= 24:
        return str(months // 12)
    if months >= 2:
        return f"{months} months"
    return _counted(days // 7, "week") if days >= 14 else _counted(days, "day")


def age_between(first: date, last: date, today: date) -> str:
    """The age of somebody whose day of birth is only known roughly: "8", "7 or 8", "40 to 46", "about 9 months"."""
    if first > today:
        raise ValueError("a day of birth still to come has no age")
    oldest = age_words(first, today)
    youngest = age_words(min(last, today), today)
    if oldest == youngest:
        return oldest
    most, least = whole_months(first, today) // 12, whole_months(min(last, today), today) // 12
    if most == least:
        return f"about {oldest}"
    if not least:
        return f"under {most + 1}"
    return f"{least} or {most}" if most - least == 1 else f"{least} to {most}"


def due_birth(day: date) -> str:
    """ "due 3 Mar 2027", of a child not born yet."""
    return f"due {day.day} {MONTHS[day.month - 1][:3]} {day.year}"


def parse_day(text: str, today: date, *, ahead: bool = False) -> date:
    """The day somebody wrote: "19/11/2026", "19 11 2026", "19 Nov 2026", "Thu 19 Nov 2026", "2026-11-19", "today",
    "Tue".

    Without a year it is the nearest such day to today. A day of the week is the last one before today, with `ahead` the
    next one after it. Raises ValueError whose message says what to do.
    """
    written = _tidy(text)
    if written in _SAID:
        return today + timedelta(days=_SAID[written])
    if (weekday := _weekday(written)) is not None:
        return _that_weekday(weekday, today, ahead=ahead)
    if match := _ISO.fullmatch(written):
        return _day(match["year"], match["month"], match["day"])
    match = _DAY.fullmatch(written)
    if match is None:
        raise ValueError(HOW_TO_WRITE_A_DAY)
    month = _month(match["month"])
    found = _day(match["year"], month, match["day"]) if match["year"] else _nearest(month, match["day"], today)
    _refuse_wrong_weekday(match["weekday"], found)
    return found


def parse_vague(text: str, today: date, *, ahead: bool = False) -> VagueDay:
    """What somebody knows of a day: as `parse_day` does, or "March 2019", "03/2019", "2019-03", "2019", "spring 2019",
    "winter 2018/19", "early 2019", "about 2019".

    Raises ValueError whose message says what to do.
    """
    written = _tidy(text)
    if re.fullmatch(r"[0-9]{4}", written):
        return _whole_year(_year(written))
    if match := _ROUGHLY.fullmatch(written):
        return _roughly(match)
    match = _MONTH.fullmatch(written) or _ISO_MONTH.fullmatch(written)
    if match:
        return _whole_month(_year(match["year"]), _month(match["month"]))
    try:
        day = parse_day(text, today, ahead=ahead)
    except ValueError as refusal:
        vaguer = HOW_TO_WRITE_ROUGHLY if str(refusal) == HOW_TO_WRITE_A_DAY else str(refusal)
        raise ValueError(vaguer) from None
    return VagueDay(day, day, "day")


SATURDAY = 5
_NEAR = {-1: "yesterday", 0: "today", 1: "tomorrow"}
_SAID = {words: days for days, words in _NEAR.items()}
_WEEKDAY = r"(?:(?P<weekday>[a-z]{3,9})\.? )?"
_ISO = re.compile(r"(?P<year>[0-9]{4})-(?P<month>[0-9]{1,2})-(?P<day>[0-9]{1,2})")
_ISO_MONTH = re.compile(r"(?P<year>[0-9]{4})-(?P<month>[0-9]{1,2})")
_DAY = re.compile(
    _WEEKDAY + r"(?P<day>[0-9]{1,2})(?:st|nd|rd|th)?[ /.-]?(?:of )?"
    r"(?P<month>(?<=[ /.-])[0-9]{1,2}|[a-z]{3,9})\.?(?:[ /.-](?P<year>[0-9]{1,6}))?"
)
_MONTH = re.compile(r"(?P<month>[0-9]{1,2}(?=[ /.-])|[a-z]{3,9})\.?[ /.-]?(?P<year>[0-9]{4})")
_WINTER = "winter"
_ROUGH_WORDS = {
    "early": "early", "the beginning of": "early", "the start of": "early", "late": "late", "the end of": "late",
    "about": "about", "around": "about", "roughly": "about",
}  # fmt: skip
_ROUGHLY = re.compile(
    rf"(?:the )?(?P<season>{'|'.join(SEASONS)})(?: of)?(?: (?P<in>[0-9]{{1,6}})(?:[/-](?P<to>[0-9]{{2}}|[0-9]{{4}}))?)?"
    rf"|(?P<rough>{'|'.join(_ROUGH_WORDS)}) (?P<year>[0-9]{{1,6}})"
)


def _roughly(match: re.Match[str]) -> VagueDay:
    if match["rough"]:
        year, word = _year(match["year"]), _ROUGH_WORDS[match["rough"]]
        return _about(year) if word == "about" else _half(year, word)
    season = match["season"]
    if not match["in"]:
        raise ValueError(f"Write the year too, like {season} {'2018/19' if season == _WINTER else '2019'}")
    year, until = _year(match["in"]), match["to"]
    if season == _WINTER and not until:
        before, after = f"winter {year - 1}/{year % 100:02}", f"winter {year}/{(year + 1) % 100:02}"
        raise ValueError(f"Check which winter: write “{before}” or “{after}”")
    if until and (season != _WINTER or until not in (str(year + 1), f"{(year + 1) % 100:02}")):
        raise ValueError("Check the years: write spring 2019, or winter 2018/19")
    return _season(season, year)


def _season(name: str, year: int) -> VagueDay:
    begins = SEASONS[name]
    ends, in_year = (begins + 2, year) if name != _WINTER else (2, year + 1)
    return VagueDay(date(year, begins, 1), _whole_month(in_year, ends).last, "season")


def _half(year: int, which: str) -> VagueDay:
    early = which == "early"
    return VagueDay(date(year, 1 if early else 7, 1), date(year, 6, 30) if early else date(year, 12, 31), "half")


def _about(year: int) -> VagueDay:
    return VagueDay(date(year - 1, 1, 1), date(year + 1, 12, 31), "about")


def _whole_year(year: int) -> VagueDay:
    return VagueDay(date(year, 1, 1), date(year, 12, 31), "year")


def _whole_month(year: int, month: int) -> VagueDay:
    return VagueDay(date(year, month, 1), date(year, month, monthrange(year, month)[1]), "month")


def _tidy(text: str) -> str:
    """One space between words, no comma, small letters; nothing that is too long to be a day."""
    words = " ".join(text.replace(",", " ").split()).lower()
    words = re.sub(r" ?([/.-]) ?", r"\1", words) if any(letter.isdigit() for letter in words) else words
    return words if len(words) <= MOST_WRITTEN else ""


def _year(written: str) -> int:
    if len(written) != 4:
        raise ValueError("Write all four figures of the year, like 2026")
    year = int(written)
    if not EARLIEST_YEAR <= year <= LATEST_YEAR:
        raise ValueError(f"Check the year: {year} is not one we can keep")
    return year


def _month(written: str) -> int:
    if written.isdigit():
        month = int(written)
        if not 1 <= month <= 12:
            raise ValueError(f"Check the month: there is no month {month}. Write the day first, then the month")
        return month
    named = [number for number, name in enumerate(MONTHS, 1) if _shortens(written, name)]
    if not named:
        raise ValueError(f"Check the month: “{written}” is not one we know")
    return named[0]


def _shortens(written: str, name: str) -> bool:
    return written in (name.lower(), name.lower()[:3], name.lower()[:4])


def _day(year: str, month: str | int, day: str) -> date:
    whole_year, whole_month = _year(year), _month(str(month))
    try:
        return date(whole_year, whole_month, int(day))
    except ValueError:
        raise ValueError(f"Check the day: {MONTHS[whole_month - 1]} {whole_year} has no day {int(day)}") from None


def _weekday(written: str) -> int | None:
    """The number of the day of the week whose name this is, whole or its first three or four letters."""
    name = written.rstrip(".")
    return next((number for number, day in enumerate(DAYS) if _shortens(name, day)), None)


def _that_weekday(weekday: int, today: date, *, ahead: bool) -> date:
    days = (weekday - today.weekday()) % 7
    if not days:
        raise ValueError(f"Check the day: today is a {DAYS[weekday]}. Write “today”, or a day like 19 Nov")
    return today + timedelta(days=days if ahead else days - 7)


def _nearest(month: int, day: str, today: date) -> date:
    """The day of that name closest to today; a leap day may be up to four years off."""
    found = []
    for year in range(today.year - 4, today.year + 5):
        try:
            found.append(date(year, month, int(day)))
        except ValueError:
            continue
    if not found:
        raise ValueError(f"Check the day: {MONTHS[month - 1]} has no day {int(day)}")
    return min(found, key=lambda candidate: abs((candidate - today).days))


def _refuse_wrong_weekday(written: str | None, found: date) -> None:
    if written is None:
        return
    said = [name for name in DAYS if name.lower().startswith(written)]
    if not said:
        raise ValueError(HOW_TO_WRITE_A_DAY)
    if said[0] != DAYS[found.weekday()]:
        raise ValueError(f"Check the day: {day_long(found)} is a {DAYS[found.weekday()]}, not a {said[0]}")


def _counted(number: int, thing: str) -> str:
    return f"{number} {thing}{'' if number == 1 else 's'}"
