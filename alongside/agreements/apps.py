"""The room as Django sees it."""

from django.apps import AppConfig


class AgreementsConfig(AppConfig):
    """Room agreements."""

    name = "alongside.agreements"
