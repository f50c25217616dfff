"""Pages of assessments."""

from alongside.assessments.views.answering import differ, overview, person, section, start

__all__ = ["differ", "overview", "person", "section", "start"]
