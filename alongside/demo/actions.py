"""Making a demonstration: accounts, then family after family, whole or not at all."""

from collections.abc import Callable
from datetime import datetime, timedelta

from django.conf import settings
from django.db import transaction

from alongside.access import actions as access
from alongside.access import queries as access_queries
from alongside.access import scope
from alongside.access.models import Team, User
from alongside.demo.families import STORIES, Telling
from alongside.demo.rules import ACCOUNTS, NORTH
from alongside.kit import clock
from alongside.kit.refusals import Unacceptable
from alongside.timeline import actions as timeline

IN_POST_SINCE = timedelta(days=600)
"""The teams stood long before the first family was referred."""


@transaction.atomic
def load_demonstration(*, by: User | None, at: datetime, say: Callable[[str], None]) -> None:
    """The demonstration's accounts and families, as they would stand at that moment. `by` is None: nobody is there yet.

    `say` is told what is being made. Moves the clock of this process. Raises Unacceptable in a service for real
    families, and where somebody can sign in already; then nothing is made.
    """
    if settings.MODE == "service":
        raise Unacceptable(
            "",
            "Demonstration families are not made in a service for real families. "
            "Use a database of its own, with ALONGSIDE_MODE=demonstration.",
        )
    if access_queries.accounts(at=at).count:
        raise Unacceptable(
            "",
            "This database has accounts already, so demonstration families are not made in it. "
            "Use an empty database, or ./start --reset to begin again.",
        )
    clock.allow_travel()
    say("Making the accounts …")
    accounts = _make_accounts(by, at)
    for name, tell in STORIES:
        say(f"Making the {name} family …")
        with timeline.refresh_later() as families:
            tell(Telling(loaded_at=at, accounts=accounts))
        with scope.acting_as(accounts["denise"], at=at):
            for family_id in families:
                timeline.refresh_due(by=accounts["denise"], family_id=family_id, at=at)


def _make_accounts(by: User | None, at: datetime) -> dict[str, User]:
    teams: dict[str, Team] = {
        "receiving": access.add_team(by=by, name=settings.RECEIVING_TEAM),
        "north": access.add_team(by=by, name=NORTH),
    }
    made = {}
    for told in ACCOUNTS:
        made[told.key] = access.add_account(
            by=by, sign_in_name=told.sign_in_name, name=told.name, role=told.role, job_title=told.job_title,
            telephone=told.telephone, password=settings.DEMONSTRATION_PASSWORD, demonstration=True, at=at,
        )  # fmt: skip
        if told.team:
            access.join_team(by=by, user=made[told.key], team=teams[told.team], at=at - IN_POST_SINCE)
    return made
