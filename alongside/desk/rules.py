"""How the desk speaks: greetings, first names, a short opening of long words, and what each role may open. Pure.

Names are used as the family says them; a description is enough ("Liam's dad"), with a question mark for a face (S11).
"""

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass

from alongside.access.rules import Permission
from alongside.kit.dates import count_words
from alongside.kit.words import is_style

OPENING = 420
"""Letters of a long text that a family page shows before it says where the rest is."""


def greeting(hour: int) -> str:
    """ "Good morning" until midday, "Good afternoon" until six, then "Good evening". `hour` is 0 to 23, in London."""
    if hour < 12:
        return "Good morning"
    return "Good afternoon" if hour < 18 else "Good evening"


def called(name: str) -> str:
    """How to greet somebody: "Joanne" for "Joanne Mercer", but "Ms Spragg" as she is written."""
    words = name.split()
    if not words or is_style(words[0]):
        return name
    return words[0]


def own_names(names: Collection[str], others: Collection[str]) -> set[str]:
    """What sentences of the record call the reader: the whole name, and the first where none of the `others` whom they
    read of is called so. A description ("Liam's dad") is no name to be cut.
    """
    first = {called(name) for name in names if not re.search("['’]", name)}
    return {*names, *(first - set(others))} - {""}


@dataclass(frozen=True, slots=True)
class Opening:
    """The beginning of a text. `whole`: nothing is left out."""

    text: str
    whole: bool


def opening(text: str, length: int | None = None, limit: int = OPENING) -> Opening:
    """At most `limit` letters, ended between words. `length`: of the whole text, when `text` is only its beginning."""
    length = len(text) if length is None else length
    if length <= limit:
        return Opening(text, whole=True)
    cut = text[:limit]
    between = max(cut.rfind(" "), cut.rfind("\n"))
    return Opening(f"{cut[:between].rstrip() if between > limit // 2 else cut} …", whole=False)


@dataclass(frozen=True, slots=True)
class Door:
    """A page somebody may open: its name, its address by name, and what it is for in one line."""

    name: str
    url_name: str
    what_for: str


DOORS: tuple[tuple[Permission, Door], ...] = (
    (
        Permission.REFER,
        Door("Ask for help for a family", "pathway:refer", "What worries you, what works, and what the family knows"),
    ),
    (
        Permission.REFER,
        Door("My referrals", "pathway:my_referrals", "What became of those you made, and what we ask of you"),
    ),
    (
        Permission.MANAGE_ACCOUNTS,
        Door("Accounts and teams", "access:accounts", "Add somebody who signs in, end an account, add a team"),
    ),
    (Permission.OWN_ACCOUNT, Door("Your account", "desk:account", "Your name, your role, your password")),
)
"""What somebody who sees no family whole may open from their first page, by permission."""

WHAT_I_CAN_DO: dict[str, tuple[str, ...]] = {
    "referrer": (
        "You can ask for help for a family here, and see what became of it.",
        "A family’s record stays with those who help them; what you wrote yourself you can always read.",
    ),
    "partner": (
        "You can ask for help for a family here, and see what became of it.",
        "Of a family you help you see what its members agreed, for as long as they agree.",
    ),
    "chair": ("Meetings you are asked to lead will show here. You see no family until then.",),
    "practice_lead": (
        "You look after how we work and the quality of help.",
        "You see no family here yet.",
    ),
    "information_governance": (
        "You look after who saw what, and requests for records.",
        "You see no family here yet.",
    ),
    "administrator": ("You look after accounts and teams. You see no family.",),
}
"""Role → what its people can do here, for roles that see no family whole."""


def parts_of_assessment(number: int) -> str:
    """ "one part of the assessment is", "three parts of the assessment are" """
    return f"{count_words(number)} {'part of the assessment is' if number == 1 else 'parts of the assessment are'}"


MOST_TOGETHER = 4
"""How many of what one deed tells in the same way are named; of more, how many others there are."""


def told_together(sentences: Sequence[str]) -> tuple[str, ...]:
    """Sentences of one deed, where those that begin alike are one: "Opened to be read: home." and "Opened to be read:
    school." are "Opened to be read: home; school." One that begins like no other stays as it is.
    """
    told: dict[str, dict[str, str]] = {}
    for sentence in sentences:
        head, colon, rest = sentence.removesuffix(".").partition(": ")
        alike = colon and sentence.endswith(".") and ". " not in rest
        told.setdefault(f"{head}: " if alike else sentence, {})[sentence] = rest
    return tuple(f"{head}{_shortly([*alike.values()])}." if len(alike) > 1 else next(iter(alike))
                 for head, alike in told.items())  # fmt: skip


def _shortly(parts: Sequence[str]) -> str:
    named, more = parts[:MOST_TOGETHER], len(parts) - MOST_TOGETHER
    return "; ".join(named) + (f"; and {count_words(more)} more" if more > 0 else "")
