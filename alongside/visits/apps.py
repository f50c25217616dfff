"""The room as Django sees it."""

from django.apps import AppConfig


class VisitsConfig(AppConfig):
    """Room visits."""

    name = "alongside.visits"
