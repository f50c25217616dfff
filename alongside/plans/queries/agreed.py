"""What people said they would do: open, and done."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from uuid import UUID

from alongside.access.models import User
from alongside.kit.clock import london_day
from alongside.kit.dates import due_words
from alongside.kit.refusals import NotAllowed, Unacceptable
from alongside.kit.words import capital
from alongside.pathway.rules import StillPromised
from alongside.people import queries as people
from alongside.people.models import Family
from alongside.people.rules import HELPS_IN_FULL, the_family, within
from alongside.plans.rules import AGREED, DONE, HOW_IT_WENT, Doer, NewAction, action_entry
from alongside.timeline import queries as timeline
from alongside.timeline.queries import ToldLine
from alongside.timeline.rules import Audience, NewEntry

ACTION_KINDS = (AGREED, DONE)


@dataclass(frozen=True, slots=True)
class ActionLine:
    """One agreed action. `how`: what became of it, "" while it is open; `done_on` and `done_id`: when, and the entry
    that says so. `follows`: the promise of which it is the rest, by another day ("" for none). `before`: from whom it
    was taken over, who made it first.

    who_is: "family", "worker" or "other" (an agency, a professional, a friend). `what` is as it was typed.
    """

    entry_id: UUID
    strand_id: UUID
    deed_id: UUID
    promise_id: str
    what: str
    who: str
    who_is: str
    for_names: tuple[str, ...]
    about: tuple[tuple[UUID, str], ...]
    agreed_on: date
    by_when: date
    step_id: str
    audience: str
    owner_id: UUID | None
    how: str = ""
    done_on: date | None = None
    done_id: UUID | None = None
    said: str = ""
    follows: str = ""
    before: tuple[str, ...] = ()

    @property
    def is_open(self) -> bool:
        return not self.how

    @property
    def how_words(self) -> str:
        """What became of it in words."""
        return HOW_IT_WENT.get(self.how, "")

    def is_late(self, today: date) -> bool:
        """Whether the day has passed and nobody has said what became of it."""
        return self.is_open and self.by_when < today

    def due(self, today: date) -> str:
        """ "2 days late", "Tomorrow"."""
        return due_words(self.by_when, today)


def actions_of(family_id: int, user: User) -> list[ActionLine]:
    """Every action agreed with a family, those to be done first on top. Three queries."""
    lines = timeline.told(family_id, user, ACTION_KINDS)
    words = timeline.words_told(lines, user)
    ended: dict[str, ToldLine] = {}
    for line in lines:
        if line.entry.kind == DONE:
            ended.setdefault(line.facts["promise_id"], line)
    found = (_line(line, words, ended.get(line.facts["promise_id"])) for line in lines if line.entry.kind == AGREED)
    return sorted(found, key=lambda action: (action.by_when, action.entry_id))


def with_the_rest(lines: Sequence[ActionLine], promises: Collection[str]) -> list[ActionLine]:
    """The actions of these promises, and whatever their rest was agreed as since, however often it was moved."""
    known, found = set(promises), list[ActionLine]()
    while more := [one for one in lines if one not in found and not known.isdisjoint((one.promise_id, one.follows))]:
        found += more
        known |= {line.promise_id for line in more}
    return found


def latest_by_step(lines: Iterable[ActionLine]) -> dict[str, ActionLine]:
    """Where each step of the plan and each promise of an agency stands now: what is open, else what was agreed last."""
    by_age = sorted(lines, key=lambda line: (line.is_open, line.agreed_on, line.entry_id))
    return {line.step_id: line for line in by_age if line.step_id}


def who_does(planned: str, line: ActionLine | None) -> str:
    """Who does a step of the plan: as it was planned, or who took it over since."""
    return line.who if line and line.before else planned


def open_actions(family_id: int, user: User) -> list[ActionLine]:
    """The actions of which nobody has said what became of them."""
    return [action for action in actions_of(family_id, user) if action.is_open]


def promised_by_worker(family_id: int, user: User, worker_id: UUID) -> list[StillPromised]:
    """What one of the service's own said they would do for a family and nobody has settled, the first day on top."""
    return [
        StillPromised(UUID(line.promise_id), line.what, line.by_when)
        for line in open_actions(family_id, user)
        if line.owner_id == worker_id
    ]


def action(family_id: int, user: User, entry_id: UUID) -> ActionLine:
    """One agreed action as it is now, by the entry of any version. Raises NotAllowed when there is none to see."""
    lines = actions_of(family_id, user)
    found = next((line for line in lines if line.entry_id == entry_id), None)
    return found or _as_it_is_now(family_id, user, entry_id, lines)


def _as_it_is_now(family_id: int, user: User, entry_id: UUID, lines: Iterable[ActionLine]) -> ActionLine:
    """The promise that an earlier entry made."""
    earlier = timeline.entry(user, family_id, entry_id)
    if earlier is None or earlier.line.entry.kind != AGREED:
        raise NotAllowed
    promise_id = earlier.line.entry.facts["promise_id"]
    for line in lines:
        if line.promise_id == promise_id:
            return line
    raise NotAllowed


def entries_agreed(
    user: User, family_id: int, actions: Iterable[NewAction], on: date, *, audience: Audience | None = None
) -> list[NewEntry]:
    """The entries that things agreed on one day leave, to stand in the deed of a visit or a meeting. Three
    queries at most.

    They are due by themselves once they are recorded. What is for nobody in particular is about everybody who lives
    with the family and need not be kept away. Raises NotAllowed for somebody who is not of the family;
    Unacceptable when it is not said what, by whom, or by which day after it was agreed.
    """
    names = people.names_of(family_id, user)
    actions = list(actions)
    whole = _household(family_id, user, on) if any(not action.for_persons for action in actions) else ()
    entries = []
    for action in actions:
        if not {*action.for_persons, *([action.who.person_id] if action.who.person_id else [])} <= names.keys():
            raise NotAllowed
        if not action.what.strip():
            raise Unacceptable("what", "Say what will be done")
        if not action.who.name.strip():
            raise Unacceptable("who", "Say who will do it")
        if action.by_when < on:
            raise Unacceptable("by_when", "Something is to be done before it was agreed. Give a later day")
        entries.append(action_entry(replace(action, concerns=whole), names, audience=audience))
    return entries


def _household(family_id: int, user: User, on: date) -> tuple[UUID, ...]:
    """Whom something agreed for nobody in particular is about: whoever must be kept away was chosen by nobody."""
    away = people.kept_away(people.family(user, family_id))
    everybody = [line.person_id for line in people.people_of(family_id, user, on) if line.of_family]
    return tuple(person for person in everybody if str(person) not in away) or tuple(everybody)


@dataclass(frozen=True, slots=True)
class Doers:
    """Who may do something, by the value a form offers: the family, its helpers; "other" is anybody else. `household`:
    who lives with the family and need not be kept away.
    """

    choices: tuple[tuple[str, str], ...]
    people: tuple[tuple[str, str], ...]
    found: dict[str, Doer]
    household: frozenset[UUID] = frozenset()

    def doer(self, chosen: str, other: str) -> Doer:
        """Who was chosen; `other` are the words typed for anybody else."""
        return self.found.get(chosen) or Doer(other)


OTHER = "other"


def doers(family: Family, user: User, at: datetime) -> Doers:
    """Whom an action may be given to, and whom it may be for. Three queries.

    Only the service's own see to what they do: what a partner does the key worker follows up, signed in or not.
    """
    everybody = [line for line in people.people_of(family.pk, user, london_day(at)) if not line.died_on]
    helpers = people.helpers_of(family.pk, user, at)
    found: dict[str, Doer] = {}
    for line in helpers:
        key = f"user:{line.user_id}" if line.user_id else f"helper:{line.helper.pk}"
        ours = line.user_id if line.role in HELPS_IN_FULL else None
        name = line.name if ours or not line.agency else f"{line.name}, {line.agency}"
        found[key] = Doer(name, user_id=ours)
    for person in everybody:
        if not person.is_unborn:
            name = within(person.name, family.name)
            found[f"person:{person.person_id}"] = Doer(name, person_id=person.person_id)
    mine = f"user:{user.pk}"
    found.setdefault(mine, Doer(user.name, user_id=user.pk))
    choices = [(key, f"{doer.name} (me)" if key == mine else doer.name) for key, doer in found.items()]
    choices.sort(key=lambda choice: choice[0] != mine)
    for_whom = tuple((str(person.person_id), within(person.name, family.name)) for person in everybody)
    away = people.kept_away(family)
    household = frozenset(one.person_id for one in everybody if one.of_family and str(one.person_id) not in away)
    return Doers((*choices, (OTHER, "Somebody else")), for_whom, found, household)


@dataclass(frozen=True, slots=True)
class AgreePage:
    """The page on which something is agreed."""

    family: Family
    doers: Doers

    @property
    def called(self) -> str:
        return capital(the_family(self.family.name))


def agree_page(family: Family, user: User, at: datetime) -> AgreePage:
    """Who may do something, and for whom."""
    return AgreePage(family, doers(family, user, at))


@dataclass(frozen=True, slots=True)
class ActionsPage:
    """The actions of a family: open ones, late first; then those that are done, newest first.

    `to_chase`: what agencies and others should have done by now; the key worker sees to it (002:1177). `open`: the
    rest.
    """

    family: Family
    to_chase: tuple[ActionLine, ...]
    open: tuple[ActionLine, ...]
    ended: tuple[ActionLine, ...]
    today: date

    @property
    def called(self) -> str:
        return capital(the_family(self.family.name))


def actions_page(family: Family, user: User, at: datetime) -> ActionsPage:
    """Everything agreed with a family."""
    lines, today = actions_of(family.pk, user), london_day(at)
    ended = sorted((line for line in lines if not line.is_open), key=_ended_last, reverse=True)
    to_chase = tuple(line for line in lines if line.who_is == "other" and line.is_late(today))
    still_open = tuple(line for line in lines if line.is_open and line not in to_chase)
    return ActionsPage(family, to_chase, still_open, tuple(ended), today)


@dataclass(frozen=True, slots=True)
class ActionPage:
    """One action opened."""

    family: Family
    action: ActionLine
    today: date

    @property
    def called(self) -> str:
        return capital(the_family(self.family.name))


def action_page(family: Family, user: User, entry_id: UUID, at: datetime) -> ActionPage:
    """One action with what became of it. Raises NotAllowed."""
    return ActionPage(family, action(family.pk, user, entry_id), london_day(at))


def counted(lines: Iterable[ActionLine], today: date) -> dict[str, int]:
    """How many are open, late and of each outcome."""
    lines = list(lines)
    counts = {how: sum(line.how == how for line in lines) for how in HOW_IT_WENT}
    return {**counts, "open": sum(line.is_open for line in lines), "late": sum(line.is_late(today) for line in lines)}


def _ended_last(line: ActionLine) -> tuple[date, UUID]:
    return line.done_on or line.by_when, line.entry_id


def _line(line: ToldLine, words: Mapping[UUID, Mapping[str, str]], end: ToldLine | None) -> ActionLine:
    facts = line.facts
    return ActionLine(
        entry_id=line.id,
        strand_id=line.entry.strand_id,
        deed_id=line.entry.deed_id,
        promise_id=facts["promise_id"],
        what=words[line.id].get("note", ""),
        who=facts["who"],
        who_is=facts["who_is"],
        for_names=tuple(facts["for"]),
        about=line.about,
        agreed_on=line.entry.happened_on,
        by_when=date.fromisoformat(facts["due_on"]),
        step_id=facts["step_id"],
        audience=line.entry.audience,
        owner_id=UUID(facts["owner_id"]) if facts["owner_id"] else None,
        how=end.facts["how"] if end else "",
        done_on=end.entry.happened_on if end else None,
        done_id=end.id if end else None,
        said=words[end.id].get("note", "") if end else "",
        follows=facts.get("follows", ""),
        before=tuple(facts.get("before", ())),
    )
