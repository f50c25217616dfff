"""The room as Django sees it."""

from django.apps import AppConfig


class AidsConfig(AppConfig):
    """Room aids."""

    name = "alongside.aids"
