"""What is known of a family's people, for the forms that add to it and put it right."""

import uuid
from dataclasses import dataclass, replace
from datetime import date

from alongside.access.models import User
from alongside.kit.refusals import NotAllowed
from alongside.people import queries as people
from alongside.people.models import Family
from alongside.people.queries import FactLine, PersonLine, PlaceLine, TieLine
from alongside.people.rules import FACT_KINDS, the_family


@dataclass(frozen=True, slots=True)
class Known:
    """One person with every fact that stands, newest first. `places`: what was known when of their place in the family,
    where that is asked for. `moved_from`: the address somebody had, while no other is known.
    """

    person: PersonLine
    facts: tuple[FactLine, ...]
    places: tuple[PlaceLine, ...] = ()
    moved_from: FactLine | None = None

    @property
    def place_before(self) -> PlaceLine | None:
        """The place they had just before the one that stands."""
        since = self.person.since
        return next((place for place in self.places if place.known_until is None and place.until == since), None)

    def of(self, kind: str) -> tuple[FactLine, ...]:
        """The facts of one kind."""
        return tuple(fact for fact in self.facts if fact.kind == kind)


@dataclass(frozen=True, slots=True)
class PeoplePage:
    """Everybody of a family with what is known of them, and how they are tied."""

    family: Family
    people: tuple[Known, ...]
    ties: tuple[TieLine, ...]

    @property
    def called(self) -> str:
        """The family within a sentence: "the Smith family"."""
        return the_family(self.family.name)

    @property
    def choices(self) -> list[tuple[str, str]]:
        """Everybody, for a list to choose from; two of one name are told apart by their age or place."""
        names = [known.person.name for known in self.people]
        return [
            (str(line.person_id), line.name if names.count(line.name) == 1 else f"{line.name}, {line.age or line.role}")
            for line in (known.person for known in self.people)
        ]

    @property
    def children(self) -> list[tuple[str, str]]:
        """The children, for a list to choose from."""
        own = {str(known.person.person_id) for known in self.people if known.person.is_child}
        return [choice for choice in self.choices if choice[0] in own]


def people_page(user: User, family_id: int, today: date) -> PeoplePage:
    """Everybody who belongs to the family today. Raises NotAllowed."""
    family = people.family(user, family_id)
    facts = people.facts_of(family_id, user)
    lines = people.people_of(family_id, user, today)
    return PeoplePage(
        family,
        tuple(Known(line, tuple(fact for fact in facts if fact.person_id == line.person_id)) for line in lines),
        tuple(people.ties_of(family_id, user)),
    )


def person_known(user: User, family_id: int, person_id: uuid.UUID, today: date) -> Known:
    """One person of the family. Raises NotAllowed."""
    for known in people_page(user, family_id, today).people:
        if known.person.person_id == person_id:
            return known
    raise NotAllowed


def person_put_right(user: User, family_id: int, person_id: uuid.UUID, today: date) -> Known:
    """The same with what was known when of their place. Raises NotAllowed."""
    known = person_known(user, family_id, person_id, today)
    return replace(known, places=tuple(people.places_of(family_id, user, person_id)))


def person_told_of(user: User, family_id: int, person_id: uuid.UUID, kind: str, today: date) -> Known:
    """The same, before a fact of that kind is recorded: for an address with the one they moved out from. Raises
    NotAllowed.
    """
    known = person_known(user, family_id, person_id, today)
    if kind != "address" or known.of(kind):
        return known
    every = people.facts_of(family_id, user, person_id, ended=True)
    return replace(known, moved_from=next((fact for fact in every if fact.kind == kind), None))


def fact_known(user: User, family_id: int, row_id: uuid.UUID, today: date) -> tuple[Known, FactLine]:
    """One fact as it stands, or as it stood for the time that was decided, by its row, with whose it is. Raises
    NotAllowed when it was put right meanwhile, or is not there.
    """
    facts = people.facts_of(family_id, user, ended=True)
    fact = next((fact for fact in facts if fact.fact.pk == row_id), None)
    if fact is None or not (fact.stands_on(today) or FACT_KINDS[fact.kind].decided):
        raise NotAllowed
    return person_known(user, family_id, fact.person_id, today), fact
