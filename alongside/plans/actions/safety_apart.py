"""What follows for safety plans when somebody must be kept away, and when what it asks for did not happen."""

from datetime import datetime
from uuid import UUID

from django.db import transaction

from alongside.access.models import User
from alongside.kit.clock import london_day
from alongside.kit.ids import uuid7
from alongside.people import queries as people
from alongside.plans import queries
from alongside.plans.actions._deed import Deed, recorded
from alongside.plans.queries import SafetyLine
from alongside.plans.rules.safety import SAFETY_ANEW
from alongside.timeline import actions as timeline
from alongside.timeline import queries as timeline_queries
from alongside.timeline.queries import ToldLine
from alongside.timeline.rules import Nature, NewEntry, Part


@transaction.atomic
def keep_safety_plans_apart(*, by: User, family_id: int, newly: UUID | None, at: datetime, **_: object) -> None:
    """Every safety plan that stands is kept from whoever must be kept away and has no part in it, and from `newly`,
    of whom it was just recorded, with a part or without, unless it is their own; so is what stands of a plan that was
    taken back. Where they stand in another's, the key worker is asked at once, and once, to make it anew. Raises
    NotAllowed.
    """
    away = {UUID(person) for person in people.kept_away(people.family(by, family_id))}
    told = timeline_queries.told(family_id, by, queries.SAFETY_KINDS)
    plans = queries.safety_lines(told)
    persons: dict[UUID, set[UUID]] = {}
    for line in plans:
        anew = line.plan.others_away({newly} if newly else ())
        persons[line.strand_id] = away - ({*line.plan.with_part} - {*anew})
        if anew and not line.anew_ids:
            recorded(by, Deed(uuid7(), family_id, london_day(at), at), [_anew(line, at)])
    stand = {line.safety_id for line in plans}
    left = [each for each in told if each.facts["safety_id"] not in stand]
    persons |= {each.entry.strand_id: away - {*_may_still_read(each, newly)} for each in left}
    timeline.keep_as_recorded(by=by, family_id=family_id, persons=persons, at=at)
    timeline.ask_no_more(by=by, family_id=family_id, entry_ids=queries.safety_needless(family_id, by), at=at)


def _may_still_read(left: ToldLine, newly: UUID | None) -> set[UUID]:
    """Whoever has a part in it, but for `newly`, unless it is theirs alone."""
    part = {person for person, part in left.about if part != Part.MENTIONED.value}
    return part if part == {newly} else part - {newly}


def _anew(line: SafetyLine, at: datetime) -> NewEntry:
    facts = {
        "safety_id": line.safety_id, "promise_id": str(uuid7()), "due_on": london_day(at).isoformat(),
        "who": "The key worker", "owner_id": None, "whose": line.whose,
    }  # fmt: skip
    return NewEntry(SAFETY_ANEW, Nature.PROCESS, facts, kept_as=(line.entry_id,))
