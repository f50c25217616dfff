"""Nightly: is what is stored as due what the entries say? Puts right what is not, and says how much."""

from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand

from alongside.config.refusal import Refusal
from alongside.kit import clock
from alongside.people.queries import every_family
from alongside.timeline.actions import recompute_due


class Command(BaseCommand):
    """`recompute_due`, as the owner of the tables (`ALONGSIDE_CONNECT_AS=owner`): also after holidays change."""

    help = "Compare stored due days with computed ones and put right what differs."

    def handle(self, *args: Any, **options: Any) -> None:
        if not settings.CONNECT_AS_OWNER:
            raise Refusal("recompute_due looks at every family. Run it as the owner: ALONGSIDE_CONNECT_AS=owner.")
        now, numbers, differed = clock.now(), every_family(), 0
        for done, family_id in enumerate(numbers, start=1):
            differed += recompute_due(family_id=family_id, at=now)
            if done % 500 == 0:
                self.stderr.write(f"{done} of {len(numbers)} families")
        self.stdout.write(f"{len(numbers)} families looked at, {differed} put right.")
