"""Pauses by agreement: what they move, what they leave, and who agreed. Dated examples worked by hand."""

from dataclasses import replace
from uuid import UUID

import pytest

from alongside.kit.calendar import ENGLAND
from alongside.practice.rules import Clock, Matcher, Span
from alongside.timeline.clocks import evaluate, next_due
from alongside.timeline.tests.clocks_table import Due, Example, check, deed, moment, uid

MEETING = Clock(
    id="referral_meeting",
    name="Hold the multi-agency referral meeting",
    scope="involvement",
    start=(Matcher("pathway.allocated"),),
    satisfy=(Matcher("meetings.held", "referral_meeting"),),
    within=Span(days=14),
)
LOCAL_TEN = replace(MEETING, within=Span(working_days=10))
FOR_EACH_CHILD = replace(MEETING, scope="child")
NEVER_PAUSED = replace(MEETING, pausable=False)
IN_HOURS = replace(MEETING, within=Span(hours=72), soon=Span(hours=24))
REPEATED = replace(MEETING, repeat=True)

ALLOCATED = deed("allocated", "pathway.allocated", "2025-03-03")


def paused(day: str, name: str = "paused", about: str = "", clock: str = "referral_meeting"):
    return deed(name, f"pathway.clock_paused/{clock}", day, about=about, agreed="kerry manager")


def resumed(day: str, name: str = "resumed", about: str = ""):
    return deed(name, "pathway.clock_resumed/referral_meeting", day, about=about)


def held(day: str):
    return deed("meeting", "meetings.held/referral_meeting", day)


_ONE_DAY = (paused("2025-03-10"), resumed("2025-03-10"))
SOURCE = "Our rule: a pause by agreement works like a stopwatch"
PAUSES = [
    Example(
        "a week's pause moves the due day by a week",
        SOURCE, MEETING, [ALLOCATED, paused("2025-03-10"), resumed("2025-03-17"), held("2025-03-24")], "2025-04-01",
        [Due("2025-03-24", "done", 0, "allocated paused resumed meeting", "paused:7")],
    ),
    Example(
        "the due day lies inside the pause: what was left is left afterwards",
        SOURCE, MEETING, [ALLOCATED, paused("2025-03-14"), resumed("2025-03-28")], "2025-04-01",
        [Due("2025-03-31", "late", 1, "allocated paused resumed", "paused:14")],
    ),
    Example(
        "paused on the due day itself: due on the day it is taken up again",
        SOURCE, MEETING, [ALLOCATED, paused("2025-03-17"), resumed("2025-03-24")], "2025-03-24",
        [Due("2025-03-24", "soon", 0, "allocated paused resumed", "paused:7")],
    ),
    Example(
        "not lifted yet: on hold, and not late although the day has gone by",
        SOURCE, MEETING, [ALLOCATED, paused("2025-03-14")], "2025-03-20",
        [Due("2025-03-23", "on hold", 0, "allocated paused", "paused")],
    ),
    Example(
        "paused when it was three days late: on hold, and those three days stay",
        SOURCE, MEETING, [ALLOCATED, paused("2025-03-20")], "2025-03-30",
        [Due("2025-03-27", "on hold", 3, "allocated paused", "paused")],
    ),
    Example(
        "taken up again: three days before the pause and three after it",
        SOURCE, MEETING, [ALLOCATED, paused("2025-03-20"), resumed("2025-03-30")], "2025-04-02",
        [Due("2025-03-27", "late", 6, "allocated paused resumed", "paused:10")],
    ),
    Example(
        "held while on hold",
        SOURCE, MEETING, [ALLOCATED, paused("2025-03-14"), held("2025-03-20")], "2025-04-01",
        [Due("2025-03-23", "done", 0, "allocated paused meeting", "paused")],
    ),
    Example(
        "two pauses add up",
        SOURCE, MEETING,
        [
            ALLOCATED,
            paused("2025-03-05"),
            resumed("2025-03-07"),
            paused("2025-03-10", "again"),
            resumed("2025-03-14", "on"),
        ],
        "2025-03-15",
        [Due("2025-03-23", "due", 0, "allocated paused resumed again on", "paused:2; paused:4")],
    ),
    Example(
        "agreed twice is paused once",
        SOURCE, MEETING, [ALLOCATED, paused("2025-03-10"), paused("2025-03-12", "again"), resumed("2025-03-17")],
        "2025-03-18",
        [Due("2025-03-24", "due", 0, "allocated paused resumed", "paused:7")],
    ),
    Example(
        "taken up again without a pause means nothing",
        SOURCE, MEETING, [ALLOCATED, resumed("2025-03-10")], "2025-03-18",
        [Due("2025-03-17", "late", 1, "allocated")],
    ),
    Example(
        "paused before it began: only the days since it began count",
        SOURCE, MEETING, [paused("2025-03-01"), ALLOCATED, resumed("2025-03-10")], "2025-03-18",
        [Due("2025-03-24", "due", 0, "allocated paused resumed", "paused:9")],
    ),
    Example(
        "paused and closed while on hold",
        SOURCE, MEETING, [ALLOCATED, paused("2025-03-14"), deed("closed", "pathway.closed", "2025-03-30")],
        "2025-04-10",
        [Due("2025-04-02", "ended", 0, "allocated paused closed", "paused; closed")],
    ),
    Example(
        "a limit in working days moves by the working days of the pause: four, for Easter lies in it",
        SOURCE, LOCAL_TEN,
        [deed("allocated", "pathway.allocated", "2025-04-01"), paused("2025-04-14"), resumed("2025-04-22")],
        "2025-04-24",
        [Due("2025-04-23", "late", 1, "allocated paused resumed", "paused:8")],
    ),
    Example(
        "paused when a limit in working days had run out: every day of the pause is left out, Easter too",
        SOURCE, LOCAL_TEN,
        [deed("allocated", "pathway.allocated", "2025-04-01"), paused("2025-04-17"), resumed("2025-04-23")],
        "2025-04-24",
        [Due("2025-04-21", "late", 3, "allocated paused resumed", "paused:6")],
    ),
    Example(
        "agreed and lifted on one day: the clock goes on",
        SOURCE, MEETING, [ALLOCATED, resumed("2025-03-10"), paused("2025-03-10")], "2025-03-18",
        [Due("2025-03-17", "late", 1, "allocated")],
    ),
    Example(
        "a limit in hours moves by the hours",
        SOURCE, IN_HOURS,
        [
            deed("allocated", "pathway.allocated", "2025-03-01 10:00"),
            paused("2025-03-02 09:00"),
            resumed("2025-03-03 21:00"),
        ],
        "2025-03-05 21:59",
        [Due("2025-03-05", "soon", 0, "allocated paused resumed", "paused:1", at="2025-03-05T22:00Z")],
    ),
    Example(
        "a pause for one child leaves the other's clock running",
        SOURCE, FOR_EACH_CHILD,
        [deed("allocated", "pathway.allocated", "2025-03-03", about="amy liam"), paused("2025-03-10", about="liam")],
        "2025-03-18",
        [
            Due("2025-03-17", "late", 1, "allocated", who="amy"),
            Due("2025-03-25", "on hold", 0, "allocated paused", "paused", who="liam"),
        ],
    ),
    Example(
        "a pause that names nobody holds for every child",
        SOURCE, FOR_EACH_CHILD,
        [deed("allocated", "pathway.allocated", "2025-03-03", about="amy"), paused("2025-03-10")], "2025-03-18",
        [Due("2025-03-25", "on hold", 0, "allocated paused", "paused", who="amy")],
    ),
    Example(
        "the pause of another clock has no effect",
        SOURCE, MEETING, [ALLOCATED, paused("2025-03-10", clock="review")], "2025-03-18",
        [Due("2025-03-17", "late", 1, "allocated")],
    ),
    Example(
        "the model says this clock is not paused",
        SOURCE, NEVER_PAUSED, [ALLOCATED, paused("2025-03-10"), resumed("2025-03-12")], "2025-03-18",
        [Due("2025-03-17", "late", 1, "allocated paused resumed", "pause refused")],
    ),
    Example(
        "held during a pause that nobody lifted: the next one is on hold too",
        SOURCE, REPEATED, [ALLOCATED, paused("2025-03-10"), held("2025-03-12")], "2025-04-20",
        [
            Due("2025-03-19", "done", 0, "allocated paused meeting", "paused"),
            Due("2025-05-04", "on hold", 0, "meeting paused", "paused"),
        ],
    ),
]  # fmt: skip


@pytest.mark.parametrize("example", PAUSES, ids=str)
def test_pauses(example: Example) -> None:
    check(example)


@pytest.mark.parametrize("ids", [(1, 2), (2, 1)])
def test_agreed_and_lifted_on_one_day_whichever_was_written_down_first(ids: tuple[int, int]) -> None:
    both = [replace(entry, id=UUID(int=number)) for entry, number in zip(_ONE_DAY, ids, strict=True)]
    (run,) = evaluate(MEETING, [ALLOCATED, *both], as_of=moment("2025-03-18"), calendar=ENGLAND).runs
    assert run.state == "late"


def test_the_verdict_says_who_agreed() -> None:
    verdict = evaluate(MEETING, [ALLOCATED, paused("2025-03-14")], as_of=moment("2025-03-20"), calendar=ENGLAND)
    note = verdict.runs[0].note("paused")
    assert note is not None
    assert note.people == {uid("kerry"), uid("manager")}
    assert note.days is None


def test_what_is_on_hold_is_in_no_list_of_what_is_due() -> None:
    verdict = evaluate(MEETING, [ALLOCATED, paused("2025-03-14")], as_of=moment("2025-03-20"), calendar=ENGLAND)
    assert verdict.open_runs == verdict.runs
    assert next_due([verdict]) == ()
