"""How what was told of an assessment reads on the page of its entry, beyond its texts. Pure."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from alongside.assessments.rules.comparing import lines_of
from alongside.assessments.rules.filled import Filled
from alongside.timeline.rules import ReadLine, Sight

BEYOND_ITS_TEXTS = ("origin", "restrictions")
"""The sections of a risk assessment that its texts leave out: they are for our own staff."""


def completed_reads(content: Mapping[str, Any], sight: Sight) -> list[ReadLine]:
    """Which principles a version keeps to, and which it does not yet."""
    kept, principles = set(content["kept"]), sight.labels("assessment_principle")
    return [
        ReadLine("Principles kept", "\n".join(words for key, words in principles.items() if key in kept)),
        ReadLine("Not kept yet", "\n".join(words for key, words in principles.items() if key not in kept)),
    ]


def risk_reads(content: Mapping[str, Any], sight: Sight) -> list[ReadLine]:
    """Where a risk assessment comes from, and what agencies let their people do, for our own staff."""
    questions = sight.questions(content["set"]["version_id"], content["set"]["set"])
    names = {UUID(person): name for person, name in sight.names.items()}
    found: list[ReadLine] = []
    for one in (Filled.from_content(each) for each in content["filled"] if questions):
        if questions and one.section in BEYOND_ITS_TEXTS:
            section = questions.section(one.section)
            lines = lines_of(section, one.answers, names)
            found += [ReadLine(line.ask, line.words, section.name, ours=True) for line in lines]
    return found
