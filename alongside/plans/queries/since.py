"""What a review begins with: everything that changed since the last one, each number with the entries it counts."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from alongside.access.models import User
from alongside.kit.clock import london_day
from alongside.kit.words import uncapital
from alongside.people import queries as people
from alongside.people.models import Family
from alongside.people.rules import within
from alongside.plans.queries.agreed import ActionLine, actions_of, latest_by_step, who_does
from alongside.plans.queries.change import scales_and_stages
from alongside.plans.queries.plan import told_of
from alongside.plans.rules import (
    Consequence,
    Goal,
    History,
    HoursSince,
    ScaleSince,
    Version,
    VoiceSince,
    current,
    falls_within,
    histories,
    hours_since,
    scales_since,
    versions,
)
from alongside.practice.rules import Comparator, Dose
from alongside.timeline import queries as timeline
from alongside.timeline.models import Entry, EntryAbout
from alongside.timeline.rules import Nature, Part


@dataclass(frozen=True, slots=True)
class StepSince:
    """One step of a goal and what became of it; `action` is None before the plan it stands in is in force."""

    what: str
    who: str
    by_when: date
    action: ActionLine | None

    @property
    def how(self) -> str:
        """What became of it, "" while it is open."""
        return self.action.how if self.action else ""


@dataclass(frozen=True, slots=True)
class GoalSince:
    """One goal of the plan in force: its steps, and where each person puts it, then and now."""

    goal: Goal
    steps: tuple[StepSince, ...]
    scales: tuple[ScaleSince, ...]

    @property
    def done(self) -> tuple[StepSince, ...]:
        return tuple(step for step in self.steps if step.how == "done")

    @property
    def not_done(self) -> tuple[StepSince, ...]:
        """Everything else: open, done in part, not done."""
        return tuple(step for step in self.steps if step.how != "done")

    def too_much(self, today: date) -> tuple[str, ...]:
        """What shows that the goal may be too much for now, in plain words: a scale that fell or stood still, steps
        that are late or were not done. Empty when nothing does.
        """
        scales = [f"{each.name} puts it at {each.now.value}, {_before(each)}" for each in self.scales if each.stuck]
        late = [(each, _not_done(each, today)) for each in self.steps]
        return (*scales, *(f"“{each.what}”, {each.who}: {words}" for each, words in late if words))


@dataclass(frozen=True, slots=True)
class ClockSince:
    """A clock of ours: done since, or late now. `because`: the entries it rests on."""

    name: str
    subject_name: str
    model_id: str
    clock_id: str
    due_on: date
    done_on: date | None
    days_late: int
    because: tuple[UUID, ...]


@dataclass(frozen=True, slots=True)
class SinceReview:
    """Everything that changed after `since`, up to and with `until`. `version`: the one in force; `waiting`: a newer
    one that is put together and not in force yet.

    hours: direct time with the family; `dose` and `comparators` are the model's figures beside it. voices: every child
    of the family, also those nobody heard. actions_done: of any outcome, ended since; actions_open and actions_late: as
    they stand now.
    """

    since: date
    until: date
    version: Version | None
    waiting: Version | None
    goals: tuple[GoalSince, ...]
    hours: HoursSince
    dose: Dose | None
    comparators: tuple[Comparator, ...]
    voices: tuple[VoiceSince, ...]
    clocks_done: tuple[ClockSince, ...]
    clocks_late: tuple[ClockSince, ...]
    actions_done: tuple[ActionLine, ...]
    actions_open: tuple[ActionLine, ...]
    actions_late: tuple[ActionLine, ...]


@dataclass(frozen=True, slots=True)
class ToReview:
    """What a review decides about: the plan in force, its goals with what became of them, and the version that the next
    one is written from: the one in force, or one that waits to be; its `lines`, rewards and consequences.
    """

    version: Version
    start: str
    goals: tuple[GoalSince, ...]
    today: date
    lines: tuple[Consequence, ...] = ()

    @property
    def too_much(self) -> list[tuple[Goal, tuple[str, ...]]]:
        """Goals that may be too much for now, each with what shows it."""
        found = [(each.goal, each.too_much(self.today)) for each in self.goals]
        return [(goal, signs) for goal, signs in found if signs]


def to_review(family_id: int, user: User, since: date, at: datetime) -> ToReview | None:
    """What a review decides about, with what happened after that day; None before a plan is in force. Eight queries."""
    found, today = versions(told_of(family_id, user)), london_day(at)
    version = current(found)
    if version is None:
        return None
    scales, _ = scales_and_stages(family_id, user)
    goals = _goals(version, actions_of(family_id, user), histories(scales), since, today)
    return ToReview(version, found[0].id, goals, today, found[0].plan.consequences)


HOURS = ("hours_a_week_early", "hours_a_week_late")


def since_last_review(family_id: int, user: User, since: date, at: datetime) -> SinceReview:
    """What changed since a review on that day. The same number of queries whatever there is. Raises NotAllowed."""
    family, until = people.family(user, family_id), london_day(at)
    found = versions(told_of(family_id, user))
    version = current(found)
    actions = actions_of(family_id, user)
    scales, _ = scales_and_stages(family_id, user)
    doses, comparators = _figures(family_id, user)
    done, late = _clocks(family, user, since, at)
    ended = [line for line in actions if falls_within(line.done_on, since, until)]
    return SinceReview(
        since=since,
        until=until,
        version=version,
        waiting=found[0] if found and found[0].since is None else None,
        goals=_goals(version, actions, histories(scales), since, until) if version else (),
        hours=_hours(family_id, user, since, until),
        dose=doses[0] if doses else None,
        comparators=tuple(each for each in comparators if each.id in HOURS),
        voices=_voices(family, user, since, until),
        clocks_done=done,
        clocks_late=late,
        actions_done=tuple(ended),
        actions_open=tuple(line for line in actions if line.is_open),
        actions_late=tuple(line for line in actions if line.is_late(until)),
    )


def _goals(
    version: Version, actions: list[ActionLine], lines: list[History], since: date, until: date
) -> tuple[GoalSince, ...]:
    latest = latest_by_step(actions)
    return tuple(
        GoalSince(
            goal,
            tuple(
                StepSince(step.what, who_does(step.who, latest.get(step.id)), step.day, latest.get(step.id))
                for step in goal.steps
            ),
            tuple(scales_since(lines, goal, since, until)),
        )
        for goal in version.plan.goals
    )


def _before(scale: ScaleSince) -> str:
    before = scale.then.value if scale.then else scale.now.value
    return "as before" if before == scale.now.value else f"before at {before}"


def _not_done(step: StepSince, today: date) -> str:
    """Why a step counts against its goal, "" when it does not."""
    action = step.action
    if action is None or action.how in ("done", "no_longer_needed"):
        return ""
    return action.due(today) if action.is_late(today) else uncapital(action.how_words)


def _hours(family_id: int, user: User, since: date, until: date) -> HoursSince:
    weeks = timeline.weeks_of_contact(family_id, user, since, until)
    sessions = [(each.day, each.minutes, each.entry_id) for week in weeks for each in week.sessions]
    return hours_since(sessions, since, until)


def _figures(family_id: int, user: User) -> tuple[list[Dose], list[Comparator]]:
    involvement = people.current_involvement(family_id, user)
    models = people.models_of(involvement) if involvement else []
    return [dose for model in models for dose in model.doses], [each for model in models for each in model.comparators]


def _voices(family: Family, user: User, since: date, until: date) -> tuple[VoiceSince, ...]:
    """Each child with what they said; a voice that was taken back does not count. Four queries."""
    said: dict[UUID, list[tuple[date, UUID]]] = {}
    live = (
        Entry.objects.visible_to(user)
        .live()
        .filter(family_id=family.pk, nature=Nature.VOICE.value, happened_on__lte=until)
    )
    rows = EntryAbout.objects.visible_to(user).filter(family_id=family.pk, part=Part.SAID.value, entry__in=live)
    for person_id, day, entry_id in rows.values_list("person_id", "entry__happened_on", "entry_id"):
        said.setdefault(person_id, []).append((day, entry_id))
    return tuple(
        _voice(child.person_id, within(child.name, family.name), said.get(child.person_id, []), since, until)
        for child in people.children_of(family.pk, user, until)
        if not child.is_unborn
    )


def _voice(person_id: UUID, name: str, said: Iterable[tuple[date, UUID]], since: date, until: date) -> VoiceSince:
    ordered = sorted(said, reverse=True)
    lately = tuple(entry_id for day, entry_id in ordered if falls_within(day, since, until))
    return VoiceSince(person_id, name, lately, ordered[0][0] if ordered else None)


def _clocks(
    family: Family, user: User, since: date, at: datetime
) -> tuple[tuple[ClockSince, ...], tuple[ClockSince, ...]]:
    """Our clocks that were met since, and those that are late now."""
    names, until = people.names_of(family.pk, user), london_day(at)
    done: list[ClockSince] = []
    late: list[ClockSince] = []
    for _, model, clock, verdict in timeline.verdicts(family.pk, at):
        for run in verdict.runs:
            subject = within(names[run.subject], family.name) if run.subject in names else ""
            line = ClockSince(clock.name, subject, model.id, clock.id, run.due, run.done_on, run.days_late, run.because)
            if run.satisfied_by is not None and falls_within(run.done_on, since, until):
                done.append(line)
            elif run.is_open and run.state == "late":
                late.append(line)
    return tuple(sorted(done, key=_when)), tuple(sorted(late, key=_when))


def _when(line: ClockSince) -> tuple[date, str, str]:
    return line.done_on or line.due_on, line.name, line.subject_name
