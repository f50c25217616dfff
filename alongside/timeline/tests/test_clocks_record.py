"""What was recorded late, corrected, retracted or known only roughly, and pictures of an earlier day made again."""

from dataclasses import replace
from datetime import date, datetime
from uuid import UUID

import pytest

from alongside.kit.calendar import ENGLAND
from alongside.practice.rules import Clock, Matcher, Span
from alongside.timeline.clocks import EntryVersion, evaluate, evaluate_all, evaluate_versions, live, next_due, sentences
from alongside.timeline.tests.clocks_table import Due, Example, check, deed, moment, uid

MEETING = Clock(
    id="referral_meeting",
    name="Hold the multi-agency referral meeting",
    scope="involvement",
    start=(Matcher("pathway.allocated"),),
    satisfy=(Matcher("meetings.held", "referral_meeting"),),
    within=Span(days=14),
)
IN_HOURS = replace(MEETING, within=Span(hours=72), soon=Span(hours=24))
ALLOCATED = deed("allocated", "pathway.allocated", "2025-03-03")
HELD_LATE_TOLD = deed("meeting", "meetings.held/referral_meeting", "2025-03-14", recorded="2025-03-20 10:00")
SOURCE = "002:1155"

RECORD = [
    Example(
        "held in time, recorded six days later: both are said",
        SOURCE, MEETING, [ALLOCATED, HELD_LATE_TOLD], "2025-03-21",
        [Due("2025-03-17", "done", 0, "allocated meeting", "recorded late:6")],
    ),
    Example(
        "before it was recorded, it stood as late",
        SOURCE, MEETING, [ALLOCATED, HELD_LATE_TOLD], "2025-03-18",
        [Due("2025-03-17", "late", 1, "allocated")],
        known_at="2025-03-18 18:00",
    ),
    Example(
        "as of the same day, knowing what is known now, it was done",
        SOURCE, MEETING, [ALLOCATED, HELD_LATE_TOLD], "2025-03-18",
        [Due("2025-03-17", "done", 0, "allocated meeting", "recorded late:6")],
    ),
    Example(
        "allocation recorded when the time was already up",
        SOURCE, MEETING, [deed("allocated", "pathway.allocated", "2025-03-03", recorded="2025-03-19 09:00")],
        "2025-03-19",
        [Due("2025-03-17", "late", 2, "allocated", "start recorded late:16")],
    ),
    Example(
        "the day of allocation was corrected: due moves, and the verdict says so",
        SOURCE, MEETING, [deed("allocated", "pathway.allocated", "2025-03-05", was="2025-03-03")], "2025-03-18",
        [Due("2025-03-19", "soon", 0, "allocated", "start corrected")],
    ),
    Example(
        "the day of the meeting was corrected",
        SOURCE, MEETING,
        [ALLOCATED, deed("meeting", "meetings.held/referral_meeting", "2025-03-18", was="2025-03-16")], "2025-04-01",
        [Due("2025-03-17", "done late", 1, "allocated meeting", "done corrected")],
    ),
    Example(
        "some day in March: counted on the last",
        SOURCE, MEETING,
        [ALLOCATED, deed("meeting", "meetings.held/referral_meeting", "2025-03-01", to="2025-03-31")], "2025-04-02",
        [Due("2025-03-17", "done late", 14, "allocated meeting", "done day not exact")],
    ),
    Example(
        "some day in March, looked at in March: it may still be to come",
        SOURCE, MEETING,
        [ALLOCATED, deed("meeting", "meetings.held/referral_meeting", "2025-03-01", to="2025-03-31")], "2025-03-20",
        [Due("2025-03-17", "late", 3, "allocated")],
    ),
    Example(
        "allocated in the first days of March: counted from the last of them",
        SOURCE, MEETING, [deed("allocated", "pathway.allocated", "2025-03-01", to="2025-03-10")], "2025-03-20",
        [Due("2025-03-24", "soon", 0, "allocated", "start day not exact")],
    ),
    Example(
        "a meeting of next week has not been held",
        SOURCE, MEETING, [ALLOCATED, deed("meeting", "meetings.held/referral_meeting", "2025-03-12")], "2025-03-05",
        [Due("2025-03-17", "due", 0, "allocated")],
    ),
    Example(
        "a meeting of this afternoon has not been held this morning",
        SOURCE, MEETING, [ALLOCATED, deed("meeting", "meetings.held/referral_meeting", "2025-03-12 14:00")],
        "2025-03-12 09:00",
        [Due("2025-03-17", "due", 0, "allocated")],
    ),
    Example(
        "done today at an hour nobody wrote down is not later than now",
        SOURCE, IN_HOURS,
        [
            deed("allocated", "pathway.allocated", "2025-03-01 10:00"),
            deed("meeting", "meetings.held/referral_meeting", "2025-03-04"),
        ],
        "2025-03-04 09:30",
        [Due("2025-03-04", "done", 0, "allocated meeting")],
    ),
]  # fmt: skip


@pytest.mark.parametrize("example", RECORD, ids=str)
def test_what_was_recorded_how(example: Example) -> None:
    check(example)


def version(name: str, day: str, recorded: str, **changes) -> EntryVersion:
    on = date.fromisoformat(day)
    made = EntryVersion(
        id=uid(name),
        deed_id=uid(f"deed {name}"),
        strand_id=uid("strand"),
        kind="pathway.allocated",
        subtype=None,
        happened_on=on,
        happened_to=on,
        happened_at=None,
        recorded_at=moment(recorded),
    )
    return replace(made, **changes)


ORIGINAL = version("original", "2025-03-03", "2025-03-03 17:00")
CORRECTION = version("correction", "2025-03-05", "2025-03-10 09:00", supersedes_id=uid("original"))
REWORDED = version("reworded", "2025-03-05", "2025-03-11 09:00", supersedes_id=uid("correction"))
RETRACTED = version("retracted", "2025-03-03", "2025-03-12 09:00", supersedes_id=uid("original"), retracts=True)


def test_a_correction_takes_the_place_of_the_original() -> None:
    (entry,) = live([ORIGINAL, CORRECTION])
    assert entry.id == uid("correction")
    assert entry.corrected_from == date(2025, 3, 3)
    assert entry.first_recorded_at == moment("2025-03-03 17:00")


def test_a_correction_of_words_keeps_saying_that_the_day_was_moved() -> None:
    (entry,) = live([REWORDED, ORIGINAL, CORRECTION])
    assert entry.id == uid("reworded")
    assert entry.corrected_from == date(2025, 3, 3)


def test_a_correction_that_leaves_the_day_moves_nothing() -> None:
    (entry,) = live([ORIGINAL, replace(CORRECTION, happened_on=date(2025, 3, 3), happened_to=date(2025, 3, 3))])
    assert entry.corrected_from is None


def test_what_was_retracted_did_not_happen() -> None:
    assert live([ORIGINAL, RETRACTED]) == ()


def test_before_the_correction_was_recorded_the_original_stood() -> None:
    known_at = moment("2025-03-08")
    entries = live([ORIGINAL, CORRECTION], known_at)
    assert [entry.id for entry in entries] == [uid("original")]
    (run,) = evaluate(MEETING, entries, as_of=moment("2025-03-18"), known_at=known_at, calendar=ENGLAND).runs
    assert (run.due, run.state, run.notes) == (date(2025, 3, 17), "late", ())
    assert [entry.id for entry in live([ORIGINAL, RETRACTED], known_at)] == [uid("original")]


def test_a_corrected_start_is_not_a_late_record() -> None:
    (run,) = evaluate(MEETING, live([ORIGINAL, CORRECTION]), as_of=moment("2025-03-18"), calendar=ENGLAND).runs
    assert [note.fact for note in run.notes] == ["start corrected"]
    assert run.due == date(2025, 3, 19)


def test_a_change_of_audience_is_neither_a_correction_nor_a_late_record() -> None:
    restated = version(
        "restated", "2025-03-03", "2025-03-12 09:00", strand_id=uid("new strand"), continues=uid("strand")
    )
    (entry,) = live([ORIGINAL, RETRACTED, restated])
    assert entry.id == uid("restated")
    assert entry.first_recorded_at == moment("2025-03-03 17:00")
    (run,) = evaluate(MEETING, [entry], as_of=moment("2025-03-13"), calendar=ENGLAND).runs
    assert run.notes == ()


def test_moments_carry_their_time_zone() -> None:
    naive = datetime(2025, 3, 3, 12)
    with pytest.raises(ValueError, match="time zone"):
        evaluate(MEETING, [], as_of=naive, calendar=ENGLAND)
    with pytest.raises(ValueError, match="time zone"):
        evaluate(MEETING, [], as_of=moment("2025-03-03"), known_at=naive, calendar=ENGLAND)
    with pytest.raises(ValueError, match="time zone"):
        live([], naive)


def reviews_by_version(*versions: tuple[str, Clock]) -> list[tuple]:
    record = [
        deed("first", "meetings.held/first_review", "2025-05-12"),
        deed("second", "meetings.held/review", "2025-07-01"),
        deed("third", "meetings.held/review", "2025-08-12"),
    ]
    (verdict,) = evaluate_versions(
        [(date.fromisoformat(since), [clock]) for since, clock in versions],
        record,
        as_of=moment("2025-09-01"),
        calendar=ENGLAND,
    )
    return [(run.due.isoformat(), run.state) for run in verdict.runs]


def test_a_run_keeps_the_version_it_began_under() -> None:
    """Eight weeks in the first version, four in the next: only what begins in its time is asked for sooner."""
    eight = replace(
        MEETING,
        start=(Matcher("meetings.held", "first_review"),),
        satisfy=(Matcher("meetings.held", "review"),),
        within=Span(days=56),
        repeat=True,
    )
    four = replace(eight, within=Span(days=28))
    assert reviews_by_version(("2025-01-01", eight), ("2025-08-01", four)) == [
        ("2025-07-07", "done"),
        ("2025-08-26", "done"),
        ("2025-09-09", "due"),
    ]
    assert reviews_by_version(("2025-01-01", eight), ("2025-07-01", four)) == [
        ("2025-07-07", "done"),
        ("2025-07-29", "done late"),
        ("2025-09-09", "due"),
    ]


def rows(as_of: str):
    later = replace(MEETING, id="later", within=Span(days=20))
    verdicts = evaluate_all([later, MEETING], [ALLOCATED], as_of=moment(as_of), calendar=ENGLAND)
    return next_due(verdicts)


def test_lists_keep_when_it_is_due_and_never_that_it_is_late() -> None:
    before, after = rows("2025-03-05"), rows("2025-04-05")
    assert before == after
    first, second = after
    assert (first.clock_id, first.due, first.soon_from) == ("referral_meeting", date(2025, 3, 17), date(2025, 3, 13))
    assert (second.clock_id, second.due) == ("later", date(2025, 3, 23))
    assert first.because == (uid("allocated"),)
    assert isinstance(first.start, UUID)


def said(as_of: str, *entries, clock: Clock = MEETING) -> tuple[str, ...]:
    (run,) = evaluate(clock, entries, as_of=moment(as_of), calendar=ENGLAND).runs
    return sentences(run)


def test_a_verdict_in_plain_sentences() -> None:
    paused = deed("paused", "pathway.clock_paused/referral_meeting", "2025-03-19")
    hour = deed("hour", "pathway.allocated", "2025-03-03 10:00", was="2025-03-03 09:00")
    assert said("2025-03-05", ALLOCATED) == ("Due on 17 March 2025.",)
    assert said("2025-03-18", ALLOCATED) == ("Was due on 17 March 2025: 1 day late.",)
    assert said("2025-03-21", ALLOCATED, HELD_LATE_TOLD) == (
        "Done on 14 March 2025, on time.",
        "Recorded 6 days after it was done.",
    )
    assert said("2025-03-25", ALLOCATED, paused) == (
        "On hold; it was 2 days late before.",
        "Paused by agreement on 19 March 2025, not lifted yet.",
    )
    assert said("2025-03-06 12:30", hour, clock=IN_HOURS) == (
        "Was due on 6 March 2025: 3 hours late.",
        "The start was corrected; it stood on 3 March 2025 at 9:00am before.",
    )
    closed = deed("closed", "pathway.closed", "2025-03-10")
    assert said("2025-03-21", ALLOCATED, closed) == (
        "Ended on 10 March 2025, before it was due.",
        "Ended by closing on 10 March 2025.",
    )
