"""Named writes of assessments."""

from alongside.assessments.actions.agreeing import agree, complete
from alongside.assessments.actions.answering import answer_section, correct_view, give_view, start
from alongside.assessments.actions.moving import look_again_after_move
from alongside.assessments.actions.opening import close_what_fell, keep_opened_apart, open_to
from alongside.assessments.actions.risk import assess_risk
from alongside.assessments.actions.undoing import undo_what_followed

__all__ = [
    "agree", "answer_section", "assess_risk", "close_what_fell", "complete", "correct_view", "give_view",
    "keep_opened_apart", "look_again_after_move", "open_to", "start", "undo_what_followed",
]  # fmt: skip
