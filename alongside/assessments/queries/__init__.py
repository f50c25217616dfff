"""Named reads of assessments."""

from alongside.assessments.queries.answering import (
    Meanwhile,
    Overview,
    PersonSteps,
    SectionPage,
    Step,
    overview,
    person_steps,
    section_page,
)
from alongside.assessments.queries.held import FIRST_RISK, WHOLE_FAMILY, Held, assessment, held

__all__ = [
    "FIRST_RISK",
    "WHOLE_FAMILY",
    "Held",
    "Meanwhile",
    "Overview",
    "PersonSteps",
    "SectionPage",
    "Step",
    "assessment",
    "held",
    "overview",
    "person_steps",
    "section_page",
]
