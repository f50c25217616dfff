"""How the people of a family are related, recorded and derived, and who holds parental responsibility."""

import uuid
from collections.abc import Collection, Iterable
from dataclasses import dataclass, field
from datetime import date

from alongside.access.models import User
from alongside.kit import clock
from alongside.kit.reads import once
from alongside.people.models import ParentalResponsibility, Relationship
from alongside.people.rules import RELATIONSHIP_KINDS, RESPONSIBILITY_BASES, Tie, derived_ties


@dataclass(frozen=True, slots=True)
class TieLine:
    """`from_id` `words` `to_id`: "parent of". A derived line has no row, and is as certain as what it follows from."""

    from_id: uuid.UUID
    kind: str
    words: str
    to_id: uuid.UUID
    subtype: str = ""
    certainty: str = "known"
    since: date | None = None
    until: date | None = None
    derived: bool = False
    relationship: Relationship | None = field(default=None, repr=False)


@dataclass(frozen=True, slots=True)
class ResponsibilityLine:
    """Who holds parental responsibility for a child: a person or an agency, on a basis."""

    child_id: uuid.UUID
    holder_person_id: uuid.UUID | None
    agency: str
    basis: str
    words: str
    since: date
    responsibility: ParentalResponsibility = field(repr=False)
    until: date | None = None


def ties_of(family_id: int, user: User, *, ended: bool = False) -> list[TieLine]:
    """Relationships as they stand, then siblings and grandparents that follow from them; with `ended`, also what was.

    One query.
    """
    return ties_of_each([family_id], user, ended=ended)[family_id]


def ties_of_each(family_ids: Collection[int], user: User, *, ended: bool = False) -> dict[int, list[TieLine]]:
    """Of each of these families, as `ties_of` lists them. One query whatever their number."""
    rows = Relationship.objects.visible_to(user).filter(family_id__in=list(family_ids)).newest().filter(retracts=False)
    recorded: dict[int, list[TieLine]] = {family_id: [] for family_id in family_ids}
    for row in rows.order_by("recorded_at", "id"):
        recorded[row.family_id].append(_line(row))
    today = clock.today()
    return {
        family_id: [line for line in lines if ended or line.until is None or line.until > today] + _derived(lines)
        for family_id, lines in recorded.items()
    }


@once
def responsibilities_of(family_id: int, user: User, today: date, *, ever: bool = False) -> list[ResponsibilityLine]:
    """Who holds parental responsibility today, for every child; with `ever`, also who did or will. One query."""
    rows = ParentalResponsibility.objects.visible_to(user).filter(family_id=family_id, during__isempty=False)
    if not ever:
        rows = rows.filter(during__contains=today)
    return [
        ResponsibilityLine(
            child_id=row.child_id, holder_person_id=row.holder_person_id,
            agency=row.holder_agency.name if row.holder_agency else "", basis=row.basis,
            words=RESPONSIBILITY_BASES[row.basis], since=row.during.lower, responsibility=row,
            until=row.during.upper,
        )
        for row in rows.select_related("holder_agency").order_by("recorded_at", "id")
    ]  # fmt: skip


def answering_for(family_id: int, user: User, today: date) -> dict[uuid.UUID, frozenset[uuid.UUID]]:
    """The children for whom each person of the family holds responsibility today, by who holds any. One query."""
    found: dict[uuid.UUID, set[uuid.UUID]] = {}
    for line in responsibilities_of(family_id, user, today):
        if line.holder_person_id is not None:
            found.setdefault(line.holder_person_id, set()).add(line.child_id)
    return {person: frozenset(children) for person, children in found.items()}


def _line(row: Relationship) -> TieLine:
    return TieLine(
        from_id=row.from_person_id, kind=row.kind, words=RELATIONSHIP_KINDS[row.kind], to_id=row.to_person_id,
        subtype=row.subtype, certainty=row.certainty, since=row.during.lower, until=row.during.upper, relationship=row,
    )  # fmt: skip


def _derived(recorded: list[TieLine]) -> list[TieLine]:
    certain = derived_ties(_ties(line for line in recorded if line.certainty == "known"))
    found = derived_ties(_ties(recorded))
    return [
        TieLine(
            tie.from_person, tie.kind, RELATIONSHIP_KINDS[tie.kind], tie.to_person,
            certainty="known" if tie in certain else "believed", derived=True,
        )
        for tie in sorted(found, key=lambda tie: (tie.from_person, tie.to_person))
    ]  # fmt: skip


def _ties(lines: Iterable[TieLine]) -> list[Tie]:
    return [Tie(line.from_id, line.kind, line.to_id) for line in lines]
