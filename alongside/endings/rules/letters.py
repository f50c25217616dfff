"""The letter about an ending: by which way it may come, and a first text of it in whole words. Pure.

Basis: S18 (002:3901): an ending that is known about, with its dates; S10: letters are only sent where that is safe. A
family that nobody met is thanked for nothing: it reads how it can come back.
"""

import re
from dataclasses import dataclass
from datetime import date

from alongside.endings.rules.ending import ExitPlan, day_of
from alongside.kit.dates import day_long

SENT = frozenset({"post", "email"})
"""Ways by which a letter may come before somebody else's eyes."""
LETTER_WAYS = {"by_hand": "by hand", "read_out": "read out together", "post": "by post", "email": "by email"}
_NO, _YES = re.compile(r"\W*(no|not|never|none|unsafe|don.?t|do not)\b", re.I), re.compile(r"\W*(yes|safe)\b", re.I)


@dataclass(frozen=True, slots=True)
class KnownOfLetters:
    """What is recorded of letters to somebody. `words`: as it was written down, free text of one line."""

    words: str

    @property
    def safe(self) -> bool | None:
        """True or False when the words begin so, None when they name a way and leave the rest to whoever reads."""
        return False if _NO.match(self.words) else True if _YES.match(self.words) else None


def letter_refused(
    how: str, known: KnownOfLetters | None, *, safe: bool | None, as_known: bool, name: str
) -> tuple[str, str] | None:
    """Why a letter may not go so, as (field, words); None when it may.

    Where nothing is recorded of letters to somebody it is always asked whether it is safe for them, by whatever way it
    comes: a letter given by hand lies about afterwards.
    """
    if known is None and safe is None:
        return "safe", "Say whether it is safe"
    if how not in SENT:
        return None
    if known is None:
        return None if safe else ("how", "It would not be safe. Choose by hand, or read it out together")
    if known.safe or as_known:
        return None
    return "how", f"Letters are not known to be safe for {name}. Choose by hand, or read it out"


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


def shorthand_in(text: str) -> list[str]:
    """What is written short in it, each once, in its order."""
    return list(dict.fromkeys(_SHORT.findall(text)))


def written_out(text: str) -> str:
    """The text with what is written short in whole words."""
    return _SHORT.sub(lambda found: SHORTHAND[found[1]], text)


def shorthand_refused(text: str) -> str:
    """What to say of a letter that holds shorthand; "" when it holds none."""
    found = [f"{each} is “{SHORTHAND[each]}”" for each in shorthand_in(text)]
    return f"Write in whole words, so that they understand it: {', '.join(found)}" if found else ""


def letter(name: str, plan: ExitPlan | None, *, sender: str, telephone: str, today: date, met: bool = True) -> str:
    """A first text of the letter, in words a child of ten reads: what was agreed, with its days, in whole words. Holds
    no address. `met`: somebody of the family was; else it says only how to come back.
    """
    away = plan is not None and plan.way == "stepping_away"
    lines = [f"Dear {name},", ""]
    lines += _opening(plan, today, away=away) if met else _UNMET_OPENING
    if plan is not None and plan.contact and met:
        lines += ["", f"Until then: {plan.contact}"]
    if plan is not None and plan.way == "hand_over" and plan.hand_over_to:
        lines += ["", f"Somebody else will be there for you: {plan.hand_over_to}"]
    if plan is not None and plan.turn_to:
        lines += ["", f"If you need somebody{' afterwards' if met else ''}: {plan.turn_to}"]
    if plan is not None and plan.afterwards:
        lines += ["", f"What we still do for you: {plan.afterwards}"]
    lines += ["", *(_CLOSING if met and not away else _COME_BACK), "", sender]
    if telephone:
        lines.append(telephone)
    return written_out("\n".join([day_long(today), "", *lines]))


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
    is_past = plan is not None and plan.last_visit_on and plan.last_visit_on < today.isoformat()
    soon = "Our visits have ended." if is_past else "Soon our visits will end."
    return [f"We have worked together for some time now. {soon}", *dates]


def _dates(plan: ExitPlan | None, today: date) -> list[tuple[str, str]]:
    if plan is None:
        return []
    wanted = (
        (plan.last_review_on, "The last meeting with everybody"),
        (plan.last_help_on, "The last thing we do together"),
        (plan.last_visit_on, "Our last visit"),
    )
    days = ((day_of(text), words) for text, words in wanted)
    return [(day_long(day), f"{words} {'was' if day < today else 'is'} on") for day, words in days if day is not None]
