"""Sharing without consent: two steps, each with its reasons. Pure.

Basis: S9 (002:2922-2942, 2958). First: is it confidential at all? If not, it may be shared where it is needed for a
legitimate purpose, never as a routine instead of asking. If it is: only in the public interest, no more than is
needed, decided by a named person. The law behind it today: UK GDPR articles 6(1) and 9(2), Data Protection Act 2018
schedule 1 part 2, Children Act 1989 sections 17 and 47.
"""

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import date
from typing import Any
from uuid import UUID

from alongside.kit.dates import day_long
from alongside.kit.words import listed, says_something
from alongside.timeline.rules import ReadLine, Sight

SHARED = "agreements.shared_without_consent"
BASIS = "shared_without_consent"

WHY_NOT_ASKED = {
    "refused": "They were asked and said no",
    "unsafe": "Asking would put somebody at risk",
    "unable": "They cannot be asked, or cannot decide",
    "urgent": "There is no time to ask",
}
CONFIDENTIAL_IF = {
    "private": "It is private and sensitive",
    "not_public": "It is not public, nor easily found",
    "expected": "It was told where somebody could expect that it stays private",
}
GROUNDS = {
    "evidence": "There is evidence that a child, young person or vulnerable adult suffers significant harm, or is at "
    "risk of it",
    "belief": "There is reason to believe so",
    "prevent": "To prevent significant harm to children or serious harm to adults, by preventing, finding out or "
    "prosecuting serious crime too",
}
TOLD = {"told": "They were told", "will_tell": "They will be told", "not_told": "They are not told"}


@dataclass(frozen=True, slots=True)
class Sharing:
    """A decision to share without consent.

    `confidential`: which of the three hold; it is confidential when all do. `grounds`: of the public interest, only
    asked when it is. `what`: exactly what is shared. `until`: the last day.
    """

    about: tuple[UUID, ...]
    to: str
    to_name: str
    why_not_asked: str
    confidential: tuple[str, ...]
    purpose: str
    what: str
    decided_by: str
    urgent: bool
    told: str
    told_why: str
    until: date | None = None
    grounds: tuple[str, ...] = ()
    why: str = ""
    proportionate: str = ""

    @property
    def is_confidential(self) -> bool:
        return set(self.confidential) >= CONFIDENTIAL_IF.keys()

    def to_content(self) -> dict[str, Any]:
        """Plain JSON values."""
        return asdict(self) | {
            "about": [str(person) for person in self.about],
            "confidential": list(self.confidential),
            "grounds": list(self.grounds),
            "until": self.until.isoformat() if self.until else None,
        }

    @classmethod
    def from_content(cls, content: Mapping[str, Any]) -> "Sharing":
        """What `to_content` gave."""
        until = content.get("until")
        return cls(
            **{name: content[name] for name in cls.__dataclass_fields__ if name in content}
            | {
                "about": tuple(UUID(person) for person in content["about"]),
                "confidential": tuple(content["confidential"]),
                "grounds": tuple(content.get("grounds", ())),
                "until": date.fromisoformat(until) if until else None,
            }
        )


def missing(sharing: Sharing) -> dict[str, str]:
    """What the two steps still ask, by field; nothing when the decision may be recorded."""
    asked = {}
    if not sharing.about:
        asked["about"] = "Say whom it is about"
    for name, words in (
        ("purpose", "Say what it is needed for"),
        ("what", "Say exactly what is shared"),
        ("decided_by", "Say who decided: a manager, or a senior colleague by name"),
        ("told_why", "Say why they are told, or not told"),
    ):
        if not says_something(getattr(sharing, name)):
            asked[name] = words
    if sharing.is_confidential:
        if not sharing.grounds:
            asked["grounds"] = "It is confidential: say which public interest there is, or do not share it"
        if not says_something(sharing.why):
            asked["why"] = "Say what makes you think so"
        if not says_something(sharing.proportionate):
            asked["proportionate"] = "Say why this much is needed, and no less would do"
    return asked


def reasons(sharing: Sharing) -> list[tuple[str, str]]:
    """The decision in words, step by step."""
    return [
        ("Why without consent", WHY_NOT_ASKED.get(sharing.why_not_asked, "")),
        ("Is it confidential?", "Yes" if sharing.is_confidential else "No"),
        ("Why it is", "\n".join(CONFIDENTIAL_IF[key] for key in sharing.confidential if key in CONFIDENTIAL_IF)),
        ("What it is needed for", sharing.purpose),
        ("Public interest", "\n".join(GROUNDS[key] for key in sharing.grounds if key in GROUNDS)),
        ("What makes us think so", sharing.why),
        ("What exactly is shared", sharing.what),
        ("Why this much", sharing.proportionate),
        ("Decided by", sharing.decided_by),
        ("Urgent", "Yes" if sharing.urgent else "No"),
        ("Told or not", f"{TOLD.get(sharing.told, '')}. {sharing.told_why}"),
        ("Until", day_long(sharing.until) if sharing.until else ""),
    ]


def reads(content: Mapping[str, Any], sight: Sight) -> list[ReadLine]:
    """The decision with its reasons, to read."""
    sharing = Sharing.from_content(content)
    about = listed([sight.name(person) for person in sharing.about])
    named = [("Whom it is about", about), ("To whom", sharing.to_name), *reasons(sharing)]
    return [ReadLine(heading, words) for heading, words in named]
