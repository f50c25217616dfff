"""What followed from risk assessments that did not happen, and counts no longer."""

from dataclasses import dataclass
from uuid import UUID

from alongside.access.models import User
from alongside.assessments import rules
from alongside.assessments.queries.risk import SAFETY_FACTS
from alongside.assessments.rules import Restriction
from alongside.people import queries as people
from alongside.people.queries import FactLine
from alongside.practice import queries as practice
from alongside.timeline import queries as timeline
from alongside.timeline.queries import ToldLine


@dataclass(frozen=True, slots=True)
class Undone:
    """`facts` about people that such an assessment set; `followed`: entries of what it asked, and answered."""

    facts: tuple[FactLine, ...]
    followed: tuple[UUID, ...]


def what_did_not_happen(user: User, family_id: int) -> Undone:
    """What is to be undone now. Five queries.

    A fact belongs to the assessment that was recorded in the same moment: both are written in one transaction, with one
    instant.
    """
    told = timeline.told(family_id, user, [rules.RISK, rules.TO_LOOK_AGAIN, rules.LOOKED_AGAIN])
    live = [line for line in told if line.entry.kind == rules.RISK]
    counted = {line.facts.get("of") for line in live}
    moments = {
        each.recorded_at for each in timeline.ever_told(family_id, user, [rules.RISK])
        if each.facts.get("of") not in counted
    }  # fmt: skip
    lines = people.facts_of(family_id, user, ended=True)
    facts = tuple(
        line
        for line in lines
        if line.kind in SAFETY_FACTS and line.fact.recorded_at in moments and not _stays(line, live)
    )
    followed = tuple(line.id for line in told if line.entry.kind != rules.RISK and line.facts.get("of") not in counted)
    return Undone(facts, followed)


def _stays(line: FactLine, live: list[ToldLine]) -> bool:
    """Whether an assessment that counts, made later, was shown the fact and kept it."""
    later = [each for each in live if each.entry.recorded_at > line.fact.recorded_at]
    if not later or line.kind != rules.RESTRICTION_FACT:
        return bool(later)
    newest: ToldLine = later[0]
    return (line.person_id, line.value) in {(one.because_of, one.words) for one in _restrictions(newest)}


def _restrictions(line: ToldLine) -> list[Restriction]:
    ref = rules.SetRef.from_content(line.content["set"])
    questions = practice.model_of(ref.version_id).question_set(ref.set_id)
    filled = [rules.Filled.from_content(one) for one in line.content["filled"]]
    return rules.restrictions_of(filled, questions)
