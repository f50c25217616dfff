"""The room as Django sees it."""

from django.apps import AppConfig


class KitConfig(AppConfig):
    """Room kit."""

    name = "alongside.kit"
