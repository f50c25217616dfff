"""Say who can sign in to this demonstration, and with which password."""

from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand

from alongside.demo.queries import account_lines

HEADINGS = ("Name", "Role", "Sign-in name")


class Command(BaseCommand):
    """Printed before a demonstration is ready. Nothing where there is none."""

    help = "List the demonstration accounts."
    requires_system_checks = []

    def handle(self, *args: Any, **options: Any) -> None:
        lines = account_lines()
        if not lines:
            return
        table = [HEADINGS, *lines]
        widths = [max(len(row[column]) for row in table) for column in range(len(HEADINGS))]
        for row in table:
            padded = (cell.ljust(width) for cell, width in zip(row, widths, strict=True))
            self.stdout.write("  ".join(padded).rstrip())
        self.stdout.write(f"Password of all of them: {settings.DEMONSTRATION_PASSWORD}")
