"""Versions of a plan: what is being written, which version stands, who answered what, which is in force.

Pure, over what deeds told, last first. Basis: S12 (002:3386-3418). Each part is written on its own; putting together
freezes them as a version; each person answers it for themselves; the lead puts it in force. A refusal blocks nothing
by itself, but whoever goes on says why.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from alongside.kit.words import listed
from alongside.plans.rules.plan import PARTS, Plan

WRITTEN = "plans.part_written"
DRAFTED = "plans.drafted"
ANSWERED = "plans.answered"
IN_FORCE = "plans.put_in_force"
WENT_ON = "plans.went_on"

LEFT_OUT = "goal_left_out"
WRITTEN_SUBTYPES = frozenset({*PARTS, LEFT_OUT})
WHICH = frozenset({"first", "revised"})
ANSWERS: dict[str, str] = {"yes": "Yes", "no": "No", "could_not_answer": "Could not answer"}
HOW: dict[str, str] = {
    "together": "Sitting together",
    "phone": "On the phone",
    "written": "In writing",
    "pictures": "With pictures or play",
    "meeting": "At a meeting",
    "other": "Another way",
}
"""How somebody gave their answer."""

Facts = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Told:
    """One deed of a plan as the record holds it: its kind, its facts and content, who wrote it and when."""

    id: UUID
    kind: str
    facts: Facts
    content: Facts
    on: date
    recorded_at: datetime
    by_name: str
    texts: Mapping[str, str]
    strand_id: UUID | None = None


@dataclass(frozen=True, slots=True)
class Answer:
    """What one person or agency says of one version. `who`: the value by which a form offers them; `name` in words."""

    who: str
    name: str
    answer: str
    how: str
    words: str
    reason: str
    on: date
    entry_id: UUID

    @property
    def answer_words(self) -> str:
        return ANSWERS[self.answer]


@dataclass(frozen=True, slots=True)
class Version:
    """One version. `since`: the day it was put in force, None before; `why`: why it was, although somebody refused."""

    id: str
    number: int
    plan: Plan
    start: str
    drafted_on: date
    by_name: str
    entry_id: UUID
    answers: tuple[Answer, ...] = ()
    since: date | None = None
    in_force_id: UUID | None = None
    why: str = ""
    refused: tuple[str, ...] = ()
    audience_family: bool = False

    @property
    def refusers(self) -> list[str]:
        """Who said no."""
        return [answer.name for answer in self.answers if answer.answer == "no"]

    def answer_of(self, who: str) -> Answer | None:
        """What that person or agency says of it; None when they were not asked, or it is kept from the reader."""
        return next((answer for answer in self.answers if answer.who == who), None)


@dataclass(frozen=True, slots=True)
class Working:
    """The next version as it is being written: the plan, the version it starts from ("" before the first), and for
    each part written anew the entry that holds it.
    """

    plan: Plan
    start: str
    written: Mapping[str, Told]

    @property
    def has_changes(self) -> bool:
        return bool(self.written)

    @property
    def seen(self) -> str:
        """Which parts a page was shown with; it carries them, so that a change meanwhile is noticed."""
        return " ".join(sorted(str(told.id) for told in self.written.values()))

    def stands(self, part: str) -> str:
        """What a form for that part was shown for: the entry that holds it, or the version it comes from."""
        told = self.written.get(part)
        return str(told.id) if told else f"version:{self.start}"


def versions(told: Sequence[Told]) -> list[Version]:
    """Every version that stands, newest first. `told`: deeds of a plan, last first."""
    drafted = sorted((each for each in told if each.kind == DRAFTED), key=_number, reverse=True)
    return [_version(each, told) for each in drafted]


def current(found: Iterable[Version]) -> Version | None:
    """The version in force: the one put in force last, whatever its number; None before there is one."""
    standing = [version for version in found if version.since is not None]
    return max(standing, key=lambda version: (version.since or date.min, version.number), default=None)


def working(told: Sequence[Told], found: Sequence[Version] | None = None) -> Working:
    """What is being written: the newest version with the parts written since, each part's last text counting.
    `found`: the versions, for who has them already.
    """
    newest = next(iter(versions(told) if found is None else found), None)
    plan, start = (newest.plan, newest.id) if newest else (Plan(), "")
    written: dict[str, Told] = {}
    for each in sorted((each for each in told if each.kind == WRITTEN), key=lambda each: (each.recorded_at, each.id)):
        if each.facts["start"] != start:
            continue
        written[each.facts["part"]] = each
        plan = applied(plan, each.facts, each.content)
    return Working(plan, start, written)


def applied(plan: Plan, facts: Facts, content: Facts) -> Plan:
    """The plan with one part written anew."""
    if facts["of"] == LEFT_OUT:
        return plan.without_goal(facts["part"].removeprefix("goal:"))
    if facts["of"] == "goal":
        return plan.with_goal(Plan.from_content({"goals": [content["goal"]]}).goals[0])
    return plan.with_part(facts["of"], content)


def _version(drafted: Told, told: Sequence[Told]) -> Version:
    mine = [each for each in told if each.facts.get("version_id") == drafted.facts["version_id"]]
    force = next((each for each in mine if each.kind == IN_FORCE), None)
    went_on = next((each for each in mine if each.kind == WENT_ON), None)
    answers: dict[str, Answer] = {}
    for each in mine:
        if each.kind == ANSWERED:
            answers.setdefault(each.facts["who"], _answer(each))
    return Version(
        id=drafted.facts["version_id"],
        number=drafted.facts["number"],
        plan=Plan.from_content(drafted.content),
        start=drafted.facts["start"],
        drafted_on=drafted.on,
        by_name=drafted.by_name,
        entry_id=drafted.id,
        answers=tuple(sorted(answers.values(), key=lambda answer: (answer.on, answer.name))),
        since=force.on if force else None,
        in_force_id=force.id if force else None,
        why=went_on.texts.get("reason", "") if went_on else "",
        refused=tuple(went_on.facts["refused"]) if went_on else (),
        audience_family=bool(force and force.facts.get("audience") == "family"),
    )


def _answer(told: Told) -> Answer:
    facts, texts = told.facts, told.texts
    return Answer(
        facts["who"], facts["name"], facts["answer"], facts["how"], texts.get("words", ""), texts.get("reason", ""),
        told.on, told.id,
    )  # fmt: skip


def _number(told: Told) -> tuple[int, datetime, UUID]:
    return told.facts["number"], told.recorded_at, told.id


def written_sentence(facts: Facts) -> str:
    """ "Written for the support plan: a goal." """
    if facts["of"] == LEFT_OUT:
        return "Left out of the next support plan: a goal."
    return f"Written for the support plan: {PARTS[facts['of']].lower()}."


def drafted_sentence(facts: Facts) -> str:
    """ "Support plan, version 2, put together: 3 goals." """
    goals = "1 goal" if facts["goals"] == 1 else f"{facts['goals']} goals"
    return f"Support plan, version {facts['number']}, put together: {goals}."


def answered_sentence(facts: Facts) -> str:
    """ "Katie’s answer to the support plan, version 2: yes." """
    return (
        f"{facts['name']}’s answer to the support plan, version {facts['number']}: {ANSWERS[facts['answer']].lower()}."
    )


def in_force_sentence(facts: Facts) -> str:
    """ "Support plan, version 2, in force." """
    return f"Support plan, version {facts['number']}, in force."


def went_on_sentence(facts: Facts) -> str:
    """ "Support plan, version 2, put in force although Dean said no." """
    return f"Support plan, version {facts['number']}, put in force although {listed(facts['refused'])} said no."
