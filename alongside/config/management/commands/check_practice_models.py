"""Are the practice models fit to be used?"""

from io import StringIO
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand

from alongside.config.names import known_names
from alongside.config.refusal import Refusal
from alongside.practice.checking import check_path


class Command(BaseCommand):
    """`check_practice_models [PATH]`: every shipped model unless a folder is named."""

    help = "Check practice models."
    requires_system_checks = []

    def add_arguments(self, parser: Any) -> None:
        parser.add_argument("path", nargs="?", type=Path)

    def handle(self, *args: Any, **options: Any) -> None:
        path = options["path"]
        said = StringIO()
        wrong = check_path(path or settings.PRACTICE_MODELS, known_names(), said)
        if wrong and path is None:
            first = said.getvalue().strip().splitlines()
            broken = [line for line in first if not line.endswith("nothing wrong")]
            raise Refusal(f"A practice model is broken: {broken[0]}. Mend it; `alongside model check` shows all of it.")
        if path is not None:
            self.stdout.write(said.getvalue(), ending="")
        if wrong:
            raise SystemExit(2)
