"""The room as Django sees it."""

from django.apps import AppConfig


class PlansConfig(AppConfig):
    """Room plans."""

    name = "alongside.plans"
