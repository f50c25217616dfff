"""The plan of a family as its pages show it: in force, being written, answered, compared."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from functools import cached_property
from uuid import UUID

from alongside.access.models import User
from alongside.access.permissions import Permission, user_may
from alongside.agreements import queries as agreements
from alongside.agreements.queries import Promised, Reader
from alongside.agreements.rules.agencies import AGENCIES_AGREED
from alongside.kit.clock import london_day
from alongside.kit.dates import day_long
from alongside.kit.refusals import NotAllowed
from alongside.kit.words import capital
from alongside.pathway import queries as pathway
from alongside.people import queries as people
from alongside.people.models import Family, Involvement
from alongside.people.rules import initials, the_family, within
from alongside.plans.queries.agreed import ActionLine, Doers, actions_of, doers, latest_by_step, who_does
from alongside.plans.rules import (
    ANSWERED,
    DRAFTED,
    IN_FORCE,
    PARTS,
    REVIEWED,
    WENT_ON,
    WRITTEN,
    Answer,
    Compared,
    Goal,
    Plan,
    Step,
    Told,
    Version,
    Words,
    Working,
    compare,
    current,
    lines_of,
    missing,
    promised_by,
    speaks_for,
    versions,
    waiting_for,
    working,
)
from alongside.practice.rules import ListItem
from alongside.timeline import queries as timeline

KINDS = (WRITTEN, DRAFTED, ANSWERED, IN_FORCE, WENT_ON, REVIEWED, AGENCIES_AGREED)
LISTS = ("goal_area", "support_kind", "wish_example")


@dataclass(frozen=True, slots=True)
class Asked:
    """Somebody who may answer a plan. `who`: the value by which a form offers them. `needed`: the plan is for them, or
    asks something of them; others are offered, and not asked.
    """

    who: str
    name: str
    initials: str
    is_family: bool
    answer: Answer | None = None
    needed: bool = True

    @property
    def is_shown(self) -> bool:
        """Whether they stand in the list: asked, or having answered."""
        return self.needed or self.answer is not None


@dataclass(frozen=True)
class PlanPage:
    """Everything the pages of a plan show. `readers`: which partners would read what is about to be saved.
    `responsible`: who holds parental responsibility for a child, wherever they live; `over`: the work has ended, and no
    version is written any more; `among`: what agencies agreed among themselves, where the plan says nothing of them;
    `signed`: which of them did. `apart`: who must be kept away and would read what is put in force, because it names
    them, the name and what to know of each; `still_kept`: names of those from whom the plan in force is kept.
    """

    family: Family
    involvement: Involvement
    versions: tuple[Version, ...]
    working: Working
    doers: Doers
    lists: Mapping[str, tuple[ListItem, ...]]
    names: Mapping[str, str]
    actions: tuple[ActionLine, ...]
    today: date
    may_record: bool
    may_lead: bool
    may_withhold: bool
    responsible: frozenset[UUID] = frozenset()
    readers: tuple[Reader, ...] = ()
    over: bool = False
    among: tuple[Promised, ...] = ()
    signed: tuple[str, ...] = ()
    apart: Mapping[UUID, tuple[str, str]] = field(default_factory=dict)
    still_kept: tuple[str, ...] = ()

    @property
    def called(self) -> str:
        """The family at the beginning of a line: "The Smith family"."""
        return capital(the_family(self.family.name))

    @property
    def current(self) -> Version | None:
        """The version in force."""
        return current(self.versions)

    @property
    def newest(self) -> Version | None:
        """The version put together last."""
        return self.versions[0] if self.versions else None

    @cached_property
    def words(self) -> Words:
        """The words that the ids of a plan stand for."""
        labels = {name: {item.id: item.label for item in items} for name, items in self.lists.items()}
        return Words(self.names, labels["goal_area"], labels["support_kind"])

    @cached_property
    def should_say(self) -> list[str]:
        """What the next version does not say yet."""
        return [*self.working.from_review, *missing(self.working.plan)]

    @property
    def parts(self) -> dict[str, str]:
        """The parts that are not goals, with what they are called."""
        return {part: words for part, words in PARTS.items() if part != "goal"}

    def decided_since(self, version: Version) -> date | None:
        """The day of a review that decided about that version what it does not hold; None when none did."""
        review = self.working.review
        newest = version is self.newest and version.since is None
        left = self.working.lines_reviewed or any(self.working.made_smaller(goal.id) for goal in version.plan.goals)
        return review.on if review and newest and left else None

    def version(self, version_id: str) -> Version:
        """That version. Raises NotAllowed when there is none to see."""
        for version in self.versions:
            if version.id == version_id:
                return version
        raise NotAllowed

    def goal(self, goal_id: str) -> Goal:
        """A goal of the version being written, or of any before it. Raises NotAllowed."""
        for plan in (self.working.plan, *(version.plan for version in self.versions)):
            found = plan.goal(goal_id)
            if found is not None:
                return found
        raise NotAllowed

    def asked(self, version: Version) -> list[Asked]:
        """Who may answer that version, those it needs marked: whoever lives in the family or holds parental
        responsibility for a child, whoever a goal is for, and whoever does a step or promises something.
        """
        found = {who: (doer.name, doer.person_id is not None) for who, doer in self.doers.found.items()
                 if doer.user_id is None}  # fmt: skip
        for promise in version.plan.promises:
            if not any(speaks_for(name, promise.agency) for name, _ in found.values()):
                found[f"agency:{promise.agency}"] = (promise.agency, False)
        for answer in version.answers:
            # An agency is shown as who said it for them.
            known = None if answer.who.startswith("agency:") else found.get(answer.who)
            found[answer.who] = known or (answer.name, answer.who.startswith("person:"))
        needed = self._needed(version.plan)
        return [
            Asked(who, name, initials(name), is_family, version.answer_of(who), needed(who, name))
            for who, (name, is_family) in found.items()
        ]

    def not_asked(self, version: Version) -> list[str]:
        """Who of the family should have been asked about that version and was not, when that has to be explained:
        whoever holds parental responsibility for a child, or everybody when nobody of the family was asked.
        """
        family = [each for each in self.asked(version) if each.is_family and each.needed]
        waiting = [each for each in family if each.answer is None]
        holders = {f"person:{person}" for person in self.responsible}
        nobody = len(waiting) == len(family)
        return [each.name for each in waiting if nobody or each.who in holders]

    def not_agreed(self, version: Version) -> list[str]:
        """Which agencies that version promises something of, of which nobody has said yes or no, nor yes to the same
        before; what the service's own promise is theirs.
        """
        ours = {doer.name for doer in self.doers.found.values() if doer.user_id is not None}
        said = [answer.name for answer in version.answers if answer.answer != "could_not_answer"]
        promising = [promise.agency for promise in version.plan.promises if promise.agency not in ours]
        waiting = waiting_for(promising, said, self.signed)
        return [agency for agency in waiting if not self._agreed_before(version, agency)]

    def _agreed_before(self, version: Version, agency: str) -> bool:
        """Whether the last that was said for an agency of an earlier version is a yes to what this one promises too."""
        for before in sorted(self.versions, key=lambda each: each.number, reverse=True):
            said = [each.answer for each in before.answers if speaks_for(each.name, agency)]
            if before.number < version.number and set(said) & {"yes", "no"}:
                return "no" not in said and promised_by(agency, before.plan) == promised_by(agency, version.plan)
        return False

    def _needed(self, plan: Plan) -> Callable[[str, str], bool]:
        persons = self.responsible.union(self.concerned(plan))
        asked = {f"person:{person}" for person in persons} | {step.doer for step in plan.steps}
        promising = [promise.agency for promise in plan.promises]
        return lambda who, name: who in asked or any(speaks_for(name, agency) for agency in promising)

    def concerned(self, plan: Plan) -> list[UUID]:
        """Whom a plan in force is about: everybody it names, and everybody who lives with the family and need not be
        kept away from it.
        """
        named = [UUID(person) for person in plan.persons]
        household = [doer.person_id for doer in self.doers.found.values() if doer.person_id in self.doers.household]
        return list(dict.fromkeys([*named, *(person for person in household if person is not None)]))

    def must_be_kept_away(self, plan: Plan) -> dict[UUID, str]:
        """Who is named in a plan, which is not theirs alone, and must be kept away: what to know of each."""
        away, about = people.kept_away(self.family), self.concerned(plan)
        return {person: away[str(person)] for person in about if str(person) in away and len(about) > 1}

    def compared(self, before: Plan, after: Plan) -> list[Compared]:
        """Two plans side by side, line by line."""
        return compare(lines_of(before, self.words), lines_of(after, self.words))

    def action_of(self, step_id: str) -> ActionLine | None:
        """What became of a step, or of an agency's promise, under that identifier."""
        return self.by_step.get(step_id)

    def who_does(self, step: Step) -> str:
        """Who does a step: as the plan says, or who took it over since."""
        return who_does(step.who, self.action_of(step.id))

    def next_step(self, goal: Goal) -> Step | None:
        """The step of a goal to be done first of those that are open; None when none is."""
        found = [(step, self.action_of(step.id)) for step in goal.steps]
        still = [
            (action.by_when if action else step.day, step) for step, action in found if not action or action.is_open
        ]
        return min(still, key=lambda each: each[0])[1] if still else None

    @cached_property
    def by_step(self) -> dict[str, ActionLine]:
        """Where each step and each promise of an agency stands now."""
        return latest_by_step(self.actions)


def plan_page(family: Family, user: User, at: datetime) -> PlanPage:
    """The plan of a family with every version, and what became of its steps. Raises NotAllowed before there is an
    involvement.
    """
    over = timeline.work_is_over(family.pk, user)
    return replace(written_page(family, user, at), actions=tuple(actions_of(family.pk, user)), over=over)


def written_page(family: Family, user: User, at: datetime) -> PlanPage:
    """The plan of a family with every version as it is written, without what became of its steps: for pages that write
    or compare. Raises NotAllowed before there is an involvement.
    """
    involvement = people.current_involvement(family.pk, user)
    if involvement is None:
        raise NotAllowed
    told = told_of(family.pk, user)
    found = tuple(versions(told))
    names = people.names_of(family.pk, user)
    responsible = people.responsibilities_of(family.pk, user, london_day(at))
    return PlanPage(
        family=family,
        involvement=involvement,
        versions=found,
        working=working(told, found),
        doers=doers(family, user, at),
        lists=pathway.items_of(involvement, *LISTS),
        names={str(person): within(name, family.name) for person, name in names.items()},
        actions=(),
        today=london_day(at),
        may_record=user_may(user, Permission.RECORD_HELP),
        may_lead=user_may(user, Permission.LEAD_HELP),
        may_withhold=user_may(user, Permission.WITHHOLD),
        signed=_signed(told),
        responsible=frozenset(line.holder_person_id for line in responsible if line.holder_person_id is not None),
    )


def _signed(told: Iterable[Told]) -> tuple[str, ...]:
    """Which agencies signed what they agreed among themselves last."""
    last = next((each for each in told if each.kind == AGENCIES_AGREED), None)
    return tuple(last.facts.get("agreed") or ()) if last else ()


def answer_page(family: Family, user: User, at: datetime) -> PlanPage:
    """The plan, with which partners would read somebody's answer. Raises NotAllowed."""
    page = written_page(family, user, at)
    persons = [doer.person_id for doer in page.doers.found.values() if doer.person_id is not None]
    return replace(page, readers=tuple(agreements.not_covered(family.pk, user, persons, at)))


def part_page(family: Family, user: User, part: str, at: datetime) -> PlanPage:
    """The plan to write one part of. What agencies do begins with what they agreed. Raises NotAllowed."""
    page = written_page(family, user, at)
    if part != "promises" or page.working.plan.promises or part in page.working.written:
        return page
    return replace(page, among=agreements.agreed_among(family.pk, user))


def force_page(family: Family, user: User, version_id: str, at: datetime) -> PlanPage:
    """The plan, with which partners would read that version in force. Raises NotAllowed."""
    page = plan_page(family, user, at)
    version = page.version(version_id)
    plan = version.plan
    known = {person: (page.names.get(str(person), "Somebody"), words)
             for person, words in page.must_be_kept_away(plan).items()}  # fmt: skip
    kept = {person for person in known if _kept_in_force(page, user, person, version)}
    return replace(
        page, readers=tuple(agreements.not_covered(family.pk, user, page.concerned(plan), at)),
        apart={person: told for person, told in known.items() if person not in kept},
        still_kept=tuple(known[person][0] for person in kept),
    )  # fmt: skip


def _kept_in_force(page: PlanPage, user: User, person: UUID, version: Version) -> bool:
    """Whether the plan in force is kept from somebody, and so the next one, or that version itself. One query."""
    stands = page.current.in_force_id if page.current else None
    tells = [version.entry_id, *([stands] if stands else [])]
    return bool(timeline.not_for(page.family.pk, user, person, page.today, tells=tells, to_read=[]))


def told_of(family_id: int, user: User) -> list[Told]:
    """What was told of a family's plan, last first. Two queries."""
    lines = timeline.told(family_id, user, KINDS, with_about=False)
    words = timeline.words_told(lines, user)
    return [
        Told(
            id=line.id, kind=line.entry.kind, facts=line.facts, content=line.content, on=line.entry.happened_on,
            recorded_at=line.entry.recorded_at, by_name=line.by_name, texts=words[line.id],
            audience=line.entry.audience,
        )
        for line in lines
    ]  # fmt: skip


def promised(family_id: int, user: User) -> tuple[Promised, ...]:
    """What agencies do as the plan in force says, each by the day that counts now: one that was moved is told by the
    later one. Two queries, and four more where they promised anything.
    """
    version = plan_in_force(family_id, user)
    if version is None or version.since is None or version.in_force_id is None:
        return ()
    if not version.plan.promises:
        return ()
    source = f"the support plan in force since {day_long(version.since)}"
    kept = bool(timeline.kept_from_somebody(family_id, user, [version.in_force_id, version.entry_id]))
    now = {step_id: line.by_when for step_id, line in latest_by_step(actions_of(family_id, user)).items()}
    return tuple(
        Promised(
            line.agency, _by(line.what, now.get(line.id, line.day)), source, version.in_force_id, version.audience, kept
        )
        for line in version.plan.promises
    )  # fmt: skip


def _by(what: str, day: date | None) -> str:
    return f"{what}, by {day_long(day)}" if day else what


def versions_of(family_id: int, user: User) -> list[Version]:
    """Every version of a family's plan, newest first. Two queries."""
    return versions(told_of(family_id, user))


def plan_in_force(family_id: int, user: User) -> Version | None:
    """The version in force; None before there is one. Two queries."""
    return current(versions(told_of(family_id, user)))
