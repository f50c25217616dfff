"""What each person answers to a version, and putting it in force."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from types import MappingProxyType
from uuid import UUID

from django.db import transaction

from alongside.access.models import User
from alongside.access.permissions import Permission
from alongside.kit.forms.safe import refuse_no_reason
from alongside.kit.ids import uuid7
from alongside.kit.refusals import NotAllowed, Unacceptable
from alongside.kit.words import says_something
from alongside.pathway import actions as pathway
from alongside.people import permissions as people_permissions
from alongside.people import queries as people
from alongside.people.models import Family
from alongside.people.queries import wait_for_family
from alongside.people.rules import within
from alongside.plans import permissions, queries
from alongside.plans.actions._deed import Deed, recorded, refuse_after_the_end
from alongside.plans.queries import ActionLine, PlanPage
from alongside.plans.rules import (
    ANSWERED,
    ANSWERS,
    HOW,
    IN_FORCE,
    WENT_ON,
    AgencyAgreed,
    Doer,
    NewAction,
    Plan,
    Version,
    action_entry,
    although,
    done_entry,
)
from alongside.timeline import actions as timeline
from alongside.timeline.models import Entry
from alongside.timeline.rules import Audience, Nature, NewEntry, NewText, Part


@dataclass(frozen=True, slots=True)
class NewAnswer:
    """What one person or agency says of a version. `who`: the value by which the page offers them. `words`: what they
    said; `reason`: why they said no, or could not answer. `keep_from`: a person it is kept from, and `keep_why`.
    """

    who: str
    answer: str
    how: str
    on: date
    words: str = ""
    reason: str = ""
    audience: Audience = Audience.TEAM
    keep_from: UUID | None = None
    keep_why: str = ""


@transaction.atomic
def answer(*, by: User, deed_id: UUID, family_id: int, version_id: str, told: NewAnswer, at: datetime) -> Entry:
    """One person's answer to one version, a strand of its own. A later one of theirs takes its place.

    Raises NotAllowed for somebody who is not asked, or when the writer may not keep things from people; Unacceptable
    for an answer that is not one, for a refusal without its reason, or before the version was put together.
    """
    permissions.require(by, family_id)
    page = _page(by, family_id, at)
    version = page.version(version_id)
    asked = next((each for each in page.asked(version) if each.who == told.who), None)
    if asked is None:
        raise NotAllowed
    _refuse_unclear(told, version)
    entry = NewEntry(
        ANSWERED,
        Nature.PROCESS if told.answer == "could_not_answer" else Nature.VOICE,
        {
            "version_id": version.id, "number": version.number, "who": told.who, "name": asked.name,
            "answer": told.answer, "how": told.how,
        },
        _answerer(told, page, version),
        [NewText("words", told.words), NewText("reason", told.reason)],
        subtype=told.answer,
        audience=told.audience,
        kept_as=(version.entry_id,),
        takes_place_of=asked.answer.entry_id if asked.answer else None,
    )  # fmt: skip
    (row,) = recorded(by, Deed(deed_id, family_id, told.on, at), [entry])
    if told.keep_from is not None:
        timeline.withhold_strand(
            by=by, family_id=family_id, strand_id=row.strand_id, from_person_id=told.keep_from, why=told.keep_why,
            at=at,
        )  # fmt: skip
    return row


@transaction.atomic
def put_in_force(
    *,
    by: User,
    deed_id: UUID,
    family_id: int,
    version_id: str,
    on: date,
    audience: Audience,
    at: datetime,
    reason: str = "",
    agreed: Sequence[AgencyAgreed] = (),
    why_safe: Mapping[UUID, str] = MappingProxyType({}),
) -> list[Entry]:
    """Let a version stand. Its steps and promises are due from now on; what the version before asked for and this one
    does not is no longer needed.

    Who refused or was not asked, and why it went on, is an entry of its own for the service's own staff: the plan
    itself may be read by others. `agreed`: which agencies said yes since to what they do, an answer of their own each.
    Whoever must be kept away and stands in it reads nothing of it unless it is said of them why that is safe
    (`why_safe`, by person), which is kept.
    Raises NotAllowed; Unacceptable when somebody refused, who should have been asked was not (`PlanPage.not_asked`) or
    an agency has not agreed (`PlanPage.not_agreed`), and no reason is given, when a later version stands already, for
    a day before it was put together, or for a yes of somebody who would not read it for all that.
    """
    people_permissions.require(by, family_id, Permission.LEAD_HELP)
    wait_for_family(family_id)
    refuse_after_the_end(by, family_id)
    page = _page(by, family_id, at)
    version = page.version(version_id)
    if version.since is not None:
        raise Unacceptable("", "This version is in force already")
    if page.current is not None and page.current.number > version.number:
        raise Unacceptable("", "A later version is in force already")
    if on < version.drafted_on:
        raise Unacceptable("on", "It was put together after that day. Give a later day")
    said_yes = {each.agency for each in agreed}
    not_agreed = [agency for agency in page.not_agreed(version) if agency not in said_yes]
    spite = although(version.refusers, page.not_asked(version), not_agreed)
    if spite and not says_something(reason):
        raise Unacceptable("reason", f"{spite}. Say why it is put in force all the same")
    answers = _agencies_agreed(page, version, agreed)
    for each, entry in zip(agreed, answers, strict=True):
        recorded(by, Deed(uuid7(), family_id, each.on, at), [entry])
    entries = [_in_force(page, version, audience)]
    if spite:
        entries.append(_went_on(version, page.not_asked(version), not_agreed, reason))
    entries += _due(page, version, audience)
    said = why_safe if audience is Audience.FAMILY else {}
    refuse_no_reason(said)
    return _recorded_apart(by, Deed(deed_id, family_id, on, at), entries, page.must_be_kept_away(version.plan), said)


def _recorded_apart(
    by: User, deed: Deed, entries: Sequence[NewEntry], away: Collection[UUID], said: Mapping[UUID, str]
) -> list[Entry]:
    """The entries, the plan first, each kept from whoever of `away` has a part in it, but for whom it was `said` why
    that is safe; what is about them alone is theirs. Raises Unacceptable when the plan is kept from one of those.
    """
    safe = {person: why for person, why in said.items() if person in away}
    apart = [_apart(entry, {*away} - {*safe}) for entry in entries]
    rows = recorded(by, deed, [replace(entry, kept_from=[*those]) for entry, those in zip(entries, apart, strict=True)])
    timeline.refuse_kept(by=by, entry=rows[0], persons=said)
    persons = {row.strand_id: those for row, those in zip(rows, apart, strict=True)}
    timeline.keep_as_recorded(by=by, family_id=deed.family_id, persons=persons, at=deed.at)
    if safe:
        why = {str(person): words for person, words in safe.items()}
        pathway.keep_why(by=by, family_id=deed.family_id, deed_id=deed.id, why=why, at=deed.at)
    return rows


def _apart(entry: NewEntry, away: Collection[UUID]) -> set[UUID]:
    about = {person for person, part in entry.about if part is not Part.MENTIONED}
    return about & {*away} if len(about) > 1 else set()


def _page(by: User, family_id: int, at: datetime) -> PlanPage:
    family: Family = people.family(by, family_id)
    return queries.plan_page(family, by, at)


def _refuse_unclear(told: NewAnswer, version: Version) -> None:
    if told.answer not in ANSWERS or told.how not in HOW:
        raise Unacceptable("answer", "Choose an answer")
    if told.answer != "yes" and not (says_something(told.reason) or told.words.strip()):
        raise Unacceptable("reason", "Say why, as far as it is known")
    if told.on < version.drafted_on:
        raise Unacceptable("on", "This version was put together after that day. Give a later day")


def _answerer(told: NewAnswer, page: PlanPage, version: Version) -> list[tuple[UUID, Part]]:
    kind, _, person = told.who.partition(":")
    if kind != "person":
        return [(each, Part.FOR) for each in page.concerned(version.plan)]
    return [(UUID(person), Part.WITH if told.answer == "could_not_answer" else Part.SAID)]


def _in_force(page: PlanPage, version: Version, audience: Audience) -> NewEntry:
    about = [(person, Part.FOR) for person in page.concerned(version.plan)]
    facts = {"version_id": version.id, "number": version.number, "audience": audience.value}
    before = page.current.in_force_id if page.current else None
    return NewEntry(
        IN_FORCE, Nature.PROCESS, facts, about, subtype="revised" if version.number > 1 else "first",
        audience=audience, content=version.plan.to_content(),
        kept_as=(version.entry_id,), takes_place_of=before,
    )  # fmt: skip


def _agencies_agreed(page: PlanPage, version: Version, agreed: Sequence[AgencyAgreed]) -> list[NewEntry]:
    """The yes of each agency, on its own day: it may have been given before anybody put the version together."""
    waiting = page.not_agreed(version)
    about = [(person, Part.FOR) for person in page.concerned(version.plan)]
    entries = []
    for each in agreed:
        if each.agency not in waiting or each.how not in HOW:
            raise NotAllowed
        facts = {
            "version_id": version.id, "number": version.number, "who": f"agency:{each.agency}",
            "name": f"{each.who}, {each.agency}", "answer": "yes", "how": each.how,
        }  # fmt: skip
        entries.append(NewEntry(ANSWERED, Nature.VOICE, facts, about, subtype="yes", kept_as=(version.entry_id,)))
    return entries


def _went_on(version: Version, not_asked: list[str], not_agreed: list[str], reason: str) -> NewEntry:
    facts = {
        "version_id": version.id, "number": version.number, "refused": version.refusers, "not_asked": not_asked,
        "not_agreed": not_agreed,
    }  # fmt: skip
    said_no = [each.who for each in version.answers if each.answer == "no" and each.who.startswith("person:")]
    about = [(UUID(who.removeprefix("person:")), Part.MENTIONED) for who in said_no]
    texts = [NewText("reason", reason)]
    return NewEntry(WENT_ON, Nature.PROCESS, facts, about, texts, kept_as=(version.entry_id,))


def _due(page: PlanPage, version: Version, audience: Audience) -> list[NewEntry]:
    """Steps and promises that are not due yet become so; what is open and differs from the plan, or is not in it any
    more, ends.
    """
    plan = version.plan
    wanted = {action.from_step_id: action for action in _asked_for(page, plan)}
    latest = page.by_step
    entries: list[NewEntry] = []
    for step_id, line in latest.items():
        if line.is_open and not (step_id in wanted and _is_same(line, wanted[step_id])):
            told = {"promise_id": line.promise_id, "who": line.who, "step_id": step_id}
            about = [(person, Part(part)) for person, part in line.about]
            ended = done_entry(told, "no_longer_needed", "", about, Audience(line.audience), kept_as=line.entry_id)
            entries.append(ended)
    names = {UUID(person): within(name, page.family.name) for person, name in page.names.items()}
    part_of = {step.id: f"goal:{goal.id}" for goal in plan.goals for step in goal.steps}
    part_of |= {promise.id: "promises" for promise in plan.promises}
    for step_id, action in wanted.items():
        before = latest.get(step_id)
        if before is None or not _is_same(before, action):
            # What was planned for a day that has passed is late from its first day on, and so it shows.
            written = version.made_of.get(part_of[step_id])
            new = action_entry(action, names, audience=audience, kept_as=(written,) if written else ())
            entries.append(replace(new, takes_place_of=before.entry_id if before else None))
    return entries


def _asked_for(page: PlanPage, plan: Plan) -> Sequence[NewAction]:
    concerned = tuple(page.concerned(plan))
    steps = [
        NewAction(
            step.what, page.doers.doer(step.doer, step.who), step.day,
            tuple(UUID(person) for person in goal.whose), step.id, concerns=concerned,
        )
        for goal in plan.goals
        for step in goal.steps
    ]  # fmt: skip
    promises = [
        NewAction(
            promise.what, Doer(promise.agency), date.fromisoformat(promise.by_when), (), promise.id, concerns=concerned
        )
        for promise in plan.promises
        if promise.by_when
    ]  # fmt: skip
    return [*steps, *promises]


def _is_same(line: ActionLine, action: NewAction) -> bool:
    """Also when the plan still names whoever it was taken over from, and who helps no longer."""
    gone = not action.who.user_id and action.who.name in line.before
    return (line.what, line.by_when) == (action.what, action.by_when) and (gone or line.who == action.who.name)
