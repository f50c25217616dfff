"""The clocks of a family, judged over its entries; one clock opened to what it rests on."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import OuterRef, Q, Subquery

from alongside.access.models import User
from alongside.kit.calendar import WorkingDays
from alongside.kit.clock import london_day
from alongside.kit.reads import once
from alongside.people import queries as people
from alongside.people.models import Membership, PersonKnownAs
from alongside.people.rules import is_child
from alongside.practice.rules import Clock, PracticeModel
from alongside.timeline.clocks import (
    CLOSED,
    DECLINED,
    FOLLOW_UP_ENDED,
    PAUSED,
    RESUMED,
    ClockVerdict,
    EntryVersion,
    Run,
    clock_name,
    evaluate_versions,
    late_words,
    live,
    sentences,
)
from alongside.timeline.models import Entry, EntryAbout
from alongside.timeline.rules import Part

CALENDAR = WorkingDays()
STATES = {"on hold": "hold", "late": "late", "soon": "soon", "due": "due"}


@dataclass(frozen=True, slots=True)
class OpenRun:
    """An open run of a clock of one involvement. `source_id` is "model/clock"; `name`: what is to be done, and by which
    model where two ask for something of that name.
    """

    involvement_id: UUID
    model: PracticeModel
    clock: Clock
    run: Run
    owner_id: UUID | None
    name: str

    @property
    def source_id(self) -> str:
        return f"{self.model.id}/{self.clock.id}"


@dataclass(frozen=True, slots=True)
class RunLine:
    """One run of a clock with its facts in sentences and the entries it rests on."""

    run: Run
    subject_name: str
    state: str
    words: str
    sentences: tuple[str, ...]
    because: tuple[Entry, ...]


@dataclass(frozen=True, slots=True)
class ClockPage:
    """A clock opened to everything behind it."""

    model: PracticeModel
    clock: Clock
    runs: tuple[RunLine, ...]


def versions_of(family_id: int, kinds: Collection[str]) -> dict[UUID | None, list[EntryVersion]]:
    """Every version the reader may see of what was ever of these kinds, by involvement, as the clock engine takes them.
    One query.
    """
    # A correction may say that it was something else after all, so a thing is taken with all its versions.
    told = Entry.objects.filter(family_id=family_id, kind__in=kinds).values("strand_id")
    columns = (
        "id", "deed_id", "strand_id", "kind", "subtype", "happened_on", "happened_to", "happened_at", "recorded_at",
        "supersedes_id", "retracts", "strand__continues_id", "involvement_id", "facts__agreed_by", "facts__model",
    )  # fmt: skip
    about = EntryAbout.objects.filter(~Q(part=Part.MENTIONED.value), entry_id=OuterRef("pk"))
    # Plain columns: every page that says what is due, and every save, reads them all.
    rows = Entry.objects.filter(family_id=family_id, strand__in=told)
    found: dict[UUID | None, list[EntryVersion]] = {}
    for row in rows.values_list(*columns, ArraySubquery(about.values("person_id"))):
        involvement_id, agreed_by, of_model, whom = row[12:]
        agreed = frozenset(UUID(person) for person in agreed_by or ())
        model = of_model if row[3] in (PAUSED, RESUMED) else None
        fields: tuple[Any, ...] = (*row[:9], frozenset(whom), agreed, *row[9:12], model)
        found.setdefault(involvement_id, []).append(EntryVersion(*fields))
    return found


@dataclass(frozen=True, slots=True)
class FollowedModel:
    """A practice model an involvement follows: each version with the London day it came into force, oldest first."""

    versions: tuple[tuple[date, PracticeModel], ...]

    @property
    def newest(self) -> PracticeModel:
        return self.versions[-1][1]

    def clock(self, clock_id: str) -> Clock:
        """The clock as the newest version that has it says."""
        return next(clock for _, model in reversed(self.versions) for clock in model.clocks if clock.id == clock_id)


@once
def models_by_involvement(family_id: int) -> dict[UUID, list[FollowedModel]]:
    """The practice models each involvement follows, with every version it followed."""
    found: dict[UUID, dict[str, list[tuple[date, PracticeModel]]]] = {}
    for each in people.models_followed(family_id):
        versions = found.setdefault(each.involvement_id, {}).setdefault(each.model.id, [])
        versions.append((london_day(each.since), each.model))
    return {
        involvement_id: [FollowedModel(tuple(versions)) for versions in models.values()]
        for involvement_id, models in found.items()
    }


def verdicts(
    family_id: int, as_of: datetime, *, known_at: datetime | None = None
) -> list[tuple[UUID, PracticeModel, Clock, ClockVerdict]]:
    """Every clock of every involvement of a family, judged; a run keeps the version of the model it began under.

    The caller's scope decides what is seen.
    """
    followed_by = models_by_involvement(family_id)
    versions = versions_of(family_id, _kinds(followed_by.values()))
    children = _children(family_id, london_day(as_of)) if _ask_who_is_a_child(followed_by.values()) else None
    judged = []
    for involvement_id, models in followed_by.items():
        recorded = versions.get(involvement_id, [])
        for followed in models:
            entries = live((each for each in recorded if each.of_model in (None, followed.newest.id)), known_at)
            clocks = [(since, model.clocks) for since, model in followed.versions]
            found = evaluate_versions(clocks, entries, as_of=as_of, calendar=CALENDAR, children=children)
            judged += [
                (involvement_id, followed.newest, followed.clock(verdict.clock_id), verdict) for verdict in found
            ]
    return judged


def open_runs(family_id: int, as_of: datetime, owner_id: UUID | None) -> list[OpenRun]:
    """Every open run, the earliest due of a clock and subject where it has several. `owner_id`: who sees to them
    (`owner_of`).
    """
    first: dict[tuple[UUID, str, str, UUID | None], OpenRun] = {}
    judged = verdicts(family_id, as_of)
    models = {model.id: model for _, model, _, _ in judged}.values()
    for involvement_id, model, clock, verdict in judged:
        for run in sorted(verdict.open_runs, key=lambda run: run.due_at):
            key = (involvement_id, model.id, clock.id, run.subject)
            name = clock_name(clock, model, models)
            first.setdefault(key, OpenRun(involvement_id, model, clock, run, owner_id, name))
    return list(first.values())


def clock_detail(family_id: int, user: User, model_id: str, clock_id: str, as_of: datetime) -> ClockPage | None:
    """One clock of a family with all its runs, newest first, each with the entries it rests on; None when there is
    none.
    """
    names = people.names_of(family_id, user)
    found = [judged for judged in verdicts(family_id, as_of) if judged[1].id == model_id and judged[2].id == clock_id]
    if not found:
        return None
    runs = [run for _, _, _, verdict in found for run in verdict.runs]
    wanted = {entry_id for run in runs for entry_id in run.because}
    entries = {row.pk: row for row in Entry.objects.visible_to(user).filter(family_id=family_id, pk__in=wanted)}
    lines = tuple(
        RunLine(
            run,
            names.get(run.subject, "") if run.subject else "",
            STATES.get(run.state, "done"),
            late_words(run),
            sentences(run),
            tuple(entries[entry_id] for entry_id in run.because if entry_id in entries),
        )
        for run in sorted(runs, key=lambda run: (run.started_on, run.due), reverse=True)
    )
    return ClockPage(found[0][1], found[0][2], lines)


@once
def owner_of(family_id: int, as_of: datetime) -> UUID | None:
    """Who sees to what is due for a family: whoever leads its help, or after the work has ended who follows up."""
    helper = people.who_leads(family_id, as_of)
    return helper.user_id if helper else None


def _kinds(followed: Iterable[Iterable[FollowedModel]]) -> set[str]:
    """The kinds of entry that any clock of these models looks at, and those that hold or end every clock."""
    clocks = _clocks(followed)
    named = {matcher.kind for clock in clocks for matcher in (*clock.start, *clock.satisfy, *clock.stop)}
    return named | {CLOSED, DECLINED, FOLLOW_UP_ENDED, PAUSED, RESUMED}


def _ask_who_is_a_child(followed: Iterable[Iterable[FollowedModel]]) -> bool:
    return any(clock.scope == "child" for clock in _clocks(followed))


def _clocks(followed: Iterable[Iterable[FollowedModel]]) -> list[Clock]:
    return [clock for models in followed for each in models for _, model in each.versions for clock in model.clocks]


def _children(family_id: int, today: date) -> frozenset[UUID]:
    places = Membership.objects.filter(family_id=family_id, person_id=OuterRef("person_id"), known_until=None)
    role = Subquery(places.order_by("-during").values("role")[:1])
    return frozenset(
        row.person_id
        for row in PersonKnownAs.objects.filter(family_id=family_id).newest().annotate(role=role)
        if is_child(row.birth_days, row.due_on, today, role=row.role or "")
    )
