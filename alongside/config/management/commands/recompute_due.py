"""Nightly: is what is stored as due what the entries say? Puts right what is not, and says how much."""

from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand

from alongside.config.refusal import Refusal
from alongside.kit import clock
from alongside.timeline.actions import recompute_due


class Command(BaseCommand):
    """`recompute_due`, as the owner of the tables (`ALONGSIDE_CONNECT_AS=owner`): also after holidays change."""

    help = "Compare stored due days with computed ones and put right what differs."

    def handle(self, *args: Any, **options: Any) -> None:
        if not settings.CONNECT_AS_OWNER:
            raise Refusal("recompute_due looks at every family. Run it as the owner: ALONGSIDE_CONNECT_AS=owner.")
        done = recompute_due(at=clock.now(), report=self._report)
        self.stdout.write(f"{done.families} families looked at, {done.differed} put right.")

    def _report(self, done: int, of: int) -> None:
        if done % 500 == 0 or done == of:
            self.stderr.write(f"{done} of {of} families")
