"""What goes into the clock engine and what comes out, as plain values that never change."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Literal, NamedTuple
from uuid import UUID

State = Literal["due", "soon", "late", "on hold", "done", "done late", "ended", "ended late"]
"""Where a run stands. The first four are open; "on hold" has no due day that can be relied on until it is lifted."""

Fact = Literal[
    "start corrected",
    "start recorded late",
    "start day not exact",
    "done corrected",
    "recorded late",
    "done day not exact",
    "done before the start",
    "sooner than the model asks",
    "started again",
    "replaced by a new start",
    "stopped",
    "closed",
    "involvement ended",
    "paused",
    "pause refused",
]


@dataclass(frozen=True, slots=True)
class LiveEntry:
    """One entry as it stands after corrections; retracted ones never reach the engine (see `live`).

    happened_on / happened_to: first and last London day on which it may have happened, the same when exact. A
    vague entry counts on its last. happened_at: the aware instant when known, lying on happened_on. recorded_at:
    when this version was recorded (aware). about: ids of the persons the deed reached, without those who are only
    mentioned. corrected_from, corrected_from_at: the counting day and instant of the latest earlier version that
    had another, else None. first_recorded_at: when the deed was first recorded, None when this version is the
    first. agreed_by: who agreed, for a pause.
    """

    id: UUID
    deed_id: UUID
    strand_id: UUID
    kind: str
    subtype: str | None
    happened_on: date
    happened_to: date
    happened_at: datetime | None
    recorded_at: datetime
    about: frozenset[UUID] = frozenset()
    corrected_from: date | None = None
    corrected_from_at: datetime | None = None
    first_recorded_at: datetime | None = None
    agreed_by: frozenset[UUID] = frozenset()


@dataclass(frozen=True, slots=True)
class EntryVersion:
    """One row of the record, before corrections are resolved. Fields as in `LiveEntry`, and:

    supersedes_id: the version this one takes the place of. retracts: with supersedes_id, says that it did not happen.
    continues: the strand that this entry's strand continues after a change of audience. of_model: the practice model
    whose clock a pause or its lifting speaks of; two models may have a clock of one id.
    """

    id: UUID
    deed_id: UUID
    strand_id: UUID
    kind: str
    subtype: str | None
    happened_on: date
    happened_to: date
    happened_at: datetime | None
    recorded_at: datetime
    about: frozenset[UUID] = frozenset()
    agreed_by: frozenset[UUID] = frozenset()
    supersedes_id: UUID | None = None
    retracts: bool = False
    continues: UUID | None = None
    of_model: str | None = None


class Note(NamedTuple):
    """A plain fact that belongs beside a verdict. entry: whose; on: the day it speaks of; days: how many; people:
    who agreed.

    "start corrected", "done corrected": `on` is the day it counted on before, `at` its instant. "start recorded
    late", "recorded late": `days` after it happened. "... day not exact": `on` is the first possible day.
    "paused": from `on`, for `days`, None while open. "sooner than the model asks": `days` too soon. "done before
    the start": by `days`.
    """

    fact: Fact
    entry: UUID | None = None
    on: date | None = None
    days: int | None = None
    people: frozenset[UUID] = frozenset()
    at: datetime | None = None


class Run(NamedTuple):
    """One run of one clock.

    start: the entry that began it (for a repeat: the deed that satisfied the run before). started_on: day 0. due:
    the London day. due_at: the aware instant (UTC) after which it is late: the end of the due day, or the instant
    for limits in hours. soon_from: the London day from which the prompt begins, None when nothing is asked any
    more. late_by: exact; days_late: its whole days, of the calendar, also where the limit counts working days.
    Both count to the deed, the end or `as_of`, and leave out agreed pauses. satisfied_by, done_on: the deed.
    ended_on: the day the run ended undone. because: the entries this rests on, start first.
    """

    clock_id: str
    subject: UUID | None
    start: UUID
    started_on: date
    due: date
    due_at: datetime
    soon_from: date | None
    state: State
    days_late: int
    late_by: timedelta
    satisfied_by: UUID | None
    done_on: date | None
    ended_on: date | None
    sooner_than_asked: bool
    because: tuple[UUID, ...]
    notes: tuple[Note, ...]

    @property
    def is_open(self) -> bool:
        """Still asks for something, now or once a pause is lifted."""
        return self.satisfied_by is None and self.ended_on is None

    def note(self, fact: Fact) -> Note | None:
        """The first note of that kind, if any."""
        return next((note for note in self.notes if note.fact == fact), None)


@dataclass(frozen=True, slots=True)
class ClockVerdict:
    """All runs of one clock in one involvement, for every subject, in the order they began."""

    clock_id: str
    runs: tuple[Run, ...]

    @property
    def open_runs(self) -> tuple[Run, ...]:
        """The runs that still ask for something, those on hold included."""
        return tuple(run for run in self.runs if run.is_open)

    @property
    def subjects(self) -> tuple[UUID | None, ...]:
        """The persons with a run, each once; `None` stands for the involvement."""
        return tuple(dict.fromkeys(run.subject for run in self.runs))

    def of(self, subject: UUID | None) -> tuple[Run, ...]:
        """The runs of one person, or of the involvement (`None`)."""
        return tuple(run for run in self.runs if run.subject == subject)

    @property
    def total_late(self) -> timedelta:
        """Lateness of all runs together."""
        return sum((run.late_by for run in self.runs), timedelta())

    @property
    def worst_late(self) -> timedelta:
        """Lateness of the latest run."""
        return max((run.late_by for run in self.runs), default=timedelta())


@dataclass(frozen=True, slots=True)
class DueRow:
    """What a list keeps of an open run: when it is due, never whether it is late. Units as in `Run`."""

    clock_id: str
    subject: UUID | None
    due: date
    due_at: datetime
    start: UUID
    because: tuple[UUID, ...]
    soon_from: date


def next_due(verdicts: Iterable[ClockVerdict]) -> tuple[DueRow, ...]:
    """The open runs with a due day, the most urgent first. Runs on hold have none until the pause is lifted."""
    rows = [
        DueRow(run.clock_id, run.subject, run.due, run.due_at, run.start, run.because, run.soon_from or run.due)
        for verdict in verdicts
        for run in verdict.runs
        if run.state in ("due", "soon", "late")
    ]
    return tuple(sorted(rows, key=lambda row: (row.due_at, row.clock_id, str(row.subject), row.start)))
