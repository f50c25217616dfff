"""The room as Django sees it."""

from django.apps import AppConfig


class AssessmentsConfig(AppConfig):
    """Room assessments."""

    name = "alongside.assessments"
