"""Somebody's place in the family changes or is put right, and the address they had with it."""

from collections.abc import Collection
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any
from uuid import UUID

from alongside.access.models import User
from alongside.kit.refusals import Unacceptable
from alongside.pathway.actions._involvement import Here
from alongside.pathway.rules.places import NOTHING_CHANGES, day_facts, is_of_home, place_facts
from alongside.people import actions as people
from alongside.people import queries as people_queries
from alongside.people.queries import FactLine, PersonLine, PlaceLine

ADDRESS = "address"


@dataclass(frozen=True, slots=True)
class Placed:
    """`facts`: what the entry says of it. `taken_back`: they moved, and it is put right that they did not."""

    facts: dict[str, Any] = field(default_factory=dict)
    taken_back: bool = False


def change_place(
    by: User, here: Here, line: PersonLine, household: Collection[UUID], at: datetime, *, role: str,
    lives_there: bool, on: date | None,
) -> Placed:  # fmt: skip
    """What came of it; nothing when their place is as it was. `household`: who lives with the family;
    `on`: None when it was always so. The sentence is built from the places that stand then.

    Whoever leaves the household leaves its address on that day, and whoever comes back leaves the other; a move that
    is put right gives back the address that ended with it. Raises Unacceptable.
    """
    before = _before(by, here, line)
    same = (role, lives_there) == (line.role, line.in_household)
    if same and on in (None, line.since):
        return Placed()
    try:
        if same and on is not None:
            return Placed(_other_day(by, here, line, before, at=at, on=on))
        _write(by, here, line, at, role=role, lives_there=lives_there, on=on)
    except Unacceptable as refusal:
        raise Unacceptable("place_changed_on" if refusal.field == "on" else "role", refusal.message) from refusal
    undone = on in (None, line.since)
    if lives_there != line.in_household:
        given_back = undone and people.resume_fact(
            by=by, family_id=here.family.pk, person_id=line.person_id, kind=ADDRESS, ended_on=line.since, at=at
        )
        if on is not None and not given_back:
            _leave_addresses(by, here, line, household, at=at, on=on)
    taken_back = undone and before is not None and before.in_household == lives_there != line.in_household
    if undone and on and before and (before.role, before.in_household) != (role, lives_there):
        facts = place_facts((before.role, role), (before.in_household, lives_there), on)
    else:
        facts = place_facts((line.role, role), (line.in_household, lives_there), None if undone else on)
    return Placed(facts, taken_back)


def _before(by: User, here: Here, line: PersonLine) -> PlaceLine | None:
    """The place somebody had just before the one they have."""
    places = people_queries.places_of(here.family.pk, by, line.person_id)
    return next((place for place in places if place.known_until is None and place.until == line.since), None)


def _write(
    by: User, here: Here, line: PersonLine, at: datetime, *, role: str, lives_there: bool, on: date | None
) -> None:
    said: dict[str, Any] = {"by": by, "family_id": here.family.pk, "person_id": line.person_id, "at": at}
    if on is None:
        people.correct_membership(**said, role=role, in_household=lives_there)
    else:
        people.change_membership(**said, role=role, in_household=lives_there, on=on)


def _leave_addresses(
    by: User, here: Here, line: PersonLine, household: Collection[UUID], *, at: datetime, on: date
) -> None:
    """The address they had until that day: the one of home for whoever moves out, whenever it was written down, and
    another for whoever comes back.
    """
    facts = [fact for fact in people_queries.facts_of(here.family.pk, by, ended=True) if fact.kind == ADDRESS]
    theirs = [fact for fact in facts if fact.person_id == line.person_id]
    home = [fact.value for fact in facts if fact.person_id in household and fact not in theirs and fact.until is None]
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
