"""How people are related, and who holds parental responsibility."""

import uuid
from datetime import date, datetime

from django.db import transaction

from alongside.access.models import User
from alongside.kit.clock import london_day
from alongside.kit.refusals import NotAllowed, Unacceptable
from alongside.people.actions._rows import (
    add_version,
    days_from,
    known_here,
    not_before_birth,
    not_in_the_future,
    short_enough,
    stamp,
)
from alongside.people.models import Agency, ParentalResponsibility, PersonKnownAs, Relationship
from alongside.people.permissions import require_bringer
from alongside.people.rules import (
    BIRTH_LINES,
    BOTH_WAYS,
    CERTAINTIES,
    RELATIONSHIP_KINDS,
    RESPONSIBILITY_BASES,
)


@transaction.atomic
def record_relationship(
    *, by: User, family_id: int, from_person_id: uuid.UUID, kind: str, to_person_id: uuid.UUID, at: datetime,
    subtype: str = "", certainty: str = "known", since: date | None = None, until: date | None = None,
    corrects: Relationship | None = None,
) -> Relationship:  # fmt: skip
    """`from_person` is `kind` of `to_person`, as certain as it is, from `since` up to and without `until`.

    Siblings and grandparents follow from who is whose parent; recording them is needed only where no parent is known.
    Raises NotAllowed, Unacceptable, AlreadyCorrected.
    """
    require_bringer(by, family_id)
    if corrects is not None and corrects.family_id != family_id:
        raise NotAllowed
    _known_words(kind, certainty, from_person_id, to_person_id)
    people = known_here(family_id, from_person_id, to_person_id)
    _possible_parent(kind, people[from_person_id], people[to_person_id])
    _not_yet_recorded(family_id, from_person_id, kind, to_person_id, corrects)
    tie = Relationship(
        from_person_id=from_person_id, to_person_id=to_person_id, kind=kind,
        subtype=short_enough("subtype", subtype, 60), certainty=certainty,
        during=_days(since, until, at, corrects, *people.values()),
        supersedes_id=corrects.pk if corrects is not None else None, **stamp(by, family_id, at),
    )  # fmt: skip
    add_version(tie)
    return tie


@transaction.atomic
def retract_relationship(*, by: User, family_id: int, relationship: Relationship, at: datetime) -> Relationship:
    """They were never related in that way. Raises NotAllowed, AlreadyCorrected."""
    require_bringer(by, family_id)
    if relationship.family_id != family_id:
        raise NotAllowed
    retraction = Relationship(
        from_person_id=relationship.from_person_id, to_person_id=relationship.to_person_id, kind=relationship.kind,
        subtype=relationship.subtype, certainty=relationship.certainty, during=relationship.during,
        supersedes_id=relationship.pk, retracts=True, **stamp(by, family_id, at),
    )  # fmt: skip
    add_version(retraction)
    return retraction


@transaction.atomic
def record_responsibility(
    *, by: User, family_id: int, child_id: uuid.UUID, basis: str, at: datetime,
    holder_person_id: uuid.UUID | None = None, holder_agency: Agency | None = None, since: date | None = None,
) -> ParentalResponsibility:  # fmt: skip
    """A person or an agency holds parental responsibility for a child. Raises NotAllowed, Unacceptable."""
    require_bringer(by, family_id)
    if basis not in RESPONSIBILITY_BASES:
        raise Unacceptable("basis", "Choose on what basis they hold parental responsibility.")
    if (holder_person_id is None) == (holder_agency is None):
        raise Unacceptable("holder", "Choose one person or one agency.")
    if holder_person_id == child_id:
        raise Unacceptable("holder", "Nobody holds parental responsibility for themselves. Choose somebody else.")
    people = known_here(family_id, child_id, *([holder_person_id] if holder_person_id else []))
    today = london_day(at)
    if since is not None:
        not_in_the_future("since", since, today, "The day this began")
        not_before_birth("since", since, people[child_id])
    held = ParentalResponsibility.objects.filter(family_id=family_id, child_id=child_id, during__upper_inf=True)
    if held.filter(holder_person_id=holder_person_id, holder_agency=holder_agency).exists():
        raise Unacceptable("holder", "This is recorded already.")
    responsibility = ParentalResponsibility(
        child_id=child_id, holder_person_id=holder_person_id, holder_agency=holder_agency, basis=basis,
        during=days_from(since or today), **stamp(by, family_id, at),
    )  # fmt: skip
    responsibility.save(force_insert=True)
    return responsibility


@transaction.atomic
def end_responsibility(*, by: User, responsibility: ParentalResponsibility, on: date, at: datetime) -> None:
    """They hold parental responsibility no longer from `on`. Raises NotAllowed, Unacceptable("on")."""
    require_bringer(by, responsibility.family_id)
    not_in_the_future("on", on, london_day(at), "The day this ended")
    if on < responsibility.during.lower:
        raise Unacceptable("on", "Give a day on or after the one on which this began.")
    ParentalResponsibility.objects.filter(pk=responsibility.pk).update(
        during=days_from(responsibility.during.lower, on)
    )


@transaction.atomic
def retract_responsibility(*, by: User, responsibility: ParentalResponsibility, at: datetime) -> None:  # noqa: ARG001 - every write is told the moment
    """They never held parental responsibility on that basis: the row covers no day at all. Raises NotAllowed."""
    require_bringer(by, responsibility.family_id)
    begun = responsibility.during.lower
    ParentalResponsibility.objects.filter(pk=responsibility.pk, during__isempty=False).update(
        during=days_from(begun, begun)
    )


def _known_words(kind: str, certainty: str, from_person_id: uuid.UUID, to_person_id: uuid.UUID) -> None:
    if kind not in RELATIONSHIP_KINDS:
        raise Unacceptable("kind", "Choose how they are related.")
    if certainty not in CERTAINTIES:
        raise Unacceptable("certainty", "Choose how certain this is.")
    if from_person_id == to_person_id:
        raise Unacceptable("to_person", "Nobody is related to themselves. Choose somebody else.")


def _possible_parent(kind: str, parent: PersonKnownAs, child: PersonKnownAs) -> None:
    if kind not in BIRTH_LINES or parent.birth_days is None:
        return
    if child.birth_days is not None and parent.birth_days[0] >= child.birth_days[1]:
        raise Unacceptable(
            "kind", f"{parent} was born after {child}. Check the dates of birth, or who is whose parent."
        )


def _not_yet_recorded(
    family_id: int, from_id: uuid.UUID, kind: str, to_id: uuid.UUID, corrects: Relationship | None
) -> None:
    pairs = [(from_id, to_id), (to_id, from_id)] if kind in BOTH_WAYS else [(from_id, to_id)]
    same = Relationship.objects.filter(family_id=family_id, kind=kind, retracts=False, during__upper_inf=True).newest()
    for row in same:
        if (row.from_person_id, row.to_person_id) in pairs and (corrects is None or row.pk != corrects.pk):
            raise Unacceptable("kind", "This is recorded already.")


def _days(
    since: date | None, until: date | None, at: datetime, corrects: Relationship | None, *people: PersonKnownAs
) -> object:
    today = london_day(at)
    if since is not None:
        not_in_the_future("since", since, today, "The day this began")
        not_before_birth("since", since, *people)
    begun = since or (corrects.during.lower if corrects is not None else today)
    if until is not None and until <= begun:
        raise Unacceptable("until", "Give a day after the one on which this began.")
    return days_from(begun, until)
