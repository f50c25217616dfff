"""The room as Django sees it."""

from django.apps import AppConfig


class DemoConfig(AppConfig):
    """Room demo."""

    name = "alongside.demo"
