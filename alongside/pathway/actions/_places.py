"""Somebody's place in the family changes or is put right, and the address they had with it."""

from collections.abc import Collection
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any
from uuid import UUID

from alongside.access.models import User
from alongside.kit.refusals import Unacceptable
from alongside.pathway.actions._involvement import Here
from alongside.pathway.rules.places import NOTHING_CHANGES, day_facts, is_of_home, moved_at, place_facts
from alongside.people import actions as people
from alongside.people import queries as people_queries
from alongside.people.queries import FactLine, PersonLine, PlaceLine

ADDRESS = "address"


@dataclass(frozen=True, slots=True)
class Placed:
    """`facts`: what the entry says of it. `undoes`: when the move was written down of which it is put right that it
    was none; None for a move.
    """

    facts: dict[str, Any] = field(default_factory=dict)
    undoes: datetime | None = None


def change_place(
    by: User, here: Here, line: PersonLine, household: Collection[UUID], at: datetime, *, role: str,
    lives_there: bool, on: date | None,
) -> Placed:  # fmt: skip
    """What came of it; nothing when their place is as it was. `household`: who lives with the family;
    `on`: None when it was always so. The sentence is built from the places that stand then.

    Whoever leaves the household leaves its address on that day, and whoever comes back leaves the other; a move that
    is put right never was, nor the address that came with it, and the one that ended with it stands. Raises
    Unacceptable.
    """
    places = people_queries.places_of(here.family.pk, by, line.person_id)
    before = next((place for place in places if place.known_until is None and place.until == line.since), None)
    same = (role, lives_there) == (line.role, line.in_household)
    if same and on in (None, line.since):
        return Placed()
    undone = on in (None, line.since)
    try:
        if same and on is not None:
            return Placed(_other_day(by, here, line, before, at=at, on=on))
        _write(by, here, line, before if undone else None, at, role=role, lives_there=lives_there, on=on)
    except Unacceptable as refusal:
        raise Unacceptable("place_changed_on" if refusal.field == "on" else "role", refusal.message) from refusal
    undoes = None
    if undone and before and before.in_household == lives_there != line.in_household:
        undoes = moved_at((each.since, each.in_household, each.known_from) for each in places if each.until is None)
        _take_back_addresses(by, here, line, household, at=at, undoes=undoes)
    elif lives_there != line.in_household and on is not None:
        _leave_addresses(by, here, line, household, at=at, on=on)
    if undone and on and before and (before.role, before.in_household) != (role, lives_there):
        facts = place_facts((before.role, role), (before.in_household, lives_there), on)
    else:
        facts = place_facts((line.role, role), (line.in_household, lives_there), None if undone else on)
    return Placed(facts, undoes)


def _write(
    by: User, here: Here, line: PersonLine, before: PlaceLine | None, at: datetime, *, role: str, lives_there: bool,
    on: date | None,
) -> None:  # fmt: skip
    """`before`: the place before the one that never began; None when it did."""
    said: dict[str, Any] = {"by": by, "family_id": here.family.pk, "person_id": line.person_id, "at": at}
    if before and (before.role, before.in_household) == (role, lives_there):
        people.resume_membership(**said)
    elif on is None:
        people.correct_membership(**said, role=role, in_household=lives_there)
    else:
        people.change_membership(**said, role=role, in_household=lives_there, on=on)


def _take_back_addresses(
    by: User, here: Here, line: PersonLine, household: Collection[UUID], *, at: datetime, undoes: datetime
) -> None:
    """No address was theirs that was written down for the move; the one they had when it was written down is."""
    told: dict[str, Any] = {"by": by, "family_id": here.family.pk, "at": at}
    theirs, home = _addresses(by, here, line, household)
    known = people_queries.known_before(here.family.pk, by, line.person_id, ADDRESS, undoes)
    for fact in theirs:
        at_home = line.in_household and (not home or is_of_home(fact.value, home))
        if fact.fact_id not in known and (at_home or fact.since <= line.since or fact.fact.during.isempty):
            people.retract_fact(**told, fact=fact.fact)
    people.resume_fact(**told, person_id=line.person_id, kind=ADDRESS, known_before=undoes)


def _addresses(by: User, here: Here, line: PersonLine, household: Collection[UUID]) -> tuple[list[FactLine], list[str]]:
    """Every address that is or was theirs, and those of whoever else lives with the family."""
    facts = [fact for fact in people_queries.facts_of(here.family.pk, by, ended=True) if fact.kind == ADDRESS]
    theirs = [fact for fact in facts if fact.person_id == line.person_id]
    home = [fact.value for fact in facts if fact.person_id in household and fact not in theirs and fact.until is None]
    return theirs, home


def _leave_addresses(
    by: User, here: Here, line: PersonLine, household: Collection[UUID], *, at: datetime, on: date
) -> None:
    """The address they had until that day: the one of home for whoever moves out, whenever it was written down, and
    another for whoever comes back.
    """
    theirs, home = _addresses(by, here, line, household)
    if line.in_household:
        home += [fact.value for fact in theirs if fact.since < on and (fact.until is None or fact.until >= on)]
    for fact in theirs:
        if fact.until is not None:
            continue
        # Where nothing tells where they lived, what was written down while they lived here is home, unless since then.
        at_home = is_of_home(fact.value, home) if home else line.in_household and fact.since > on
        if (at_home and line.in_household) or (fact.since < on and not (at_home and not line.in_household)):
            people.end_fact(by=by, family_id=here.family.pk, fact=fact.fact, on=on, since=line.since, at=at)


def _other_day(
    by: User, here: Here, line: PersonLine, before: PlaceLine | None, *, at: datetime, on: date
) -> dict[str, Any]:
    """The place is as it was, and began on another day; so did what they left and where they went."""
    if before is None:
        raise Unacceptable("on", NOTHING_CHANGES)
    said: dict[str, Any] = {"by": by, "family_id": here.family.pk, "at": at}
    people.correct_day(**said, person_id=line.person_id, on=on)
    if before.in_household != line.in_household:
        for fact in people_queries.facts_of(here.family.pk, by, line.person_id, ended=True):
            if fact.kind == ADDRESS and not fact.fact.during.isempty:
                _with_the_day(fact, said, line, before, on)
    return day_facts(line.since, on)


def _with_the_day(fact: FactLine, said: dict[str, Any], line: PersonLine, before: PlaceLine, on: date) -> None:
    if fact.until == line.since:
        people.end_fact(**said, fact=fact.fact, on=on, since=before.since)
    elif fact.until is None and fact.since == line.since:
        people.record_fact(
            **said, person_id=line.person_id, kind=ADDRESS, value=fact.value, since=on, corrects=fact.fact
        )
