"""Who must be kept away and would read something: the one rule, whenever what it rests on is recorded.

What the family may read is read by whose it is, and by whoever answers for one of them. Of these, whoever must be kept
away does not read it, but for what is theirs alone, and for what they were let into with the question why that is safe.
What is newly recorded of somebody was asked of nobody before: all that stands is kept from them. What somebody was let
into stays so whatever else is recorded; what is kept from them for that alone is asked about again.
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
from alongside.people.rules import AS_RECORDED
from alongside.timeline.kinds import all_kinds
from alongside.timeline.models import Entry, EntryAbout, EntryText, FirstStrand, Strand
from alongside.timeline.rules import Audience, Part

CHOSEN_APART = "pathway.chosen_apart"
"""Says of somebody who must be kept away why something is safe, with the deed that it was for."""


@dataclass(frozen=True, slots=True)
class ForReaders:
    """An entry as those read it who may. `about`: whose it is; `mentioned`: who is merely mentioned besides; `typed`:
    what was written in it; `facts`: what it says besides; `kept_from`: from whom its room keeps it in this transaction;
    `before`: whose older versions of it are, which whoever read them reads on.
    """

    strand_id: UUID
    audience: str
    about: frozenset[UUID]
    mentioned: frozenset[UUID]
    typed: str = ""
    facts: str = ""
    kept_from: frozenset[UUID] = frozenset()
    before: frozenset[UUID] = frozenset()

    @property
    def for_family(self) -> bool:
        """Whether the family may read it."""
        return self.audience == Audience.FAMILY.value

    @property
    def whose(self) -> frozenset[UUID]:
        """Whose any version of it is."""
        return self.about | self.before


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
        one.strand_id: _reading(one.whose, away, answering) - (one.about - {newly} if newly else one.about)
        for one in for_family
    }
    return {strand: persons for strand, persons in found.items() if persons}


def apart_from(
    family: Family, user: User, entry: Entry, about: Collection[tuple[UUID, str]], at: datetime
) -> dict[UUID, str]:
    """Who must be kept away and would read an entry about these, each with their part, once the family may: what to
    know of each. Without those from whom somebody keeps it; kept for that alone it is asked about again. What is
    somebody's own alone is not kept from them. No query where nobody must be kept away, else three at most.
    """
    return but_not_kept(away_and_reading(family, user, about, at), user, entry, about, at)


def away_and_reading(family: Family, user: User, about: Iterable[tuple[UUID, str]], at: datetime) -> dict[UUID, str]:
    """The same, with those from whom it is kept."""
    away, whose = _away(family), frozenset(person for person, part in about if part != Part.MENTIONED.value)
    answering = people.answering_for(family.pk, user, london_day(at)) if away and whose else {}
    found = _reading(whose, away, answering)
    return {person: words for person, words in away.items() if person in found}


def but_not_kept(
    reading: Mapping[UUID, str], user: User, entry: Entry, about: Iterable[tuple[UUID, str]], at: datetime
) -> dict[UUID, str]:
    """Those of `reading` from whom nobody keeps the entry for a reason of their own."""
    held = keeping(entry.family_id, user, entry.strand_id, at, dict(about)) if reading else []
    asked = {each.id for each in for_that_alone(held, entry)}
    but_not = {each.from_person_id for each in held if each.id not in asked}
    return {person: words for person, words in reading.items() if person not in but_not}


def keeping(
    family_id: int, user: User, strand_id: UUID, at: datetime, about: Collection[UUID] = frozenset()
) -> list[Kept]:
    """What keeps a strand from somebody: itself, with what it was made of, or with everything about one of these. One
    query.
    """
    kept = (each for each in people.kept(family_id, user) if each.holds(at))
    return [each for each in kept if strand_id in each.strands or each.subject_id in about]


def for_that_alone(held: Sequence[Kept], entry: Entry) -> list[Kept]:
    """Which of what keeps an entry keeps it itself, or as it stood before others could read it, and for no other
    reason than that somebody must be kept away. What its own room keeps is not asked about. One query, or none.
    """
    alone = [] if by_its_room(entry) else [each for each in held if each.why == AS_RECORDED]
    others = {each.strand_id for each in alone} - {entry.strand_id}
    if not others:
        return alone
    strands = Strand.objects.filter(family_id=entry.family_id, pk__in={*others, entry.strand_id})
    first = dict(strands.annotate(first=FirstStrand("id")).values_list("id", "first"))
    alike = {strand for strand, begun in first.items() if begun == first.get(entry.strand_id)}
    return [each for each in alone if each.strand_id in alike]


def let_in(family_id: int, user: User, strands: Collection[UUID]) -> dict[UUID, set[UUID]]:
    """Who was let into each of these strands when it was opened, and it was said why that is safe. Three queries at
    most.
    """
    said = Entry.objects.visible_to(user).live().filter(family_id=family_id, kind=CHOSEN_APART)
    whom: dict[UUID, set[UUID]] = {}
    about = EntryAbout.objects.visible_to(user).filter(family_id=family_id, entry__in=said)
    for deed_id, person in about.values_list("entry__deed_id", "person_id"):
        whom.setdefault(deed_id, set()).add(person)
    if not whom:
        return {}
    here = Strand.objects.filter(family_id=family_id, pk__in=strands, continues__isnull=False)
    before = dict(here.values_list("continues_id", "id"))
    opened = Entry.objects.visible_to(user).filter(family_id=family_id, retracts=True, deed_id__in=whom)
    found: dict[UUID, set[UUID]] = {}
    for strand, deed_id in opened.filter(strand_id__in=before).values_list("strand_id", "deed_id"):
        found.setdefault(before[strand], set()).update(whom[deed_id])
    return found


def why_let_in(family_id: int, user: User, strand_id: UUID) -> dict[UUID, str]:
    """Who was let in when more were to read what stood in that strand, with the words why that is safe. One query."""
    changed = Entry.objects.visible_to(user).filter(family_id=family_id, strand_id=strand_id, retracts=True)
    said = Entry.objects.visible_to(user).live().filter(family_id=family_id, kind=CHOSEN_APART)
    words = EntryText.objects.visible_to(user).filter(
        family_id=family_id, part="reason", entry__in=said.filter(deed_id__in=changed.values("deed_id"))
    )
    return dict(words.values_list("entry__about__person_id", "body"))


def by_its_room(entry: Entry) -> bool:
    """Whether its own room keeps such an entry from whoever must be kept away."""
    known = all_kinds().get(entry.kind)
    return known is not None and known.room_keeps_apart


def who_reads(
    family_id: int, user: User, persons: Collection[UUID], those: Sequence[ForReaders], at: datetime
) -> frozenset[UUID]:
    """Which of these persons read any of those that is not theirs alone, as far as it is kept from them now. Two
    queries, or none.
    """
    for_family = [one for one in those if one.for_family]
    if not persons or not for_family:
        return frozenset()
    answering = people.answering_for(family_id, user, london_day(at))
    kept = [each for each in people.kept(family_id, user) if each.holds(at)]
    return frozenset(
        person
        for one in for_family
        for person in _reading(one.whose, persons, answering)
        if not any(each.from_person_id == person and _keeps(each, one) for each in kept)
    )


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
