"""People who sign in, by role, and the Smith family, made only through actions."""

import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from itertools import count
from typing import Any

from alongside.access import actions as access_actions
from alongside.access import scope
from alongside.access.models import Team, User
from alongside.kit import clock
from alongside.people import actions
from alongside.people.models import Family, Helper, Involvement
from alongside.practice.queries import published_models

PLACE = "pathway.receive_referral"
_numbers = count(1)


def _account(role: str, name: str, team: Team | None = None, **more: Any) -> User:
    return access_actions.add_account(
        by=None, sign_in_name=f"{role}.{next(_numbers)}", name=name, role=role, password="not used here",
        at=clock.at(LONG_AGO), team=team, **more,
    )  # fmt: skip


LONG_AGO = date(2020, 1, 1)


def start() -> datetime:
    """When a family begins unless a test says otherwise: noon, eighty days ago."""
    return clock.at(clock.today() - timedelta(days=80))


def team(name: str | None = None) -> Team:
    return access_actions.add_team(by=None, name=name or f"Family Help {next(_numbers)}")


def key_worker(name: str = "Paula Marsh", team: Team | None = None) -> User:
    return _account("key_worker", name, team, telephone="01632 960001")


def senior_key_worker(name: str = "Ifeoma Obi", team: Team | None = None) -> User:
    return _account("senior_key_worker", name, team)


def manager(name: str = "Rob Yates", team: Team | None = None, telephone: str = "") -> User:
    return _account("manager", name, team, telephone=telephone)


def referrer(name: str = "Sunita Rao") -> User:
    return _account("referrer", name)


def partner(name: str = "Dee Cole") -> User:
    return _account("partner", name)


def parent(name: str = "Katie Smith") -> User:
    return _account("parent", name)


def child(name: str = "Amy Smith") -> User:
    return _account("child", name)


def administrator(name: str = "Ola Berg") -> User:
    return _account("administrator", name)


def practice_lead(name: str = "Ann Field") -> User:
    return _account("practice_lead", name)


def information_governance(name: str = "Tom Lund") -> User:
    return _account("information_governance", name)


@contextmanager
def front_door(by: User, family_id: int) -> Iterator[None]:
    """As when a referral is received."""
    with scope.acting_for("front_door", place=PLACE, family_id=family_id, author_id=by.pk):
        yield


@dataclass(slots=True)
class Household:
    """A family with its people by name, its involvement, its team and those who help."""

    family: Family
    team: Team
    manager: User
    referrer: User
    people: dict[str, uuid.UUID] = field(default_factory=dict)
    involvement: Involvement | None = None
    key_worker: User | None = None
    helper: Helper | None = None

    @property
    def id(self) -> int:
        return self.family.pk


def received_family(
    name: str = "Smith", *, at: datetime | None = None, lead_team: Team | None = None, boss: User | None = None
) -> Household:
    """A family that a school referred, seen by the manager of the receiving team alone."""
    at = at or start()
    lead_team = lead_team or team()
    boss = boss or manager(team=lead_team)
    asker = referrer()
    family_id = actions.next_family_id()
    with front_door(asker, family_id):
        family = actions.make_family(by=asker, family_id=family_id, name=name, lead_team=lead_team, at=at)
        household = Household(family, lead_team, boss, asker)
        household.involvement = actions.open_involvement(
            by=asker, family_id=family_id, on=at.date(), at=at, model_versions=published_models()
        )
    return household


def add(
    household: Household, name: str, *, by: User | None = None, at: datetime | None = None, **said: Any
) -> uuid.UUID:
    """Somebody joins the family; remembered by name or description."""
    at = at or start()
    known = actions.add_person(by=by or household.manager, family_id=household.id, at=at, **({"name": name} | said))
    household.people[name] = known.person_id
    return known.person_id


def smith_family(*, at: datetime | None = None, lead_team: Team | None = None, boss: User | None = None) -> Household:
    """Katie Smith with Amy (8) and Liam (5), their father Dean in another home; Paula Marsh is their key worker."""
    at = at or start()
    household = received_family(at=at, lead_team=lead_team, boss=boss)
    with scope.acting_as(household.manager, at=at):
        katie = add(household, "Katie Smith", at=at, birth=(date(1995, 5, 6), date(1995, 5, 6)), role="mother")
        amy = add(household, "Amy Smith", at=at, birth=(date(2018, 3, 9), date(2018, 3, 9)), role="child")
        liam = add(household, "Liam Smith", at=at, birth=(date(2021, 7, 1), date(2021, 7, 1)), role="child")
        dean = add(
            household,
            "Dean Hart",
            at=at,
            birth=(date(1990, 1, 1), date(1990, 12, 31)),
            role="father",
            in_household=False,
        )
        for person, parent_of in ((katie, amy), (katie, liam), (dean, amy), (dean, liam)):
            actions.record_relationship(
                by=household.manager,
                family_id=household.id,
                from_person_id=person,
                kind="parent",
                to_person_id=parent_of,
                at=at,
            )
        for each in (amy, liam):
            actions.record_responsibility(
                by=household.manager,
                family_id=household.id,
                child_id=each,
                holder_person_id=katie,
                basis="mother",
                at=at,
            )
        household.key_worker = key_worker(team=household.team)
        household.helper = actions.add_helper(
            by=household.manager, family_id=household.id, involvement=household.involvement, role="key_worker",
            user=household.key_worker, at=at,
        )  # fmt: skip
    return household
