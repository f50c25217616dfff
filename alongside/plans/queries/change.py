"""Change as its pages show it: each person's scales over time, and how far they are with changing."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from markupsafe import Markup

from alongside.access.models import User
from alongside.assessments import queries as assessments
from alongside.kit.clock import london_day
from alongside.kit.dates import day_short
from alongside.kit.refusals import NotAllowed
from alongside.kit.words import capital
from alongside.pathway import queries as pathway
from alongside.people import queries as people
from alongside.people.models import Family
from alongside.people.rules import the_family, within
from alongside.plans.queries.plan import PlanPage, written_page
from alongside.plans.rules import (
    PRE_CONTEMPLATION,
    RELAPSE,
    SCALED,
    STAGE_SEEN,
    Goal,
    History,
    Scaled,
    StageSeen,
    histories,
    last_seen,
    least_of,
    line_words,
    scale_picture,
)
from alongside.plans.rules.change import commitment_of
from alongside.practice.rules import ListItem
from alongside.timeline import queries as timeline
from alongside.timeline.queries import ToldLine

LISTS = ("change_stage", "change_aim", "change_task", "four_r", "scale_start", "scale_question")


@dataclass(frozen=True, slots=True)
class Shown:
    """One person's line for a goal: what they said, drawn and in words."""

    history: History
    picture: Markup
    words: str


@dataclass(frozen=True, slots=True)
class StageShown:
    """The stage of one person: what it means, what it is meant to lead to, what we do, the four R's where they help.

    `committed`: when they last said aloud that they want to change, with their words.
    """

    seen: StageSeen
    label: str
    hint: str
    aim: str
    tasks: tuple[str, ...]
    four_r: tuple[ListItem, ...]
    committed: StageSeen | None

    @property
    def is_relapse(self) -> bool:
        return self.seen.stage == RELAPSE


@dataclass(frozen=True, slots=True)
class ChangePage:
    """One goal with each person's own line and stage. `spoke`: who of those that fell back said something of themselves
    before, to be shown it again. `questions`: what may be asked further, with the scale.
    """

    family: Family
    goal: Goal
    people: tuple[tuple[str, str], ...]
    lines: tuple[Shown, ...]
    stages_seen: tuple[StageShown, ...]
    stages: tuple[ListItem, ...]
    tasks: tuple[ListItem, ...]
    least: int
    today: date
    spoke: frozenset[str] = frozenset()
    questions: tuple[ListItem, ...] = ()

    def asks(self, technique: str) -> list[str]:
        """What the practice model asks further, in that way: "miracle", "coping"."""
        return [item.label for item in _of_group(self.questions, technique)]

    @property
    def called(self) -> str:
        return capital(the_family(self.family.name))


def change_page(family: Family, user: User, goal_id: str, at: datetime) -> ChangePage:
    """One goal with everything said about change. Raises NotAllowed for a goal that is not this family's."""
    page: PlanPage = written_page(family, user, at)
    goal = page.goal(goal_id)
    lists = pathway.items_of(page.involvement, *LISTS)
    today, least = london_day(at), least_of([item.id for item in lists["scale_start"]])
    scales, stages = scales_and_stages(family.pk, user)
    lines = [_shown(each, least, today) for each in histories(scales) if each.goal_id == goal_id]
    seen = [stage for (of_goal, _), stage in last_seen(stages).items() if of_goal == goal_id]
    shown = [_stage(each, lists, commitment_of(stages, each)) for each in seen]
    fell_back = any(each.is_relapse for each in shown)
    spoke = assessments.spoke_of_themselves(user, family.pk, today) if fell_back else ()
    return ChangePage(
        family=family, goal=goal, people=page.doers.people, lines=tuple(lines),
        stages_seen=tuple(shown), spoke=frozenset(str(person) for person in spoke),
        stages=lists["change_stage"], tasks=lists["change_task"], least=least, today=today,
        questions=lists["scale_question"],
    )  # fmt: skip


@dataclass(frozen=True, slots=True)
class StageToCorrect:
    """How far somebody was seen to be, as it stands, with the page of its goal."""

    page: ChangePage
    seen: StageSeen

    @property
    def words(self) -> str:
        """The stage, as the practice model calls it."""
        labels = {item.id: item.label for item in self.page.stages}
        return labels.get(self.seen.stage, self.seen.stage)


def stage_to_correct(family: Family, user: User, deed_id: UUID, at: datetime) -> StageToCorrect | None:
    """What putting a stage right needs, by a deed that said so once. None when there was no such deed, or it was said
    that it did not happen. Raises NotAllowed for a goal that is not this family's.
    """
    seen = _stage_as_it_stands(family.pk, user, deed_id)
    return StageToCorrect(change_page(family, user, seen.goal_id, at), seen) if seen else None


def _stage_as_it_stands(family_id: int, user: User, deed_id: UUID) -> StageSeen | None:
    entry = next((each for each in timeline.ever_told(family_id, user, [STAGE_SEEN]) if each.deed_id == deed_id), None)
    lines = timeline.told(family_id, user, [STAGE_SEEN], with_about=False) if entry else []
    stands = [line for line in lines if entry and line.entry.strand_id == entry.strand_id]
    words = timeline.words_told(stands, user)
    return next((_seen(line, words[line.id]) for line in stands), None)


def scales_and_stages(family_id: int, user: User) -> tuple[list[Scaled], list[StageSeen]]:
    """Every scale and every stage of a family, last first. Two queries."""
    lines = timeline.told(family_id, user, [SCALED, STAGE_SEEN], with_about=False)
    words = timeline.words_told(lines, user)
    scales = [_scaled(line, words[line.id]) for line in lines if line.entry.kind == SCALED]
    return scales, [_seen(line, words[line.id]) for line in lines if line.entry.kind == STAGE_SEEN]


@dataclass(frozen=True, slots=True)
class GoalOf:
    """What an action about change needs to know: the goal, the person's name, and where the scale begins."""

    goal: Goal
    name: str
    least: int
    stages: Mapping[str, str]


def goal_of(user: User, family_id: int, goal_id: str, person_id: UUID, at: datetime) -> GoalOf:
    """Raises NotAllowed for a goal or a person that is not of this family."""
    family = people.family(user, family_id)
    page = written_page(family, user, at)
    names = people.names_of(family_id, user)
    if person_id not in names:
        raise NotAllowed
    lists = pathway.items_of(page.involvement, *LISTS)
    least = least_of([item.id for item in lists["scale_start"]])
    stages = {item.id: item.label for item in lists["change_stage"]}
    return GoalOf(page.goal(goal_id), within(names[person_id], family.name), least, stages)


def _shown(history: History, least: int, today: date) -> Shown:
    days = [day_short(scale.on, today) for scale in history.scales]
    words = line_words(history, days)
    return Shown(history, scale_picture(history, least=least, days=days, words=words), words)


def _stage(seen: StageSeen, lists: Mapping[str, Sequence[ListItem]], committed: StageSeen | None) -> StageShown:
    item = next((item for item in lists["change_stage"] if item.id == seen.stage), None)
    aim = next((aim.label for aim in lists["change_aim"] if aim.id == seen.stage), "")
    tasks = tuple(task.label for task in _of_group(lists["change_task"], seen.stage))
    reasons = tuple(lists["four_r"]) if seen.stage == PRE_CONTEMPLATION else ()
    label, hint = (item.label, item.hint) if item else (seen.stage, "")
    return StageShown(seen, label, hint, aim, tasks, reasons, committed)


def _of_group(items: Iterable[ListItem], group: str) -> list[ListItem]:
    return [item for item in items if item.group == group]


def _scaled(line: ToldLine, texts: Mapping[str, str]) -> Scaled:
    facts = line.facts
    return Scaled(
        goal_id=facts["goal_id"], who=facts["who"], name=facts["name"], value=facts["value"],
        on=line.entry.happened_on, entry_id=line.id, good_enough=facts["good_enough"], words=texts.get("words", ""),
        lower=texts.get("note", ""), exception=texts.get("tried", ""), higher=texts.get("response", ""),
        enough_words=texts.get("adapted", ""), solved=texts.get("reason", ""), kept_going=texts.get("working", ""),
    )  # fmt: skip


def _seen(line: ToldLine, texts: Mapping[str, str]) -> StageSeen:
    facts = line.facts
    relapse = {name: texts[part] for name, part in
               (("success", "tried"), ("needed", "note"), ("whose_part", "response"), ("goal_now", "adapted"))
               if part in texts}  # fmt: skip
    return StageSeen(
        goal_id=facts["goal_id"], who=facts["who"], name=facts["name"], stage=facts["stage_id"],
        on=line.entry.happened_on, entry_id=line.id, deed_id=line.entry.deed_id, they_say=facts["they_say"],
        reading=texts.get("reading", ""),
        words=texts.get("words", ""), relapse=relapse, commitment=texts.get("reason", ""),
    )  # fmt: skip
