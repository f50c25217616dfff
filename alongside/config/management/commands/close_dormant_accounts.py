"""Closes accounts that nobody uses. Run at every start, and best nightly too."""

from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand

from alongside.access.actions import close_dormant_accounts
from alongside.config.refusal import Refusal
from alongside.kit import clock


class Command(BaseCommand):
    """`close_dormant_accounts`, as the owner of the tables (`ALONGSIDE_CONNECT_AS=owner`)."""

    help = "Close every account that nobody signed in to for 45 days."

    def handle(self, *args: Any, **options: Any) -> None:
        if not settings.CONNECT_AS_OWNER:
            raise Refusal(
                "close_dormant_accounts tells everybody concerned. Run it as the owner: ALONGSIDE_CONNECT_AS=owner."
            )
        closed = close_dormant_accounts(at=clock.now())
        if options["verbosity"] > 0:
            self.stdout.write(f"{closed} accounts closed.")
