"""What is so before a journey begins, made through the actions of the rooms."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from typing import Any

from django.conf import settings
from django.contrib.auth import login
from django.contrib.sessions.backends.db import SessionStore
from django.http import HttpRequest

from alongside.access import actions as access
from alongside.access import queries as access_queries
from alongside.access import scope
from alongside.access.models import Team, User
from alongside.kit import clock
from alongside.kit.ids import uuid7
from alongside.pathway import actions as pathway
from alongside.pathway.rules import PersonTold, ReferralTold

PASSWORD = "a long walk by the sea"

KATIE = PersonTold(name="Katie Smith", role="mother", birth=(date(1995, 5, 6), date(1995, 5, 6)))
AMY = PersonTold(name="Amy Smith", role="child", birth=(date(2018, 3, 9), date(2018, 3, 9)), school="Hillview Primary")
LIAM = PersonTold(name="Liam Smith", role="child", birth=(date(2021, 1, 1), date(2021, 12, 31)))
SMITHS = ReferralTold(
    family_name="Smith", people=(KATIE, AMY, LIAM), worries="Amy comes to school tired.",
    working="Katie rings us every morning.", tried="Breakfast club since May.", risks="Two dogs, one of them shy.",
    criteria=("parenting_under_strain", "missing_school"), triggers=("risks_coming_together",), route="school",
    family_knows="agrees", address="4 Mill Lane", family_telephone="01632 960123", agency="Hillview Primary",
    telephone="01632 960111",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Staff:
    """Who works here, and a school's safeguarding lead. Each signs in as first.last with PASSWORD."""

    team: Team
    manager: User
    worker: User
    senior: User
    other: User
    referrer: User


def a_team(name: str | None = None) -> Team:
    """The team of that name (the one that receives referrals unless named), made when there is none."""
    name = name or settings.RECEIVING_TEAM
    for team in access_queries.all_teams():
        if team.name == name:
            return team
    return access.add_team(by=None, name=name)


def an_account(name: str, role: str, *, job_title: str = "", team: Team | None = None, telephone: str = "") -> User:
    """Somebody who may sign in as first.last with the password of all journeys."""
    return access.add_account(
        by=None, sign_in_name=name.lower().replace(" ", "."), name=name, role=role, password=PASSWORD,
        at=clock.now() - timedelta(days=400), job_title=job_title, telephone=telephone, team=team,
    )  # fmt: skip


def staff() -> Staff:
    """A team with its manager, key workers and senior key worker, and Helen Treadwell of Hillview Primary."""
    team = a_team()
    return Staff(
        team,
        an_account("Denise Abara", "manager", team=team, telephone="01632 960001"),
        an_account("Joanne Mercer", "key_worker", team=team, telephone="01632 960002"),
        an_account("Sam Whittaker", "senior_key_worker", team=team, telephone="01632 960003"),
        an_account("Priya Nair", "key_worker", team=team, telephone="01632 960004"),
        an_account("Helen Treadwell", "referrer", job_title="Safeguarding lead", telephone="01632 960111"),
    )


def acts(who: User, action: Callable[..., Any], at: datetime, **given: Any) -> Any:
    """Somebody does something at that moment, in their own scope."""
    with scope.acting_as(who, at=at):
        return action(by=who, deed_id=uuid7(), at=at, **given)


def days_ago(days: int, hour: int = 10) -> datetime:
    """That many days before today."""
    return clock.at(clock.today() - timedelta(days=days), hour)


def the_smiths_referred(of: Staff, *, days: int = 40, **changes: Any) -> int:
    """Katie Smith with Amy and Liam, referred by their school. Returns the family's number."""
    told = replace(SMITHS, **changes)
    return int(acts(of.referrer, pathway.receive_referral, days_ago(days), told=told).family_id)


def the_smiths_helped(of: Staff, *, days: int = 40) -> int:
    """Joanne Mercer has been their key worker since three days after the referral. Returns the family's number."""
    family_id = the_smiths_referred(of, days=days)
    acts(of.manager, pathway.accept, days_ago(days - 2), family_id=family_id, told="We will visit with you.")
    acts(of.manager, pathway.allocate, days_ago(days - 3), family_id=family_id, worker=of.worker)
    return family_id


def find(sign_in_name: str) -> User:
    """An account by the name it signs in with."""
    return User.objects.get(sign_in_name=sign_in_name)


def session_of(sign_in_name: str) -> str:
    """The key of a session in which they have signed in, as the sign-in page begins one."""
    request = HttpRequest()
    request.session = SessionStore()
    login(request, find(sign_in_name), backend=settings.AUTHENTICATION_BACKENDS[0])
    request.session.save()
    return str(request.session.session_key)
