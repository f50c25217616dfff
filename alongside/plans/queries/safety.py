"""Safety plans as pages show them: those that stand, how each was tried out, and what the form begins with."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from uuid import UUID

from alongside.access.models import User
from alongside.access.permissions import Permission, user_may
from alongside.kit.clock import london_day
from alongside.kit.refusals import NotAllowed
from alongside.kit.words import capital, listed
from alongside.people import queries as people
from alongside.people.models import Family
from alongside.people.queries import PersonLine, ToReach
from alongside.people.rules import the_family, within
from alongside.plans.queries.agreed import Doers, doers
from alongside.plans.rules.safety import (
    KNOWN_OF_FAMILY,
    SAFETY_AGAIN,
    SAFETY_ANEW,
    SAFETY_FORMER,
    SAFETY_PLAN,
    SAFETY_TRIED,
    WORKED,
    Former,
    OwnSafety,
    Rings,
    SafetyPlan,
    TriedOut,
    own_safety,
    safety_reads,
)
from alongside.timeline import queries as timeline
from alongside.timeline.queries import ToldLine
from alongside.timeline.rules import ReadLine, Sight

SAFETY_KINDS = (SAFETY_PLAN, SAFETY_TRIED, SAFETY_AGAIN, SAFETY_ANEW, SAFETY_FORMER)
EMERGENCY = Rings("Police, ambulance or fire brigade", "999", "The same everywhere")


@dataclass(frozen=True, slots=True)
class SafetyTried:
    """When a safety plan was tried out, and how it went. `names`: with whom; `settled`: which promises to look at it
    again this kept.
    """

    entry_id: UUID
    on: date
    names: str
    told: TriedOut
    settled: tuple[str, ...]

    @property
    def words(self) -> str:
        """How it went, in words."""
        return WORKED[self.told.worked]


@dataclass(frozen=True, slots=True)
class SafetyLine:
    """A safety plan as it stands. `whose`: in words; `tried`: each time it was, the last first; `look_on`: when it is
    looked at again, since it was tried out; `again_id`: the entry that says so, None while the plan itself does;
    `again_try`: with which try-out; `anew_ids`: the entries that ask for it to be made anew; `former`: those that
    ask for it to be changed because it names who leads the help no longer.
    """

    entry_id: UUID
    deed_id: UUID
    strand_id: UUID
    safety_id: str
    promise_id: str
    whose: str
    on: date
    by_name: str
    audience: str
    plan: SafetyPlan
    tried: tuple[SafetyTried, ...]
    look_on: date
    again_id: UUID | None
    again_promise: str
    again_try: str
    anew_ids: tuple[UUID, ...]
    former: Mapping[UUID, Former]

    @property
    def shown(self) -> SafetyPlan:
        """The plan with the day on which it is looked at again as it stands now."""
        return replace(self.plan, look_on=self.look_on.isoformat())

    @property
    def named_former(self) -> tuple[Former, ...]:
        """Who stands in it and leads the help no longer, until it was tried out with them in it."""
        settled = {promise for one in self.tried for promise in one.settled}
        return tuple(each for each in self.former.values() if each.promise_id not in settled)

    @property
    def did_not_work(self) -> bool:
        """Whether it did not work yet when it was tried out last."""
        return bool(self.tried) and self.tried[0].told.worked == "no"

    def tried_after(self, on: date) -> SafetyTried | None:
        """The first time it was tried out after that day."""
        return next((one for one in reversed(self.tried) if one.on > on), None)

    def settled_by(self, on: date) -> tuple[str, ...]:
        """Which promises to look at it again trying it out on that day keeps. What is told late of an earlier day keeps
        what the next time kept.
        """
        later = self.tried_after(on)
        if later:
            return later.settled
        before = [promise for one in self.tried for promise in one.settled]
        again = [self.again_promise] if self.again_promise else []
        return tuple(
            dict.fromkeys([self.promise_id, *before, *again, *(each.promise_id for each in self.former.values())])
        )


def safety_plans(family_id: int, user: User) -> list[SafetyLine]:
    """The safety plans that stand, the newest first. Two queries."""
    return safety_lines(timeline.told(family_id, user, SAFETY_KINDS))


def safety_plans_now(family_id: int, user: User) -> list[SafetyLine]:
    """The safety plans of the work with the family now: those its ending asks about. Raises NotAllowed before there is
    an involvement.
    """
    involvement = people.current_involvement(family_id, user)
    if involvement is None:
        raise NotAllowed
    return safety_lines(timeline.told(family_id, user, SAFETY_KINDS, involvement_id=involvement.pk))


def safety_lines(lines: Sequence[ToldLine]) -> list[SafetyLine]:
    """The same, of what was told of SAFETY_KINDS among these lines."""
    return [_line(line, lines) for line in lines if line.entry.kind == SAFETY_PLAN]


def _line(line: ToldLine, lines: Sequence[ToldLine]) -> SafetyLine:
    safety_id, plan = line.facts["safety_id"], SafetyPlan.from_content(line.content)
    mine = [each for each in lines if each.facts.get("safety_id") == safety_id]
    tried = [each for each in mine if each.entry.kind == SAFETY_TRIED]
    settled = {promise for each in tried for promise in _settled(each)}
    standing = (each for each in mine if each.entry.kind == SAFETY_AGAIN and each.facts["promise_id"] not in settled)
    again = next(standing, None)
    return SafetyLine(
        line.id, line.entry.deed_id, line.entry.strand_id, safety_id, line.facts["promise_id"], line.facts["whose"],
        line.entry.happened_on, line.by_name, line.entry.audience, plan,
        tuple(SafetyTried(each.id, each.entry.happened_on, each.facts["names"], TriedOut.from_content(each.content),
                          _settled(each))
              for each in tried),
        date.fromisoformat(again.facts["due_on"]) if again else plan.day,
        again.id if again else None, again.facts["promise_id"] if again else "",
        again.facts.get("try_id", "") if again else "",
        tuple(each.id for each in mine if each.entry.kind == SAFETY_ANEW),
        {each.id: Former.from_facts(each.facts) for each in mine if each.entry.kind == SAFETY_FORMER},
    )  # fmt: skip


def _settled(tried: ToldLine) -> tuple[str, ...]:
    return (tried.facts["promise_id"], *tried.facts.get("settles_too", ()))


@dataclass(frozen=True, slots=True)
class SafetyPage:
    """The safety plans of a family."""

    family: Family
    lines: tuple[SafetyLine, ...]

    @property
    def called(self) -> str:
        return capital(the_family(self.family.name))


def safety_page(family: Family, user: User) -> SafetyPage:
    """Every safety plan that stands."""
    return SafetyPage(family, tuple(safety_plans(family.pk, user)))


@dataclass(frozen=True, slots=True)
class OneSafetyPage:
    """One safety plan, to read: `reads` line by line, `paper` as whose it is prints it, `kept_from`: names;
    `partners_may_read`: though it is kept from these; `away`: names of others in it who must be kept away.
    """

    family: Family
    line: SafetyLine
    reads: tuple[ReadLine, ...]
    paper: OwnSafety
    kept_from: tuple[str, ...]
    partners_may_read: bool
    away: tuple[str, ...]

    @property
    def called(self) -> str:
        return capital(the_family(self.family.name))

    @property
    def former(self) -> str:
        """Who stands in it and leads the help no longer, by name; "" for nobody."""
        return listed(list(dict.fromkeys(each.worker for each in self.line.named_former)))

    def names_former(self, words: str) -> bool:
        """Whether these words of it name somebody who leads the help no longer, or have their number."""
        return any(each.stands_in(words) for each in self.line.named_former)


def one_safety_page(family: Family, user: User, entry_id: UUID, at: datetime) -> OneSafetyPage:
    """That plan, by its own entry, by one whose place that took, or by one that asks for it to be looked at again or
    made anew. Raises NotAllowed.
    """
    found = safety_plans(family.pk, user)
    line = next(
        (each for each in found if entry_id in (each.entry_id, each.again_id, *each.anew_ids, *each.former)), None
    )
    if line is None and found:
        line = _went_on_in(family.pk, user, entry_id, found)
    if line is None:
        raise NotAllowed
    names = _names(family, user)
    kept = [each for each in people.kept(family.pk, user) if line.strand_id in each.strands and each.holds(at)]
    kept_from = [names.get(str(each.from_person_id), "Somebody") for each in kept]
    paper = own_safety(line.shown, mine={line.plan.whose} - {""}, names=names)
    reads = tuple(safety_reads(line.shown.to_content(), Sight(names)))
    away = line.plan.others_away({UUID(person) for person in people.kept_away(family)})
    return OneSafetyPage(
        family, line, reads, paper, tuple(dict.fromkeys(kept_from)), all(each.partners_may_read for each in kept),
        tuple(names.get(str(person), "Somebody") for person in away),
    )  # fmt: skip


def _went_on_in(family_id: int, user: User, entry_id: UUID, found: Sequence[SafetyLine]) -> SafetyLine | None:
    """The plan among these that took the place of that entry: it was changed, or others may read it."""
    deed_id = timeline.deed_now(user, family_id, entry_id, SAFETY_PLAN)
    return next((each for each in found if each.deed_id == deed_id), None)


@dataclass(frozen=True, slots=True)
class SafetyFormPage:
    """What writing a safety plan begins with. `adults`: who may agree; `known`: whom to ring, as far as it is known,
    the family's own people first, each with whose number it is ("" for helpers); `unsaid`: whose number is protected,
    and so not filled in; `no_number`: adults of the family of whom none is known; `away`: who must be kept away, by id,
    with what they must not learn or do.
    """

    family: Family
    doers: Doers
    persons: tuple[tuple[str, str], ...]
    adults: tuple[tuple[str, str], ...]
    known: tuple[tuple[str, Rings], ...]
    unsaid: tuple[str, ...]
    no_number: tuple[str, ...]
    away: Mapping[str, str]
    names: Mapping[str, str]
    may_withhold: bool
    opened_on: date

    @property
    def called(self) -> str:
        return capital(the_family(self.family.name))

    def rings(self, whose: str) -> list[Rings]:
        """Whom whoever the plan is for can ring, by id, "" for all: nobody rings themselves."""
        return [each for person, each in self.known if not person or person != whose]

    def is_own(self, whose: str, name: str, number: str) -> bool:
        """Whether a line is the number of whose plan it is, as it is known."""
        typed = (name, number.replace(" ", ""))
        return any(person == whose and (each.name, each.number.replace(" ", "")) == typed
                   for person, each in self.known if person)  # fmt: skip

    @property
    def away_names(self) -> list[str]:
        """Who must be kept away, by name."""
        return [self.names.get(person, "Somebody") for person in self.away]


@dataclass(frozen=True, slots=True)
class TryOutPage:
    """Trying out a safety plan: those that stand, who may have been there, and since when the family is with us."""

    family: Family
    lines: tuple[SafetyLine, ...]
    persons: tuple[tuple[str, str], ...]
    opened_on: date

    @property
    def called(self) -> str:
        return capital(the_family(self.family.name))


def try_out_page(family: Family, user: User, at: datetime) -> TryOutPage:
    """For the form of how it went. Raises NotAllowed before there is an involvement."""
    page = safety_form(family, user, at)
    return TryOutPage(family, tuple(safety_plans(family.pk, user)), page.persons, page.opened_on)


def safety_form(family: Family, user: User, at: datetime) -> SafetyFormPage:
    """For the form of a safety plan. Raises NotAllowed before there is an involvement."""
    involvement = people.current_involvement(family.pk, user)
    if involvement is None:
        raise NotAllowed
    living = [
        line for line in people.people_of(family.pk, user, london_day(at)) if not line.died_on and not line.is_unborn
    ]
    names, away = _names(family, user), people.kept_away(family)
    facts = people.facts_of(family.pk, user)
    reached = [line for line in living if str(line.person_id) not in away]
    numbers = [fact for fact in facts if fact.kind == "phone"]
    phones = [(line, fact) for line in reached for fact in numbers if fact.person_id == line.person_id]
    known = [(str(line.person_id), Rings(names[str(line.person_id)], fact.words, KNOWN_OF_FAMILY))
             for line, fact in phones if not fact.protected]  # fmt: skip
    helpers = [("", each) for each in (*_helpers(family, user, at), EMERGENCY)]
    without = [line for line in reached if not line.is_child and line not in [reach for reach, _ in phones]]
    return SafetyFormPage(
        family, doers(family, user, at), _offered(living, names),
        _offered([line for line in living if not line.is_child], names),
        (*known, *helpers),
        tuple(dict.fromkeys(names[str(line.person_id)] for line, fact in phones if fact.protected)),
        tuple(names[str(line.person_id)] for line in without),
        away, names, user_may(user, Permission.WITHHOLD), involvement.opened_on,
    )  # fmt: skip


def _helpers(family: Family, user: User, at: datetime) -> list[Rings]:
    lines = people.helpers_of(family.pk, user, at)
    return [
        Rings(f"{line.name}, {line.agency}" if line.agency else line.name, line.telephone, "Known of those who help")
        for line in lines
        if line.telephone
    ]


def _offered(lines: Sequence[PersonLine], names: Mapping[str, str]) -> tuple[tuple[str, str], ...]:
    return tuple((str(line.person_id), names[str(line.person_id)]) for line in lines)


def _names(family: Family, user: User) -> dict[str, str]:
    return {str(person): within(name, family.name) for person, name in people.names_of(family.pk, user).items()}


@dataclass(frozen=True, slots=True)
class OwnSafetyPlans:
    """The safety plans that somebody of the family reads, and whom they may ring. `now`: who took over from a key
    worker whom a plan names.
    """

    plans: tuple[OwnSafety, ...]
    reach: tuple[ToReach, ...]
    now: ToReach | None


def own_safety_plans(user: User, at: datetime) -> OwnSafetyPlans:
    """The safety plans that this sign-in may read: their own first. Three queries, and two for each family."""
    persons = people.persons_of_account(user, at)
    mine = frozenset(str(each.person_id) for each in persons)
    named = people.names_in_scope(user)
    found: list[tuple[bool, OwnSafety]] = []
    words = ""
    for family_id in dict.fromkeys(each.family_id for each in persons):
        called = people.family(user, family_id).name
        names = {str(person): within(name, called) for (family, person), name in named.items() if family == family_id}
        for line in safety_lines(timeline.told(family_id, user, SAFETY_KINDS, with_about=False)):
            found.append((line.plan.whose not in mine, own_safety(line.shown, mine=mine, names=names)))
            words += f"{line.plan.words}\n"
    ordered = sorted(found, key=lambda each: each[0])
    reach = tuple(people.whom_to_reach(at))
    return OwnSafetyPlans(tuple(plan for _, plan in ordered), reach, people.who_now(reach, words))


@dataclass(frozen=True, slots=True)
class SafetyToCorrect:
    """A safety plan as it stands, and what its form begins with."""

    page: SafetyFormPage
    stands: SafetyLine


def safety_to_correct(family: Family, user: User, deed_id: UUID, at: datetime) -> SafetyToCorrect | None:
    """What changing a plan needs, by any deed that told it; None when there was no such, or it was said that it did not
    happen.
    """
    told = timeline.told_then(user, family.pk, deed_id, SAFETY_PLAN)
    newest = timeline.newest_deed(user, family.pk, deed_id, SAFETY_PLAN) if told else None
    found = safety_plans(family.pk, user) if newest else []
    stands = next((line for line in found if line.deed_id == newest), None)
    return SafetyToCorrect(safety_form(family, user, at), stands) if stands else None
