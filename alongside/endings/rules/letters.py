"""The letter about an ending: a first text of it in whole words, and what it must not hold. Pure.

Basis: S18 (002:3901): an ending that is known about, with its dates; S13: where somebody lives that must not be found
stands in no letter. A family that nobody met is thanked for nothing: it reads how it can come back.
"""

import re
from collections.abc import Collection, Iterable
from dataclasses import replace
from datetime import date, timedelta
from typing import Any
from uuid import UUID

from alongside.endings.rules.ending import PROMISED_DAYS, ExitPlan, day_of
from alongside.kit.dates import MONTHS, day_long
from alongside.kit.telling import is_protected
from alongside.kit.words import gives_a_reason, listed
from alongside.people.rules import Secret, told_once

LETTER_WAYS = {"by_hand": "by hand", "read_out": "read out together", "post": "by post", "email": "by email"}

SHORTHAND = {
    "ASB": "antisocial behaviour",
    "CIN": "child in need", "CP": "child protection", "CSC": "children’s social care", "DA": "domestic abuse",
    "DV": "domestic abuse", "EHA": "early help assessment", "EHCP": "education, health and care plan",
    "FGC": "family group conference", "FSW": "family support worker", "HV": "health visitor",
    "ICPC": "child protection conference", "IDVA": "domestic abuse adviser", "KW": "key worker",
    "LAC": "child in care", "MARAC": "meeting about serious domestic abuse", "MASH": "safeguarding team",
    "NFA": "nothing more will be done", "PR": "parental responsibility",
    "SW": "social worker", "TAC": "team around the child", "TAF": "team around the family",
    "WFA": "whole-family assessment",
}  # fmt: skip
"""What workers write short, and what a family reads instead."""
_SHORT = re.compile(rf"\b({'|'.join(SHORTHAND)})\b")
_OF_SOMEBODY = re.compile(r"\b(a|an|the|my|your|our|his|her|their|this|that|new)\s+$", re.I)
_DAY_IN_WORDS = re.compile(
    rf"\b(\d{{1,2}})(?:st|nd|rd|th)?(?: of)? ({'|'.join(f'{month}|{month[:3]}' for month in MONTHS)}|Sept)\b", re.I
)
_DAY_IN_FIGURES = re.compile(
    # "At 9-10" names no day, "18-12-2026" does.
    r"\b(\d{1,2})(?:[/.]|-(?=\d{1,2}-(?:20)?\d\d\b))(\d{1,2})(?:[/.-]\d{2,4})?\b(?!(?<=\.\d\d)\s*[ap]\.?m\b)",
    re.I,
)
_YEAR = re.compile(r"(?:[/.-](?:20)?|,?\s+20)(\d{2})\b")
_WEEKDAY = r"(?:mon|tues?|wed(?:nes|s)?|thu(?:rs?)?|fri|sat(?:ur)?|sun)(?:day)?\.?,?"
_TOGETHER = r"(?: to you| with you| together)?"
_THE_DAY = rf"(?:(?: this| next)? {_WEEKDAY})?(?: the)? "
_AT = r"(?: at \d{1,2}(?:[.:]\d\d)?(?:\s?[ap]\.?m\.?)?)?"
_IS = r"(?:is|will be|takes place|will take place)(?: now)?(?: planned)?"
_SAYS_ON = rf"{_TOGETHER}(?::| {_IS}{_AT}(?: on| for)?){_THE_DAY}"
_COMES_ON = rf"{_TOGETHER}{_AT} on{_THE_DAY}"
_NOT_THEIRS = r"(?<!\bhis\s)(?<!\bher\s)(?<!\btheir\s)(?<![’']s\s)(?<!s[’']\s)"


def _says(what: str, whatever: str = "") -> re.Pattern[str]:
    """ "Our last visit is on"; "for our last visit on", which `comes`; "for the last visit on", or `whatever` is said
    for it, which is `anybodys`: it depends on who comes.
    """
    anybodys = "|".join(f"for {each}" for each in (f"the {what}", whatever) if each)
    comes = rf"\b(?P<comes>(?:for (?:our|my) {what}|(?P<anybodys>{anybodys})){_COMES_ON})"
    return re.compile(rf"{_NOT_THEIRS}\b" + rf"{what}{_SAYS_ON}|{comes}".replace(" ", r"\s+"), re.I)


_PROMISED_AS = {
    name: _says(what.partition(" ")[2], "the last time" if name == "last_visit_on" else "")
    for name, what in PROMISED_DAYS.items()
}
LONGEST_SENTENCE = 300
_NEW_SENTENCE = re.compile(r"[.!?:;]\s|\n\s*\n|\bbut\b", re.I)
_NO_COMING = re.compile(
    r"\b(?:not|cannot|never|no longer|instead of|came|met|saw|visited|was|were|been)\b|n[’']t\b"
    r"|\b(?:thanks|thank\s+you|sorry)(?:\s+so|\s+very)?(?:\s+much)?\s*$",
    re.I,
)
_WE_COME = re.compile(
    (
        r"(?:\b(?:we|I)(?:[’'](?:ll|re|m)| will| shall| can| are| am)?(?: be)?"
        r" (?:come|coming|visit|visiting|see|seeing|meet|meeting|call|calling|here|there|with)"
        r"|\byou(?:[’']ll| will| can)? (?:see|meet) (?:us|me)|(?:^\s*|\bto )see you)"
        r"(?: (?!(?:that|when|while|if|as|because|how|where|who|he|she|they|everybody|everyone)\b)[\w’'-]+){0,9}\s*$"
    ).replace(" ", r"\s+"),
    re.I,
)
LEAP_YEAR = 2028
GIVEN_LATE = timedelta(days=31)
"""So long after it was written a letter may reach somebody: a day without its year that has gone by since is that
day, and not the same of the next year.
"""
_GREETING = re.compile(r"^[ \t]*(?:dear|hello|hi)\b", re.I | re.M)
_ITS_OWN_DAY = re.compile(
    rf"^[ \t]*(?:date:?[ \t]+|[^\W\d][\w -]*,[ \t]+)?(?:{_WEEKDAY}[ \t]+)?"
    rf"(?:{_DAY_IN_WORDS.pattern}(?:,?[ \t]+\d{{4}})?|{_DAY_IN_FIGURES.pattern})\.?[ \t\r]*$",
    re.I | re.M,
)
_NAME_GOES_ON = re.compile(r" +([A-Z][a-z’']|\d)")


def _is_name(found: re.Match[str]) -> bool:
    """ "DV Patel", "SW Road", "DA 14": the letters begin a name. "Your SW Joanne" is shorthand all the same."""
    goes_on = _NAME_GOES_ON.match(found.string, found.end())
    return goes_on is not None and not _OF_SOMEBODY.search(found.string[: found.start()])


def shorthand_in(text: str) -> list[str]:
    """What is written short in it, each once, in its order; the letters of a name are not."""
    return list(dict.fromkeys(found[1] for found in _SHORT.finditer(text) if not _is_name(found)))


def written_out(text: str) -> str:
    """The text with what is written short in whole words."""
    return _SHORT.sub(lambda found: found[0] if _is_name(found) else SHORTHAND[found[1]], text)


def shorthand_refused(text: str) -> str:
    """What to say of a letter that holds shorthand; "" when it holds none."""
    found = [f"{each} is “{SHORTHAND[each]}”" for each in shorthand_in(text)]
    return f"Write in whole words, so that they understand it: {', '.join(found)}" if found else ""


def secrets_in(text: str, secrets: Iterable[Secret]) -> list[Secret]:
    """What of that is in the text, however it is written."""
    return [secret for secret in secrets if is_protected(text, [secret.words])]


def secrets_refused(text: str, secrets: Iterable[Secret], to: UUID, why: str) -> tuple[str, str] | None:
    """Why a letter may not say what is protected, as (field, words); None when it says nothing of it, or only what its
    reader knows and it was said why that is safe.
    """
    held = secrets_in(text, secrets)
    if kept := told_once(secret for secret in held if to not in secret.known_to):
        return "body", f"Leave out what is protected: {listed(kept)}"
    if held and not gives_a_reason(why):
        told = listed(told_once(held))
        return "why_told", f"The letter holds what is protected: {told}. Say why that is safe, or leave it out"
    return None


OF_THE_PLAN = {
    "contact": "how visits grow fewer", "turn_to": "whom they can turn to", "afterwards": "what we can still give",
    "hand_over_to": "who leads on",
}  # fmt: skip
"""What a letter takes from the exit plan in the plan's own words."""


def without_secrets(plan: ExitPlan, secrets: Collection[Secret]) -> tuple[ExitPlan, list[str]]:
    """The plan without those of its parts that hold something protected, and which these are, in words."""
    left = [name for name in OF_THE_PLAN if secrets_in(getattr(plan, name), secrets)]
    without: dict[str, Any] = dict.fromkeys(left, "")
    return replace(plan, **without), [OF_THE_PLAN[name] for name in left]


def letter(name: str, plan: ExitPlan | None, *, sender: str, telephone: str, today: date, met: bool = True) -> str:
    """A first text of the letter, in whole sentences that a child of nine reads: what was agreed, with its days. Holds
    no address. `name`: of a child the first; `met`: somebody of the family was; else it says only how to come back.
    """
    away = plan is not None and plan.way == "stepping_away"
    lines = [day_long(today), "", f"Dear {name},", ""]
    lines += _opening(plan, today, away=away) if met else _UNMET_OPENING
    for begins, words in _told(plan, today, met=met):
        lines += ["", begins, _whole(written_out(words))]
    lines += ["", *(_CLOSING if met and not away else _COME_BACK), "", sender]
    return "\n".join([*lines, telephone] if telephone else lines)


def days_named(text: str) -> list[str]:
    """The days that a letter names, as month and day: "30 November", "30th Nov 2026" and "30/11/2026" are "11-30"; not
    the day at its head, that it was written on.
    """
    greets = _GREETING.search(text)
    head = greets.start() if greets else text.find("\n", len(text) - len(text.lstrip())) + 1
    text = _ITS_OWN_DAY.sub("", text[:head]) + text[head:]
    # "At 12.30" names no day.
    found = map(_month_and_day, [*_DAY_IN_WORDS.finditer(text), *_DAY_IN_FIGURES.finditer(text)])
    return list(dict.fromkeys(f"{month:02}-{day:02}" for month, day in found if _day_of(LEAP_YEAR, month, day)))


def days_promised(text: str, on: date) -> dict[str, str]:
    """Which of PROMISED_DAYS a letter of that day says, each with its ISO day: "Our last visit is on 30 November" and
    "We come for the last time on 30 November" do, "Court is on 30 November" and "Her last visit is on 30 November" do
    not. A day without its year is the next such day, or one that has just gone by.
    """
    found = {}
    for name, begins in _PROMISED_AS.items():
        promises = (said for said in begins.finditer(text) if _is_ours(said))
        days = (each for said in promises if (each := _day_at(text, said.end(), on)))
        if day := next(days, None):
            found[name] = day.isoformat()
    return found


def _is_ours(said: re.Match[str]) -> bool:
    """Whether what is said to be on a day is ours and to come. What we only come for ("for our last visit on") is told
    by its sentence: it may be one we do not come for, one we thank for, or somebody else’s.
    """
    if said["comes"] is None:
        return True
    before = _NEW_SENTENCE.split(said.string[max(0, said.start() - LONGEST_SENTENCE) : said.start()])[-1]
    return not _NO_COMING.search(before) and (said["anybodys"] is None or _WE_COME.search(before) is not None)


def _day_at(text: str, at: int, on: date) -> date | None:
    """The day that stands there; one without its year is the next, from shortly before that other day on."""
    found = _DAY_IN_WORDS.match(text, at) or _DAY_IN_FIGURES.match(text, at)
    if found is None:
        return None
    month, day = _month_and_day(found)
    if year := _YEAR.match(text, found.end(2)):
        return _day_of(2000 + int(year[1]), month, day)
    # A leap day may be eight years off.
    days = (_day_of(on.year + later, month, day) for later in range(-1, 9))
    return next((each for each in days if each is not None and each >= on - GIVEN_LATE), None)


def _day_of(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _month_and_day(found: re.Match[str]) -> tuple[int, int]:
    day, month = found[1], found[2]
    if month.isdigit():
        return int(month), int(day)
    return [each[:3].lower() for each in MONTHS].index(month[:3].lower()) + 1, int(day)


def _whole(words: str) -> str:
    """The words as a sentence ends."""
    return f"{words}." if words[-1].isalnum() else words


def _told(plan: ExitPlan | None, today: date, *, met: bool) -> list[tuple[str, str]]:
    """What the plan tells in its own words, each begun with a sentence of ours."""
    if plan is None:
        return []
    told = (
        ("This is how we see you until then.", plan.contact if met and not _is_past(plan, today) else ""),
        ("Somebody else will be there for you.", plan.hand_over_to if plan.way == "hand_over" else ""),
        (_ask(met=met), plan.turn_to),
        (WE_STILL_DO, plan.afterwards),
    )
    return [(begins, words) for begins, words in told if words]


def told_at_the_end(plan: ExitPlan) -> str:
    """What the exit plan says to a family whose work ends, each part begun as the letter begins it."""
    told = ((_ask(met=bool(plan.last_visit_on)), plan.turn_to), (WE_STILL_DO, plan.afterwards))
    return "\n".join(f"{begins}\n{_whole(written_out(words))}" for begins, words in told if words)


WE_STILL_DO = "This is what we still do for you."


def _ask(*, met: bool) -> str:
    return f"You can ask for help{' afterwards' if met else ''}. This is whom you can ask."


_UNMET_OPENING = (
    "Somebody who knows your family asked us whether we could help.",
    "We have not met, and that is all right: it is for you to say whether you want our help.",
    "",
    "For now we will not go on asking.",
)
_AWAY_OPENING = (
    "You told us that you would like to stop. That is for you to say, and nobody is cross with you. Thank you for the"
    " time you gave us."
)
_CLOSING = ("You have come a long way. Thank you for letting us be part of it.",)
_COME_BACK = ("If you would like help later, ring us. You can come back, whatever happened before.",)


def _opening(plan: ExitPlan | None, today: date, *, away: bool) -> list[str]:
    dates = [f"{words} {day}." for day, words in _dates(plan, today)]
    if away:
        return [_AWAY_OPENING, *dates]
    soon = "Our visits have ended." if _is_past(plan, today) else "Soon our visits will end."
    return [f"We have worked together for some time now. {soon}", *dates]


def _is_past(plan: ExitPlan | None, today: date) -> bool:
    last = day_of(plan.last_visit_on) if plan else None
    return last is not None and last < today


def _dates(plan: ExitPlan | None, today: date) -> list[tuple[str, str]]:
    if plan is None:
        return []
    wanted = (
        (plan.last_review_on, "The last meeting with everybody"),
        (plan.last_help_on, "The last thing we do together"),
        (plan.last_visit_on, "Our last visit"),
    )
    days = ((day_of(text), words) for text, words in wanted)
    known = sorted((day, words) for day, words in days if day is not None)
    return [(day_long(day), f"{words} {'was' if day < today else 'is'} on") for day, words in known]
