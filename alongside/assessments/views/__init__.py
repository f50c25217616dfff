"""Pages of assessments."""

from alongside.assessments.views.answering import correct_view, differ, overview, person, section, start
from alongside.assessments.views.reading import (
    agree,
    compare,
    complete,
    correct,
    look_back,
    one_page,
    open_to,
    own,
    read,
    version,
)
from alongside.assessments.views.risk import assess_risk, look_again, risk

__all__ = [
    "agree",
    "assess_risk",
    "compare",
    "complete",
    "correct",
    "correct_view",
    "differ",
    "look_again",
    "look_back",
    "one_page",
    "open_to",
    "overview",
    "own",
    "person",
    "read",
    "risk",
    "section",
    "start",
    "version",
]
