"""Who may have been at a visit, and what was told of visits lately."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from alongside.access.models import User
from alongside.people import queries as people
from alongside.people.models import Family, Involvement
from alongside.people.queries import FactLine, PersonLine
from alongside.people.rules import within
from alongside.timeline import queries as timeline
from alongside.timeline.queries import ToldLine
from alongside.visits.rules import (
    PLANNED,
    VISIT,
    VisitTold,
)

TO_KNOW_BEFORE = ("interpreter", "communication", "language", "disability", "care_plan", "known_by")
LATELY = 30
"""Among so many visits, made and planned, the last and the next are looked for."""


@dataclass(frozen=True, slots=True)
class Somebody:
    """Somebody the form offers. `age` in words, "" when it is not known or no longer counts; `born`: not before it."""

    person_id: UUID
    name: str
    age: str = ""
    born: date | None = None


def to_know(user: User, family: Family, everybody: list[PersonLine]) -> tuple[tuple[str, FactLine], ...]:
    """How to be with each person, the children first: needs, what those who know them say (001:13, 44)."""
    children = [line.person_id for line in everybody if line.is_child]
    names = {line.person_id: within(line.name, family.name) for line in everybody}
    facts = [fact for fact in people.facts_of(family.pk, user) if fact.kind in TO_KNOW_BEFORE]
    known = [fact for fact in facts if fact.person_id in names]
    order = {person_id: number for number, person_id in enumerate(children)}
    known.sort(key=lambda fact: order.get(fact.person_id, len(order)))
    return tuple((names[fact.person_id], fact) for fact in known)


def lately(user: User, involvement: Involvement) -> list[ToldLine]:
    """The last visits of an involvement, made and planned, without who was there."""
    return timeline.told(
        involvement.family_id, user, [VISIT, PLANNED], involvement_id=involvement.pk, limit=LATELY, with_about=False
    )


def offered(
    user: User, family: Family, everybody: list[PersonLine], stands: VisitTold | None
) -> tuple[tuple[Somebody, ...], tuple[Somebody, ...]]:
    """The children of whom the form asks, and those it offers as having been there."""
    of_it = [child.person_id for child in stands.children] if stands else []
    there = list(stands.present) if stands else []

    def somebody(line: PersonLine) -> Somebody:
        born = line.birth[0] if line.birth else None
        return Somebody(line.person_id, within(line.name, family.name), line.age, born)

    children = [somebody(line) for line in everybody if _is_asked_of(line) and line.person_id not in there]
    asked = {child.person_id for child in children} | set(of_it)
    adults = [somebody(line) for line in everybody if line.person_id not in asked and _may_be_there(line)]
    known = {each.person_id for each in (*children, *adults)}
    gone = [person_id for person_id in (*of_it, *there) if person_id not in known]
    names = people.names_of(family.pk, user) if gone else {}
    not_here = [Somebody(each, within(names.get(each, "Somebody"), family.name)) for each in gone]
    children += [each for each in not_here if each.person_id in of_it]
    adults += [each for each in not_here if each.person_id not in of_it]
    return tuple(children), tuple(adults)


def _is_asked_of(line: PersonLine) -> bool:
    return line.is_child and line.of_family and not line.is_unborn and not line.died_on


def _may_be_there(line: PersonLine) -> bool:
    return not line.is_unborn and not line.died_on
