"""Named writes of assessments."""

from alongside.assessments.actions.answering import answer_section, give_view, start

__all__ = ["answer_section", "give_view", "start"]
