"""One person over all the families somebody sees."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from alongside.access.models import User
from alongside.aids import queries as aids
from alongside.aids.queries import BulbLine
from alongside.desk.queries.people import Fact, Tie, fact_shown, tie_words, with_both
from alongside.kit.clock import london_day
from alongside.kit.dates import day_long, vague_between, vague_words
from alongside.kit.words import capital
from alongside.people import queries as people
from alongside.people.models import Helper
from alongside.people.queries import FactLine, InFamily, PlaceInFamily, TieLine
from alongside.people.rules import KEEP_AWAY, LEGAL_STATUS, family_words, within
from alongside.timeline import queries as timeline
from alongside.timeline.queries import SaidLine, StageLine

MOST_SAID = 6
TO_REACH = (
    "phone", "safe_contact", "safe_letters", "address", "visiting_restriction", "language", "interpreter",
    "communication",
)  # fmt: skip
"""What there is to know before somebody is rung, written to or visited, in that order."""


@dataclass(frozen=True, slots=True)
class FamilyPart:
    """Somebody in one family. `called`: what they are called there, where it is not the page's name; `told`: on how
    many occasions something about them was recorded. `before`: when the family was helped earlier;
    `in_law` and `in_law_before`: how they stand and stood in law there, the last first. `born`: when, in words, as that
    family knows it; `keep_away`: that they must be kept away, and what they must not learn or do; `to_reach`: how they
    are reached, and what of that is safe.
    """

    family_id: int
    person_id: UUID
    family: str
    called: str
    places: tuple[str, ...]
    ties: tuple[Tie, ...]
    in_law: tuple[Fact, ...]
    in_law_before: tuple[Fact, ...]
    born: str
    keep_away: tuple[Fact, ...]
    to_reach: tuple[Fact, ...]
    stage: str
    since: date | None
    before: tuple[date, ...]
    worker: str
    bulb: BulbLine | None
    told: int


@dataclass(frozen=True, slots=True)
class Said:
    """Somebody's own words, and in which family they were written down."""

    line: SaidLine
    family: str


@dataclass(frozen=True, slots=True)
class PersonPage:
    """Somebody, in every family of theirs that the reader sees; of any other nothing is hinted at."""

    person_id: UUID
    name: str
    initials: str
    age: str
    described_as: str
    also: tuple[str, ...]
    protected: bool
    families: tuple[FamilyPart, ...]
    said: tuple[Said, ...]


@dataclass(frozen=True, slots=True)
class _Known:
    """What is read once for all the families."""

    ties: Mapping[int, Sequence[TieLine]]
    names: Mapping[tuple[int, UUID], str]
    stages: Mapping[int, StageLine]
    workers: Mapping[int, Helper]
    bulbs: Mapping[tuple[int, UUID], BulbLine]
    told: Mapping[int, int]
    facts: Mapping[tuple[int, UUID], Sequence[FactLine]]
    today: date


def person_page(person_id: UUID, user: User, *, at: datetime) -> PersonPage:
    """Raises NotAllowed when no family the reader sees knows them. As many queries for one family as for ten."""
    lines = people.over_families(person_id, user, london_day(at))
    first = next((line for line in lines if line.person_id == person_id), lines[0])
    ids = {line.person_id for line in lines}
    known = _known(lines, user, at)
    names = {line.family_id: capital(family_words(line.family_name)) for line in lines}
    also = dict.fromkeys(name for line in lines for name in (line.name, *line.earlier) if name != first.name)
    return PersonPage(
        person_id=person_id, name=first.name, initials=first.initials, age=first.age, described_as=first.described_as,
        also=tuple(also), protected=any(line.protected for line in lines),
        families=tuple(_part(line, first, known) for line in lines),
        said=tuple(Said(each, names[each.family_id]) for each in timeline.said_by(ids, user, most=MOST_SAID)),
    )  # fmt: skip


def _known(lines: Sequence[InFamily], user: User, at: datetime) -> _Known:
    families = sorted({line.family_id for line in lines})
    ties = people.ties_of_each(families, user)
    tied = {person for each in ties.values() for tie in each for person in (tie.from_id, tie.to_id)}
    children = {
        family_id: [(line.person_id, within(line.name, line.family_name)) for line in lines
                    if line.family_id == family_id and _is_one_of_its_children(line)]
        for family_id in families
    }  # fmt: skip
    return _Known(
        ties, people.names_in_scope(user, tied), timeline.stages_of(families, user),
        people.key_workers_of(families, user, at), aids.bulbs_of(children, user, at),
        timeline.times_told_of({line.person_id for line in lines}, user),
        people.facts_over([line.person_id for line in lines], user), london_day(at),
    )  # fmt: skip


def _is_one_of_its_children(line: InFamily) -> bool:
    """As the family's own list has it: a young cousin who lives elsewhere is none."""
    return line.is_child and not line.died_on and any(each.until is None and each.of_family for each in line.places)


def _part(line: InFamily, first: InFamily, known: _Known) -> FamilyPart:
    key = line.family_id, line.person_id
    stage, worker = known.stages.get(line.family_id), known.workers.get(line.family_id)
    names = {person: name for (family_id, person), name in known.names.items() if family_id == line.family_id}
    return FamilyPart(
        family_id=line.family_id, person_id=line.person_id, family=capital(family_words(line.family_name)),
        called=line.name if line.name != first.name else "", places=tuple(map(_place, line.places)),
        ties=tuple(tie_words(tie, names) for tie in with_both(known.ties[line.family_id], line.person_id)),
        born=f"Born {vague_words(vague_between(*line.birth))}" if line.birth else "",
        **_facts(line.family_id, known.facts.get(key, ()), known.today),
        stage=stage.words if stage else "", since=line.opened[0] if line.opened else None, before=line.opened[1:],
        worker=str(worker.user) if worker else "", bulb=known.bulbs.get(key),
        told=known.told.get(line.family_id, 0),
    )  # fmt: skip


def _facts(family_id: int, facts: Sequence[FactLine], today: date) -> dict[str, tuple[Fact, ...]]:
    """What is known of them there: in law also what was, of the rest what stands."""
    now = [fact for fact in facts if fact.stands_on(today)]
    of_kinds = {
        "in_law": [fact for fact in now if fact.kind == LEGAL_STATUS],
        "in_law_before": [fact for fact in facts if fact.kind == LEGAL_STATUS and fact not in now],
        "keep_away": [fact for fact in now if fact.kind == KEEP_AWAY],
        "to_reach": [fact for kind in TO_REACH for fact in now if fact.kind == kind],
    }
    return {name: tuple(fact_shown(family_id, fact) for fact in those) for name, those in of_kinds.items()}


def _place(place: PlaceInFamily) -> str:
    """ "Mother, lives here since 1 May 2026", "Child, lived here from 1 May 2026 to 3 June 2026"."""
    home = ("lived" if place.until else "lives") + (" here" if place.in_household else " elsewhere")
    when = f"since {day_long(place.since)}"
    if place.until:
        when = f"from {day_long(place.since)} to {day_long(place.until)}"
    return capital(f"{place.role}, {home} {when}" if place.role else f"{home} {when}")
