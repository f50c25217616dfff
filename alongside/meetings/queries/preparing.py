"""What preparing a review shows: everything that changed since the last meeting."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from alongside.access.models import User
from alongside.kit import hooks
from alongside.kit.clock import london_day
from alongside.kit.hooks import Panel, panels_on
from alongside.kit.words import listed
from alongside.meetings.queries.around import Around, around
from alongside.meetings.queries.meetings import Meeting, last_before, meetings_of
from alongside.meetings.rules import REVIEWS, Note, noted_since
from alongside.plans import queries as plans
from alongside.plans.queries import ActionLine, ClockSince, SinceReview
from alongside.plans.rules import Consequence, Version
from alongside.timeline import queries as timeline
from alongside.timeline.queries import EntryLine

MOST_SAID = 12


@dataclass(frozen=True, slots=True)
class PreparePage:
    """What preparing a review shows: everything that changed since the last meeting, and what each person said.

    `after`: the day of that meeting, None when there was none; `actions`: by who they are of ("family", "worker",
    "other"), those open, or ended since. `said`: since then, the newest first; `more_said`: how much more there is.
    `unasked`: whose answer is missing to the version that waits to be in force. `panels`: what other rooms lay
    beside it; `notes`: what was noted there since, and what was taken into this review already.
    """

    around: Around
    meeting: Meeting
    after: date | None
    since: SinceReview
    actions: Mapping[str, tuple[ActionLine, ...]]
    said: tuple[EntryLine, ...]
    more_said: int
    today: date
    unasked: tuple[str, ...] = ()
    panels: tuple[Panel, ...] = ()
    notes: tuple[Note, ...] = ()

    @property
    def lines(self) -> list[tuple[Consequence, str]]:
        """The rewards and consequences that hold, each with from whom and until when."""
        return self._lines(self.since.version, over=False)

    @property
    def over(self) -> list[tuple[Consequence, str]]:
        """Those of the version in force whose day has passed."""
        return self._lines(self.since.version, over=True)

    @property
    def waiting_lines(self) -> list[tuple[Consequence, str]]:
        """Those of the version that waits to be in force: what a review then decides about."""
        return [*self._lines(self.since.waiting, over=False), *self._lines(self.since.waiting, over=True)]

    @property
    def done_with_us(self) -> list[tuple[ClockSince, str]]:
        """What was due from us and done since, each clock once, the last time of it, with how often and how late."""
        found: dict[tuple[str, str], list[ClockSince]] = {}
        for each in self.since.clocks_done:
            found.setdefault((each.clock_id, each.subject_name), []).append(each)
        return [(runs[-1], done_words(runs)) for runs in found.values()]

    @property
    def answered(self) -> str:
        """Whose answer to the version that waits is missing, and who said no to it, in sentences."""
        refusers = self.since.waiting.refusers if self.since.waiting else []
        missing = f"Not answered yet: {listed(self.unasked)}." if self.unasked else "Everybody answered."
        return f"{missing} Said no: {listed(refusers)}." if refusers else missing

    def _lines(self, version: Version | None, *, over: bool) -> list[tuple[Consequence, str]]:
        found = version.plan.consequences if version else ()
        return [(line, line.stands(self.today)) for line in found if line.is_over(self.today) is over]


def done_words(runs: Sequence[ClockSince]) -> str:
    """ "in time", "2 days late", "6 times, 1 of them late"."""
    late = [each.days_late for each in runs if each.days_late > 0]
    if len(runs) > 1:
        return f"{len(runs)} times, {f'{len(late)} of them late' if late else 'each in time'}"
    return f"{late[0]} {'day' if late[0] == 1 else 'days'} late" if late else "in time"


def prepare_page(user: User, family_id: int, meeting_id: UUID, at: datetime) -> PreparePage | None:
    """What has happened since the last meeting; None when this is no review that is planned. A version of the plan that
    waits for answers costs the queries of who is asked.
    """
    every = meetings_of(family_id, user)
    found = next((each for each in every if each.meeting_id == meeting_id and each.planned), None)
    if found is None or found.type not in REVIEWS:
        return None
    here = around(user, family_id, at)
    after = last_before(every, meeting_id)
    since = plans.since_last_review(family_id, user, after or here.involvement.opened_on, at)
    said = timeline.said_since(family_id, user, since.since, most=MOST_SAID)
    lines = [*since.actions_open, *since.actions_done]
    return PreparePage(
        around=here,
        meeting=found,
        after=after,
        since=since,
        actions={who: tuple(each for each in lines if each.who_is == who) for who in ("family", "worker", "other")},
        said=said.lines,
        more_said=said.more,
        today=london_day(at),
        unasked=_unasked(user, here, since.waiting, at),
        panels=tuple(panels_on("review", family_id=family_id, user=user, at=at, after=after)),
        notes=_notes(user, here, found, after),
    )


def notes_of(family_id: int, user: User) -> list[Note]:
    """What other rooms noted in the present work that a review may need, the last first."""
    return [note for _, answer in hooks.answers("notes_for_review") for note in answer(family_id, user)]


def brought_to(user: User, family_id: int, found: Meeting) -> tuple[tuple[str, Note | None], ...]:
    """What was taken into a review, with its words then and as it says now. Two queries, or none."""
    if found.prepared is None or not found.prepared.brought:
        return ()
    notes = {str(note.strand): note for note in notes_of(family_id, user)}
    return tuple((each.words, notes.get(each.strand)) for each in found.prepared.brought)


def _notes(user: User, here: Around, found: Meeting, after: date | None) -> tuple[Note, ...]:
    notes = notes_of(here.family.pk, user)
    taken = {each.strand for each in found.prepared.brought} if found.prepared else set()
    new = noted_since(notes, after or here.involvement.opened_on)
    return tuple(note for note in notes if note in new or str(note.strand) in taken)


def _unasked(user: User, here: Around, waiting: Version | None, at: datetime) -> tuple[str, ...]:
    """Who should answer the version that waits, and did not yet."""
    if waiting is None:
        return ()
    asked = plans.written_page(here.family, user, at).asked(waiting)
    return tuple(each.name for each in asked if each.needed and each.answer is None)
