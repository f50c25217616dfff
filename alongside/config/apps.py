"""The room as Django sees it."""

from django.apps import AppConfig


class ConfigConfig(AppConfig):
    """Room config."""

    name = "alongside.config"
