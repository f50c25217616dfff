"""The room as Django sees it."""

from django.apps import AppConfig


class MeetingsConfig(AppConfig):
    """Room meetings."""

    name = "alongside.meetings"
