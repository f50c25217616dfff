"""Everybody in a family and what is known of each, with where it comes from."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.urls import reverse

from alongside.access.models import User
from alongside.access.permissions import Permission, user_may
from alongside.desk.queries.family import Face, face
from alongside.kit.clock import london_day
from alongside.kit.dates import day_long
from alongside.kit.words import capital
from alongside.people import queries as people
from alongside.people.models import Family
from alongside.people.queries import FactLine, PersonLine, ResponsibilityLine, TieLine
from alongside.people.rules import LEGAL_STATUS, the_family

UNSURE = {"believed": "believed, not certain", "not sure": "we are not sure"}


@dataclass(frozen=True, slots=True)
class Fact:
    """One fact in words, since when it holds, and where to correct it."""

    label: str
    words: str
    source: str
    protected: bool
    correct_url: str


@dataclass(frozen=True, slots=True)
class Tie:
    """A relationship as a sentence: "Katie is parent of Amy"; `note` says how sure we are."""

    sentence: str
    note: str


@dataclass(frozen=True, slots=True)
class Holder:
    """Somebody with parental responsibility, in words, on which basis and since when."""

    name: str
    basis: str
    since: date


@dataclass(frozen=True, slots=True)
class PersonPart:
    """One person of the page. `in_law_before`: how they stood in law
    and stand no longer; `ties`: as recorded; `derived`: what follows from who their parents are, as sentences."""

    face: Face
    place: str
    is_child: bool
    is_unborn: bool
    is_protected: bool
    facts: tuple[Fact, ...]
    in_law_before: tuple[Fact, ...]
    ties: tuple[Tie, ...]
    derived: tuple[str, ...]
    holders: tuple[Holder, ...]
    correct_url: str
    add_fact_url: str
    lives_now_url: str
    lives_here: bool


@dataclass(frozen=True, slots=True)
class PeoplePage:
    """The people page of a family."""

    family_id: int
    name: str
    about: str
    people: tuple[PersonPart, ...]
    may_record: bool


@dataclass(frozen=True, slots=True)
class Known:
    """What is known in the family, by person; read once for the whole page. `facts`: also those that hold no longer."""

    facts: Sequence[FactLine]
    ties: Sequence[TieLine]
    holders: Sequence[ResponsibilityLine]
    names: Mapping[UUID, str]
    today: date


def people_page(family: Family, user: User, *, at: datetime) -> PeoplePage:
    """Everybody with their facts, relationships and parental responsibility. Six queries whatever their number."""
    today = london_day(at)
    known = Known(
        people.facts_of(family.pk, user, ended=True),
        people.ties_of(family.pk, user),
        people.responsibilities_of(family.pk, user, today),
        people.names_of(family.pk, user),
        today,
    )
    return PeoplePage(
        family_id=family.pk,
        name=capital(the_family(family.name)),
        about=the_family(family.name),
        people=tuple(_part(family.pk, person, known, today) for person in people.people_of(family.pk, user, today)),
        may_record=user_may(user, Permission.RECORD_HELP),
    )


def _part(family_id: int, person: PersonLine, known: Known, today: date) -> PersonPart:
    person_id = person.person_id
    ties = with_both(known.ties, person_id)
    facts = [fact for fact in known.facts if fact.person_id == person_id]
    return PersonPart(
        face=face(person, person.name, person.role, today),
        place=_place(person),
        is_child=person.is_child and person.of_family,
        is_unborn=person.is_unborn,
        is_protected=person.protected,
        facts=tuple(fact_shown(family_id, fact) for fact in facts if fact.stands_on(today)),
        in_law_before=tuple(
            fact_shown(family_id, fact) for fact in facts if fact.kind == LEGAL_STATUS and not fact.stands_on(today)
        ),
        ties=tuple(tie_words(tie, known.names) for tie in ties if not tie.derived),
        derived=tuple(_sentence(tie, known.names) for tie in ties if tie.derived),
        holders=tuple(_holder(line, known.names) for line in known.holders if line.child_id == person_id),
        correct_url=reverse("pathway:correct_person", args=[family_id, person_id]),
        add_fact_url=reverse("pathway:record_fact", args=[family_id, person_id]),
        lives_now_url=_lives_now_url(family_id, person, known),
        lives_here=person.in_household,
    )


def with_both(ties: Sequence[TieLine], person_id: UUID) -> list[TieLine]:
    """Those of the relationships that are read with this person."""
    return [tie for tie in ties if person_id == tie.from_id or _read_back(tie, person_id)]


def _read_back(tie: TieLine, person_id: UUID) -> bool:
    """A tie shows with both people, except one that is derived for both directions already."""
    return tie.to_id == person_id and not (tie.derived and tie.kind != "grandparent")


def _place(person: PersonLine) -> str:
    home = "" if person.is_unborn else "lives here" if person.in_household else "lives elsewhere"
    if person.moved_out_on:
        home = f"lives elsewhere since {day_long(person.moved_out_on)}"
    words = [person.role, home, person.described_as if person.is_named else ""]
    return capital(", ".join(word for word in words if word))


def _lives_now_url(family_id: int, person: PersonLine, known: Known) -> str:
    """Where it is asked where somebody lives who lives here, lived here or had an address; "" when that is known, or of
    anybody else.
    """
    had = [fact for fact in known.facts if fact.kind == "address" and fact.person_id == person.person_id]
    ours = person.in_household or person.moved_out_on is not None or bool(had)
    if not ours or person.is_unborn or person.died_on or any(fact.stands_on(known.today) for fact in had):
        return ""
    return reverse("pathway:record_fact", args=[family_id, person.person_id, "address"])


def fact_shown(family_id: int, fact: FactLine) -> Fact:
    """A fact in words, with when it holds: of one whose end is known the last day too."""
    recorded = london_day(fact.fact.recorded_at)
    source = f"{'Recorded' if fact.since == recorded else 'Since'} {day_long(fact.since)}"
    if fact.last_day is not None:
        source = f"From {day_long(fact.since)} to {day_long(fact.last_day)}"
    decided = [f"Decided by {fact.decided_by}" if fact.decided_by else "", fact.source]
    source = ". ".join([source, *(each for each in decided if each)])
    return Fact(
        fact.label, fact.words, source, fact.protected, reverse("pathway:correct_fact", args=[family_id, fact.fact.pk])
    )


def tie_words(tie: TieLine, names: Mapping[UUID, str]) -> Tie:
    """A relationship as a sentence, with how sure we are."""
    notes = [tie.subtype, UNSURE.get(tie.certainty, "")]
    return Tie(_sentence(tie, names), capital(", ".join(note for note in notes if note)))


def _sentence(tie: TieLine, names: Mapping[UUID, str]) -> str:
    return f"{names.get(tie.from_id, 'Somebody')} is {tie.words} {names.get(tie.to_id, 'somebody')}"


def _holder(line: ResponsibilityLine, names: Mapping[UUID, str]) -> Holder:
    name = names.get(line.holder_person_id, "Somebody") if line.holder_person_id else line.agency
    return Holder(name, line.words, line.since)
