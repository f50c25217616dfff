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
from alongside.assessments.queries.ending import open_at_the_end
from alongside.assessments.queries.held import FIRST_RISK, WHOLE_FAMILY, Held, assessment, held
from alongside.assessments.queries.reading import (
    AgreePage,
    ComparePage,
    CompletePage,
    LookBack,
    MapPage,
    VersionPage,
    agree_page,
    compare_page,
    complete_page,
    look_back,
    map_page,
    place_of,
    version_page,
)
from alongside.assessments.queries.risk import BeforeYouGo, RiskPage, before_you_go, risk_page

__all__ = [
    "FIRST_RISK",
    "WHOLE_FAMILY",
    "AgreePage",
    "BeforeYouGo",
    "ComparePage",
    "CompletePage",
    "Held",
    "LookBack",
    "MapPage",
    "Meanwhile",
    "Overview",
    "PersonSteps",
    "RiskPage",
    "SectionPage",
    "Step",
    "VersionPage",
    "agree_page",
    "assessment",
    "before_you_go",
    "compare_page",
    "complete_page",
    "held",
    "look_back",
    "map_page",
    "open_at_the_end",
    "overview",
    "person_steps",
    "place_of",
    "risk_page",
    "section_page",
    "version_page",
]
