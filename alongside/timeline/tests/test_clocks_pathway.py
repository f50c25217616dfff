"""The clocks of the seven-stage pathway (002:1103-1199): dated examples worked by hand."""

import pytest

from alongside.practice.rules import Clock, Matcher, Span
from alongside.timeline.tests.clocks_table import Due, Example, check, deed

STAGE = "pathway.stage_began"

REFERRAL_MEETING = Clock(
    id="referral_meeting",
    name="Hold the multi-agency referral meeting",
    scope="involvement",
    start=(Matcher("pathway.allocated"),),
    satisfy=(Matcher("meetings.held", "referral_meeting"),),
    within=Span(days=14),
)
FIRST_VISIT = Clock(
    id="first_visit",
    name="Visit the family for the first time",
    scope="involvement",
    start=(Matcher("pathway.allocated"),),
    satisfy=(Matcher("visits.visit"),),
    within=Span(days=7),
    soon=Span(days=3),
    early=Span(days=14),
    starts="restart",
)
ASSESSMENT = Clock(
    id="assessment",
    name="Finish the assessment",
    scope="involvement",
    start=(Matcher(STAGE, "assessment"),),
    satisfy=(Matcher(STAGE, "first_review"), Matcher(STAGE, "support")),
    within=Span(days=42),
    soon=Span(days=7),
    starts="restart",
)
FIRST_REVIEW = Clock(
    id="first_review",
    name="Hold the first multi-agency review",
    scope="involvement",
    start=(Matcher("meetings.held", "referral_meeting"),),
    satisfy=(Matcher("meetings.held", "first_review"),),
    within=Span(days=56),
)
DIRECT_CONTACT = Clock(
    id="direct_contact",
    name="Spend time with the family",
    scope="involvement",
    start=(Matcher(STAGE, "support"),),
    satisfy=(Matcher("visits.visit"),),
    stop=(Matcher(STAGE, "closure"),),
    within=Span(days=7),
    repeat=True,
)
ALLOCATED = deed("allocated", "pathway.allocated", "2025-03-03")


def meeting(day: str) -> tuple:
    return ALLOCATED, deed("meeting", "meetings.held/referral_meeting", day)


DEADLINE = [
    Example(
        "the referral meeting is held on the last day",
        "002:1155", REFERRAL_MEETING, meeting("2025-03-17"), "2025-03-20",
        [Due("2025-03-17", "done", 0, "allocated meeting")],
    ),
    Example(
        "the referral meeting is held three days late",
        "002:1155", REFERRAL_MEETING, meeting("2025-03-20"), "2025-04-20",
        [Due("2025-03-17", "done late", 3, "allocated meeting")],
    ),
    Example(
        "five days before, nothing presses yet",
        "002:1155", REFERRAL_MEETING, [ALLOCATED], "2025-03-12",
        [Due("2025-03-17", "due", 0, "allocated")],
    ),
    Example(
        "four days before, the prompt begins",
        "002:1155", REFERRAL_MEETING, [ALLOCATED], "2025-03-13",
        [Due("2025-03-17", "soon", 0, "allocated")],
    ),
    Example(
        "in the last minute of the due day it is not late",
        "002:1155", REFERRAL_MEETING, [ALLOCATED], "2025-03-17 23:59",
        [Due("2025-03-17", "soon", 0, "allocated", at="2025-03-18T00:00Z")],
    ),
    Example(
        "from midnight it is one day late",
        "002:1155", REFERRAL_MEETING, [ALLOCATED], "2025-03-18 00:00",
        [Due("2025-03-17", "late", 1, "allocated")],
    ),
    Example(
        "a meeting on the day of allocation counts",
        "002:1155", REFERRAL_MEETING, meeting("2025-03-03"), "2025-03-04",
        [Due("2025-03-17", "done", 0, "allocated meeting")],
    ),
    Example(
        "a meeting the day before allocation does not",
        "002:1155", REFERRAL_MEETING, meeting("2025-03-02"), "2025-03-04",
        [Due("2025-03-17", "due", 0, "allocated")],
    ),
    Example(
        "two weeks over 29 February",
        "002:1155", REFERRAL_MEETING, [deed("allocated", "pathway.allocated", "2024-02-19")], "2024-03-05",
        [Due("2024-03-04", "late", 1, "allocated")],
    ),
    Example(
        "two weeks over the end of a February without one",
        "002:1155", REFERRAL_MEETING, [deed("allocated", "pathway.allocated", "2025-02-19")], "2025-03-05",
        [Due("2025-03-05", "soon", 0, "allocated")],
    ),
    Example(
        "due on the last Sunday of March, which is an hour shorter",
        "002:1155", REFERRAL_MEETING, [deed("allocated", "pathway.allocated", "2025-03-16 23:30")],
        "2025-03-30 23:30",
        [Due("2025-03-30", "soon", 0, "allocated", at="2025-03-30T23:00Z")],
    ),
    Example(
        "in summer the day ends at midnight in London, not in Greenwich",
        "002:1155", REFERRAL_MEETING, [deed("allocated", "pathway.allocated", "2025-06-17")], "2025-07-01T23:30Z",
        [Due("2025-07-01", "late", 1, "allocated")],
    ),
    Example(
        "the first review eight weeks after the referral meeting, held a week late",
        "002:1171", FIRST_REVIEW,
        [
            deed("meeting", "meetings.held/referral_meeting", "2025-03-17"),
            deed("first", "meetings.held/first_review", "2025-05-19"),
        ],
        "2025-06-01",
        [Due("2025-05-12", "done late", 7, "meeting first")],
    ),
]  # fmt: skip

SEVERAL_STARTS = [
    Example(
        "a change of key worker before the meeting does not make the family wait longer (first)",
        "002:1155", REFERRAL_MEETING,
        [ALLOCATED, deed("again", "pathway.allocated", "2025-03-10")], "2025-03-18",
        [Due("2025-03-17", "late", 1, "allocated")],
    ),
    Example(
        "a change of key worker after the meeting asks for no second one (first)",
        "002:1155", REFERRAL_MEETING,
        [*meeting("2025-03-10"), deed("again", "pathway.allocated", "2025-06-01")], "2025-07-01",
        [Due("2025-03-17", "done", 0, "allocated meeting")],
    ),
    Example(
        "allocated again: the new key worker's week begins, the old lateness stays (restart)",
        "002:1145", FIRST_VISIT,
        [
            ALLOCATED,
            deed("again", "pathway.allocated", "2025-03-13"),
            deed("visit", "visits.visit", "2025-03-18"),
        ],
        "2025-04-01",
        [
            Due("2025-03-10", "ended late", 3, "allocated again", "replaced by a new start"),
            Due("2025-03-20", "done", 0, "again visit", "started again"),
        ],
    ),
    Example(
        "visited on the day of the change: it counts for both (restart)",
        "002:1145", FIRST_VISIT,
        [
            ALLOCATED,
            deed("again", "pathway.allocated", "2025-03-07 15:00"),
            deed("visit", "visits.visit", "2025-03-07 10:00"),
        ],
        "2025-04-01",
        [
            Due("2025-03-10", "done", 0, "allocated visit"),
            Due("2025-03-14", "done", 0, "again visit", "started again"),
        ],
    ),
    Example(
        "allocated twice on one day is one start (restart)",
        "002:1145", FIRST_VISIT,
        [
            deed("allocated", "pathway.allocated", "2025-03-03 09:00"),
            deed("again", "pathway.allocated", "2025-03-03 16:00"),
        ],
        "2025-03-04",
        [Due("2025-03-10", "due", 0, "again")],
    ),
    Example(
        "assessment stage entered again while it was late: the old run ends and keeps seven days",
        "002:1161", ASSESSMENT,
        [
            deed("began", f"{STAGE}/assessment", "2025-01-06"),
            deed("anew", f"{STAGE}/assessment", "2025-02-24"),
            deed("support", f"{STAGE}/support", "2025-03-31"),
        ],
        "2025-04-10",
        [
            Due("2025-02-17", "ended late", 7, "began anew", "replaced by a new start"),
            Due("2025-04-07", "done", 0, "anew support", "started again"),
        ],
    ),
    Example(
        "assessment stage entered again months after it was finished",
        "002:1101", ASSESSMENT,
        [
            deed("began", f"{STAGE}/assessment", "2025-01-06"),
            deed("support", f"{STAGE}/support", "2025-02-03"),
            deed("anew", f"{STAGE}/assessment", "2025-06-02"),
        ],
        "2025-06-30",
        [
            Due("2025-02-17", "done", 0, "began support"),
            Due("2025-07-14", "due", 0, "anew", "started again"),
        ],
    ),
    Example(
        "support stopped for closure, then taken up again: the clock begins anew (first, after a stop)",
        "002:1177", DIRECT_CONTACT,
        [
            deed("support", f"{STAGE}/support", "2025-03-03"),
            deed("visit", "visits.visit", "2025-03-07"),
            deed("leaving", f"{STAGE}/closure", "2025-03-12"),
            deed("back", f"{STAGE}/support", "2025-04-02"),
        ],
        "2025-04-10",
        [
            Due("2025-03-10", "done", 0, "support visit"),
            Due("2025-03-14", "ended", 0, "visit leaving", "stopped"),
            Due("2025-04-09", "late", 1, "back"),
        ],
    ),
    Example(
        "left and begun again on one day without a time: it goes on (a stop comes before a start)",
        "002:1177", DIRECT_CONTACT,
        [deed("leaving", f"{STAGE}/closure", "2025-03-03"), deed("support", f"{STAGE}/support", "2025-03-03")],
        "2025-03-11",
        [Due("2025-03-10", "late", 1, "support")],
    ),
    Example(
        "begun in the morning, left in the afternoon: it ends",
        "002:1177", DIRECT_CONTACT,
        [
            deed("support", f"{STAGE}/support", "2025-03-03 09:00"),
            deed("leaving", f"{STAGE}/closure", "2025-03-03 15:00"),
        ],
        "2025-03-11",
        [Due("2025-03-10", "ended", 0, "support leaving", "stopped")],
    ),
]  # fmt: skip

EARLY = [
    Example(
        "the joint first visit a week before allocation counts",
        "002:1145", FIRST_VISIT, [deed("visit", "visits.visit", "2025-02-24"), ALLOCATED], "2025-03-20",
        [Due("2025-03-10", "done", 0, "allocated visit", "done before the start:7")],
    ),
    Example(
        "on the first day that still counts as early",
        "002:1145", FIRST_VISIT, [deed("visit", "visits.visit", "2025-02-17"), ALLOCATED], "2025-03-20",
        [Due("2025-03-10", "done", 0, "allocated visit", "done before the start:14")],
    ),
    Example(
        "a day before that it does not",
        "002:1145", FIRST_VISIT, [deed("visit", "visits.visit", "2025-02-16"), ALLOCATED], "2025-03-05",
        [Due("2025-03-10", "due", 0, "allocated")],
    ),
]  # fmt: skip


@pytest.mark.parametrize("example", [*DEADLINE, *SEVERAL_STARTS, *EARLY], ids=str)
def test_the_pathway(example: Example) -> None:
    check(example)
