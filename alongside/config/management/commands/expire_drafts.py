"""Removes drafts that nobody came back to. Run at every start, and best nightly too."""

from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand

from alongside.access.actions import expire_drafts
from alongside.config.refusal import Refusal
from alongside.kit import clock


class Command(BaseCommand):
    """`expire_drafts`, as the owner of the tables (`ALONGSIDE_CONNECT_AS=owner`)."""

    help = "Remove every draft that nobody kept for fourteen days."

    def handle(self, *args: Any, **options: Any) -> None:
        if not settings.CONNECT_AS_OWNER:
            raise Refusal("expire_drafts looks at everybody's drafts. Run it as the owner: ALONGSIDE_CONNECT_AS=owner.")
        gone = expire_drafts(at=clock.now())
        if options["verbosity"] > 0:
            self.stdout.write(f"{gone} drafts removed.")
