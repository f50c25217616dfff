"""The room as Django sees it."""

from django.apps import AppConfig


class PathwayConfig(AppConfig):
    """Room pathway."""

    name = "alongside.pathway"
