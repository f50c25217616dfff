"""Lists of what is due: our clocks, and what people said they would do.

Computed from the entries on a family's own pages, read from the stored list where a page spans families. The stored
list holds no words of a promise, because more people may read the list than the promise; they are read from its entry.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db.models import Q, Window
from django.db.models.functions import RowNumber

from alongside.access.models import User
from alongside.kit.clock import london_day
from alongside.kit.dates import day_short, due_words
from alongside.people import queries as people
from alongside.people.models import Family
from alongside.timeline.clocks import late_words
from alongside.timeline.kinds import all_kinds
from alongside.timeline.models import Due, DueQuerySet, EntryContent, EntryText
from alongside.timeline.queries.bookings import open_bookings
from alongside.timeline.queries.clocks import STATES, OpenRun, open_runs
from alongside.timeline.queries.promises import OpenPromise, open_promises

CLOCK, ACTION, BOOKING = (each.value for each in (Due.Source.CLOCK, Due.Source.ACTION, Due.Source.BOOKING))
LONGEST = 120
"""Letters of a promise that a list shows; its page shows all."""


@dataclass(frozen=True, slots=True)
class DueLine:
    """One thing that is due, as a list shows it.

    source: "clock" for what practice or the law asks of us, "action" for what somebody said they would do, "booking"
    for what is planned for a day, which is never late. state: late, soon, due or hold. words: "2 days late",
    "Tomorrow", "Wed 25 Nov". sector: part of the time used, 0 to 1. subject_name: whom a clock is about, or who does an
    action. `gone_by`: planned for a day that has passed, so no next thing. `owner_name`: who sees to it, "" when nobody
    does yet, and on a family's own pages, which do not ask. `since`: the day of what it rests
    on. `urgent`: whoever recorded it said so. A page about it lies at `url_name` with `url_args`.
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
    gone_by: bool = False
    owner_name: str = ""
    since: date | None = None
    urgent: bool = False

    @property
    def is_for_managers(self) -> bool:
        """Whether a manager is to see it, whoever sees to it."""
        return self.source == ACTION and self.model_id in all_kinds() and all_kinds()[self.model_id].for_manager

    @property
    def url_name(self) -> str:
        """The name of the page that it opens to."""
        if self.source == CLOCK:
            return "timeline:clock"
        kind = all_kinds().get(self.model_id)
        return (kind.books and kind.books.opens) or kind.url_name if kind else "timeline:entry"

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
    leader = people.leader_among(people.helpers_of(family_id, user, as_of))
    owner_id = leader.user_id if leader else None
    promises = open_promises(family_id, owner_id, today)
    bookings = open_bookings(family_id, owner_id, today)
    said = _said([each.entry_id for each in promises], [each.entry_id for each in bookings], user)
    lines = [_of_run(family, run, names, today) for run in open_runs(family_id, as_of, owner_id)]
    lines += [_of_promise(family, promise, said, today, ACTION) for promise in promises]
    lines += [_of_promise(family, booking, said, today, BOOKING) for booking in bookings]
    return sorted(lines, key=lambda line: (line.state == "hold", line.due_on, line.name))


def due_for_user(user: User, as_of: datetime, *, limit: int = 50) -> list[DueLine]:
    """The most urgent things over all the families in scope, from the stored list. Four queries at most."""
    rows = Due.objects.visible_to(user).filter(on_hold=False)
    return _stored(list(rows.select_related("family").order_by("due_on", "id")[:limit]), as_of, user)


@dataclass(frozen=True, slots=True)
class Late:
    """Something that is late: a step of ours (`is_step`), or what somebody said they would do. `subject_id`: the one
    person a step is about, None for the family's. `because`: the first entry that it follows from.
    """

    family_name: str
    involvement_id: UUID | None
    subject_id: UUID | None
    name: str
    due_on: date
    is_step: bool
    because: UUID


@dataclass(frozen=True, slots=True)
class Morning:
    """What a manager looks at first over all the families in scope: what is for managers to look at, urgent things on
    top and what was recorded first before the rest; then what is due today, what is late, late for longest first, and
    the first thing to come after today. Each line says who sees to it, and stands once.
    """

    to_look_at: tuple[DueLine, ...]
    today: tuple[DueLine, ...]
    late: tuple[DueLine, ...]
    to_come: DueLine | None


def due_this_morning(user: User, as_of: datetime, *, most: int) -> Morning:
    """From the stored list: all that is for managers to look at, and at most `most` of what is due today and of what is
    late. Three queries at most.
    """
    day = london_day(as_of)
    asked = _for_managers()
    every = Due.objects.visible_to(user).filter(on_hold=False).exclude(source=BOOKING).order_by("due_on", "id")
    rows = every.exclude(asked)
    late, later = _late(user, as_of).order_by("due_on", "id")[:most], rows.filter(due_on__gt=day)
    now = rows.filter(due_on=day).exclude(_is_late(as_of))[:most]
    wanted = Q(pk__in=late.values("pk")) | Q(pk__in=now.values("pk")) | Q(pk__in=later[:1].values("pk")) | asked
    lines = _stored(list(every.filter(wanted).select_related("family", "owner")), as_of, user, owners=True)
    theirs = [line for line in lines if line.is_for_managers]
    lines = [line for line in lines if not line.is_for_managers]
    return Morning(
        tuple(sorted(theirs, key=lambda line: (not line.urgent, line.since, line.because))),
        tuple(line for line in lines if line.due_on == day and line.state != "late"),
        tuple(line for line in lines if line.state == "late"),
        next((line for line in lines if line.due_on > day), None),
    )  # fmt: skip


def _late(user: User, as_of: datetime) -> DueQuerySet:
    """What is late, the same on every page: steps of ours, and what somebody said they would do; nothing that is on
    hold, only planned, or for managers to look at.
    """
    rows = Due.objects.visible_to(user).filter(_is_late(as_of), on_hold=False)
    return rows.exclude(source=BOOKING).exclude(_for_managers())


def _is_late(as_of: datetime) -> Q:
    return Q(due_at__lt=as_of) | Q(due_at=None, due_on__lt=london_day(as_of))


def _for_managers() -> Q:
    asked = Q(pk__in=[])
    for key, kind in all_kinds().items():
        if kind.for_manager:
            asked |= Q(source=ACTION, source_id__startswith=f"{key}/")
    return asked


def next_due_of(family_ids: Sequence[int], user: User, as_of: datetime, *, most: int = 2) -> dict[int, list[DueLine]]:
    """The next things due for each of these families, at most `most` each. Four queries at most."""
    rows = (
        Due.objects.visible_to(user)
        .filter(family_id__in=list(family_ids), on_hold=False)
        .annotate(place=Window(RowNumber(), partition_by="family_id", order_by=("due_on", "id")))
        .filter(place__lte=most)
        .select_related("family")
        .order_by("family_id", "due_on", "id")
    )
    found: dict[int, list[DueLine]] = {}
    for line in _stored(list(rows), as_of, user):
        found.setdefault(line.family_id, []).append(line)
    return found


def families_with_due(user: User) -> set[int]:
    """The families in scope for which anything is stored as due. One query."""
    return set(Due.objects.visible_to(user).order_by().values_list("family_id", flat=True).distinct())


def late_of(user: User, as_of: datetime, family_ids: Collection[int] | None = None) -> dict[int, list[Late]]:
    """What is late now for every family in scope, or of these, late for longest first, from the stored list. One
    query.
    """
    rows = _late(user, as_of) if family_ids is None else _late(user, as_of).filter(family_id__in=family_ids)
    found: dict[int, list[Late]] = {}
    for row in rows.select_related("family").order_by("due_on", "id"):
        found.setdefault(row.family_id, []).append(Late(
            row.family.name, row.involvement_id, row.subject_id, row.name, row.due_on, row.source == CLOCK,
            row.because[0],
        ))  # fmt: skip
    return found


def promises_in_words(late: Mapping[int, Sequence[Late]], user: User) -> dict[int, list[Late]]:
    """The same, each promise in the words in which it was made, where the person may read them. One query at most."""
    promised = [each.because for lines in late.values() for each in lines if not each.is_step]
    said = {key: _short(body) for key, body, _ in _promises_told(promised, user)}
    return {
        family_id: [replace(each, name=said.get(each.because, each.name)) for each in lines]
        for family_id, lines in late.items()
    }


def _of_run(family: Family, open_run: OpenRun, names: Mapping[UUID, str], today: date) -> DueLine:
    run, state = open_run.run, STATES[open_run.run.state]
    return DueLine(
        family_id=family.pk,
        family_name=family.name,
        name=open_run.name,
        subject_name=names.get(run.subject, "") if run.subject else "",
        state=state,
        due_on=run.due,
        words=_words(state, run.due, today, CLOCK, late=late_words(run)),
        sector=_sector(run.started_on, run.due, today),
        model_id=open_run.model.id,
        clock_id=open_run.clock.id,
        because=run.because,
        owner_id=open_run.owner_id,
        since=run.started_on,
    )


def _of_promise(family: Family, promise: OpenPromise, said: "_Said", today: date, source: str) -> DueLine:
    state = _state(promise.due_on, promise.soon_on, today, source)
    name, who = said.words.get(promise.entry_id, (promise.title, ""))
    kind, _, promise_id = promise.source_id.partition("/")
    return DueLine(
        family_id=family.pk,
        family_name=family.name,
        name=name,
        subject_name=who,
        state=state,
        due_on=promise.due_on,
        words=_words(state, promise.due_on, today, source),
        sector=_sector(promise.started_on, promise.due_on, today),
        model_id=kind,
        clock_id=promise_id,
        because=(promise.entry_id,),
        owner_id=promise.owner_id,
        source=source,
        gone_by=_has_gone_by(promise.due_on, today, source),
        since=promise.started_on,
        urgent=said.urgent(promise.entry_id),
    )


def _stored(rows: Iterable[Due], as_of: datetime, user: User, *, owners: bool = False) -> list[DueLine]:
    rows, today = list(rows), london_day(as_of)
    subjects = {row.subject_id for row in rows if row.subject_id}
    names = people.names_in_scope(user, subjects) if subjects else {}
    of = {source: [row.because[0] for row in rows if row.source == source] for source in (ACTION, BOOKING)}
    said = _said(of[ACTION], of[BOOKING], user)
    lines = []
    for row in rows:
        by_the_hour = row.due_on == today and row.due_at is not None and row.due_at < as_of
        state = "late" if by_the_hour else _state(row.due_on, row.soon_on, today, row.source)
        model_id, _, clock_id = row.source_id.partition("/")
        subject = names.get((row.family_id, row.subject_id), "") if row.subject_id else ""
        name, who = said.words.get(row.because[0], (row.name, "")) if row.source != CLOCK else (row.name, subject)
        lines.append(
            DueLine(
                family_id=row.family_id,
                family_name=row.family.name,
                name=name,
                subject_name=who,
                state=state,
                due_on=row.due_on,
                words=_words(state, row.due_on, today, row.source, late="Late since today" if by_the_hour else ""),
                sector=_sector(row.started_on, row.due_on, today),
                model_id=model_id,
                clock_id=clock_id,
                because=tuple(row.because),
                owner_id=row.owner_id,
                source=row.source,
                gone_by=_has_gone_by(row.due_on, today, row.source),
                owner_name=row.owner.name if owners and row.owner else "",
                since=row.started_on,
                urgent=any(map(said.urgent, row.because)),
            )
        )
    return lines


@dataclass(frozen=True, slots=True)
class _Said:
    """What promises and bookings say and who made them, by entry, where the person may read it."""

    words: Mapping[UUID, tuple[str, str]]
    pressing: frozenset[UUID]

    def urgent(self, entry_id: UUID) -> bool:
        return entry_id in self.pressing


def _said(promises: Collection[UUID], bookings: Collection[UUID], user: User) -> _Said:
    """Two queries at most."""
    told = _promises_told(promises, user)
    words = {key: (_short(body), facts["who"]) for key, body, facts in told}
    pressing = frozenset(key for key, _, facts in told if facts.get("urgent"))
    return _Said(words | _booked(bookings, user), pressing)


def _promises_told(entry_ids: Collection[UUID], user: User) -> list[tuple[UUID, str, dict[str, Any]]]:
    if not entry_ids:
        return []
    texts = EntryText.objects.visible_to(user).filter(entry_id__in=list(entry_ids), part="note")
    return list(texts.values_list("entry_id", "body", "entry__facts"))


def _booked(entry_ids: Collection[UUID], user: User) -> dict[UUID, tuple[str, str]]:
    """What each of these bookings is, when and where, where the person may read it. One query, or none."""
    if not entry_ids:
        return {}
    told = EntryContent.objects.visible_to(user).filter(entry_id__in=list(entry_ids))
    said = {}
    for entry_id, kind, content in told.values_list("entry_id", "entry__kind", "content"):
        if books := all_kinds()[kind].books:
            said[entry_id] = (_short(books.words(content)), "")
    return said


def _short(text: str) -> str:
    line = " ".join(text.split())
    if len(line) <= LONGEST:
        return line
    # Between words, where there is a blank at all.
    return f"{line[: LONGEST + 1].rpartition(' ')[0] or line[:LONGEST]} …"


def _has_gone_by(due_on: date, today: date, source: str) -> bool:
    return source == BOOKING and due_on < today


def _state(due_on: date, soon_on: date, today: date, source: str) -> str:
    if due_on < today and source != BOOKING:
        return "late"
    return "soon" if soon_on <= today else "due"


def _words(state: str, due_on: date, today: date, source: str, *, late: str = "") -> str:
    if _has_gone_by(due_on, today, source):
        return f"Was planned for {day_short(due_on, today)}, nothing recorded yet"
    return "On hold" if state == "hold" else late if state == "late" and late else due_words(due_on, today)


def _sector(started_on: date, due_on: date, today: date) -> float:
    whole = (due_on - started_on).days
    return 1.0 if whole <= 0 else min(1.0, max(0.0, (today - started_on).days / whole))
