"""What an assessment says of facts about people is what the record knows from then on."""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from alongside.access.models import User
from alongside.assessments.queries import Held
from alongside.assessments.rules import RESTRICTION_FACT, Filled, Restriction, contact_cleared, contact_facts
from alongside.kit.clock import london_day
from alongside.pathway import actions as pathway
from alongside.people import actions as people_actions
from alongside.people import queries as people
from alongside.people.queries import FactLine
from alongside.people.rules import FACT_KINDS


def keep_known(by: User, deed_id: UUID, where: Held, filled: Sequence[Filled], at: datetime) -> None:
    """Record each fact that was answered differently from what is known; what was taken out holds no longer. Raises
    Unacceptable for a wrong value.
    """
    told, cleared = contact_facts(where.questions, filled), contact_cleared(where.questions, filled)
    if not told and not cleared:
        return
    known: dict[tuple[UUID, str], list[FactLine]] = {}
    for line in people.facts_of(where.family.pk, by):
        known.setdefault((line.person_id, line.kind), []).append(line)
    for person_id, kind in cleared:
        for line in known.get((person_id, kind), []):
            _end(by, where, line, at)
    for person_id, kind, value in told:
        stands = known.get((person_id, kind), [])
        if value.strip() in {line.value for line in stands}:
            continue
        # Of what somebody may have several of, the one that was shown is put right; else a new one takes its place.
        shown = stands[0].fact if stands and FACT_KINDS[kind].several else None
        pathway.record_fact(
            by=by, family_id=where.family.pk, deed_id=deed_id, person_id=person_id, kind=kind, value=value, at=at,
            corrects=shown,
        )  # fmt: skip


def keep_restrictions(
    by: User, where: Held, before: Sequence[Restriction], now: Sequence[Restriction], at: datetime
) -> None:
    """Restrictions on visiting as facts about those because of whom they are: new ones begin, those left out end."""
    wanted = {(one.because_of, one.words) for one in now}
    known = [line for line in people.facts_of(where.family.pk, by) if line.kind == RESTRICTION_FACT]
    told_before = {(one.because_of, one.words) for one in before}
    for line in known:
        if (line.person_id, line.value) in told_before - wanted:
            _end(by, where, line, at)
    for person_id, words in sorted(wanted - {(line.person_id, line.value) for line in known}):
        people_actions.record_fact(
            by=by, family_id=where.family.pk, person_id=person_id, kind=RESTRICTION_FACT, value=words, at=at
        )


def _end(by: User, where: Held, line: FactLine, at: datetime) -> None:
    """From today a restriction holds no longer; one that began only today never held."""
    today = london_day(at)
    if line.since >= today:
        people_actions.retract_fact(by=by, family_id=where.family.pk, fact=line.fact, at=at)
    else:
        people_actions.record_fact(
            by=by, family_id=where.family.pk, person_id=line.person_id, kind=line.kind, value=line.value, at=at,
            until=today, corrects=line.fact,
        )  # fmt: skip
