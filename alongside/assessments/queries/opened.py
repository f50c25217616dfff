"""How a version reads on the page of whoever may read something of it."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

from alongside.access.models import User
from alongside.assessments import rules
from alongside.assessments.rules import OwnPart
from alongside.people import queries as people
from alongside.people.models import Family
from alongside.people.queries import ToReach
from alongside.people.rules import the_family, within
from alongside.timeline import queries as timeline


@dataclass(frozen=True, slots=True)
class OwnAssessment:
    """A version as a reader has it, of one family."""

    number: int
    on: date
    by: str
    parts: tuple[OwnPart, ...]


@dataclass(frozen=True, slots=True)
class OwnAssessments:
    """What a parent or a child reads, and whom they may ring."""

    versions: tuple[OwnAssessment, ...]
    reach: tuple[ToReach, ...]


@dataclass(frozen=True, slots=True)
class ReadPage:
    """What somebody from another agency reads of an assessment; None when there is nothing for them."""

    family: Family
    version: OwnAssessment | None

    @property
    def called(self) -> str:
        return the_family(self.family.name)


def own_assessments(user: User, at: datetime) -> OwnAssessments:
    """The newest version of each family of this sign-in of which something is for them to read. Four queries and, for
    each family, three.
    """
    persons = people.persons_of_account(user, at)
    mine = {each.person_id for each in persons}
    names = people.names_in_scope(user)
    found = []
    for family_id in dict.fromkeys(each.family_id for each in persons):
        called = {str(person): within(name, people.family(user, family_id).name)
                  for (family, person), name in names.items() if family == family_id}  # fmt: skip
        called |= {str(person): "you" for person in mine}
        newest = newest_opened(user, family_id, called)
        if newest is not None:
            found.append(newest)
    return OwnAssessments(tuple(found), tuple(people.whom_to_reach(at)))


def read_page(user: User, family_id: int) -> ReadPage:
    """What of the newest version this reader may read, by the names by which they may know people. Raises NotAllowed
    when the family is not theirs to see.
    """
    family = people.family(user, family_id)
    names = {str(person): within(name, family.name) for person, name in people.names_of(family_id, user).items()}
    return ReadPage(family, newest_opened(user, family_id, names))


def newest_opened(user: User, family_id: int, called: Mapping[str, str]) -> OwnAssessment | None:
    """What this reader may read of the newest version of which they may read something. One query."""
    told = timeline.told(family_id, user, [rules.OPENED], with_about=False)
    if not told:
        return None
    number = max(int(line.facts["version"]) for line in told)
    of_it = sorted((line for line in told if line.facts["version"] == number), key=lambda line: line.content["place"])
    parts = tuple(rules.own_part(line.content, called) for line in of_it)
    return OwnAssessment(number, of_it[0].entry.happened_on, of_it[0].by_name, parts)


def open_parts(user: User, family_id: int) -> int:
    """How many parts of the newest version this reader may read. One query."""
    told = timeline.told(family_id, user, [rules.OPENED], with_about=False)
    versions = [line.facts["version"] for line in told]
    return versions.count(max(versions)) if versions else 0
