"""Whom a meeting asks for, as the practice model says: why somebody is asked, and which part nobody fills.

Pure. Basis: who takes part in the meetings of stages 2, 4 and 6 (S7; 002:1153-1155, 1169-1173, 1187-1189).
"""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from uuid import UUID

from alongside.meetings.rules.types import FIRST_REVIEW, REFERRAL_MEETING, REVIEW
from alongside.people.rules import PARTNER_ROLES
from alongside.practice.rules import ListItem

FAMILY_PARTS = ("adults", "children")
WANTED = {
    REFERRAL_MEETING: "asked_at_referral_meeting",
    FIRST_REVIEW: "asked_at_first_review",
    REVIEW: "asked_at_review",
}
"""A type of meeting → the list of a practice model that says whom it asks for; none for a meeting on concern."""
CHAIRS = ("senior_key_worker", "manager")


@dataclass(frozen=True, slots=True)
class Unfilled:
    """A part that the model asks for and nobody fills. `helps_as`: what somebody would help as, "" when it is none of
    those that help from elsewhere.
    """

    label: str
    helps_as: str


def part_of_family(*, is_child: bool, close: bool) -> frozenset[str]:
    """The part that somebody of the family has: nobody who is not near is asked for by a model."""
    return frozenset({"children" if is_child else "adults"}) if close else frozenset()


def parts_of_helper(role: str) -> frozenset[str]:
    """The parts that a helper has by what they help as: their own, whoever may lead, an agency."""
    more = {"chair"} if role in CHAIRS else {"agencies"} if role in PARTNER_ROLES else set()
    return frozenset({role, *more})


def reasons(items: Iterable[ListItem], parts: Mapping[UUID, Collection[str]]) -> dict[UUID, tuple[ListItem, ...]]:
    """Why each of these is asked. `parts`: what parts each has."""
    items = list(items)
    return {who: tuple(item for item in items if item.id in has) for who, has in parts.items()}


def unfilled(items: Iterable[ListItem], parts: Mapping[UUID, Collection[str]]) -> list[Unfilled]:
    """What the model asks for and nobody fills. A family without children lacks none."""
    has = {part for each in parts.values() for part in each}
    left = [item for item in items if item.id not in has and item.id not in FAMILY_PARTS]
    return [Unfilled(item.label, item.id if item.id in PARTNER_ROLES else "") for item in left]
