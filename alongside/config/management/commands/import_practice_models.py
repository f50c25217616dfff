"""Publish the shipped practice models that have a new version."""

from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand

from alongside.config.refusal import Refusal
from alongside.kit import clock
from alongside.practice.actions import ChangedUnderSameVersion, import_shipped_models


class Command(BaseCommand):
    """Runs at every start; changed text under the same version stops it."""

    help = "Import practice models."
    requires_system_checks = []

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            import_shipped_models(folder=settings.PRACTICE_MODELS, at=clock.now())
        except ChangedUnderSameVersion as changed:
            raise Refusal(f"A practice model was changed: {changed}.") from changed
