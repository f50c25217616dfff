"""People who sign in, for tests. Every sign-in name is new, so that nobody's test meets another's people."""

from itertools import count

from alongside.access import actions
from alongside.access.models import Team, User
from alongside.kit import clock

PASSWORD = "a long walk by the canal"
_number = count(1)


def somebody(role: str = "key_worker", **given) -> User:
    """An account of that role, made as the command line makes it."""
    number = next(_number)
    given = {"name": f"Somebody {number}", "sign_in_name": f"somebody.{number}", "password": PASSWORD, **given}
    return actions.add_account(by=None, role=role, at=clock.now(), **given)


def a_team(name: str = "") -> Team:
    """A team nobody is in yet."""
    return actions.add_team(by=None, name=name or f"Team {next(_number)}")
