"""The room as Django sees it."""

from django.apps import AppConfig


class TimelineConfig(AppConfig):
    """Room timeline."""

    name = "alongside.timeline"
