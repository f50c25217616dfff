"""What is so before a journey begins, made through the actions of the rooms."""

from alongside.access import actions as access
from alongside.access import queries as access_queries
from alongside.access.models import Team, User
from alongside.kit import clock

PASSWORD = "a long walk by the sea"


def a_team(name: str = "Family Help") -> Team:
    """The team of that name, made when there is none."""
    for team in access_queries.all_teams():
        if team.name == name:
            return team
    return access.add_team(by=None, name=name)


def an_account(name: str, role: str, *, job_title: str = "", team: Team | None = None, telephone: str = "") -> User:
    """Somebody who may sign in as first.last with the password of all journeys."""
    return access.add_account(
        by=None, sign_in_name=name.lower().replace(" ", "."), name=name, role=role, password=PASSWORD, at=clock.now(),
        job_title=job_title, telephone=telephone, team=team,
    )  # fmt: skip
