"""The letter about an ending: a first text of it in whole words, and what it must not hold. Pure.

Basis: S18 (002:3901): an ending that is known about, with its dates; S13: where somebody lives that must not be found
stands in no letter. A family that nobody met is thanked for nothing: it reads how it can come back.
"""

import re
from collections.abc import Collection, Iterable
from dataclasses import replace
from datetime import date
from typing import Any
from uuid import UUID

from alongside.endings.rules.ending import PROMISED_DAYS, ExitPlan, day_of
from alongside.kit.dates import MONTHS, day_long, parse_day
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
    rf"\b(\d{{1,2}})(?:st|nd|rd|th)?(?: of)? ({'|'.join(f'{month}|{month[:3]}' for month in MONTHS)})\b", re.I
)
_DAY_IN_FIGURES = re.compile(r"\b(\d{1,2})[/.](\d{1,2})(?:[/.]\d{2,4})?\b")
_YEAR = re.compile(r"(?:[/.](?:20)?|,?\s+20)(\d{2})\b")
_SAYS_ON = (
    r"(?: to you| with you| together)?(?::| (?:is|will be)(?: planned)?(?: on| for)?)"
    r"(?: (?:mon|tues?|wed(?:nes|s)?|thu(?:rs?)?|fri|sat(?:ur)?|sun)(?:day)?\.?,?)?(?: the)? "
)
_NOT_THEIRS = r"(?<!\bhis\s)(?<!\bher\s)(?<!\btheir\s)(?<![’']s\s)(?<!s[’']\s)"
_PROMISED_AS = {
    name: re.compile(rf"{_NOT_THEIRS}\b" + f"{what.partition(' ')[2]}{_SAYS_ON}".replace(" ", r"\s+"), re.I)
    for name, what in PROMISED_DAYS.items()
}
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
    """The days that a letter names, as month and day: "30 November", "30th Nov 2026" and "30/11/2026" are "11-30"."""
    found = [*_DAY_IN_WORDS.finditer(text), *_DAY_IN_FIGURES.finditer(text)]
    return list(dict.fromkeys(f"{month:02}-{day:02}" for month, day in map(_month_and_day, found)))


def days_promised(text: str, on: date) -> dict[str, str]:
    """Which of PROMISED_DAYS a letter of that day says, each with its ISO day: "Our last visit is on 30 November" does,
    "Court is on 30 November" and "Her last visit is on 30 November" do not. A day without its year is the nearest.
    """
    found = {}
    for name, begins in _PROMISED_AS.items():
        says = (each for said in begins.finditer(text) if (each := _day_at(text, said.end(), on)))
        if day := next(says, None):
            found[name] = day.isoformat()
    return found


def _day_at(text: str, at: int, on: date) -> date | None:
    """The day that stands there; one without its year is the nearest to that other day."""
    found = _DAY_IN_WORDS.match(text, at) or _DAY_IN_FIGURES.match(text, at)
    if found is None:
        return None
    month, day = _month_and_day(found)
    year = _YEAR.match(text, found.end(2))
    try:
        return parse_day(f"{day} {month} {f'20{year[1]}' if year else ''}", on)
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
