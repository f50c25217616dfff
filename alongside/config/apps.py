"""The room as Django sees it."""

from django.apps import AppConfig
from django.core import checks

from alongside.config import who_may


class ConfigConfig(AppConfig):
    """Room config."""

    name = "alongside.config"

    def ready(self) -> None:
        checks.register(who_may.check, checks.Tags.urls)
