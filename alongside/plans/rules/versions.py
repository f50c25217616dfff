"""Versions of a plan: what is being written, which version stands, who answered what, which is in force.

Pure, over what deeds told, last first. Basis: S12 (002:3386-3418). Each part is written on its own; putting together
freezes them as a version; each person answers it for themselves; the lead puts it in force. A refusal blocks nothing
by itself, but whoever goes on says why.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from typing import Any
from uuid import UUID

from alongside.kit.dates import day_long
from alongside.kit.words import listed
from alongside.plans.rules.plan import PARTS, Consequence, Plan
from alongside.plans.rules.review import REVIEWED, GoalReviewed, Reviewed

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
    audience: str = ""


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
    """One version. `since`: the day it was put in force, None before; `why`: why it was, although somebody `refused`
    or was `not_asked`, or an agency had `not_agreed` to what it does; `audience`: who may read it then.
    `made_of`: for each part the entry that it was made of, as it stood when the version was put together.
    """

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
    not_asked: tuple[str, ...] = ()
    not_agreed: tuple[str, ...] = ()
    audience: str = ""
    made_of: Mapping[str, UUID] = field(default_factory=dict)

    @property
    def refusers(self) -> list[str]:
        """Who said no."""
        return [answer.name for answer in self.answers if answer.answer == "no"]

    @property
    def although(self) -> str:
        """ "Dean said no, and Katie was not asked", in spite of which it is in force."""
        return although(self.refused, self.not_asked, self.not_agreed)

    def answer_of(self, who: str) -> Answer | None:
        """What that person or agency says of it; None when they were not asked, or it is kept from the reader."""
        return next((answer for answer in self.answers if answer.who == who), None)


@dataclass(frozen=True, slots=True)
class Working:
    """The next version as it is being written: the plan, the version it starts from ("" before the first), and for
    each part written anew the entry that holds it. `review`: what the last review decided: about lines, the version
    that it was held for begins with it; about goals, it stands until the goal is written. `last`: the entry that wrote
    each part last, for whichever version.
    """

    plan: Plan
    start: str
    written: Mapping[str, Told]
    review: Told | None = None
    last: Mapping[str, Told] = field(default_factory=dict)

    @property
    def made_of(self) -> dict[str, UUID]:
        """For each part of the plan the entry in which it was written: what of it is kept from somebody is kept of a
        version made of it.
        """
        stand = {*PARTS, *(f"goal:{goal.id}" for goal in self.plan.goals)}
        return {part: told.id for part, told in self.last.items() if part in stand}

    @property
    def has_changes(self) -> bool:
        return bool(self.written) or self.whole != self.plan

    @property
    def seen(self) -> str:
        """Which parts a page was shown with, and which review: it carries them, so a change meanwhile is noticed."""
        shown = [*self.written.values(), *([self.review] if self.review else [])]
        return " ".join(sorted(str(told.id) for told in shown))

    def stands(self, part: str) -> str:
        """What a form for that part was shown for: the entry that holds it, or the version it comes from; and the
        review that decided about it since.
        """
        told = self.written.get(part)
        base, review = str(told.id) if told else f"version:{self.start}", self.decided(part)
        return f"{base} review:{review.id}" if review else base

    def decided(self, part: str) -> Told | None:
        """The review that decided about that part, which nobody has written since; None when none did."""
        found = self.lines_reviewed if part == "consequences" else self.made_smaller(part.removeprefix("goal:"))
        return self.review if found else None

    def carried(self, part: str) -> Reviewed | None:
        """What the review decided that nobody has written into that part since; None when nothing is left."""
        told = self.last.get(part)
        if self.review is None or (told and (told.recorded_at, told.id) > (self.review.recorded_at, self.review.id)):
            return None
        return Reviewed.from_content(self.review.content)

    @property
    def lines_reviewed(self) -> Reviewed | None:
        """What the review decided about rewards and consequences, until they are written or a version that carries it
        is put together.
        """
        found = self.carried("consequences")
        return found if found and found.lines and found.start == self.start else None

    @property
    def consequences(self) -> tuple[Consequence, ...]:
        """Rewards and consequences as the next version begins with them."""
        found = self.lines_reviewed
        return found.carried(self.plan.consequences) if found else self.plan.consequences

    def made_smaller(self, goal_id: str) -> GoalReviewed | None:
        """The goal as the review decided to make it smaller, until it is written; None when it did not."""
        found = self.carried(f"goal:{goal_id}")
        goal = found.goal(goal_id) if found else None
        return goal if found and goal in found.smaller else None

    @property
    def whole(self) -> Plan:
        """The next version as it is put together now: what is written, and what the review decided about lines that
        nobody has written since.
        """
        return replace(self.plan, consequences=self.consequences)

    @property
    def from_review(self) -> list[str]:
        """What the review decided and somebody has to write, in plain words."""
        if self.review is None:
            return []
        of = f"The review of {day_long(self.review.on)}"
        smaller = [goal for goal in self.plan.goals if self.made_smaller(goal.id)]
        return [f"{of} decided to make “{goal.words}” smaller. Write it." for goal in smaller]


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
    last: dict[str, Told] = {}
    for each in sorted((each for each in told if each.kind == WRITTEN), key=lambda each: (each.recorded_at, each.id)):
        last[each.facts["part"]] = each
        if each.facts["start"] != start:
            continue
        written[each.facts["part"]] = each
        plan = applied(plan, each.facts, each.content)
    review = next((each for each in told if each.kind == REVIEWED), None)
    return Working(plan, start, written, review, last)


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
        not_asked=tuple(went_on.facts.get("not_asked", ())) if went_on else (),
        not_agreed=tuple(went_on.facts.get("not_agreed", ())) if went_on else (),
        audience=force.audience if force else "",
        made_of={part: UUID(entry_id) for part, entry_id in drafted.facts.get("made_of", {}).items()},
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
    """ "Support plan, version 2, put in force although Dean said no, and Katie was not asked." """
    spite = although(facts["refused"], facts.get("not_asked", ()), facts.get("not_agreed", ()))
    return f"Support plan, version {facts['number']}, put in force although {spite}."


def although(refused: Sequence[str], not_asked: Sequence[str], not_agreed: Sequence[str] = ()) -> str:
    """Who said no, who was not asked, and which agencies have not agreed to what they do, in words."""
    parts = [f"{listed(list(refused))} said no"] if refused else []
    if not_asked:
        parts.append(f"{listed(list(not_asked))} {'was' if len(not_asked) == 1 else 'were'} not asked")
    if not_agreed:
        parts.append(f"{listed(list(not_agreed))} {'has' if len(not_agreed) == 1 else 'have'} not yet agreed")
    return ", and ".join(parts)
