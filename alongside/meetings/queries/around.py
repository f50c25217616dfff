"""Who is around a family: its people and those who help, as the forms of meetings offer them."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from uuid import UUID

from alongside.access.models import User
from alongside.kit.clock import london_day
from alongside.kit.refusals import NotAllowed
from alongside.kit.words import capital
from alongside.people import queries as people
from alongside.people.models import Family, Involvement
from alongside.people.queries import PersonLine
from alongside.people.rules import HELPS_IN_FULL, family_reference, the_family, within


@dataclass(frozen=True, slots=True)
class PersonChoice:
    """Somebody of the family whom a form offers. `close`: of the household, or one of its children."""

    person_id: UUID
    name: str
    note: str
    is_child: bool
    close: bool
    protected: bool
    born: date | None = None


@dataclass(frozen=True, slots=True)
class HelperChoice:
    """A helper whom a form offers. `ours`: one of the service's own staff; others are partners.

    `professional_id`: as they are on file; somebody who does not help the family, and was at a meeting of it before,
    bears it as `helper_id` too, and `helps` not. `helps_as`: the part they have.
    """

    helper_id: UUID
    user_id: UUID | None
    name: str
    role: str
    agency: str
    contact: str
    ours: bool
    professional_id: UUID | None = None
    helps: bool = True
    helps_as: str = ""

    @property
    def may_join(self) -> bool:
        """Whether a form may ask to add them to those who help."""
        return not self.helps and self.professional_id is not None


@dataclass(frozen=True, slots=True)
class Around:
    """The family, its people and its helpers."""

    family: Family
    involvement: Involvement
    people: tuple[PersonChoice, ...]
    helpers: tuple[HelperChoice, ...]
    names: Mapping[UUID, str] = field(repr=False)

    @property
    def called(self) -> str:
        """The family within a sentence: "the Smith family"."""
        return the_family(self.family.name)

    @property
    def called_first(self) -> str:
        return capital(self.called)

    @property
    def reference(self) -> str:
        return family_reference(self.family.name, self.family.pk)


def around(user: User, family_id: int, at: datetime) -> Around:
    """Everybody around a family today. Raises NotAllowed before there is an involvement."""
    family = people.family(user, family_id)
    involvement = people.current_involvement(family_id, user)
    if involvement is None:
        raise NotAllowed
    lines = [line for line in people.people_of(family_id, user, london_day(at)) if not line.died_on]
    names = {pk: within(name, family.name) for pk, name in people.names_of(family_id, user).items()}
    return Around(
        family=family,
        involvement=involvement,
        people=tuple(_person(line, family) for line in lines if not line.is_unborn),
        helpers=tuple(_helper(line) for line in people.helpers_of(family_id, user, at)),
        names=names,
    )


def _person(line: PersonLine, family: Family) -> PersonChoice:
    note = line.age if line.is_child and line.age else line.role
    born = line.birth[0] if line.birth else None
    return PersonChoice(
        line.person_id, within(line.name, family.name), note, line.is_child, line.of_family, line.protected, born
    )


def _helper(line: people.HelperLine) -> HelperChoice:
    return HelperChoice(
        helper_id=line.helper.pk,
        user_id=line.user_id,
        name=line.name,
        role=line.job_title or line.role_words,
        agency=line.agency,
        contact=line.telephone,
        ours=line.user_id is not None and line.role in HELPS_IN_FULL,
        professional_id=line.helper.professional_id,
        helps_as=line.role,
    )
