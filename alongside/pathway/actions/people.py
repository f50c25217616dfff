"""People of a family, and what is known of them: each write leaves its entry, which never quotes what may be
protected.
"""

import uuid
from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from django.db import transaction

from alongside.access.models import User
from alongside.agreements import actions as agreements
from alongside.kit import hooks
from alongside.kit.refusals import Unacceptable
from alongside.pathway.actions._involvement import held, leave, step
from alongside.pathway.actions._places import Placed, change_place
from alongside.pathway.permissions import Permission
from alongside.pathway.rules import ROW
from alongside.people import actions as people
from alongside.people import queries as people_queries
from alongside.people.models import Agency, ParentalResponsibility, PersonFact, PersonKnownAs, Relationship
from alongside.people.rules import FACT_KINDS, RELATIONSHIP_KINDS, RESPONSIBILITY_BASES
from alongside.timeline import actions as timeline

HIDDEN = "somebody"
"""Stands in a sentence for a name that only the service's own staff may read."""


@transaction.atomic
def add_person(
    *, by: User, family_id: int, deed_id: uuid.UUID, at: datetime, name: str = "", described_as: str = "",
    birth: tuple[date, date] | None = None, due_on: date | None = None, role: str = "", in_household: bool = True,
    since: date | None = None, protected: bool = False,
) -> PersonKnownAs:  # fmt: skip
    """Somebody belongs to the family; a description is enough. Raises NotAllowed, Unacceptable."""
    here = held(by, family_id, at, Permission.RECORD_HELP)
    try:
        known = people.add_person(
            by=by, family_id=family_id, at=at, name=name, described_as=described_as, birth=birth, due_on=due_on,
            role=role, in_household=in_household, since=since, protected=protected,
        )  # fmt: skip
    except Unacceptable as refusal:
        raise _where_it_is_asked(refusal) from refusal
    facts = {"name": HIDDEN if protected else str(known).strip()}
    leave(by, here, deed_id, at, [step("person_joined", facts, mentions=[known.person_id])])
    return known


@transaction.atomic
def change_known_as(
    *, by: User, family_id: int, deed_id: uuid.UUID, known_as: PersonKnownAs, at: datetime, role: str | None = None,
    in_household: bool | None = None, place_changed_on: date | None = None, **fields: Any,
) -> PersonKnownAs:  # fmt: skip
    """What somebody is called, when they were born or died, and their place in the family; not given stays as it was.

    `place_changed_on`: the day from which their place is another; without it, it was always so, and what stood was
    wrong from the beginning; with nothing else of their place, the place that stands began on that day. `fields` are
    those of `people.actions.change_known_as`. Raises NotAllowed, Unacceptable, AlreadyCorrected.
    """
    here = held(by, family_id, at, Permission.RECORD_HELP)
    try:
        newer = people.change_known_as(by=by, family_id=family_id, known_as=known_as, at=at, **fields)
    except Unacceptable as refusal:
        raise _where_it_is_asked(refusal) from refusal
    lines = people_queries.people_of(family_id, by, here.today)
    line = next((line for line in lines if line.person_id == newer.person_id), None)
    facts, place = {"name": HIDDEN if newer.protected else str(newer)}, Placed()
    if line is not None:
        household = {line.person_id for line in lines if line.in_household}
        place = change_place(
            by, here, line, household, at, role=line.role if role is None else role,
            lives_there=line.in_household if in_household is None else in_household, on=place_changed_on,
        )  # fmt: skip
        # Of somebody whose name others than staff must not read, no more is said than that something changed.
        facts |= {name: told for name, told in place.facts.items() if name != "place" or not newer.protected}
    leave(by, here, deed_id, at, [step("known_as_changed", facts, mentions=[newer.person_id])])
    # A day of birth says until when others decide for a child.
    agreements.settle_access(by=by, family_id=family_id, at=at)
    if line is not None and in_household is not None and in_household != line.in_household:
        for _, answer in hooks.answers("after_move"):
            answer(by=by, family_id=family_id, person_id=newer.person_id, undoes=place.undoes, at=at)
    return newer


@transaction.atomic
def record_fact(
    *, by: User, family_id: int, deed_id: uuid.UUID, person_id: uuid.UUID, kind: str, value: str, at: datetime,
    since: date | None = None, until: date | None = None, protected: bool | None = None,
    corrects: PersonFact | None = None, decided_by: str = "", source: str = "",
) -> PersonFact:  # fmt: skip
    """A fact about somebody; `corrects` when it had been written wrongly. The sentence names its kind, never its value.

    Raises NotAllowed, Unacceptable, AlreadyCorrected.
    """
    here = held(by, family_id, at, Permission.RECORD_HELP)
    fact = people.record_fact(
        by=by, family_id=family_id, person_id=person_id, kind=kind, value=value, at=at, since=since, until=until,
        protected=protected, corrects=corrects, decided_by=decided_by, source=source,
    )  # fmt: skip
    facts = {"name": _name(by, family_id, person_id), "what": FACT_KINDS[kind].label, ROW: str(fact.pk)}
    leave(by, here, deed_id, at, [step("fact_recorded", facts, mentions=[person_id])])
    return fact


@transaction.atomic
def record_relationship(
    *, by: User, family_id: int, deed_id: uuid.UUID, from_person_id: uuid.UUID, kind: str, to_person_id: uuid.UUID,
    at: datetime, certainty: str = "known", since: date | None = None,
) -> Relationship:  # fmt: skip
    """How two people are related. Raises NotAllowed, Unacceptable."""
    here = held(by, family_id, at, Permission.RECORD_HELP)
    tie = people.record_relationship(
        by=by, family_id=family_id, from_person_id=from_person_id, kind=kind, to_person_id=to_person_id, at=at,
        certainty=certainty, since=since,
    )  # fmt: skip
    facts = {
        "from_name": _name(by, family_id, from_person_id), "kind": RELATIONSHIP_KINDS[kind],
        "to_name": _name(by, family_id, to_person_id), ROW: str(tie.pk),
    }  # fmt: skip
    leave(by, here, deed_id, at, [step("relationship_recorded", facts, mentions=[from_person_id, to_person_id])])
    return tie


@transaction.atomic
def record_responsibility(
    *, by: User, family_id: int, deed_id: uuid.UUID, child_id: uuid.UUID, basis: str, at: datetime,
    holder_person_id: uuid.UUID | None = None, agency: str = "", since: date | None = None,
) -> ParentalResponsibility:  # fmt: skip
    """Who holds parental responsibility for a child: a person of the family, or an agency by name. Raises NotAllowed,
    Unacceptable.
    """
    here = held(by, family_id, at, Permission.RECORD_HELP)
    if holder_person_id is None and not agency.strip():
        raise Unacceptable("holder", "Choose who holds parental responsibility")
    holder_agency: Agency | None = None
    if holder_person_id is None:
        holder_agency = people.agency_named(by=by, name=agency)
    held_by = people.record_responsibility(
        by=by, family_id=family_id, child_id=child_id, basis=basis, at=at, holder_person_id=holder_person_id,
        holder_agency=holder_agency, since=since,
    )  # fmt: skip
    holder = _name(by, family_id, holder_person_id) if holder_person_id else str(holder_agency)
    facts = {
        "holder": holder, "basis": RESPONSIBILITY_BASES[basis], "child": _name(by, family_id, child_id),
        ROW: str(held_by.pk),
    }  # fmt: skip
    mentions = [child_id, *([holder_person_id] if holder_person_id else [])]
    leave(by, here, deed_id, at, [step("responsibility_recorded", facts, mentions=mentions)])
    timeline.keep_all_apart(by=by, family_id=family_id, at=at)
    # Whose yes and whose no counts for the child may be another matter now.
    agreements.settle_access(by=by, family_id=family_id, at=at)
    return held_by


@transaction.atomic
def keep_why(*, by: User, family_id: int, deed_id: uuid.UUID, why: Mapping[str, str], at: datetime) -> None:
    """Why somebody was chosen who must be kept away, with the deed that it was for. `why`: by person. Raises
    NotAllowed.
    """
    here = held(by, family_id, at, Permission.RECORD_HELP)
    told = [(uuid.UUID(person), words) for person, words in why.items()]
    entries = [
        step("chosen_apart", {"name": _name(by, family_id, person)}, texts={"reason": words}, mentions=[person])
        for person, words in told
    ]
    leave(by, here, deed_id, at, entries)


def _where_it_is_asked(refusal: Unacceptable) -> Unacceptable:
    """A day of birth and a day it is due are asked in one question."""
    return Unacceptable("born", refusal.message) if refusal.field in ("birth", "due_on") else refusal


def _name(by: User, family_id: int, person_id: uuid.UUID) -> str:
    """The name for a sentence, which others than staff may come to read."""
    known = people_queries.known_as(family_id, by, person_id)
    return HIDDEN if known.protected else str(known)
