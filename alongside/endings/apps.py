"""The room as Django sees it."""

from django.apps import AppConfig


class EndingsConfig(AppConfig):
    """Room endings."""

    name = "alongside.endings"
