"""Add an account from the command line: how the first administrator of a service comes to be."""

from typing import Any

from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand
from django.db import ProgrammingError

from alongside.access.actions import add_account
from alongside.access.queries import all_teams
from alongside.config.refusal import Refusal
from alongside.kit import clock
from alongside.kit.refusals import Unacceptable


class Command(BaseCommand):
    """Called by `alongside account add`, never shown a password on its own command line."""

    help = "Add an account."
    requires_system_checks = []
    stealth_options = ("sign_in_name", "name", "role", "team", "password")

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            validate_password(options["password"])
            user = add_account(
                by=None, sign_in_name=options["sign_in_name"], name=options["name"], role=options["role"],
                password=options["password"], team=_team(options["team"]), at=clock.now(),
            )  # fmt: skip
        except ValidationError as error:
            raise Refusal(f"This password will not do: {' '.join(error.messages)} Choose another.") from error
        except Unacceptable as error:
            raise Refusal(error.message) from error
        except ProgrammingError as error:
            raise Refusal("There is no record yet to add an account to. Run ./start once, then add it.") from error
        self.stdout.write(f"{user.name} can sign in as {user.sign_in_name}.")


def _team(name: str | None) -> Any:
    if name is None:
        return None
    for team in all_teams():
        if team.name.casefold() == name.casefold():
            return team
    raise Refusal(f"There is no team called {name}. Add it on the page Teams first, or leave --team out.")
