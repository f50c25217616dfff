"""What lies behind a bulb, as lines of its page: each knows the entry, or the clock, it opens to."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from types import MappingProxyType
from uuid import UUID

from django.db.models import Q

from alongside.access.models import User
from alongside.aids.queries.counting import Recorded
from alongside.aids.queries.work import Work
from alongside.aids.rules import BULB, DIFFERENCE_SEEN, ENERGY_QUESTIONS, LOOKED_AT, STATE_WORDS, State, Window
from alongside.kit.clock import end_of_day
from alongside.kit.dates import count_words, day_short
from alongside.kit.drawing.bulb import ClipState
from alongside.kit.words import listed
from alongside.people import queries as people
from alongside.people.models import Family
from alongside.people.rules import within
from alongside.timeline import queries as timeline
from alongside.timeline.clocks import Run
from alongside.timeline.kinds import all_kinds
from alongside.timeline.queries import StandingEntry, ToldLine
from alongside.timeline.rules import Part
from alongside.visits.rules import ADULT_SAID, ADULT_WORK, CHILD_SAID, DIRECT_WORK

MOST_SAID = 2
MOST_ASKED = 8
"""How much of what child and family said to the energy questions the page shows."""
SAID: Mapping[ClipState, str] = MappingProxyType({"kept": "kept", "late": "late since", "due": "due"})
ORDER: tuple[ClipState, ...] = ("late", "kept", "due")


@dataclass(frozen=True, slots=True)
class StepLine:
    """A step of process and how it stands, with its clock: late, kept, or due. `day`: when it was or is due, or was
    last kept; `times`: how often it was kept; `today`: when the page is looked at.
    """

    name: str
    state: ClipState
    model_id: str
    clock_id: str
    day: date
    today: date
    times: int = 1

    @property
    def said(self) -> str:
        """ "kept Thu 12 Nov", "kept three times, last Thu 12 Nov", "late since Tue 17 Nov", "due Wed 9 Dec" """
        if self.times > 1:
            return f"kept {count_words(self.times)} times, last {day_short(self.day, self.today)}"
        return f"{SAID[self.state]} {day_short(self.day, self.today)}"


@dataclass(frozen=True, slots=True)
class DeedsLine:
    """Deeds alike in the window: what they were, with whom, how many minutes, and each day with its entry. `adapted`:
    how the help was shaped to whom it is for.
    """

    words: str
    whom: str
    minutes: int
    days: tuple[tuple[date, UUID], ...]
    adapted: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class DifferenceLine:
    """Evidence of a difference: what is different, who says so, and the entry."""

    what: str
    who: str
    day: date
    entry_id: UUID


@dataclass(frozen=True, slots=True)
class BarrierLine:
    """Something in the way of help: what, what we see, what it does to the child, what we do, who, and when again.
    `look_id`: the entry that says so.
    """

    entry_id: UUID
    words: str
    seen: str
    effect: str
    strategy: str
    owner: str
    again_on: date
    look_id: UUID


@dataclass(frozen=True, slots=True)
class SaidLine:
    """What somebody said in their own words, on a day on which help reached the child."""

    who: str
    words: str
    day: date
    entry_id: UUID


@dataclass(frozen=True, slots=True)
class LookLine:
    """One time the question was answered: how the bulb was then, and what was said."""

    entry_id: UUID
    as_of: date
    known_at: datetime
    state: str
    difference: str
    differently: str
    by: str

    @property
    def state_words(self) -> str:
        return STATE_WORDS[State(self.state)]


type NamedRun = tuple[tuple[str, str, str], Run]
"""Model, clock and name, with a run of that clock."""
type NamedRuns = tuple[tuple[str, str, str], Sequence[Run]]
"""The same with all runs of that clock."""


def judged(work: Work, day: date, at: datetime, known_at: datetime | None = None) -> list[NamedRuns]:
    """The runs of every clock of this work as of the end of that day, or of now."""
    end = end_of_day(day) - timedelta(microseconds=1)
    return [
        ((model.id, clock.id, clock.name), verdict.runs)
        for involvement_id, model, clock, verdict in timeline.verdicts(work.family_id, min(end, at), known_at=known_at)
        if involvement_id == work.involvement_id
    ]


def runs_for(clocks: Iterable[NamedRuns], child_id: UUID) -> list[NamedRun]:
    """The runs that ask something for this child; of those of one clock that are open the earliest due, as in every
    list of what is due.
    """
    found: list[NamedRun] = []
    for named, all_runs in clocks:
        mine = [run for run in all_runs if run.subject in (None, child_id)]
        still_open = sorted((run for run in mine if run.is_open), key=lambda run: run.due_at)
        found += [(named, run) for run in (*(run for run in mine if not run.is_open), *still_open[:1])]
    return found


def steps(runs: Iterable[NamedRun], days: Window, today: date) -> tuple[StepLine, ...]:
    """What is late, what was kept within the window, and what is due next, in this order."""
    found: list[StepLine] = []
    kept: dict[tuple[str, str, str], list[date]] = {}
    for (model_id, clock_id, name), run in runs:
        if run.is_open:
            state: ClipState = "late" if run.state == "late" else "due"
            found.append(StepLine(name, state, model_id, clock_id, run.due, today))
        elif run.done_on is not None and days.holds(run.done_on):
            kept.setdefault((model_id, clock_id, name), []).append(run.done_on)
    for (model_id, clock_id, name), done in kept.items():
        found.append(StepLine(name, "kept", model_id, clock_id, max(done), today, len(done)))
    return tuple(sorted(found, key=lambda step: (ORDER.index(step.state), step.day)))


@dataclass(frozen=True, slots=True)
class Telling:
    """Reads what entries told into lines of the page."""

    family: Family
    user: User
    work: Work

    def deeds(self, entries: Sequence[StandingEntry], child_id: UUID) -> tuple[DeedsLine, ...]:
        """Entries of one kind, tool and person together, in the order of the last. What was done with the child alone
        is said of nobody else.
        """
        names = people.names_of(self.family.pk, self.user)
        texts = timeline.texts_by_part([each.id for each in entries], self.user)
        found: dict[tuple[str, str], list[StandingEntry]] = {}
        for each in entries:
            whom = [
                within(names[person], self.family.name)
                for person, part in each.about
                if part == "with" and person != child_id
            ]
            words = str(each.facts.get("tool") or all_kinds()[each.kind].title)
            found.setdefault((words, " and ".join(whom)), []).append(each)
        return tuple(
            DeedsLine(
                words, whom, sum(each.minutes or 0 for each in those),
                tuple((each.happened_to, each.id) for each in those),
                tuple(dict.fromkeys(text for each in those if (text := texts.get(each.id, {}).get("adapted")))),
            )
            for (words, whom), those in found.items()
        )  # fmt: skip

    def differences(self, child_id: UUID, days: Window) -> tuple[DifferenceLine, ...]:
        """Evidence of a difference within the window."""
        lines = [line for line in self._told(DIFFERENCE_SEEN) if child_id in line.persons("for")]
        texts = timeline.words_told(lines, self.user)
        return tuple(
            DifferenceLine(texts[line.id].get("note", ""), line.facts["who"], line.entry.happened_to, line.id)
            for line in lines
            if days.holds(line.entry.happened_to)
        )

    def barriers(self, told: Recorded, child_id: UUID, day: date) -> tuple[BarrierLine, ...]:
        """What is in the way on that day."""
        found = told.open_barriers(child_id, day)
        texts = timeline.texts_by_part([barrier.id for barrier, _ in found], self.user)
        return tuple(_barrier(barrier, look, texts[barrier.id]) for barrier, look in found)

    def asked(self, child_id: UUID, day: date) -> tuple[SaidLine, ...]:
        """What the child and the family said to the energy questions about this child, until that day, the last
        first.
        """
        wanted = Q(kind__in=(DIRECT_WORK, ADULT_WORK), subtype=ENERGY_QUESTIONS, happened_on__lte=day)
        work = Q(involvement_id=self.work.involvement_id)
        asked = {
            (each.deed_id, person)
            for each in timeline.standing([self.family.pk], self.user, wanted & work)
            if each.concerns(child_id)
            for person, part in each.about
            if part == Part.WITH
        }
        deeds = {deed_id for deed_id, _ in asked}
        lines = [
            line
            for line in (self._told(CHILD_SAID, ADULT_SAID) if asked else ())
            if line.entry.deed_id in deeds
            and any((line.entry.deed_id, person) in asked for person in line.persons(Part.SAID))
        ]
        return self._words(lines[:MOST_ASKED])

    def said(
        self, helped: Sequence[StandingEntry], child_id: UUID, days: Window, apart: Collection[SaidLine]
    ) -> tuple[SaidLine, ...]:
        """The child's own words of deeds that helped, the last first; but for what stands `apart`."""
        deeds, elsewhere = {each.deed_id for each in helped}, {each.entry_id for each in apart}
        lines = [
            line
            for line in self._told(CHILD_SAID)
            if line.entry.deed_id in deeds and line.id not in elsewhere
            and child_id in line.persons(Part.SAID) and days.holds(line.entry.happened_to)
        ][:MOST_SAID]  # fmt: skip
        return self._words(lines)

    def _words(self, lines: Sequence[ToldLine]) -> tuple[SaidLine, ...]:
        names, texts = people.names_of(self.family.pk, self.user), timeline.words_told(lines, self.user)
        return tuple(
            SaidLine(
                listed([within(names[each], self.family.name) for each in line.persons(Part.SAID)]),
                texts[line.id].get("words", ""), line.entry.happened_to, line.id,
            )
            for line in lines
        )  # fmt: skip

    def looks(self, child_id: UUID) -> tuple[LookLine, ...]:
        """Every answer to the question, the last first."""
        mine = [line for line in self._told(LOOKED_AT) if line.facts["child"] == str(child_id)]
        lines = [line for line in mine if line.facts["aid"] == BULB]
        texts = timeline.words_told(lines, self.user)
        return tuple(
            LookLine(
                line.id, date.fromisoformat(line.facts["as_of"]), datetime.fromisoformat(line.facts["known_at"]),
                line.facts["state"], texts[line.id].get("difference", ""), texts[line.id].get("differently", ""),
                line.by_name,
            )
            for line in lines
        )  # fmt: skip

    def _told(self, *kinds: str) -> list[ToldLine]:
        return timeline.told(self.family.pk, self.user, kinds, involvement_id=self.work.involvement_id)


def _barrier(barrier: StandingEntry, look: StandingEntry, texts: Mapping[str, str]) -> BarrierLine:
    return BarrierLine(
        barrier.id, barrier.facts["barrier_words"], texts.get("seen", ""), texts.get("effect", ""),
        texts.get("strategy", ""), barrier.facts["owner"], date.fromisoformat(look.facts["day"]), look.id,
    )  # fmt: skip
