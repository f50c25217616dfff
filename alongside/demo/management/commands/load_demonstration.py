"""Make the demonstration families in an empty database."""

import sys
from typing import Any

from django.core.management.base import BaseCommand

from alongside.demo.actions import load_demonstration
from alongside.kit import clock
from alongside.kit.refusals import Unacceptable

REFUSED = 2


class Command(BaseCommand):
    """Called by `alongside demo load`, and by a start with an empty record. Refused: one line, exit code 2."""

    help = "Make the demonstration families in an empty database."
    requires_system_checks = []

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            load_demonstration(by=None, at=clock.now(), say=self._say)
        except Unacceptable as refusal:
            self.stderr.write(f"alongside: {refusal.message}")
            sys.exit(REFUSED)

    def _say(self, words: str) -> None:
        self.stdout.write(words)
        self.stdout.flush()
