"""What pages of an ending show: how the time together falls, what makes the ending good, what is still open."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID

from alongside.access.models import User
from alongside.endings import rules
from alongside.endings.rules import Check, Done, Ending, ExitPlan, Safety
from alongside.kit.clock import london_day
from alongside.kit.dates import day_long
from alongside.kit.refusals import NotAllowed
from alongside.meetings import queries as meetings
from alongside.pathway import queries as pathway
from alongside.pathway.rules import LEFT_UNCHANGED, STOOD_IN_LAW
from alongside.people import queries as people
from alongside.people.models import Family, Involvement
from alongside.people.queries import HelperLine, PersonLine
from alongside.people.rules import the_family
from alongside.plans import queries as plans
from alongside.practice.rules import Dose
from alongside.timeline import queries as timeline
from alongside.timeline.queries import ToldLine, Week

KINDS = (
    rules.EXIT_PLANNED, rules.JOURNEY_REVIEWED, rules.NO_SAFETY_PLAN, rules.HANDED_OVER, rules.LETTER_GIVEN,
)  # fmt: skip
WEEKS_SHOWN = 12


@dataclass(frozen=True, slots=True)
class LeftLine:
    """A child, what stays unchanged for them when the work ends, and what else is suggested. `dark`: no help had
    reached them.
    """

    entry_id: UUID
    name: str
    unchanged: str
    instead: str
    dark: bool


@dataclass(frozen=True, slots=True)
class LawLine:
    """How children stood in law when the work ended, in a sentence, and why it ended all the same."""

    entry_id: UUID
    sentence: str
    why: str


@dataclass(frozen=True, slots=True)
class EndingPage:
    """All of an ending on one page. `plan_id`: the entry of the exit plan that counts.

    `closed_on`: when the work ended, after which it is planned and ended no more. `left`: what was said then of the
    children whom no help had reached; `in_law`: of how they stood in law.
    """

    family: Family
    called: str
    plan: ExitPlan | None
    plan_id: UUID | None
    way: str
    agreed_by: tuple[str, ...]
    checks: tuple[Check, ...]
    signs: tuple[str, ...]
    weeks: tuple[Week, ...]
    dose: Dose | None
    outstanding: tuple[str, ...]
    letters: tuple[ToldLine, ...]
    closed_on: date | None
    met: bool
    cut_short: bool
    left: tuple[LeftLine, ...]
    in_law: tuple[LawLine, ...]

    @property
    def last_visit_on(self) -> date | None:
        """As it is planned."""
        return rules.day_of(self.plan.last_visit_on) if self.plan else None

    @property
    def offered(self) -> tuple[str, ...]:
        """What a family that stops was offered instead, in words."""
        away = self.plan.stepping_away if self.plan else None
        return tuple(words for name, words in OFFERED.items() if away and getattr(away, name))

    @property
    def supervision_on(self) -> date | None:
        """When it was talked over in supervision that a family stops."""
        away = self.plan.stepping_away if self.plan else None
        return rules.day_of(away.supervision_on) if away else None

    @property
    def most_hours(self) -> float:
        """Of the fullest week, at least one, for the drawing."""
        return max([1.0, *(week.hours for week in self.weeks)])


@dataclass(frozen=True, slots=True)
class EndingForm:
    """What the forms of an ending ask from: who is in the family, who helps, and the exit plan as it stands, `planned`
    by that entry. `met`: whether anybody of the family was.
    """

    family: Family
    called: str
    people: tuple[PersonLine, ...]
    helpers: tuple[HelperLine, ...]
    plan: ExitPlan | None
    opened_on: date
    closed_on: date | None
    met: bool
    meetings: tuple[tuple[str, str], ...] = ()
    planned: ToldLine | None = None


def ending_page(family: Family, user: User, at: datetime) -> EndingPage:
    """The ending as it stands. Raises NotAllowed without an involvement."""
    today = london_day(at)
    timeline.read_together("close", family.pk, user)
    known = _known(family.pk, user, today)
    plan = known.ending.plan
    left, law = _said_at_the_end(family.pk, user, known)
    return EndingPage(
        family=family, called=the_family(family.name), plan=plan,
        plan_id=known.ending.plans[0][0].entry_id if plan else None, way=plan.way_words if plan else "",
        agreed_by=tuple(known.names.get(person, "somebody") for person in (plan.agreed_by if plan else ())),
        checks=tuple(rules.checks(known.ending, known.names)),
        signs=tuple(rules.signs_of_a_bad_ending(known.ending, today)), weeks=known.weeks,
        dose=next((dose for model in people.models_of(known.involvement) for dose in model.doses), None),
        outstanding=pathway.still_open(family.pk, user, at, ended=known.closed_on is not None),
        letters=tuple(line for line in known.lines if line.entry.kind == rules.LETTER_GIVEN),
        closed_on=known.closed_on, met=known.ending.met, cut_short=known.ending.cut_short,
        left=left, in_law=law,
    )  # fmt: skip


def _said_at_the_end(family_id: int, user: User, known: "_Known") -> tuple[tuple[LeftLine, ...], tuple[LawLine, ...]]:
    """What was said of children when the work ended. Two queries."""
    lines = timeline.told(family_id, user, [LEFT_UNCHANGED, STOOD_IN_LAW], involvement_id=known.involvement.pk)
    texts = timeline.words_told(lines, user)
    left = tuple(
        LeftLine(
            line.id, str(line.facts["name"]), texts[line.id].get("unchanged", ""), texts[line.id].get("instead", ""),
            dark=not line.facts.get("reached"),
        )
        for line in reversed(lines)
        if line.entry.kind == LEFT_UNCHANGED
    )  # fmt: skip
    law = (line for line in lines if line.entry.kind == STOOD_IN_LAW)
    return left, tuple(LawLine(line.id, line.entry.sentence, texts[line.id].get("reason", "")) for line in law)


def ending_form(family: Family, user: User, at: datetime) -> EndingForm:
    """For the forms of an ending. Raises NotAllowed without an involvement."""
    involvement = involvement_of(family.pk, user)
    lines = people.people_of(family.pk, user, london_day(at))
    planned = _planned(family.pk, user, involvement)
    return EndingForm(
        family=family, called=the_family(family.name),
        people=tuple(line for line in lines if not line.is_unborn and not line.died_on),
        helpers=tuple(people.helpers_of(family.pk, user, at)),
        plan=ExitPlan.from_content(planned.content) if planned else None, opened_on=involvement.opened_on,
        closed_on=pathway.closed_on(user, involvement), met=timeline.has_met(family.pk, user, involvement.pk),
        meetings=meetings_held(family.pk, user), planned=planned,
    )  # fmt: skip


def planned_now(family_id: int, user: User) -> ToldLine | None:
    """The exit plan that stands; None before there is one. Raises NotAllowed without an involvement."""
    return _planned(family_id, user, involvement_of(family_id, user))


def involvement_of(family_id: int, user: User) -> Involvement:
    """The work with the family now, or as it was last. Raises NotAllowed without one."""
    if involvement := people.current_involvement(family_id, user):
        return involvement
    raise NotAllowed


def _planned(family_id: int, user: User, involvement: Involvement) -> ToldLine | None:
    planned = timeline.told(family_id, user, [rules.EXIT_PLANNED], involvement_id=involvement.pk, limit=1)
    return next(iter(planned), None)


@dataclass(frozen=True, slots=True)
class NoSafetyPlanPage:
    """What saying why no safety plan is needed begins with: whether there is one after all."""

    here: EndingForm
    has_plan: bool


def no_safety_plan_page(family: Family, user: User, at: datetime) -> NoSafetyPlanPage:
    """Whether there is a safety plan to try out. Raises NotAllowed without an involvement."""
    return NoSafetyPlanPage(ending_form(family, user, at), bool(plans.safety_plans_now(family.pk, user)))


@dataclass(frozen=True, slots=True)
class ExitForm:
    """What the exit plan begins with. `turn_to`: where the plan says the family can turn, until the ending is planned;
    `of_plan`: which plan says so, in words.
    """

    here: EndingForm
    turn_to: str = ""
    of_plan: str = ""


def exit_form(family: Family, user: User, at: datetime) -> ExitForm:
    """For the exit plan, from the way out that the family's plan has already. Raises NotAllowed."""
    here = ending_form(family, user, at)
    version = None if here.plan else plans.plan_in_force(family.pk, user)
    if version is None or version.since is None or not version.plan.way_out.where_to_turn:
        return ExitForm(here)
    return ExitForm(here, version.plan.way_out.where_to_turn, f"the plan in force since {day_long(version.since)}")


def meetings_held(family_id: int, user: User) -> tuple[tuple[str, str], ...]:
    """The meetings with the family, the newest first, each followed by what was decided there: the entry that tells it,
    and "Review, 3 March 2026"; of a decision its place after it, and its words.
    """
    held = sorted((each for each in meetings.meetings_of(family_id, user) if each.told), key=lambda each: each.day)
    return tuple(line for each in reversed(held) for line in _offered(each))


def _offered(meeting: meetings.Meeting) -> Iterator[tuple[str, str]]:
    if meeting.told is None or meeting.held is None:
        return
    called = f"{meeting.label}, {day_long(meeting.day)}"
    yield str(meeting.told.id), called
    for place, decision in enumerate(meeting.held.of_kind("decided"), start=1):
        yield f"{meeting.told.id}/{place}", f"{called}: {_shortened(decision.text)}"


MOST_OF_A_DECISION = 90


def _shortened(words: str) -> str:
    return words if len(words) <= MOST_OF_A_DECISION else f"{words[: MOST_OF_A_DECISION - 1]}…"


@dataclass(frozen=True, slots=True)
class DeedPage:
    """What one deed told: headed parts in the order they were asked, and whether it can be planned anew."""

    family: Family
    called: str
    line: ToldLine
    title: str
    parts: tuple[tuple[str, str], ...]


HEADINGS = {
    "contact": "How visits grow fewer", "turn_to": "Whom the family can turn to", "ended_before": "Earlier endings",
    "feelings": "How it feels to end", "afterwards": "What we can still give", "unchanged": "What stays as it was",
    "hand_over_to": "Who leads on", "decided_how": "How the team around the family decided it",
    "worry": "What worry remains", "back": "Looking back", "strengths": "Strengths and skills that showed",
    "now": "Now", "forward": "Looking forward",
}  # fmt: skip
DAYS = {
    "last_review_on": "Last meeting with everybody", "last_help_on": "Last help given together",
    "last_visit_on": "Last visit", "hand_over_on": "Visit together with the new lead",
}  # fmt: skip
AWAY = {"why": "Why the family stops", "what_may_follow": "What may follow, as it was explained"}
OFFERED = {"not_yet_ready": "To come back when they are ready", "another_worker": "Another worker"}


def deed_page(family: Family, user: User, entry_id: UUID) -> DeedPage | None:
    """One deed of the ending opened; None when there is none to see."""
    lines = timeline.told(family.pk, user, KINDS)
    line = next((line for line in lines if line.id == entry_id), None)
    if line is None:
        return None
    opened = timeline.entry(user, family.pk, entry_id)
    title = opened.line.title if opened else ""
    parts = list(_parts(line.content))
    if decided := dict(meetings_held(family.pk, user)).get(line.content.get("decided_at", "")):
        parts.append(("Where the team around the family decided it", decided))
    return DeedPage(family, the_family(family.name), line, title, tuple(parts))


def _parts(content: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    for name, heading in DAYS.items():
        if content.get(name):
            yield heading, day_long(date.fromisoformat(content[name]))
    for name, heading in HEADINGS.items():
        if content.get(name):
            yield heading, content[name]
    away = content.get("stepping_away") or {}
    for name, heading in AWAY.items():
        if away.get(name):
            yield heading, away[name]
    if offered := [words for name, words in OFFERED.items() if away.get(name)]:
        yield "What was offered instead", "\n".join(offered)
    if away.get("supervision_on"):
        yield "Talked over in supervision", day_long(date.fromisoformat(away["supervision_on"]))


def checklist(family_id: int, user: User, at: datetime) -> tuple[list[Check], list[str]]:
    """The features of a good ending, and the signs of a bad one."""
    known = _known(family_id, user, london_day(at))
    return rules.checks(known.ending, known.names), rules.signs_of_a_bad_ending(known.ending, london_day(at))


def open_at_the_end(family_id: int, user: User, at: datetime) -> Sequence[str]:
    """What this room would still do before the work ends."""
    ending = _known(family_id, user, london_day(at)).ending
    if ending.plan is None:
        return ["No exit plan is made yet"]
    missing = [check for check in rules.checks(ending, {}) if not check.there]
    return [f"{check.label}: {check.to_do[0].lower()}{check.to_do[1:]}" for check in missing]


@dataclass(frozen=True, slots=True)
class _Known:
    """What the record says of an ending. `names`: person id as text → name."""

    involvement: Involvement
    ending: Ending
    lines: tuple[ToldLine, ...]
    weeks: tuple[Week, ...]
    names: Mapping[str, str]
    closed_on: date | None


def _known(family_id: int, user: User, today: date) -> _Known:
    involvement = involvement_of(family_id, user)
    told = timeline.told(family_id, user, (*KINDS, *plans.SAFETY_KINDS), involvement_id=involvement.pk)
    lines = tuple(line for line in told if line.entry.kind in KINDS)
    names = people.names_of(family_id, user)

    def done(kind: str) -> tuple[Done, ...]:
        return tuple(_done(line, names) for line in lines if line.entry.kind == kind)

    exits = [line for line in lines if line.entry.kind == rules.EXIT_PLANNED]
    # Once the work has ended, the weeks that count are those before its end.
    closed_on = pathway.closed_on(user, involvement)
    until = closed_on or today
    first = until - timedelta(weeks=WEEKS_SHOWN - 1)
    weeks = tuple(timeline.weeks_of_contact(family_id, user, first, until))
    ending = Ending(
        plans=tuple((_done(line, names), ExitPlan.from_content(line.content)) for line in exits),
        journeys=done(rules.JOURNEY_REVIEWED), safety=_safety_of(told), no_safety=done(rules.NO_SAFETY_PLAN),
        hand_overs=done(rules.HANDED_OVER), letters=done(rules.LETTER_GIVEN),
        hours=tuple(week.minutes / 60 for week in weeks), met=timeline.has_met(family_id, user, involvement.pk),
        closed_on=closed_on,
    )  # fmt: skip
    by_text = {str(person): name for person, name in names.items()}
    return _Known(involvement, ending, lines, weeks, by_text, closed_on)


def _safety_of(told: Sequence[ToldLine]) -> tuple[Safety, ...]:
    """The safety plans that stand among what was told, with how each went when it was tried out. No query."""
    return tuple(
        Safety(line.whose, tuple((one.entry_id, one.words) for one in line.tried), line.did_not_work)
        for line in plans.safety_lines(told)
    )


def _done(line: ToldLine, names: dict[UUID, str]) -> Done:
    persons = tuple(names.get(person, "somebody") for person in line.persons())
    days = line.facts.get("days")
    return Done(line.id, line.entry.happened_on, persons, None if days is None else tuple(days))
