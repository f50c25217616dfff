"""Publish the shipped practice models that have a new version."""

from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand

from alongside.config.names import known_names
from alongside.config.refusal import Refusal
from alongside.kit import clock
from alongside.people.queries import every_family
from alongside.practice.actions import ChangedUnderSameVersion, import_shipped_models
from alongside.practice.rules import ModelBroken
from alongside.timeline.actions import follow_new_versions, recompute_due


class Command(BaseCommand):
    """Runs at every start; changed text under the same version stops it."""

    help = "Import practice models."
    requires_system_checks = []

    def handle(self, *args: Any, **options: Any) -> None:
        now = clock.now()
        try:
            added = import_shipped_models(folder=settings.PRACTICE_MODELS, at=now, known=known_names())
        except ChangedUnderSameVersion as changed:
            raise Refusal(f"A practice model was changed: {changed}.") from changed
        except ModelBroken as broken:
            raise Refusal(f"A practice model is broken: {broken.breaches[0]}.") from broken
        if follow_new_versions(versions=added, at=now):
            for family_id in every_family():
                recompute_due(family_id=family_id, at=now)
