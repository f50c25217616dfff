"""Lists of what is due: our clocks, and what people said they would do.

Computed from the entries on a family's own pages, read from the stored list where a page spans families. The stored
list holds no words of a promise, because more people may read the list than the promise; they are read from its entry.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db.models import Window
from django.db.models.functions import RowNumber

from alongside.access.models import User
from alongside.kit.clock import london_day
from alongside.kit.dates import due_words
from alongside.people import queries as people
from alongside.people.models import Family
from alongside.timeline.clocks import late_words
from alongside.timeline.kinds import all_kinds
from alongside.timeline.models import Due, EntryText
from alongside.timeline.queries.clocks import STATES, OpenRun, open_runs, owner_of
from alongside.timeline.queries.promises import OpenPromise, open_promises

CLOCK, ACTION = Due.Source.CLOCK.value, Due.Source.ACTION.value
LONGEST = 120
"""Letters of a promise that a list shows; its page shows all."""


@dataclass(frozen=True, slots=True)
class DueLine:
    """One thing that is due, as a list shows it.

    source: "clock" for what practice or the law asks of us, "action" for what somebody said they would do. state: late,
    soon, due or hold. words: "2 days late", "Tomorrow", "Wed 25 Nov". sector: part of the time used, 0 to 1.
    subject_name: whom a clock is about, or who does an action. A page about it lies at `url_name` with `url_args`.
    """

    family_id: int
    family_name: str
    name: str
    subject_name: str
    state: str
    due_on: date
    words: str
    sector: float
    model_id: str
    clock_id: str
    because: tuple[UUID, ...]
    owner_id: UUID | None = None
    source: str = CLOCK

    @property
    def url_name(self) -> str:
        """The name of the page that it opens to."""
        kind = all_kinds().get(self.model_id) if self.source == ACTION else None
        return "timeline:clock" if self.source == CLOCK else kind.url_name if kind else "timeline:entry"

    @property
    def url_args(self) -> tuple[int | str | UUID, ...]:
        """What the address of that page takes."""
        if self.source == CLOCK:
            return (self.family_id, self.model_id, self.clock_id)
        return (self.family_id, self.because[0])


def what_is_due(family_id: int, user: User, as_of: datetime) -> list[DueLine]:
    """What is due for one family, computed now, the most urgent first."""
    family = people.family(user, family_id)
    names, today = people.names_of(family_id, user), london_day(as_of)
    owner_id = owner_of(family_id, as_of)
    promises = open_promises(family_id, owner_id)
    said = _promised([promise.entry_id for promise in promises], user)
    lines = [_of_run(family, run, names, today) for run in open_runs(family_id, as_of, owner_id)]
    lines += [_of_promise(family, promise, said, today) for promise in promises]
    return sorted(lines, key=lambda line: (line.state == "hold", line.due_on, line.name))


def due_for_user(user: User, as_of: datetime, *, limit: int = 50) -> list[DueLine]:
    """The most urgent things over all the families in scope, from the stored list. Three queries at most."""
    rows = Due.objects.visible_to(user).filter(on_hold=False)
    return _stored(list(rows.select_related("family").order_by("due_on", "id")[:limit]), london_day(as_of), user)


def next_due_of(family_ids: Sequence[int], user: User, as_of: datetime, *, most: int = 2) -> dict[int, list[DueLine]]:
    """The next things due for each of these families, at most `most` each. Three queries at most."""
    rows = (
        Due.objects.visible_to(user)
        .filter(family_id__in=list(family_ids), on_hold=False)
        .annotate(place=Window(RowNumber(), partition_by="family_id", order_by=("due_on", "id")))
        .filter(place__lte=most)
        .select_related("family")
        .order_by("family_id", "due_on", "id")
    )
    found: dict[int, list[DueLine]] = {}
    for line in _stored(list(rows), london_day(as_of), user):
        found.setdefault(line.family_id, []).append(line)
    return found


def _of_run(family: Family, open_run: OpenRun, names: Mapping[UUID, str], today: date) -> DueLine:
    run, state = open_run.run, STATES[open_run.run.state]
    return DueLine(
        family_id=family.pk,
        family_name=family.name,
        name=open_run.clock.name,
        subject_name=names.get(run.subject, "") if run.subject else "",
        state=state,
        due_on=run.due,
        words=_words(state, run.due, today, late=late_words(run)),
        sector=_sector(run.started_on, run.due, today),
        model_id=open_run.model.id,
        clock_id=open_run.clock.id,
        because=run.because,
        owner_id=open_run.owner_id,
    )


def _of_promise(family: Family, promise: OpenPromise, said: Mapping[UUID, tuple[str, str]], today: date) -> DueLine:
    state = _state(promise.due_on, promise.soon_on, today)
    name, who = said.get(promise.entry_id, (promise.title, ""))
    kind, _, promise_id = promise.source_id.partition("/")
    return DueLine(
        family_id=family.pk,
        family_name=family.name,
        name=name,
        subject_name=who,
        state=state,
        due_on=promise.due_on,
        words=_words(state, promise.due_on, today),
        sector=_sector(promise.started_on, promise.due_on, today),
        model_id=kind,
        clock_id=promise_id,
        because=(promise.entry_id,),
        owner_id=promise.owner_id,
        source=ACTION,
    )


def _stored(rows: Iterable[Due], today: date, user: User) -> list[DueLine]:
    rows = list(rows)
    subjects = {row.subject_id for row in rows if row.subject_id}
    names = people.names_in_scope(user, subjects) if subjects else {}
    said = _promised([row.because[0] for row in rows if row.source == ACTION], user)
    lines = []
    for row in rows:
        state = _state(row.due_on, row.soon_on, today)
        model_id, _, clock_id = row.source_id.partition("/")
        subject = names.get((row.family_id, row.subject_id), "") if row.subject_id else ""
        name, who = said.get(row.because[0], (row.name, "")) if row.source == ACTION else (row.name, subject)
        lines.append(
            DueLine(
                family_id=row.family_id,
                family_name=row.family.name,
                name=name,
                subject_name=who,
                state=state,
                due_on=row.due_on,
                words=_words(state, row.due_on, today),
                sector=_sector(row.started_on, row.due_on, today),
                model_id=model_id,
                clock_id=clock_id,
                because=tuple(row.because),
                owner_id=row.owner_id,
                source=row.source,
            )
        )
    return lines


def _promised(entry_ids: Collection[UUID], user: User) -> dict[UUID, tuple[str, str]]:
    """What each of these promises says and who made it, where the person may read it. One query, or none."""
    if not entry_ids:
        return {}
    texts = EntryText.objects.visible_to(user).filter(entry_id__in=list(entry_ids), part="note")
    return {row.entry_id: (_short(row.body), row.entry.facts["who"]) for row in texts.select_related("entry")}


def _short(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= LONGEST else f"{line[:LONGEST].rstrip()} …"


def _state(due_on: date, soon_on: date, today: date) -> str:
    return "late" if due_on < today else "soon" if soon_on <= today else "due"


def _words(state: str, due_on: date, today: date, *, late: str = "") -> str:
    return "On hold" if state == "hold" else late if state == "late" and late else due_words(due_on, today)


def _sector(started_on: date, due_on: date, today: date) -> float:
    whole = (due_on - started_on).days
    return 1.0 if whole <= 0 else min(1.0, max(0.0, (today - started_on).days / whole))
