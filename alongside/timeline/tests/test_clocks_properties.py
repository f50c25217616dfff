"""What holds for every clock and every record: searched for with Hypothesis.

The clocks drawn here are those a practice model may hold: limits of a repeat do not shrink. A limit in months is
not paused where lateness is compared, because half a year has 181 to 184 days and a run taken up later may have
the shorter half.
"""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime, timedelta
from uuid import UUID

from hypothesis import assume, example, given, settings
from hypothesis import strategies as st

from alongside.kit.calendar import ENGLAND
from alongside.kit.clock import LONDON
from alongside.practice.rules import Clock, Matcher, Span
from alongside.timeline.clocks import (
    CLOSED,
    FOLLOW_UP_ENDED,
    PAUSED,
    RESUMED,
    ClockVerdict,
    EntryVersion,
    LiveEntry,
    Run,
    evaluate,
    live,
)

START, DONE, STOP = "pathway.allocated", "meetings.held", "pathway.stage_began"
FIRST_DAY = date(2025, 2, 20)
RECORDED = datetime(2025, 1, 1, 12, tzinfo=LONDON)
UNITS = ("days", "working_days", "months", "hours")


def span(unit: str, count: int) -> Span:
    return Span(**{unit: count})


@st.composite
def clocks(draw: st.DrawFn, *, pausable: bool = True) -> Clock:
    unit = draw(st.sampled_from(UNITS))
    most = {"days": 40, "working_days": 25, "months": 3, "hours": 200}[unit]
    within = draw(st.integers(1, most))
    repeat = draw(st.booleans())
    optional = st.none() | st.builds(span, st.sampled_from(("days", "working_days")), st.integers(0, 20))
    return Clock(
        id="clock",
        name="A clock",
        scope=draw(st.sampled_from(("involvement", "child"))),
        start=(Matcher(START),),
        satisfy=(Matcher(DONE),),
        stop=draw(st.sampled_from(((), (Matcher(STOP),)))),
        within=span(unit, within),
        soon=span("days", draw(st.integers(0, 9))),
        not_before=draw(optional),
        early=draw(optional),
        starts=draw(st.sampled_from(("first", "each", "restart"))),
        repeat=repeat,
        repeat_within=span(unit, draw(st.integers(within, 2 * most))) if repeat and draw(st.booleans()) else None,
        pausable=pausable and unit != "months",
        survives_closing=draw(st.booleans()),
    )


@st.composite
def deeds(draw: st.DrawFn, kinds: Sequence[str]) -> LiveEntry:
    on = FIRST_DAY + timedelta(days=draw(st.integers(0, 45)))
    minute = draw(st.none() | st.none() | st.integers(0, 23 * 60))
    # The hour that is skipped in March and the one that comes twice in October are left to the dated examples.
    at = None if minute is None else datetime(on.year, on.month, on.day, minute // 60, minute % 60, tzinfo=LONDON)
    vague = draw(st.sampled_from((0, 0, 0, 5))) if at is None else 0
    kind = draw(st.sampled_from(kinds))
    return LiveEntry(
        id=draw(st.uuids()),
        deed_id=draw(st.uuids()),
        strand_id=draw(st.uuids()),
        kind=kind,
        subtype="clock" if kind in (PAUSED, RESUMED) else None,
        happened_on=on,
        happened_to=on + timedelta(days=vague),
        happened_at=at,
        recorded_at=RECORDED + timedelta(days=draw(st.integers(0, 200))),
        about=draw(st.frozensets(st.sampled_from((UUID(int=1), UUID(int=2))), min_size=1)),
    )


KINDS = (START, START, DONE, DONE, DONE, STOP, PAUSED, RESUMED, CLOSED, FOLLOW_UP_ENDED)
UNENDED = (START, START, DONE, DONE, STOP, PAUSED, RESUMED)
RECORDS = st.lists(deeds(KINDS), max_size=10) | st.lists(deeds(UNENDED), max_size=12)
AS_OF = st.integers(0, 130 * 24).map(lambda hours: datetime(2025, 2, 20, 1, tzinfo=LONDON) + timedelta(hours=hours))
MANY = settings(max_examples=150, deadline=None)


def judged(
    clock: Clock, entries: Sequence[LiveEntry], as_of: datetime, known_at: datetime | None = None
) -> ClockVerdict:
    return evaluate(clock, entries, as_of=as_of, known_at=known_at, calendar=ENGLAND)


def meaning(verdict: ClockVerdict) -> list[tuple]:
    """What a verdict says, without the names of entries and without when they were recorded."""
    runs = ((run.subject, run.started_on, run.due_at, run.state, run.late_by, run.done_on) for run in verdict.runs)
    return sorted(runs, key=str)


@MANY
@given(clocks(), RECORDS, AS_OF, st.randoms())
def test_the_order_of_recording_never_changes_a_verdict(clock, entries, as_of, chance) -> None:
    """Recorded in another order: other moments, other ids (which follow the order of making) and another order of
    rows.
    """
    moments = [(entry.recorded_at, entry.id) for entry in entries]
    chance.shuffle(moments)
    otherwise = [replace(e, recorded_at=m, id=i) for e, (m, i) in zip(entries, moments, strict=True)]
    chance.shuffle(otherwise)
    assert meaning(judged(clock, otherwise, as_of)) == meaning(judged(clock, entries, as_of))


def on(day: int, kind: str) -> LiveEntry:
    when = FIRST_DAY + timedelta(days=day)
    own = UUID(int=day)
    return LiveEntry(own, own, own, kind, None, when, when, None, RECORDED)


EARLY_REPEAT = Clock(
    id="clock",
    name="A deed shortly before the start counts, and repeats follow",
    scope="involvement",
    start=(Matcher(START),),
    satisfy=(Matcher(DONE),),
    within=Span(days=14),
    early=Span(days=10),
    repeat=True,
)
LATER = datetime(2025, 5, 1, 12, tzinfo=LONDON)


@MANY
@given(clocks(), RECORDS, deeds([DONE]), AS_OF)
@example(EARLY_REPEAT, [on(10, START)], on(3, DONE), LATER)
@example(replace(EARLY_REPEAT, starts="restart"), [on(10, START), on(30, START)], on(25, DONE), LATER)
@example(replace(EARLY_REPEAT, starts="each"), [on(10, START), on(12, START)], on(20, DONE), LATER)
def test_one_more_satisfying_deed_never_makes_things_later(clock, entries, more, as_of) -> None:
    before, after = judged(clock, entries, as_of), judged(clock, [*entries, more], as_of)
    assert after.total_late <= before.total_late
    assert after.worst_late <= before.worst_late


@MANY
@given(clocks(), RECORDS, AS_OF, st.integers(1, 60 * 24))
def test_as_time_goes_on_what_is_undone_never_gets_less_late(clock, entries, as_of, hours) -> None:
    later = {key(run): run for run in judged(clock, entries, as_of + timedelta(hours=hours)).runs}
    for run in judged(clock, entries, as_of).runs:
        then = later.get(key(run))
        if run.is_open and then is not None and then.satisfied_by is None:
            assert then.late_by >= run.late_by


def key(run: Run) -> tuple:
    return run.subject, run.start, run.started_on


@MANY
@given(clocks(), RECORDS, AS_OF, st.integers(0, 200))
def test_an_old_picture_is_made_of_what_was_recorded_by_then(clock, entries, as_of, days) -> None:
    known_at = RECORDED + timedelta(days=days)
    by_then = [entry for entry in entries if entry.recorded_at <= known_at]
    assert judged(clock, entries, as_of, known_at) == judged(clock, by_then, as_of)


@MANY
@given(clocks(), RECORDS, AS_OF)
def test_every_verdict_rests_on_entries_that_had_happened(clock, entries, as_of) -> None:
    by_id = {entry.id: entry for entry in entries}
    for run in judged(clock, entries, as_of).runs:
        assert run.because[0] == run.start
        assert len(set(run.because)) == len(run.because)
        assert run.satisfied_by is None or run.satisfied_by in run.because
        assert all(by_id[entry].happened_to <= as_of.date() for entry in run.because)
        assert run.is_open == (run.state in ("due", "soon", "late", "on hold"))


@MANY
@given(clocks(), RECORDS, AS_OF)
def test_at_most_one_run_is_open_unless_each_start_has_its_own(clock, entries, as_of) -> None:
    assume(clock.starts != "each")
    verdict = judged(clock, entries, as_of)
    for subject in verdict.subjects:
        assert sum(run.is_open for run in verdict.of(subject)) <= 1


@st.composite
def strands(draw: st.DrawFn) -> list[EntryVersion]:
    """One strand: an original and its corrections, the last of which may be a retraction."""
    versions: list[EntryVersion] = []
    strand = draw(st.uuids())
    for number in range(draw(st.integers(1, 4))):
        entry = draw(deeds([START, DONE]))
        versions.append(
            EntryVersion(
                id=entry.id,
                deed_id=entry.deed_id,
                strand_id=strand,
                kind=START,
                subtype=None,
                happened_on=entry.happened_on,
                happened_to=entry.happened_to,
                happened_at=entry.happened_at,
                recorded_at=RECORDED + timedelta(days=40 * number + draw(st.integers(0, 39))),
                supersedes_id=versions[-1].id if versions else None,
                retracts=number == 3,
            )
        )
    return versions


@MANY
@given(st.lists(strands(), max_size=4), st.integers(0, 200), st.randoms())
def test_what_stood_is_what_stood_among_the_versions_recorded_by_then(lists, days, chance) -> None:
    versions = [version for strand in lists for version in strand]
    known_at = RECORDED + timedelta(days=days)
    by_then = [version for version in versions if version.recorded_at <= known_at]
    stood = live(versions, known_at)
    assert stood == live(by_then)
    chance.shuffle(versions)
    assert set(live(versions, known_at)) == set(stood)
    assert len({entry.strand_id for entry in stood}) == len(stood)
