"""Facts about the people of a family."""

import uuid
from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta

from alongside.access.models import User
from alongside.kit import clock
from alongside.kit.reads import once
from alongside.people.models import PersonFact
from alongside.people.rules import FACT_KINDS, SAFE_LETTERS, KnownOfLetters

_ORDER = {kind: place for place, kind in enumerate(FACT_KINDS)}


@dataclass(frozen=True, slots=True)
class FactLine:
    """One fact as it stands. `words` is the value as a person reads it; `fact` is the row a correction starts from.
    `decided_by` and `source`: who decided it and where that is written, "" of what nobody decides.
    """

    person_id: uuid.UUID
    kind: str
    label: str
    words: str
    value: str
    since: date
    until: date | None
    protected: bool
    fact_id: uuid.UUID
    fact: PersonFact = field(repr=False)
    decided_by: str = ""
    source: str = ""

    @property
    def last_day(self) -> date | None:
        """The last day on which it held; None while no end is known. What held on no day ended as it began."""
        return self.until and max(self.since, self.until - timedelta(days=1))

    def stands_on(self, day: date) -> bool:
        """Whether it has not ended by that day."""
        return self.until is None or self.until > day


@once
def facts_of(family_id: int, user: User, person_id: uuid.UUID | None = None, *, ended: bool = False) -> list[FactLine]:
    """What is known of one person, or of everybody, in the order of the kinds, newest first; with `ended`, also what
    was.

    One query.
    """
    rows = PersonFact.objects.visible_to(user).filter(family_id=family_id).newest().filter(retracts=False)
    if person_id is not None:
        rows = rows.filter(person_id=person_id)
    today = clock.today()
    lines = [_line(row) for row in rows.order_by("-during__startswith", "-recorded_at", "-id")]
    wanted = [line for line in lines if ended or line.stands_on(today)]
    return sorted(wanted, key=lambda line: _ORDER[line.kind])


def facts_over(person_ids: Collection[uuid.UUID], user: User) -> dict[tuple[int, uuid.UUID], list[FactLine]]:
    """What is and was known of these people in the families of the scope, by family and person, the newest first. One
    query.
    """
    rows = PersonFact.objects.visible_to(user).filter(person_id__in=person_ids)
    found = defaultdict(list)
    for row in rows.newest().filter(retracts=False).order_by("-during__startswith", "-recorded_at", "-id"):
        found[row.family_id, row.person_id].append(_line(row))
    return found


def known_of_letters(family_id: int, user: User) -> dict[uuid.UUID, KnownOfLetters]:
    """What is recorded of letters and messages to each person of the family, the newest of each. One query."""
    facts = [fact for fact in facts_of(family_id, user) if fact.kind == SAFE_LETTERS]
    return {fact.person_id: KnownOfLetters(fact.words) for fact in reversed(facts)}


def known_before(family_id: int, user: User, person_id: uuid.UUID, kind: str, moment: datetime) -> set[uuid.UUID]:
    """The facts of that kind of which anything had been written down before that moment. One query."""
    rows = PersonFact.objects.visible_to(user).filter(family_id=family_id, person_id=person_id, kind=kind)
    return set(rows.filter(recorded_at__lt=moment).values_list("fact_id", flat=True))


def version_before(family_id: int, user: User, fact: PersonFact) -> FactLine | None:
    """The fact as it stood before that version of it; None when it is the first. One query, or none."""
    if fact.supersedes_id is None:
        return None
    row = PersonFact.objects.visible_to(user).filter(family_id=family_id, pk=fact.supersedes_id).first()
    return _line(row) if row else None


def versions_of_fact(family_id: int, user: User, row_id: uuid.UUID) -> list[FactLine]:
    """Every version of the fact that this row is one of, oldest first, also the one that says it was never true. Two
    queries.
    """
    seen = PersonFact.objects.visible_to(user).filter(family_id=family_id)
    rows = seen.filter(fact_id__in=seen.filter(pk=row_id).values("fact_id"))
    after = {row.supersedes_id: row for row in rows}
    lines: list[FactLine] = []
    row = after.get(None)
    while row is not None:
        lines.append(_line(row))
        row = after.get(row.pk)
    return lines


def ended_with(family_id: int, user: User, fact: PersonFact) -> list[FactLine]:
    """Facts that this one ended when it was first recorded, as far as nothing was said of them since: both were written
    in one transaction, with one instant. One query.
    """
    rows = PersonFact.objects.visible_to(user).filter(
        family_id=family_id, person_id=fact.person_id, kind=fact.kind, recorded_at=fact.recorded_at, retracts=False,
        supersedes__isnull=False, during__upper_inf=False,
    )  # fmt: skip
    return [_line(row) for row in rows.exclude(fact_id=fact.fact_id).newest().order_by("id")]


def _line(row: PersonFact) -> FactLine:
    kind = FACT_KINDS[row.kind]
    since = row.during.lower or clock.london_day(row.recorded_at)
    return FactLine(
        person_id=row.person_id, kind=row.kind, label=kind.label, words=kind.words(row.value), value=row.value,
        since=since, until=since if row.during.isempty else row.during.upper, protected=row.protected,
        fact_id=row.fact_id, fact=row, decided_by=row.decided_by, source=row.source,
    )  # fmt: skip
