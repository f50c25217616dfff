"""Who must be kept away and would read something: the one rule, whenever what it rests on is recorded.

What the family may read is read by whose it is, and by whoever answers for one of them. Of these, whoever must be kept
away does not read it, but for what is theirs alone, and for what they were let into with the question why that is safe.
What is newly recorded of somebody was asked of nobody before: all that stands is kept from them.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from alongside.access.models import User
from alongside.kit.clock import london_day
from alongside.people import queries as people
from alongside.people.models import Family
from alongside.people.queries import Kept
from alongside.timeline.rules import Audience


@dataclass(frozen=True, slots=True)
class ForReaders:
    """An entry as those read it who may. `about`: whose it is; `mentioned`: who is merely mentioned besides; `typed`:
    what was written in it; `facts`: what it says besides; `kept_from`: from whom its room keeps it in this transaction.
    """

    strand_id: UUID
    audience: str
    about: frozenset[UUID]
    mentioned: frozenset[UUID]
    typed: str = ""
    facts: str = ""
    kept_from: frozenset[UUID] = frozenset()

    @property
    def for_family(self) -> bool:
        """Whether the family may read it."""
        return self.audience == Audience.FAMILY.value


type Answering = Mapping[UUID, Collection[UUID]]
"""The children for whom each person answers."""


def to_keep_apart(
    family_id: int, user: User, those: Sequence[ForReaders], at: datetime, newly: UUID | None = None
) -> dict[UUID, frozenset[UUID]]:
    """From whom each of these strands is to be kept, where from anybody. Who is in it was chosen, and the form asked
    why that is safe, but for whoever it is `newly` recorded of. No query for what the family may not read; one where
    nobody must be kept away, else two.
    """
    for_family = [one for one in those if one.for_family]
    away = _away(people.family(user, family_id)) if for_family else {}
    answering = people.answering_for(family_id, user, london_day(at)) if away else {}
    found = {
        one.strand_id: _reading(one.about, away, answering) - (one.about - {newly} if newly else one.about)
        for one in for_family
    }
    return {strand: persons for strand, persons in found.items() if persons}


def apart_from(family: Family, user: User, strand_id: UUID, about: Iterable[UUID], at: datetime) -> dict[UUID, str]:
    """Who must be kept away and would read an entry about these once the family may, without those it is kept from
    already: what to know of each. What is somebody's own alone is not kept from them. No query where nobody must be
    kept away, else two at most.
    """
    away, whose = _away(family), frozenset(about)
    answering = people.answering_for(family.pk, user, london_day(at)) if away and whose else {}
    found = _reading(whose, away, answering)
    kept = people.kept(family.pk, user) if found else []
    but_not = {each.from_person_id for each in kept if strand_id in each.strands and each.holds(at)}
    return {person: words for person, words in away.items() if person in found - but_not}


def would_read(family_id: int, user: User, person: UUID, those: Sequence[ForReaders], at: datetime) -> bool:
    """Whether somebody reads any of these that is not theirs alone, as far as it is kept from them now. Two queries,
    or none.
    """
    others = [one for one in those if one.for_family and one.about != {person}]
    if not others:
        return False
    answering = people.answering_for(family_id, user, london_day(at))
    kept = [each for each in people.kept(family_id, user) if each.from_person_id == person and each.holds(at)]
    reading = (one for one in others if _reading(one.about, [person], answering))
    return any(not any(_keeps(each, one) for each in kept) for one in reading)


def holders(about: Collection[UUID], answering: Answering) -> frozenset[UUID]:
    """Who answers for one of these."""
    return frozenset(person for person, children in answering.items() if not set(children).isdisjoint(about))


def _reading(about: Collection[UUID], persons: Iterable[UUID], answering: Answering) -> frozenset[UUID]:
    """Which of these persons read what is about these, and not about them alone."""
    readers = holders(about, answering) | {*about}
    return frozenset(person for person in persons if person in readers and {*about} != {person})


def _keeps(kept: Kept, one: ForReaders) -> bool:
    return one.strand_id in kept.strands or kept.subject_id in one.about | one.mentioned


def _away(family: Family) -> dict[UUID, str]:
    return {UUID(person): words for person, words in people.kept_away(family).items()}
