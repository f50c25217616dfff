"""A team that receives referrals, a school that refers, and families at every point of the pathway, through actions
only.
"""

import uuid
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta
from itertools import count
from typing import Any

from django.conf import settings

from alongside.access import actions as access_actions
from alongside.access import scope
from alongside.access.models import Team, User
from alongside.access.queries import all_teams
from alongside.kit import clock
from alongside.kit.ids import uuid7
from alongside.pathway import actions
from alongside.pathway import queries as pathway_queries
from alongside.pathway.models import ReferralSubmission
from alongside.pathway.rules import Left, PersonTold, ReferralTold
from alongside.people import actions as people
from alongside.people.models import Family

_numbers = count(1)
LEFT = {"unchanged": "Amy is still late for school.", "instead": "A walking bus, with her aunt."}
"""What is said of a child whom no help had reached when the work ends."""

AMY = PersonTold(name="Amy Smith", role="child", birth=(date(2018, 3, 9), date(2018, 3, 9)), school="Hillview Primary")
LIAM = PersonTold(name="Liam Smith", role="child", birth=(date(2021, 1, 1), date(2021, 12, 31)))
KATIE = PersonTold(name="Katie Smith", role="mother", birth=(date(1995, 5, 6), date(1995, 5, 6)))
DAD = PersonTold(described_as="Liam’s dad", role="father", lives_there=False)

TOLD = ReferralTold(
    family_name="Smith", people=(KATIE, AMY, LIAM, DAD), worries="Amy comes to school tired.",
    working="Katie rings us every morning.", tried="Breakfast club since May.", risks="Two dogs, one of them shy.",
    criteria=("parenting_under_strain", "missing_school"), triggers=("risks_coming_together",), route="school",
    family_knows="agrees", address="4 Mill Lane", family_telephone="01632 960123", agency="Hillview Primary",
    telephone="01632 960111",
)  # fmt: skip


def moment(days_ago: int = 0, hour: int = 10) -> datetime:
    return clock.at(clock.today() - timedelta(days=days_ago), hour)


def account(role: str, name: str, team: Team | None = None, telephone: str = "") -> User:
    return access_actions.add_account(
        by=None, sign_in_name=f"{role}.{next(_numbers)}", name=name, role=role, password="not used here",
        at=clock.at(date(2020, 1, 1)), team=team, telephone=telephone,
    )  # fmt: skip


def receiving_team() -> Team:
    found = [team for team in all_teams() if team.name == settings.RECEIVING_TEAM]
    return found[0] if found else access_actions.add_team(by=None, name=settings.RECEIVING_TEAM)


@dataclass(slots=True)
class Pathway:
    """Who takes part, and the referral they are about. Each step is taken by the right person in their own scope."""

    team: Team
    manager: User
    worker: User
    senior: User
    referrer: User
    submissions: list[ReferralSubmission] = field(default_factory=list)

    @property
    def submission(self) -> ReferralSubmission:
        return self.submissions[-1]

    @property
    def family_id(self) -> int:
        return self.submission.family_id

    def refer(self, *, at: datetime | None = None, by: User | None = None, **changes: Any) -> ReferralSubmission:
        at, by = at or moment(40), by or self.referrer
        with scope.acting_as(by, at=at):
            self.submissions.append(
                actions.receive_referral(by=by, deed_id=uuid7(), told=replace(TOLD, **changes), at=at)
            )
        return self.submission

    def act(self, who: User, action: Callable[..., Any], *, at: datetime | None = None, **given: Any) -> Any:
        at = at or clock.now()
        with scope.acting_as(who, at=at):
            return action(
                by=who, family_id=given.pop("family_id", None) or self.family_id, deed_id=uuid7(), at=at, **given
            )

    def accept(self, **given: Any) -> None:
        self.act(self.manager, actions.accept, **{"at": moment(38), "told": "We will visit with you."} | given)

    def allocate(self, **given: Any) -> None:
        self.act(self.manager, actions.allocate, **{"at": moment(37), "worker": self.worker} | given)

    def close(self, **given: Any) -> None:
        said = {
            "on": clock.today() - timedelta(days=2), "reason": "goals_reached", "changed": "Amy sleeps.",
            "told": "Ring us any time.", "follow_up_by": self.worker, "at": moment(2),
            "earlier": "We told them that it ends now.",
        }  # fmt: skip
        self.act(self.worker, actions.close, **{"left": self.left((said | given)["on"])} | said | given)

    def left(self, on: date, by: User | None = None) -> dict[uuid.UUID, Left]:
        """What is said of whoever no help had reached on that day."""
        by = by or self.worker
        with scope.acting_as(by):
            asked = pathway_queries.unlit(self.family_id, by, on)
        return {child.child_id: Left(*LEFT.values()) for child in asked}

    def sees(self, who: User, at: datetime | None = None, family_id: int | None = None) -> bool:
        """Whether somebody who opens the family's page now gets it."""
        with scope.acting_as(who, at=at):
            return scope.open_family(who, family_id or self.family_id, at=at) is not None


def pathway() -> Pathway:
    """A team with its manager, key worker and senior key worker, and a school's safeguarding lead."""
    team = receiving_team()
    return Pathway(
        team, account("manager", "Denise Abara", team, "01632 960001"),
        account("key_worker", "Joanne Mercer", team, "01632 960002"),
        account("senior_key_worker", "Sam Whittaker", team), account("referrer", "Ms Treadwell"),
    )  # fmt: skip


def waiting() -> Pathway:
    """A family that was referred and waits for a decision."""
    one = pathway()
    one.refer()
    return one


def accepted() -> Pathway:
    one = waiting()
    one.accept()
    return one


def helped() -> Pathway:
    """A family with its key worker."""
    one = accepted()
    one.allocate()
    return one


def closed() -> Pathway:
    """A family whose work ended two days ago, its key worker keeping in touch."""
    one = helped()
    one.close()
    return one


def other_team(one: Pathway) -> Team:
    """The family so far is led by another team from now on, and its manager sees it no longer."""
    team = access_actions.add_team(by=None, name=f"Another team {next(_numbers)}")
    with scope.acting_as(one.manager):
        people.close_access(
            by=one.manager, family_id=one.family_id, basis="lead_team", basis_id=one.team.pk, at=clock.now()
        )
        Family.objects.filter(pk=one.family_id).update(lead_team=team)
    return team


def some_uuid() -> uuid.UUID:
    return uuid7()
