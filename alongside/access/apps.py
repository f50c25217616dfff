"""The room as Django sees it."""

from django.apps import AppConfig


class AccessConfig(AppConfig):
    """Room access."""

    name = "alongside.access"
