"""Seeing a family that one does not help: whom to ring, and what a manager looks at afterwards."""

import uuid
from dataclasses import dataclass
from datetime import date, datetime

from alongside.access import scope
from alongside.access.models import User
from alongside.kit.refusals import NotAllowed
from alongside.people import queries as people
from alongside.people.models import BrokenGlass, Family
from alongside.people.queries import GlassLine

PAGES = {
    "desk:family": "The family’s page", "desk:people": "Its people", "timeline:page": "Its timeline",
    "timeline:entry": "An entry", "timeline:due": "What is due", "plans:plan": "Its plan",
    "agreements:overview": "Its agreements", "assessments:overview": "Its assessment", "meetings:page": "Its meetings",
    "aids:pictures": "Whether help reaches the children", "timeline:file": "A file",
}  # fmt: skip
"""Pages that are most looked at, in words; others are named by their address."""


@dataclass(frozen=True, slots=True)
class KnownLine:
    """A family in which somebody may be known: whom to ring, and nothing else of it. `sees`: who asks sees it."""

    family_id: int
    lead_worker: str
    lead_team: str
    telephone: str
    opened_on: date | None
    how_close: str
    sees: bool


@dataclass(frozen=True, slots=True)
class KnownPage:
    """What was found."""

    lines: tuple[KnownLine, ...]


@dataclass(frozen=True, slots=True)
class GlassPage:
    """Once that somebody saw the family, and what they looked at: when, and which page in words."""

    family: Family
    glass: BrokenGlass
    line: GlassLine
    looks: tuple[tuple[datetime, str], ...]
    mine: bool


def known_page(
    user: User, *, name: str, birth: date | None, number: str, request_id: uuid.UUID, at: datetime
) -> KnownPage:
    """Whether somebody is known; each look is logged before this answers. Raises NotAllowed, Unacceptable."""
    found = people.find_known_person(
        by=user, name=name, birth=(birth, birth) if birth else None, number=number, route="desk:known",
        request_id=request_id,
    )  # fmt: skip
    nearest = {one.family_id: one for one in reversed(found)}
    lines = [
        KnownLine(
            one.family_id, one.lead_worker or "", one.lead_team, one.telephone or "", one.opened_on,
            "by that number" if one.score == 1 and number else "by a name like this, born on that day",
            scope.may_open(user, one.family_id, at=at),
        )
        for one in sorted(nearest.values(), key=lambda each: (-each.score, each.family_id))
    ]  # fmt: skip
    return KnownPage(tuple(lines))


def may_see_now(user: User, family_id: int, *, at: datetime) -> str:
    """ "sees": they see the family on a basis of their own already. "may": they asked for somebody of it a moment ago,
    and may see it for a reason of the moment. "" otherwise.
    """
    if scope.may_open(user, family_id, at=at):
        return "sees"
    return "may" if people.may_break_glass(family_id, user, at) else ""


def glass_page(family: Family, user: User, glass_id: uuid.UUID) -> GlassPage:
    """Raises NotAllowed for one that is not of this family."""
    glass = people.one_glass(family.pk, user, glass_id)
    if glass is None:
        raise NotAllowed
    looks = [(look.at, PAGES.get(look.route, look.path)) for look in people.looked_at_through(glass_id)]
    return GlassPage(family, glass, people.line_of(glass), tuple(looks), glass.user_id == user.pk)
