"""The room as Django sees it."""

from django.apps import AppConfig


class DeskConfig(AppConfig):
    """Room desk."""

    name = "alongside.desk"
