"""Reviews, closing and follow-up (002:1189-1195): dated examples worked by hand."""

from dataclasses import replace

import pytest

from alongside.practice.rules import Clock, Matcher, Span
from alongside.timeline.tests.clocks_table import Due, Example, check, deed

REFERRAL_MEETING = Clock(
    id="referral_meeting",
    name="Hold the multi-agency referral meeting",
    scope="involvement",
    start=(Matcher("pathway.allocated"),),
    satisfy=(Matcher("meetings.held", "referral_meeting"),),
    within=Span(days=14),
)
ASSESSMENT = Clock(
    id="assessment",
    name="Finish the assessment",
    scope="involvement",
    start=(Matcher("pathway.stage_began", "assessment"),),
    satisfy=(Matcher("pathway.stage_began", "first_review"), Matcher("pathway.stage_began", "support")),
    within=Span(days=42),
    soon=Span(days=7),
    starts="restart",
)
REVIEW = Clock(
    id="review",
    name="Hold a multi-agency review",
    scope="involvement",
    start=(Matcher("meetings.held", "first_review"),),
    satisfy=(Matcher("meetings.held", "review"),),
    not_before=Span(days=42),
    within=Span(days=56),
    repeat=True,
    stop=(Matcher("pathway.closed"),),
)
FOLLOW_UP = Clock(
    id="follow_up_contact",
    name="Ask how the family is getting on",
    scope="involvement",
    start=(Matcher("pathway.closed"),),
    satisfy=(Matcher("pathway.follow_up_contact"),),
    stop=(Matcher("pathway.follow_up_ended"),),
    within=Span(months=1),
    repeat=True,
    repeat_within=Span(months=3),
    survives_closing=True,
)
FOLLOW_UP_END = Clock(
    id="follow_up_end",
    name="End the follow-up",
    scope="involvement",
    start=(Matcher("pathway.closed"),),
    satisfy=(Matcher("pathway.follow_up_ended"),),
    within=Span(months=12),
    soon=Span(days=28),
    survives_closing=True,
)

DECISION = Clock(
    id="allocation_decision",
    name="Decide about the referral",
    scope="involvement",
    start=(Matcher("pathway.referral_received"),),
    satisfy=(Matcher("pathway.accepted"), Matcher("pathway.declined")),
    within=Span(days=7),
)

ALLOCATED = deed("allocated", "pathway.allocated", "2025-03-03")
CLOSED_IN_SUMMER = deed("closed", "pathway.closed", "2024-08-31")
CLOSED_ON_LEAP_DAY = deed("closed", "pathway.closed", "2024-02-29")
FIRST_REVIEW_HELD = deed("first", "meetings.held/first_review", "2025-05-12")
REVIEWED = deed("review", "meetings.held/review", "2025-07-01")

REVIEWS = [
    Example(
        "each review is counted from the one held before",
        "002:1189", REVIEW,
        [FIRST_REVIEW_HELD, REVIEWED, deed("second", "meetings.held/review", "2025-08-26")], "2025-09-01",
        [
            Due("2025-07-07", "done", 0, "first review"),
            Due("2025-08-26", "done", 0, "review second"),
            Due("2025-10-21", "due", 0, "second"),
        ],
    ),
    Example(
        "a review on day 43 added to those on days 56 and 112 makes nothing late",
        "002:1189", REVIEW,
        [
            FIRST_REVIEW_HELD,
            deed("day43", "meetings.held/review", "2025-06-24"),
            deed("day56", "meetings.held/review", "2025-07-07"),
            deed("day112", "meetings.held/review", "2025-09-01"),
        ],
        "2025-09-02",
        [
            Due("2025-07-07", "done", 0, "first day43"),
            Due("2025-08-19", "done", 0, "day43 day56", "sooner than the model asks:29", sooner=True),
            Due("2025-09-01", "done", 0, "day56 day112"),
            Due("2025-10-27", "due", 0, "day112"),
        ],
    ),
    Example(
        "sooner than six weeks: it counts, starts the next eight weeks, and is marked",
        "002:1189", REVIEW, [FIRST_REVIEW_HELD, deed("soon", "meetings.held/review", "2025-06-11")], "2025-06-12",
        [
            Due("2025-07-07", "done", 0, "first soon", "sooner than the model asks:12", sooner=True),
            Due("2025-08-06", "due", 0, "soon"),
        ],
    ),
    Example(
        "two meetings on one day are one review",
        "002:1189", REVIEW,
        [
            FIRST_REVIEW_HELD,
            deed("morning", "meetings.held/review", "2025-07-01 10:00"),
            deed("afternoon", "meetings.held/review", "2025-07-01 14:00"),
        ],
        "2025-07-02",
        [Due("2025-07-07", "done", 0, "first morning"), Due("2025-08-26", "due", 0, "morning")],
    ),
    Example(
        "a meeting on concern is no review",
        "002:1189", REVIEW, [FIRST_REVIEW_HELD, deed("concern", "meetings.held/on_concern", "2025-05-20")],
        "2025-07-08",
        [Due("2025-07-07", "late", 1, "first")],
    ),
    Example(
        "closing stops reviews; the one that was late stays late",
        "002:1195", REVIEW, [FIRST_REVIEW_HELD, REVIEWED, deed("closed", "pathway.closed", "2025-09-15")],
        "2025-10-01",
        [
            Due("2025-07-07", "done", 0, "first review"),
            Due("2025-08-26", "ended late", 20, "review closed", "stopped"),
        ],
    ),
    Example(
        "the last review on the day of closing counts, and asks for no further one",
        "002:1195", REVIEW,
        [
            FIRST_REVIEW_HELD,
            REVIEWED,
            deed("last", "meetings.held/review", "2025-09-15"),
            deed("closed", "pathway.closed", "2025-09-15 09:00"),
        ],
        "2025-10-01",
        [
            Due("2025-07-07", "done", 0, "first review"),
            Due("2025-08-26", "done late", 20, "review last"),
        ],
    ),
]  # fmt: skip

CLOSING = [
    Example(
        "follow-up goes on after closing: one month, then every three from each contact",
        "002:1195", FOLLOW_UP,
        [
            CLOSED_IN_SUMMER,
            deed("call", "pathway.follow_up_contact", "2024-09-27"),
            deed("drop-in", "pathway.follow_up_contact", "2025-01-03"),
        ],
        "2025-02-01",
        [
            Due("2024-09-30", "done", 0, "closed call"),
            Due("2024-12-27", "done late", 7, "call drop-in"),
            Due("2025-04-03", "due", 0, "drop-in"),
        ],
    ),
    Example(
        "called four days before closing, which counts: the next three months begin with the closing",
        "002:1195", replace(FOLLOW_UP, early=Span(days=7)),
        [deed("call", "pathway.follow_up_contact", "2024-08-27"), CLOSED_IN_SUMMER],
        "2024-11-29",
        [
            Due("2024-09-30", "done", 0, "closed call", "done before the start:4"),
            Due("2024-11-30", "soon", 0, "call"),
        ],
    ),
    Example(
        "closing ends a run that was still open",
        "002:1195", REFERRAL_MEETING,
        [deed("allocated", "pathway.allocated", "2024-08-20"), CLOSED_IN_SUMMER], "2024-10-01",
        [Due("2024-09-03", "ended", 0, "allocated closed", "closed")],
    ),
    Example(
        "after closing nothing but follow-up begins",
        "002:1195", REFERRAL_MEETING,
        [CLOSED_IN_SUMMER, deed("allocated", "pathway.allocated", "2024-10-01")], "2024-11-01", [],
    ),
    Example(
        "follow-up ended in December: no contact is due any more",
        "002:1195", FOLLOW_UP,
        [
            CLOSED_IN_SUMMER,
            deed("call", "pathway.follow_up_contact", "2024-09-27"),
            deed("end", "pathway.follow_up_ended", "2024-12-02"),
        ],
        "2025-02-01",
        [Due("2024-09-30", "done", 0, "closed call"), Due("2024-12-27", "ended", 0, "call end", "stopped")],
    ),
    Example(
        "closed on 29 February: follow-up is to end by 28 February",
        "002:1195", FOLLOW_UP_END, [CLOSED_ON_LEAP_DAY], "2025-02-28",
        [Due("2025-02-28", "soon", 0, "closed")],
    ),
    Example(
        "the involvement ends twelve months after closing, whether or not anybody says so",
        "002:1195", FOLLOW_UP_END, [CLOSED_ON_LEAP_DAY], "2025-03-01",
        [Due("2025-02-28", "ended", 0, "closed", "involvement ended")],
    ),
    Example(
        "nobody called for a year: late until the involvement ended, no longer",
        "002:1195", FOLLOW_UP, [CLOSED_ON_LEAP_DAY], "2025-07-01",
        [Due("2024-03-29", "ended late", 336, "closed", "involvement ended")],
    ),
    Example(
        "the involvement ended for a reason that no entry tells",
        "002:1195", REFERRAL_MEETING, [ALLOCATED], "2025-05-01",
        [Due("2025-03-17", "ended late", 4, "allocated", "involvement ended")],
        ended="2025-03-21",
    ),
    Example(
        "declined: nothing is asked for any more",
        "002:1109", ASSESSMENT,
        [deed("began", "pathway.stage_began/assessment", "2025-03-03"), deed("no", "pathway.declined", "2025-03-10")],
        "2025-05-01",
        [Due("2025-04-14", "ended", 0, "began no", "involvement ended")],
    ),
    Example(
        "received and declined on one day, whatever the hour: decided in time",
        "002:1109", DECISION,
        [
            deed("received", "pathway.referral_received", "2025-03-03"),
            deed("no", "pathway.declined", "2025-03-03 10:00"),
        ],
        "2025-03-04",
        [Due("2025-03-10", "done", 0, "received no")],
    ),
]  # fmt: skip


@pytest.mark.parametrize("example", [*REVIEWS, *CLOSING], ids=str)
def test_reviews_and_closing(example: Example) -> None:
    check(example)
