"""Named writes: accounts and teams."""

from datetime import datetime

from django.db import transaction

from alongside.access.models import Principal, Team, TeamMember, User
from alongside.access.permissions import Permission, user_may
from alongside.kit.refusals import NotAllowed, Unacceptable


@transaction.atomic
def add_account(
    *,
    by: User | None,
    sign_in_name: str,
    name: str,
    role: str,
    password: str,
    at: datetime,
    job_title: str = "",
    telephone: str = "",
    demonstration: bool = False,
    team: Team | None = None,
) -> User:
    """A new account and its principal; `by` is None only on the command line and in the demonstration.

    Raises NotAllowed, or Unacceptable when the sign-in name is taken.
    """
    _require_administrator(by)
    if User.objects.filter(sign_in_name__iexact=sign_in_name).exists():
        raise Unacceptable("sign_in_name", f"Somebody already signs in as {sign_in_name}. Choose another name.")
    user = User(
        sign_in_name=sign_in_name,
        name=name,
        role=role,
        job_title=job_title,
        telephone=telephone,
        demonstration=demonstration,
        added_at=at,
    )
    user.set_password(password)
    user.save(force_insert=True)
    Principal.objects.create(kind=Principal.Kind.USER, user=user)
    if team is not None:
        join_team(by=by, user=user, team=team, at=at)
    return user


@transaction.atomic
def end_account(*, by: User, user: User, at: datetime) -> None:
    """The person can sign in no more, from their next request on. What they recorded stays. Raises NotAllowed,
    Unacceptable.
    """
    _require_administrator(by)
    if user.pk == by.pk:
        raise Unacceptable("", "You cannot end your own account. Ask another administrator.")
    User.objects.filter(pk=user.pk, is_active=True).update(is_active=False, ended_at=at)


@transaction.atomic
def add_team(*, by: User | None, name: str) -> Team:
    """A new team and its principal. Raises NotAllowed, or Unacceptable when the name is taken."""
    _require_administrator(by)
    if Team.objects.filter(name__iexact=name).exists():
        raise Unacceptable("name", f"There is a team called {name} already. Choose another name.")
    team = Team.objects.create(name=name)
    Principal.objects.create(kind=Principal.Kind.TEAM, team=team)
    return team


@transaction.atomic
def join_team(*, by: User | None, user: User, team: Team, at: datetime) -> TeamMember:
    """The person is in the team from now. Raises NotAllowed, or Unacceptable when they are in it already."""
    _require_administrator(by)
    if TeamMember.objects.filter(user=user, team=team, during__contains=at).exists():
        raise Unacceptable("team", f"{user.name} is in {team.name} already.")
    return TeamMember.objects.create(team=team, user=user, during=(at, None))


def _require_administrator(by: User | None) -> None:
    if by is not None and not user_may(by, Permission.MANAGE_ACCOUNTS):
        raise NotAllowed
