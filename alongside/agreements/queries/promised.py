"""What agencies do for a family, from one place: the plan in force, and before there is one what they agreed."""

from dataclasses import dataclass
from uuid import UUID

from alongside.access.models import User
from alongside.agreements.rules import agencies
from alongside.kit import hooks
from alongside.kit.dates import day_long
from alongside.timeline import queries as timeline
from alongside.timeline.rules import Audience


@dataclass(frozen=True, slots=True)
class Promised:
    """What one agency does. `source`: where that stands, in words; `entry_id`: the entry that says so; `audience`: who
    may read it there; `kept`: it is kept from somebody.
    """

    agency: str
    what: str
    source: str
    entry_id: UUID
    audience: str = Audience.TEAM.value
    kept: bool = False

    def is_for(self, audience: Audience) -> bool:
        """Whether all whom something written for these is open to may read it where it stands."""
        wide = list(Audience)
        return not self.kept and wide.index(Audience(self.audience)) >= wide.index(audience)

    def is_of(self, agency: str) -> bool:
        """Whether that is what this agency is called, alone or with somebody there: "Oak School, Ms Spragg". Never by
        the beginning of another's name: Housing is not Housing First.
        """
        mine, other = _plain(self.agency), _plain(agency)
        return bool(other) and (mine == other or mine == _alone(other) or other == _alone(mine))


def _plain(agency: str) -> str:
    return " ".join(agency.casefold().split())


def _alone(agency: str) -> str:
    """The agency without who is there for it."""
    return agency.partition(",")[0].strip()


def promised(family_id: int, user: User) -> tuple[Promised, ...]:
    """What each agency does: of the plan, once one that says so is in force; else of the agreement among agencies."""
    return promised_in_plan(family_id, user) or agreed_among(family_id, user)


def promised_in_plan(family_id: int, user: User) -> tuple[Promised, ...]:
    """What each agency does as the plan in force says."""
    asked = hooks.answers("promised_by_agencies")
    return tuple(each for _, of_a_plan in asked for each in of_a_plan(family_id, user))


def agreed_among(family_id: int, user: User) -> tuple[Promised, ...]:
    """What agencies agreed among themselves, as it stands. Three queries."""
    line = next(iter(timeline.told(family_id, user, [agencies.AGENCIES_AGREED], limit=1)), None)
    if line is None:
        return ()
    among = agencies.among_of(line.content, ())
    source = f"what agencies agreed on {day_long(line.entry.happened_on)}"
    kept = bool(timeline.kept_from_somebody(family_id, user, [line.id]))
    return tuple(
        Promised(each.agency, each.promises, source, line.id, line.entry.audience, kept) for each in among.promises
    )
