"""The room as Django sees it."""

from django.apps import AppConfig


class PracticeConfig(AppConfig):
    """Room practice."""

    name = "alongside.practice"
